"""While the box is open no page of anybody's says who has voted, nor what: two boxes that differ in that look the same.

Each page is asked twice, with one member's ballot in the box and with another's in its place. The tests ask the pages
of the rooms that have to do with councils; `python -m bench ballots-crawl` sets VINHDANH_CRAWL: every room, every role,
papers and exports.
"""

import io
import os
import re
import zipfile
from functools import cache

import pytest
from pdfminer.high_level import extract_text
from sqlalchemy import select, update

from app import clock
from app.ballots.models import Ballot, PaperVoter, Roll
from app.config import ROOT
from app.extensions import db
from tests import builders
from tests.access import matrix
from tests.access import world as worlds
from workflows.vocabulary import Role

IS_WHOLE = bool(os.environ.get("VINHDANH_CRAWL"))
ROOMS = {"ballots", "meetings", "councils", "desk", "administration", "books", "guide", "papers"}
ASKED = (
    *(Role.COUNCIL_CHAIR, Role.COUNCIL_DEPUTY_CHAIR, Role.COUNCIL_MEMBERS, Role.COUNCIL_SECRETARY, Role.SNV_DIRECTOR),
    *(Role.UNIT_COUNCIL_SECRETARY, Role.UNIT_COUNCIL, Role.UNIT_HEAD, Role.UNIT_CLERK),
    *(Role.APPRAISER, Role.INSPECTOR, Role.CHAIRMAN, Role.ADMINISTRATOR),
)
READS_THE_BOX = re.compile(r"from app\.ballots\.models import [^)]*?\b(Roll|Box|Tracker)\b|ballot_(roll|box|tracker)\b")
NEVER_THE_SAME = {"/administration/machine-room", "/accounts/second-factor/set-up"}  # disk and memory; a new secret
READERS = {"app/desk/votes.py", "app/effects/announcing.py"}
OF_THE_MOMENT = re.compile(rb'(name="csrf-token" content|name="csrf_token" value)="[^"]*"')


@pytest.fixture
def asked(app):
    world = worlds.build()
    for ballot in db.session.scalars(select(Ballot)):
        seats = db.session.scalars(select(Roll).where(Roll.ballot_id == ballot.id).order_by(Roll.member_id)).all()
        seats[-1].voted = True
    db.session.commit()
    roles = matrix.ASKED if IS_WHOLE else ASKED
    return world, {role: builders.signed_in(app.test_client(), world.actors[role]) for role in roles}


def pages(app, asked):
    """What every page of these rooms says, by address and role."""
    world, clients = asked
    said = {}
    for rule, method in matrix.routes(app):
        if method != "GET" or not is_asked(rule):
            continue
        for scope in matrix.SCOPES:
            values = matrix.arguments(rule, scope, world)
            if values is None:
                continue
            url = matrix.build(app, rule, values)
            for role, client in clients.items():
                said[url, role] = words(client.get(url))
    return said


def is_asked(rule):
    return IS_WHOLE or (rule.endpoint.split(".")[0] in ROOMS and not rule.rule.endswith(".pdf"))


@cache
def printed(pdf):
    return extract_text(io.BytesIO(pdf))


def words(answer):
    """What is the same whenever it is asked: of files that are packed anew, what is in them."""
    body = answer.get_data()
    if body.startswith(b"%PDF") and b"/Root" in body:  # what the world keeps on disk only begins like one
        return answer.status_code, printed(body)
    if body.startswith(b"PK"):
        packed = zipfile.ZipFile(io.BytesIO(body))
        return answer.status_code, {name: packed.read(name) for name in packed.namelist()}
    return answer.status_code, OF_THE_MOMENT.sub(b"", body)


def other_seat_voted(ballot_id):
    """The mark on the roll goes from the last seat to the one before."""
    seats = db.session.scalars(select(Roll.member_id).where(Roll.ballot_id == ballot_id).order_by(Roll.member_id)).all()
    for seat, voted in ((seats[-1], False), (seats[-2], True)):
        db.session.execute(update(Roll).where(Roll.ballot_id == ballot_id, Roll.member_id == seat).values(voted=voted))
    on_paper = update(PaperVoter).where(PaperVoter.ballot_id == ballot_id)
    db.session.execute(on_paper.values(had_voted=~PaperVoter.had_voted))


@pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)
def test_nobody_is_told_who_has_voted_while_the_box_is_open(app, asked, time_machine):
    time_machine.move_to(clock.real_now(), tick=False)
    before = pages(app, asked)
    for ballot_id in db.session.scalars(select(Ballot.id)):
        other_seat_voted(ballot_id)
    db.session.commit()

    assert len(before) > 1000
    after = pages(app, asked)
    assert [page for page, said in after.items() if said != before[page] and page[0] not in NEVER_THE_SAME] == []


@pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)
def test_a_page_that_told_it_would_be_found(app, asked, monkeypatch):
    """A planted leak: after the closing the page names who has not voted, as it may."""
    monkeypatch.setattr("app.ballots.queries.IS_CLOSED", frozenset({"VOTING"}))
    world, clients = asked
    url = f"/ballots/{world.own.ids['ballots']['ballot_id']}"
    before = clients[Role.UNIT_COUNCIL_SECRETARY].get(url).get_data(as_text=True)
    other_seat_voted(world.own.ids["ballots"]["ballot_id"])
    db.session.commit()

    assert clients[Role.UNIT_COUNCIL_SECRETARY].get(url).get_data(as_text=True) != before


def test_a_roll_is_read_by_nothing_outside_its_room():
    """Lists, searches and exports have no way to it; the desk reads one's own line, the start is told to all on it."""
    readers = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "app").rglob("*.py")
        if READS_THE_BOX.search(path.read_text(encoding="utf-8"))
    }
    assert {reader for reader in readers if not reader.startswith("app/ballots/")} == READERS

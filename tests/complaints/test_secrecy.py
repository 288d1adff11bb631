"""Who may read which petition, and how much of it."""

from dataclasses import replace

import pytest
from werkzeug.exceptions import NotFound

from app.complaints import operations, queries
from app.complaints.models import ComplaintKind, Petitioner
from app.documents.store import Store
from tests import builders
from tests.complaints.test_life import WRITTEN, settled
from workflows.vocabulary import Role

SECRET = "Người Tố Cáo Giấu Tên"


@pytest.fixture
def letters(house):
    """One of each kind about the same case."""
    taker = house[Role.INTAKE_OFFICER]
    of_nominee = operations.enter(house.appraised, WRITTEN, actor=taker)
    other = replace(WRITTEN, petitioner=Petitioner.OTHER, known_on=None)
    reflection = operations.enter(house.appraised, replace(other, kind=ComplaintKind.REFLECTION), actor=taker)
    secret = replace(other, kind=ComplaintKind.DENUNCIATION, name=SECRET, contact="số nhà 5")
    denunciation = operations.enter(house.appraised, secret, actor=taker)
    return [of_nominee.id, reflection.id, denunciation.id]


def readable(letters, actor):
    """By reader: of each letter the name, or None where there is none for them."""
    names = {line.id: line.name for line in queries.petitions(actor)}
    return [names.get(letter) for letter in letters]


def test_of_a_denunciation_only_its_officer_learns_who_wrote_it(house, letters):
    own, other = WRITTEN.name, WRITTEN.name
    hidden = queries.WITHHELD

    assert {role.value: readable(letters, actor) for role, actor in house.people.items()} == {
        "unit_clerk": [own, None, None],
        "snv_intake": [own, other, hidden],
        "complaint_officer": [own, other, SECRET],
        "snv_ban_head": [own, other, hidden],
        "snv_director": [own, other, hidden],
        "snv_appraiser": [None, None, None],
        "chairman": [None, None, None],
    }
    assert readable(letters, house.stranger) == [None, None, None]


def test_what_is_not_readable_is_not_there(house, letters):
    for letter in letters:
        with pytest.raises(NotFound):
            queries.one(letter, house.stranger)
        with pytest.raises(NotFound):
            queries.row(letter, house[Role.APPRAISER])


def test_the_chairman_reads_what_was_found_right(house):
    complaint = settled(house, house.refused)

    assert [line.id for line in queries.petitions(house[Role.CHAIRMAN])] == [complaint.id]


def test_no_page_says_the_name(app, house, letters):
    pages = [f"/complaints/{letters[2]}", "/complaints/", f"/nominations/{house.appraised.id}"]
    for role in (Role.INTAKE_OFFICER, Role.BAN_HEAD, Role.SNV_DIRECTOR):
        browser = builders.signed_in(app.test_client(), house[role])
        answers = [browser.get(page) for page in pages]
        assert [answer.status_code for answer in answers] == [200, 200, 200]
        assert [SECRET in answer.text or "số nhà 5" in answer.text for answer in answers] == [False] * 3
    officer = builders.signed_in(app.test_client(), house[Role.COMPLAINT_OFFICER])
    assert SECRET in officer.get(pages[0]).text


def test_whoever_reads_who_denounced_stands_in_the_log(app, house, letters):
    """Every role opens every page of the denunciation; the list itself names nobody."""
    url, seen = f"/complaints/{letters[2]}", {}
    for role, actor in house.people.items():
        browser = builders.signed_in(app.test_client(), actor)
        assert SECRET not in browser.get("/complaints/").text
        seen[role] = [SECRET in browser.get(f"{url}{page}").text for page in ("", "/accept", "/settle")]

    officer = house[Role.COMPLAINT_OFFICER]
    assert [role for role, pages in seen.items() if any(pages)] == [officer.role]
    assert seen[officer.role] == [True] * 3
    told = [(event.actor_id, event.action) for event in builders.events_of(f"reading:complaint:{letters[2]}")]
    assert told == [(officer.user_id, "read_denouncer")] * 3


def test_the_letter_itself_is_sent_to_its_officer_alone(app, house):
    scan = Store(app.config["PAPERS_FOLDER"]).put_bytes(builders.blank_pdf(), "don.pdf", "application/pdf")
    secret = replace(WRITTEN, kind=ComplaintKind.DENUNCIATION, petitioner=Petitioner.OTHER, name=SECRET)
    letter = operations.enter(house.appraised, secret, scan, actor=house[Role.INTAKE_OFFICER])

    url = f"/complaints/{letter.id}/file"
    head = builders.signed_in(app.test_client(), house[Role.BAN_HEAD])
    assert head.get(url).status_code == 404
    assert queries.one(letter.id, house[Role.COMPLAINT_OFFICER]).file_id == scan.id
    assert [event.action for event in builders.events_of(f"reading:complaint:{letter.id}")] == []
    officer = builders.signed_in(app.test_client(), house[Role.COMPLAINT_OFFICER])
    assert officer.get(url).status_code == 200
    assert [event.action for event in builders.events_of(f"reading:complaint:{letter.id}")] == ["read_petition_file"]

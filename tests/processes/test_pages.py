"""Everybody reads the processes; the director tries a move, then does it."""

import re
from datetime import datetime, timedelta

import pytest
import time_machine

from app.clock import VIETNAM
from app.extensions import db
from app.nominations.models import Nomination
from app.processes.words import in_plain_words
from tests import builders
from tests.pages import said
from tests.processes.second import AwardProvince2
from workflows import describe, registry
from workflows.award_province_1 import State
from workflows.vocabulary import Role

MORNING = datetime(2025, 2, 17, 8, 0, tzinfo=VIETNAM)
ADDRESS = "/processes/award_province/1/move"


@pytest.fixture
def browsers(app, monkeypatch):
    """A director and a clerk; two cases at Sở Nội vụ by version 1; a second version is published."""
    with time_machine.travel(MORNING, tick=False):
        unit, department = builders.organisation(), builders.organisation("SNV", "Sở Nội vụ")
        award = builders.award()
        in_round = builders.award_round(award)
        for name, state in (("Bá Văn Trịnh", State.INTAKE), ("Đạo Thị Lan", State.SUPPLEMENT)):
            due = MORNING + timedelta(days=3)
            builders.nomination(unit, award, in_round, name, state=state, submitted_at=MORNING, due_at=due)
        monkeypatch.setitem(registry._PUBLISHED, ("award_province", 2), AwardProvince2)
        seats = (Role.SNV_DIRECTOR, department), (Role.UNIT_CLERK, unit)
        yield [builders.signed_in(app.test_client(), builders.actor(role, at)) for role, at in seats]


def stand():
    return [(case.workflow_version, case.state) for case in db.session.query(Nomination).order_by(Nomination.id)]


def ids():
    return [case.id for case in db.session.query(Nomination).order_by(Nomination.id)]


def test_everybody_reads_which_processes_there_are_and_every_step_of_one(browsers):
    _, clerk = browsers

    listed, shown = clerk.get("/processes/"), clerk.get("/processes/award_province/1")

    assert {definition.title in said(listed) for definition in registry.all_versions()} == {True}
    assert "Đã có phiên bản 2" in said(shown)
    assert "Chuyển hồ sơ sang" not in said(shown)
    assert all(step.label in said(shown) for step in registry.get("award_province", 1).transitions().values())
    assert clerk.get("/processes/award_province/1.svg").mimetype == "image/svg+xml"
    assert [clerk.get(f"/processes/{which}").status_code for which in ("award_province/9", "none/1")] == [404, 404]


def test_who_is_not_the_director_moves_nothing(browsers):
    _, clerk = browsers

    assert [clerk.get(ADDRESS).status_code, clerk.post(ADDRESS).status_code] == [403, 403]


def test_from_the_newest_version_nothing_leads_on(browsers):
    director, _ = browsers

    assert director.get("/processes/award_province/2/move").status_code == 404


def test_a_lost_state_is_asked_for_beside_its_field_and_what_was_typed_stays(browsers):
    director, _ = browsers

    answer = director.post(ADDRESS, data={"nomination_ids": ids(), "reason": "Quy trình mới từ 01/3/2025."})

    assert answer.status_code == 422
    assert "Chọn bước thay cho bước này của: Đạo Thị Lan." in said(answer)
    assert "Quy trình mới từ 01/3/2025." in said(answer)
    assert stand() == [(1, "KN06_INTAKE"), (1, "KN07_SUPPLEMENT")]


def test_all_that_is_missing_is_said_at_once(browsers):
    director, _ = browsers

    answer = director.post(ADDRESS, data={"to_KN07_SUPPLEMENT": "KN06_INTAKE"})

    assert answer.status_code == 422
    assert "Chọn ít nhất một hồ sơ." in said(answer)
    assert "Nêu rõ lý do." in said(answer)


def test_tried_it_shows_where_each_case_would_stand_and_changes_nothing(browsers):
    director, _ = browsers
    typed = {"nomination_ids": ids(), "reason": "Quy trình mới.", "to_KN07_SUPPLEMENT": "KN06_INTAKE"}

    answer = director.post(ADDRESS, data=typed | {"try": "1"})

    assert answer.status_code == 200
    assert "Kết quả chạy thử, chưa chuyển hồ sơ nào." in said(answer)
    assert said(answer).count("26/02/2025") == 2
    assert stand() == [(1, "KN06_INTAKE"), (1, "KN07_SUPPLEMENT")]


def test_done_it_tells_what_became_of_each(browsers):
    director, _ = browsers
    typed = {"nomination_ids": ids(), "reason": "Quy trình mới.", "to_KN07_SUPPLEMENT": "KN06_INTAKE"}

    answer = director.post(ADDRESS, data=typed)

    assert answer.status_code == 200
    assert "Đã chuyển 2 hồ sơ." in said(answer)
    assert stand() == [(2, "KN06_INTAKE"), (2, "KN06_INTAKE")]
    assert "Không còn hồ sơ nào theo phiên bản này." in said(director.get(ADDRESS))
    story = said(director.get(f"/nominations/{ids()[1]}"))
    assert "Chuyển sang phiên bản mới của quy trình" in story


@pytest.mark.parametrize("definition", registry.all_versions(), ids=lambda definition: definition.__name__)
def test_no_step_is_told_in_codes_or_english(definition):
    codes = re.compile(r"[A-Za-z]_[A-Za-z]|catalogue|quorum|ruleset|seed|dossier|V[89]0|VMAJ")

    told = [in_plain_words(row) for row in describe.as_rows(definition)]

    assert [row.id for row in told if codes.search(f"{row.condition} {row.law} {row.limit} {row.action}")] == []

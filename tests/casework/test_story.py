"""The straight road is a story without fault; and whatever is planted in it is found."""

from dataclasses import replace

import pytest
from sqlalchemy import delete, insert, select, update

from app.documents.models import Paper
from app.extensions import db
from app.nominations.models import Nomination
from app.outbox.models import Errand
from tests.casework import province, road, story
from tests.casework.story import Thing
from workflows.award_province_1 import State
from workflows.paper_life_1 import State as PaperState
from workflows.vocabulary import Paper as PaperCode

THE_ROAD = [
    *("send_to_check", "refer_to_unit_council"),
    *("plan", "call_roll", "open_meeting", "record_returns", "count", "close"),
    *("draft_submission", "sign_submission", "issue_submission"),
    *("register", "accept", "appraise", "conclude_fit"),
    *("plan", "call_roll", "open_meeting", "record_returns", "count", "close"),
    *("draft_proposal", "sign_proposal", "register_proposal", "forward", "decide", "issue_decision"),
    *("announce_result", "prepare_award", "hand_over", "archive"),
]


@pytest.fixture
def at_work(app, tmp_path):
    return province.found(tmp_path)


@pytest.fixture
def case(at_work):
    return at_work.draft(at_work.units[0], "Chamaléa Thị Sương")


def test_a_case_walks_from_draft_to_the_archive(at_work, case):
    walked, found = [], []
    while name := road.take(at_work, case):
        walked.append(name)
        found += story.faults(story.read())

    assert (case.state, walked, found) == (State.ARCHIVED, THE_ROAD, [])


def a_state_is_written(_case):
    return update(Nomination).values(state=State.APPRAISAL)


def a_paper_comes_from_nowhere(_case):
    (receipt,) = db.session.execute(select(Paper.__table__).where(Paper.code == PaperCode.INTAKE_RECEIPT)).mappings()
    return insert(Paper).values({**receipt, "id": 9999})


def an_errand_is_lost(case):
    return delete(Errand).where(Errand.subject == case.ref, Errand.payload["step"].as_string() == "register")


def an_errand_is_doubled(case):
    sent = select(Errand.__table__).where(Errand.subject == case.ref).order_by(Errand.id).limit(1)
    (row,) = db.session.execute(sent).mappings()
    return insert(Errand).values({**row, "id": 9999})


@pytest.mark.parametrize(
    ("plant", "complaints"),
    [
        (a_state_is_written, ["nomination:1 stands at KN08_APPRAISAL, its log at KN06_INTAKE"]),
        (
            a_paper_comes_from_nowhere,
            [
                "paper:9999 stands at ISSUED, its log at DRAFT",
                "2 PHIEU_TIEPNHAN of nomination:1, which took the step register 1 times",
                "2 PHIEU_TIEPNHAN of nomination:1, which took the step register 1 times",
                "errand ('paper:9999', 'render', '', ''): 0 times, not 1",
            ],
        ),
        (an_errand_is_lost, ["errand ('nomination:1', 'tell', 'register', 'unit_clerk'): 0 times, not 1"]),
        (
            an_errand_is_doubled,
            ["errand ('nomination:1', 'tell', 'refer_to_unit_council', 'unit_council_secretary'): 2 times, not 1"],
        ),
    ],
)
def test_a_row_changed_by_another_hand_is_found(at_work, case, plant, complaints):
    road.walk_to(at_work, case, State.INTAKE)
    before = story.faults(story.read())

    db.session.execute(plant(case).execution_options(synchronize_session=False))

    assert (before, story.faults(story.read())) == ([], [told.replace("nomination:1", case.ref) for told in complaints])


CASE = "nomination:1"
DECIDED = story.Story(
    things={
        CASE: Thing(("award_province", 1), State.PUBLISHED, 9),
        "decision:1": Thing(("decision", 1), "ISSUED", 2),
        "paper:1": Thing(("paper", 1), PaperState.DRAFT, 1),
    },
    events=[(CASE, "decide_by_hand", "", State.PUBLISHED), ("decision:1", "born", "", "ISSUED")],
    errands=[],
    papers=[("paper:1", PaperCode.AWARD_DECISION, "decision:1", "proposal:1")],
    decided={CASE: "decision:1"},
    chain=(),
)


def with_thing(ref, **changes):
    return {**DECIDED.things, ref: replace(DECIDED.things[ref], **changes)}


@pytest.mark.parametrize(
    ("changes", "complaints"),
    [
        ({}, []),
        ({"decided": {}}, ["nomination:1 stands at KN19_PUBLISHED without a decision"]),
        (
            {
                "things": with_thing("decision:1", state="SIGNED"),
                "events": [*DECIDED.events[:1], ("decision:1", "born", "", "SIGNED")],
            },
            ["nomination:1 stands at KN19_PUBLISHED, its decision is not issued"],
        ),
        ({"chain": ("Dòng 3: nội dung đã bị sửa.",)}, ["Dòng 3: nội dung đã bị sửa."]),
        (
            {"events": [*DECIDED.events, (CASE, "announce_result", "KN18_DECIDED", State.PUBLISHED)]},
            [
                "nomination:1: announce_result starts at KN18_DECIDED, the log stood at KN19_PUBLISHED",
                "errand ('nomination:1', 'tell', 'announce_result', 'unit_clerk'): 0 times, not 1",
                "errand ('nomination:1', 'tell_nominee', 'announce_result', ''): 0 times, not 1",
            ],
        ),
        (
            {"events": [*DECIDED.events, ("meeting:4", "plan", "", "PREPARING")]},
            ["the log speaks of meeting:4, which is not there"],
        ),
        (
            {
                "things": with_thing("paper:1", state=PaperState.SIGNED),
                "events": [*DECIDED.events, ("paper:1", "signed", "", "SIGNED")],
            },
            ["1 QD_KHENTHUONG of proposal:1, which took the step decide 0 times"],
        ),
        (
            {"papers": [("paper:1", PaperCode.AWARD_CERTIFICATE, "decision:1", "proposal:1")]},
            ["paper:1 is a BANG_KHEN, which no step makes"],
        ),
    ],
)
def test_a_story_that_does_not_hold_together_is_found(changes, complaints):
    assert story.faults(replace(DECIDED, **changes)) == complaints

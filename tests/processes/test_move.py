"""Cases go on by the version they began with; moved to a newer one they keep their time, and the log says so."""

from datetime import datetime, timedelta

import pytest
import time_machine
from sqlalchemy import select

from app import clock
from app.audit import queries as audit
from app.audit.models import AuditEvent
from app.clock import VIETNAM
from app.effects import runner
from app.errors import Invalid
from app.extensions import db
from app.nominations import timeline
from app.outbox.models import Notice
from app.outbox.operations import put
from app.processes import operations, queries
from tests import builders
from tests.processes.second import AwardProvince2
from workflows import registry
from workflows.award_province_1 import AwardProvince1, State
from workflows.engine import UnknownTransition
from workflows.vocabulary import Role

MORNING = datetime(2025, 2, 17, 8, 0, tzinfo=VIETNAM)
REASON = "Quyết định ban hành quy trình mới."


@pytest.fixture
def second(monkeypatch):
    monkeypatch.setitem(registry._PUBLISHED, ("award_province", 2), AwardProvince2)
    return AwardProvince2


@pytest.fixture
def desk(session):
    """Three cases at Sở Nội vụ under version 1, and the director."""
    with time_machine.travel(MORNING, tick=False):
        unit, department = builders.organisation(), builders.organisation("SNV", "Sở Nội vụ")
        award = builders.award()
        in_round = builders.award_round(award)
        states = {"Bá Văn Trịnh": State.INTAKE, "Đạo Thị Lan": State.SUPPLEMENT, "Katơr Thị Sính": State.APPRAISAL}
        cases = [
            builders.nomination(
                unit, award, in_round, name, state=state, submitted_at=MORNING, due_at=MORNING + timedelta(days=3)
            )
            for name, state in states.items()
        ]
        yield cases, builders.actor(Role.SNV_DIRECTOR, department)


def move(mapping=None):
    return operations.Move(source=AwardProvince1, target=AwardProvince2, mapping=mapping or {}, reason=REASON)


def stands(case):
    return (case.nominee_name, case.workflow_version, case.state)


def test_a_new_case_begins_by_the_newest_version_and_an_old_one_stays_on_its_own(desk, second):
    cases, _ = desk

    assert registry.latest("award_province") is second
    assert [case.workflow for case in cases] == [AwardProvince1] * 3


def test_without_a_state_that_stands_for_a_lost_one_nothing_moves_and_the_cases_are_named(desk, second):
    cases, director = desk

    for attempt in (
        lambda: operations.plan(move(), cases),
        lambda: operations.carry_out(move(), cases, actor=director),
    ):
        with pytest.raises(Invalid) as refused:
            attempt()
        assert refused.value.errors == {"to_KN07_SUPPLEMENT": "Chọn bước thay cho bước này của: Đạo Thị Lan."}
    assert [case.workflow_version for case in cases] == [1, 1, 1]
    assert db.session.scalars(select(AuditEvent.action)).all() == []


def test_where_a_case_came_from_needs_a_state_that_stands_for_it_too(desk, second):
    cases, _ = desk
    cases[2].state, cases[2].previous_state = State.SUSPENDED, State.SUPPLEMENT

    with pytest.raises(Invalid) as refused:
        operations.plan(move(), [cases[2]])

    assert refused.value.errors == {"to_KN07_SUPPLEMENT": "Chọn bước thay cho bước này của: Katơr Thị Sính."}


def test_a_state_the_newer_version_does_not_have_is_no_answer(desk, second):
    cases, _ = desk

    with pytest.raises(Invalid) as refused:
        operations.plan(move({"KN07_SUPPLEMENT": "KN99"}), cases)

    assert refused.value.errors == {"to_KN07_SUPPLEMENT": operations.NO_SUCH_STATE}


def test_what_is_tried_changes_nothing_and_tells_what_then_happens(desk, second):
    cases, director = desk
    wanted = move({"KN07_SUPPLEMENT": "KN06_INTAKE"})

    steps = operations.plan(wanted, cases)
    assert db.session.scalars(select(AuditEvent.action)).all() == []
    assert not db.session.dirty
    tried = [(step.nomination.nominee_name, step.state_name, step.due_at) for step in steps]
    outcomes = operations.carry_out(wanted, cases, actor=director)

    assert [outcome.reasons for outcome in outcomes] == [(), (), ()]
    assert [(case.nominee_name, case.state_name, case.due_at) for case in cases] == tried
    assert [stands(case) for case in cases] == [
        ("Bá Văn Trịnh", 2, "KN06_INTAKE"),
        ("Đạo Thị Lan", 2, "KN06_INTAKE"),
        ("Katơr Thị Sính", 2, "KN08_APPRAISAL"),
    ]


def test_time_goes_on_and_other_limits_count_from_the_entry_into_the_state(desk, second):
    cases, director = desk
    entered = [case.state_since for case in cases]

    operations.carry_out(move({"KN07_SUPPLEMENT": "KN06_INTAKE"}), cases, actor=director)

    assert [case.state_since for case in cases] == entered
    days = [clock.local(case.due_at).strftime("%d/%m/%Y") for case in cases]
    assert days == ["26/02/2025", "26/02/2025", "20/02/2025"]  # seven working days; the last kept what it had


def test_the_log_says_who_moved_what_to_which_version_and_why(desk, second):
    cases, director = desk

    operations.carry_out(move({"KN07_SUPPLEMENT": "KN06_INTAKE"}), cases[:2], actor=director)

    events = db.session.scalars(select(AuditEvent).order_by(AuditEvent.seq)).all()
    told = [
        (e.subject, e.action, e.source, e.target, e.reason, e.actor_id, e.data["from"], e.data["to"]) for e in events
    ]
    first, second_case, _ = cases
    assert told == [
        (first.ref, "move_to_version", "", "", REASON, director.user_id, 1, 2),
        (second_case.ref, "move_to_version", "KN07_SUPPLEMENT", "KN06_INTAKE", REASON, director.user_id, 1, 2),
    ]
    assert audit.verify() == []


def test_the_story_tells_what_was_before_by_the_version_that_held_then(desk, second):
    cases, director = desk
    operations.carry_out(move({"KN07_SUPPLEMENT": "KN06_INTAKE"}), [cases[1]], actor=director)

    told = timeline.of(cases[1], timeline.log_of(cases[1]), director)

    assert [(event.what, event.why) for event in told] == [("Chuyển sang phiên bản mới của quy trình", REASON)]


def test_a_case_that_was_moved_meanwhile_is_refused_by_name(desk, second):
    cases, director = desk
    wanted = move({"KN07_SUPPLEMENT": "KN06_INTAKE"})
    operations.carry_out(wanted, [cases[0]], actor=director)

    outcomes = operations.carry_out(wanted, cases, actor=director)

    gone = ("Hồ sơ không còn ở phiên bản 1 của quy trình này.",)
    assert [(o.nomination.nominee_name, o.reasons) for o in outcomes] == [
        ("Bá Văn Trịnh", gone),
        ("Đạo Thị Lan", ()),
        ("Katơr Thị Sính", ()),
    ]


def test_only_what_the_director_may_see_is_counted_and_offered(desk, second):
    cases, director = desk
    unit, award, in_round = cases[0].unit, cases[0].award_version, cases[0].award_round
    builders.nomination(unit, award, in_round, "Chưa Nộp", state=State.DRAFT)

    assert queries.states_in_use(AwardProvince1, director) == {
        "KN06_INTAKE": 1,
        "KN07_SUPPLEMENT": 1,
        "KN08_APPRAISAL": 1,
    }
    assert [case.nominee_name for case in queries.cases(AwardProvince1, director)] == [c.nominee_name for c in cases]


def test_every_state_leads_to_itself_or_to_what_stands_for_it(desk, second):
    cases, _ = desk
    wanted = move({"KN07_SUPPLEMENT": "KN06_INTAKE"})
    led = {}
    for state in AwardProvince1.states:
        cases[0].state = state
        (step,) = operations.plan(wanted, [cases[0]])
        led[state] = step.state_name

    names = {state: info.name_vi for state, info in AwardProvince1.states.items()}
    assert led == names | {State.SUPPLEMENT: names[State.INTAKE]}


def test_what_was_queued_before_the_move_is_told_in_the_words_of_its_step(desk, second):
    cases, director = desk
    put("tell", subject=cases[1].ref, role=Role.SNV_DIRECTOR.value, step="ask_for_more", reason="Thiếu báo cáo")
    operations.carry_out(move({"KN07_SUPPLEMENT": "KN06_INTAKE"}), [cases[1]], actor=director)

    assert runner.run_waiting() == 1

    (notice,) = db.session.scalars(select(Notice))
    award = cases[1].award_version.name
    assert notice.text == f"Sở Nội vụ yêu cầu bổ sung hồ sơ: Đạo Thị Lan – {award}. Lý do: Thiếu báo cáo."


def test_a_step_no_version_has_is_unknown(second):
    with pytest.raises(UnknownTransition):
        registry.step_of("award_province", 2, "dance")

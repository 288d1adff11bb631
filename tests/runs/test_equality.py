"""Many at once is what each would have been alone: states, history, errands, papers and refusals, in any order."""

from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from app import clock
from app.accounts.models import User
from app.audit.models import AuditEvent
from app.documents.models import Paper
from app.errors import Invalid, Refusal
from app.extensions import db
from app.nominations.models import Nomination
from app.nominations.openings import steps_of_many
from app.outbox.models import Errand
from app.runs import operations, queries
from app.runs.models import BulkItem, BulkRun, Stage
from app.runs.selecting import ticked
from app.suspensions.models import Finding, Suspension
from tests.casework import province as provinces
from tests.casework.moves import MOVES, WHY
from workflows import registry
from workflows.award_province_1 import State

EXAMPLES = 12
NOT_OFFERED = None  # none of the cases stands where the step is taken from
WITHOUT_NOTE = {"register", "accept", "supplement", "resume"}  # as the single pages take them
ELSEWHERE = {  # no case here stands on their road: tests/medals/test_simplified.py, tests/unit_decisions
    "open_simplified",
    "withdraw_in_unit",
}
PROCESSES = ["award_province"] * 5 + ["medal_simplified"] * 2
STEPS = {step: registry.latest("medal_simplified").transition(step) for step in sorted({*steps_of_many()} - ELSEWHERE)}
FROM = {step: sorted(transition.source) for step, transition in STEPS.items()}


@dataclass(frozen=True)
class Draw:
    """A step; of each chosen case, in its order, where it stands and whether it changes after it was looked at."""

    step: str
    cases: list[tuple[int, State, bool]]


@st.composite
def draws(draw):
    step = draw(st.sampled_from(sorted(FROM)))
    anywhere = st.sampled_from([State.DRAFT, State.UNIT_CHECK, State.APPRAISAL, State.PUBLISHED, State.WITHDRAWN])
    chosen = draw(st.permutations(range(len(PROCESSES))))[: draw(st.integers(1, len(PROCESSES)))]
    state = st.one_of(st.sampled_from(FROM[step]), st.sampled_from(FROM[step]), anywhere)
    return Draw(step, [(number, draw(state), draw(st.integers(0, 4)) == 0) for number in chosen])


@pytest.fixture
def at_work(app, tmp_path):
    made = provinces.found(tmp_path)
    for number, process in enumerate(PROCESSES):
        made.draft(made.units[0], f"Chamaléa Thị Sương {number}", process=process)
    db.session.commit()
    return made


def test_many_at_once_is_what_each_would_have_been_alone(at_work):
    met = set()

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=[*HealthCheck],
    )
    @given(draws())
    def compare(draw):
        together = undone(at_work, draw, together_)
        alone = undone(at_work, draw, alone_)
        if together["refused"] is NOT_OFFERED:
            assert all(alone["refused"].values())
            return
        assert together == alone
        met.update(bool(reasons) for reasons in together["refused"].values())

    compare()

    assert met == {True, False}  # some were done, some refused


def undone(at_work, draw, way):
    """What a way leaves behind; then everything is as it was."""
    beginning = db.session.begin_nested()
    cases = placed(draw)
    (role,) = STEPS[draw.step].by
    refused = way(at_work, draw, cases, at_work.actor(role))
    db.session.flush()
    left = trace(cases) | {"refused": refused}
    beginning.rollback()
    db.session.expire_all()
    return left


def placed(draw):
    everyone = db.session.scalars(select(Nomination).order_by(Nomination.id)).all()
    cases = []
    for number, state, _ in draw.cases:
        case = everyone[number]
        case.state, case.submitted_at = state, case.created_at
        if state == State.SUSPENDED:
            suspended(case, Finding.CLEAR if number % 2 else None)
        cases.append(case)
    db.session.flush()
    return cases


def suspended(case, finding):
    case.previous_state = State.APPRAISAL
    db.session.add(
        Suspension(
            nomination=case,
            state=State.APPRAISAL,
            ground="don_thu",
            ground_name="Đơn thư",
            ground_basis="NĐ 98/2023",
            source_agency="Thanh tra tỉnh",
            source_number="",
            source_on=clock.today(),
            reason=WHY,
            suspended_at=clock.now(),
            suspended_by_id=db.session.scalars(select(User.id)).first(),
            finding=finding,
        )
    )


def change(cases, draw):
    """What a colleague does to some of them in between."""
    for case, (_, _, is_changed) in zip(cases, draw.cases, strict=True):
        if is_changed:
            case.nominee_title = "Hiệu trưởng"
    db.session.flush()


def reason_of(step):
    return "" if step in WITHOUT_NOTE else WHY


def together_(_, draw, cases, actor):
    chosen = ticked({case.id: case.version for case in cases}, actor)
    try:
        run = operations.prepare(chosen, operations.Wanted(step=draw.step, reason=reason_of(draw.step)), actor=actor)
    except Invalid:
        return NOT_OFFERED
    change(cases, draw)
    operations.start(run, actor=actor)
    for item_id in queries.next_items(run, len(PROCESSES)):
        operations.work(item_id)
        db.session.flush()  # in life each is committed
    operations.go_on(run)
    assert db.session.get_one(BulkRun, run.id).stage is Stage.DONE
    found = db.session.scalars(select(BulkItem).where(BulkItem.run_id == run.id)).all()
    return {item.nomination.nominee_name: item.reasons for item in found}


def alone_(at_work, draw, cases, actor):
    """What could not be done when it was looked at was refused then, whatever changed after."""
    was_refused = {case.id: would_refuse(at_work, draw.step, case, actor) for case in cases}
    change(cases, draw)
    refused = {}
    for case, (_, _, is_changed) in zip(cases, draw.cases, strict=True):
        if is_changed and not was_refused[case.id]:
            refused[case.nominee_name] = [operations.CHANGED]
        else:
            refused[case.nominee_name] = taken(at_work, draw.step, case, actor)
    return refused


def would_refuse(at_work, step, case, actor):
    beginning = db.session.begin_nested()
    reasons = taken(at_work, step, case, actor)
    beginning.rollback()
    return reasons


def taken(at_work, step, case, actor):
    """By the operation of the step's own page; the reasons why not."""
    try:
        with db.session.begin_nested():
            MOVES[step].do(at_work, case, actor, 9)
    except Refusal as refusal:
        return refusal.reasons
    except Invalid as invalid:
        return [*invalid.errors.values()]
    return []


def trace(cases):
    refs = [case.ref for case in cases]
    events = db.session.scalars(select(AuditEvent).where(AuditEvent.subject.in_(refs)).order_by(AuditEvent.seq))
    errands = db.session.scalars(select(Errand).where(Errand.kind != operations.WORK).order_by(Errand.id))
    papers = db.session.scalars(select(Paper).order_by(Paper.id))
    return {
        "states": [(case.nominee_name, case.state, case.previous_state, case.received_number) for case in cases],
        "events": [
            (one.subject, one.actor_id, one.role, one.action, one.source, one.target, one.reason, one.data)
            for one in events
        ],
        "errands": [(one.kind, one.subject.partition(":")[0], without_ids(one.payload)) for one in errands],
        "papers": [(one.code, one.sheet_id, one.state) for one in papers],
    }


def without_ids(payload):
    return {name: value for name, value in payload.items() if not name.endswith("id")}


def test_every_step_that_is_offered_for_many_has_its_single_twin():
    assert {*steps_of_many()} <= {*MOVES} | ELSEWHERE

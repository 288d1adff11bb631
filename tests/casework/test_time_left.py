"""What a limit has left is kept while a case is taken out of its state: nothing lost, nothing won, late stays late."""

from datetime import date, datetime, timedelta
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app import casework, clock, workdays
from app.actor import Actor
from app.audit import queries as audit
from app.casework import advance
from app.clock import VIETNAM
from app.extensions import db
from app.limits import is_aside, limit_of, unit_in
from app.nominations import timeline
from app.nominations.models import Nomination
from app.nominations.openings import NOT_YET
from app.workdays import Holiday, days_left, until_with
from tests import builders
from workflows import registry
from workflows.award_province_1 import AwardProvince1, State
from workflows.engine import PREVIOUS, Limit, StateInfo, Transition, Workflow
from workflows.vocabulary import DayUnit, Role, StateKind

MONDAY = datetime(2025, 2, 17, 8, 0, tzinfo=VIETNAM)
MOMENTS = st.builds(lambda hours: MONDAY + timedelta(minutes=hours), st.integers(-66_000, 190_000))  # Tết lies within
UNITS = st.sampled_from(DayUnit)


def at(day, hour, minute=0):
    return datetime(2025, 2, day, hour, minute, tzinfo=VIETNAM)


ON_BOTH = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
HEAD = Actor(user_id=1, name="Huỳnh Văn Thạnh", role=Role.BAN_HEAD, organisation_id=1)


@pytest.fixture
def tet(app):
    """25/01–02/02/2025 off; Saturday 26/04 worked for Friday 02/05."""
    off = [date(2025, 1, 25) + timedelta(days=n) for n in range(9)]
    off += [date(2025, 4, 30), date(2025, 5, 1), date(2025, 5, 2)]
    for day in off:
        db.session.add(Holiday(day=day, name="Nghỉ", basis="thử", confidence="verified"))
    worked = date(2025, 4, 26)
    db.session.add(Holiday(day=worked, name="Làm bù", is_worked=True, basis="thử", confidence="verified"))
    db.session.flush()


@ON_BOTH
@given(begun=MOMENTS, days=st.integers(0, 40), out=MOMENTS, back=MOMENTS, unit=UNITS)
def test_a_limit_that_goes_on_has_as_much_left_as_when_it_stopped(tet, begun, days, out, back, unit):
    until = workdays.due(begun, days, unit)

    left = days_left(out, until, unit)
    again = until_with(back, left, unit)

    assert days_left(back, again, unit) == left
    assert (again < back) == (left < 0) == _is_late(out, until, unit)


def _is_late(moment, until, unit):
    """A limit of no days that began on a day off ends with the next worked one."""
    if unit is DayUnit.WORKING and until >= moment:
        return False
    return until < moment


@ON_BOTH
@given(begun=MOMENTS, days=st.integers(1, 40), unit=UNITS, hours=st.integers(0, 5000))
def test_who_comes_back_at_once_has_lost_nothing(tet, begun, days, unit, hours):
    until, here = workdays.due(begun, days, unit), begun + timedelta(hours=hours)

    assert until_with(here, days_left(here, until, unit), unit) == until


@pytest.mark.parametrize(
    ("out", "until", "left"),
    [
        (at(17, 10), date(2025, 2, 19), 2),
        (at(17, 17), date(2025, 2, 19), 2),
        (at(17, 17, 1), date(2025, 2, 19), 1),  # that day's hours are over
        (at(19, 16), date(2025, 2, 19), 0),
        (at(19, 18), date(2025, 2, 19), -1),  # late since an hour
        (at(22, 9), date(2025, 2, 21), -1),  # a Saturday; late since Friday's close
        (at(22, 9), date(2025, 2, 24), 0),
        (at(20, 9), date(2025, 2, 22), 2),  # a day off, named by a person: it ends with the next worked one
    ],
)
def test_days_are_counted_by_office_hours(app, out, until, left):
    assert days_left(out, clock.end_of(until), DayUnit.WORKING) == left


class Aside1(Workflow):
    """Two kinds of days, and a place aside."""

    key, version, title = "aside", 1, "Quy trình thử"
    initial = State.INTAKE
    states = {
        State.INTAKE: StateInfo("Tiếp nhận", StateKind.NORMAL, Role.INTAKE_OFFICER),
        State.APPRAISAL: StateInfo("Thẩm định", StateKind.NORMAL, Role.APPRAISER),
        State.SUSPENDED: StateInfo("Tạm dừng", StateKind.NORMAL, Role.BAN_HEAD),
        State.APPRAISED: StateInfo("Có kết luận", StateKind.NORMAL, Role.BAN_HEAD),
        State.DECIDED: StateInfo("Xong", StateKind.FINAL, Role.BAN_HEAD),
    }
    accept = Transition(
        id="T1", label="Nhận", source={State.INTAKE}, target=State.APPRAISAL, by={Role.BAN_HEAD}, limit=Limit(5)
    )
    conclude = Transition(
        id="T2",
        label="Kết luận",
        source={State.APPRAISAL},
        target=State.APPRAISED,
        by={Role.BAN_HEAD},
        limit=Limit(20, DayUnit.CALENDAR),
    )
    suspend = Transition(
        id="T3",
        label="Tạm dừng",
        source={State.INTAKE, State.APPRAISAL, State.APPRAISED},
        target=State.SUSPENDED,
        by={Role.BAN_HEAD},
    )
    decide = Transition(
        id="T5", label="Quyết định", source={State.APPRAISED}, target=State.DECIDED, by={Role.BAN_HEAD}, limit=Limit(5)
    )
    resume = Transition(
        id="T4", label="Tiếp tục", source={State.SUSPENDED}, target=PREVIOUS, by={Role.BAN_HEAD}, limit=Limit(3)
    )


@pytest.fixture
def case(app, tmp_path, monkeypatch):
    """A case of the process above, in whose state a limit runs."""
    clock.use(tmp_path / "clock.json")
    clock.stand_at(MONDAY)
    monkeypatch.setitem(registry._PUBLISHED, ("aside", 1), Aside1)
    kind = casework.Kind(lambda _: SimpleNamespace(), lambda _, actor: frozenset({actor.role}))
    monkeypatch.setitem(casework._kinds, Nomination, kind)
    award = builders.award()
    made = builders.nomination(builders.organisation(), award, builders.award_round(award))
    casework.begin(made, "aside")
    made.due_at = limit_of(Aside1, State.INTAKE, MONDAY)
    db.session.flush()
    return made


STOPS = st.lists(st.tuples(st.integers(1, 400), st.integers(0, 900)), max_size=6)  # hours until it stops, and stands


@pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(stops=STOPS, is_appraised=st.booleans())
def test_however_often_it_stops_a_case_has_all_its_time_and_no_more(case, stops, is_appraised):
    """Each stretch between two stops takes from the limit what it lasted, and the stops take nothing."""
    trial = db.session.begin_nested()
    clock.stand_at(MONDAY)
    if is_appraised:
        advance(case, "accept", actor=HEAD)
    since, unit = case.state_since, unit_in(Aside1, case.state)
    for runs, stands in stops:
        clock.stand_at(clock.now() + timedelta(hours=runs))
        left, before = days_left(clock.now(), case.due_at, unit), (case.state, since)
        advance(case, "suspend", actor=HEAD)
        kept = case.days_left
        clock.stand_at(clock.now() + timedelta(hours=stands))
        advance(case, "resume", actor=HEAD)
        now = days_left(clock.now(), case.due_at, unit)
        assert (kept, now, (case.state, case.state_since)) == (left, left, before)
        assert (case.days_left, case.stood_since) == (None, None)
    trial.rollback()
    db.session.expire_all()


def test_a_place_aside_has_its_own_limit_while_the_other_waits(case):
    clock.stand_at(MONDAY + timedelta(days=1))
    advance(case, "suspend", actor=HEAD)

    assert (case.days_left, clock.local(case.stood_since).date()) == (4, MONDAY.date())
    assert case.due_at == workdays.due(clock.now(), 3, DayUnit.WORKING)


def test_a_day_named_by_whoever_brings_it_back_is_kept(case):
    advance(case, "suspend", actor=HEAD)
    named = clock.end_of(date(2025, 3, 3))

    advance(case, "resume", actor=HEAD, due=named)

    assert (case.state, case.due_at) == (State.INTAKE, named)


def test_what_had_no_limit_comes_back_without_one(case):
    case.due_at = None
    advance(case, "suspend", actor=HEAD)
    advance(case, "resume", actor=HEAD)

    assert (case.state, case.due_at, case.days_left) == (State.INTAKE, None, None)


def told(case):
    events = timeline.of(case, audit.story_of(case.ref), HEAD)
    return [(event.what, event.took, event.limit, event.late) for event in events]


def test_the_story_counts_the_time_before_and_after_and_not_between(case):
    advance(case, "accept", actor=HEAD)
    clock.stand_at(MONDAY + timedelta(days=6))
    advance(case, "suspend", actor=HEAD)
    clock.stand_at(MONDAY + timedelta(days=60))
    advance(case, "resume", actor=HEAD)
    clock.stand_at(MONDAY + timedelta(days=74))
    advance(case, "conclude", actor=HEAD)

    assert told(case)[1:] == [
        ("Tạm dừng", "Mất 6 ngày", "20 ngày", False),
        ("Tiếp tục", "Mất 40 ngày làm việc", "3 ngày làm việc", True),
        ("Kết luận", "Mất 20 ngày", "20 ngày", False),
    ]


@pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(stops=STOPS, last=st.integers(0, 700), is_concluded=st.booleans())
def test_the_story_says_late_of_exactly_what_was_done_after_its_day(case, stops, last, is_concluded):
    trial = db.session.begin_nested()
    clock.stand_at(MONDAY)
    for step in ("accept", "conclude")[: 1 + is_concluded]:
        advance(case, step, actor=HEAD)
    for runs, stands in stops:
        clock.stand_at(clock.now() + timedelta(hours=runs))
        advance(case, "suspend", actor=HEAD)
        clock.stand_at(clock.now() + timedelta(hours=stands))
        advance(case, "resume", actor=HEAD)
    clock.stand_at(clock.now() + timedelta(hours=last))
    was_after = clock.today() > clock.local(case.due_at).date()
    advance(case, "decide" if is_concluded else "conclude", actor=HEAD)
    events = told(case)
    trial.rollback()
    db.session.expire_all()

    assert events[-1][-1] == was_after


class Aside2(Aside1):
    """The same with other limits: a year's law later."""

    version = 2
    accept = Aside1.accept.but(limit=Limit(8))
    conclude = Aside1.conclude.but(limit=Limit(10, DayUnit.CALENDAR))


def test_a_case_moved_to_another_version_while_it_stands_aside_has_what_is_left_by_that_one(case, monkeypatch):
    monkeypatch.setitem(registry._PUBLISHED, ("aside", 2), Aside2)
    clock.stand_at(MONDAY + timedelta(days=2))
    advance(case, "suspend", actor=HEAD)
    clock.stand_at(MONDAY + timedelta(days=14))

    casework.repin(case, Aside2, {}, actor=HEAD, reason="Luật mới.")
    advance(case, "resume", actor=HEAD)

    assert clock.local(case.due_at).date() == date(2025, 3, 11)  # six of eight days after Monday 3 March


def test_a_case_moved_to_another_version_after_it_came_back_keeps_its_delay(case, monkeypatch):
    monkeypatch.setitem(registry._PUBLISHED, ("aside", 2), Aside2)
    advance(case, "suspend", actor=HEAD)
    clock.stand_at(MONDAY + timedelta(days=14))
    advance(case, "resume", actor=HEAD)
    before = clock.local(case.due_at).date()

    casework.repin(case, Aside2, {}, actor=HEAD, reason="Luật mới.")

    assert (before, clock.local(case.due_at).date()) == (date(2025, 3, 10), date(2025, 3, 13))  # three days more


def test_every_state_with_a_way_back_is_known():
    aside = {state for state in AwardProvince1.states if is_aside(AwardProvince1, state)}

    assert aside == {State.SUSPENDED, State.REVOCATION_REVIEW, State.REPLACING}
    assert NOT_YET.has_clearance is False

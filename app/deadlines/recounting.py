"""The calendar was changed: limits that run move with it, each move in the story of its case.

Only what the system counted moves. What a person named or a paper promises keeps its day (a supplement, an extension,
a receipt), what has run out stays so, and what was left when a case was taken aside is written down already.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy import ColumnElement, func, select

from app import clock, workdays
from app.actor import Actor
from app.audit import operations as audit
from app.audit.models import AuditEvent
from app.audit.queries import RECOUNTED
from app.casework import REPINNED, set_due
from app.deadlines.models import CaseExtension
from app.extensions import db
from app.limits import is_aside, limit_of, unit_in
from app.moving import Moving
from app.nominations.models import Nomination
from app.resolutions.models import Resolution
from workflows.award_province_1 import State
from workflows.engine import Workflow
from workflows.vocabulary import DayUnit

Reckoned = Callable[[type[Workflow], str, date], datetime | None]


@dataclass(frozen=True, kw_only=True)
class Running:
    """A limit that runs, and from what it was counted."""

    case: Moving
    back: datetime | None = None  # when it came back to its state; None: it was never taken out
    left: int = 0  # what its limit had left then


def running(first: date | None = None) -> Sequence[Running]:
    """By the calendar as it is: what was counted and ends on a day or after it, before anything is changed.

    Keeps the pen: no case takes a step between this and `follow`.
    """
    audit.take_the_pen()
    here = clock.now()
    since = max(here, datetime.combine(first, time.min, clock.VIETNAM)) if first else here
    cases = [*_due_since(since)]
    counted, came, extended = _reckoned(), _came_back(cases), _extended(since)
    found = (_as_counted(case, counted, came.get(case.ref), extended) for case in cases)
    return [one for one in found if one is not None]


def follow(before: Iterable[Running], why: str, *, actor: Actor) -> int:
    """By the calendar as it has become; how many moved. Nothing becomes late by it before this working day ends."""
    counted = _reckoned()
    soonest = clock.end_of(workdays.next_worked(workdays.office_day(clock.now())))
    return sum(_move(one.case, _due(one, counted), soonest, why, actor) for one in before)


def _due_since(since: datetime) -> Iterable[Moving]:
    yield from _of(Nomination, since, Nomination.state != State.SUPPLEMENT)
    yield from _of(Resolution, since)


def _of(model: type[Moving], since: datetime, *others: ColumnElement[bool]) -> Sequence[Moving]:
    found = select(model).where(model.due_at >= since, *others).order_by(model.id)
    return db.session.scalars(found.execution_options(populate_existing=True)).all()


def _extended(since: datetime) -> dict[int, datetime]:
    last = (
        select(CaseExtension.nomination_id, func.max(CaseExtension.extended_at))
        .join(Nomination, Nomination.id == CaseExtension.nomination_id)
        .where(Nomination.due_at >= since)
        .group_by(CaseExtension.nomination_id)
    )
    return {row[0]: row[1] for row in db.session.execute(last)}


def _came_back(cases: Iterable[Moving]) -> dict[str, datetime]:
    """Of what stood aside, when it came to its state."""
    states = {case.ref: case.state for case in cases if _stood_aside(case)}
    came = (
        select(AuditEvent.subject, AuditEvent.target, func.max(AuditEvent.at_office))
        .where(AuditEvent.subject.in_(states), AuditEvent.action != REPINNED)
        .group_by(AuditEvent.subject, AuditEvent.target)
    )
    return {ref: at for ref, target, at in db.session.execute(came) if target == states[ref]}


def _stood_aside(case: Moving) -> bool:
    return case.previous_state is not None and is_aside(case.workflow, case.previous_state)


def _as_counted(
    case: Moving, counted: Reckoned, back: datetime | None, extended: dict[int, datetime]
) -> Running | None:
    assert case.due_at is not None, "chosen for it"
    named = extended.get(case.id) if isinstance(case, Nomination) else None
    if named is not None and named >= (back or case.state_since):
        return None  # to a day that stands on a paper
    if back is not None:
        return Running(case=case, back=back, left=workdays.days_left(back, case.due_at, _unit(case)))
    usual = counted(case.workflow, case.state, clock.local(case.state_since).date())
    return Running(case=case) if usual == case.due_at else None


def _due(one: Running, counted: Reckoned) -> datetime:
    if one.back is not None:
        return workdays.until_with(one.back, one.left, _unit(one.case))
    due = counted(one.case.workflow, one.case.state, clock.local(one.case.state_since).date())
    assert due is not None, "it had one"
    return due


def _move(case: Moving, counted: datetime, soonest: datetime, why: str, actor: Actor) -> bool:
    """A shorter limit ends `soonest` at the earliest, and never later than it did."""
    assert case.due_at is not None, "chosen for it"
    due = max(counted, min(soonest, case.due_at))
    before, after = (clock.local(moment).date() for moment in (case.due_at, due))
    if before == after:
        return False
    set_due(case, due)
    data = {"from": before.isoformat(), "to": after.isoformat()}
    audit.record(actor=actor, subject=case.ref, action=RECOUNTED, reason=why, data=data)
    return True


def _unit(case: Moving) -> DayUnit:
    return unit_in(case.workflow, case.state)


def _reckoned() -> Reckoned:
    """One calculation for all that stand in one state since one day."""
    known: dict[tuple[type[Workflow], str, date], datetime | None] = {}

    def counted(workflow: type[Workflow], state: str, day: date) -> datetime | None:
        asked = (workflow, state, day)
        if asked not in known:
            known[asked] = limit_of(workflow, state, datetime.combine(day, time.min, clock.VIETNAM))
        return known[asked]

    return counted

"""How long steps took, read off the log and counted by the database: stays of the same days are one row (ADR 29).

A case that was taken aside, extended or moved to another version has stays that no two moments tell: of these few the
whole log is read, as their story tells it (`nominations.stays`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import Any, NamedTuple

from sqlalchemy import Date, Row, Select, String, cast, func, literal, or_, select

from app import clock, workdays
from app.actor import Actor
from app.audit.models import AuditEvent
from app.audit.queries import EXTENDED, Happened
from app.casework import REPINNED
from app.columns import office_date
from app.extensions import read_rows
from app.limits import is_aside
from app.nominations.models import Nomination
from app.nominations.reach import visible_to
from app.nominations.states import WITHIN_THE_UNIT
from app.nominations.stays import Counter, Spent, Stay, spent, with_stays
from app.nominations.timeline import definitions
from workflows import registry
from workflows.award_province_1 import State
from workflows.engine import Workflow

ASIDE = (State.SUSPENDED, State.REPLACING, State.REVOCATION_REVIEW)
CASE = "nomination:"
_event, _before = AuditEvent.__table__.c, AuditEvent.__table__.alias("before").c


class Measured(NamedTuple):
    """So many stays that took so many days; `is_late`: None where the state has no limit."""

    workflow: type[Workflow]
    state: str
    unit_id: int
    days: int
    is_late: bool | None
    stays: int


@dataclass(frozen=True, kw_only=True)
class Period:
    """Steps that ended within it, of one unit or of all that the reader may see."""

    first: date
    last: date
    unit_id: int | None = None


def measured(period: Period, actor: Actor) -> list[Measured]:
    plain = read_rows(_plain(period, actor)).all()
    special = read_rows(_whole_logs(period, actor)).all()
    days = [day for row in plain for day in (row.came_on, row.left_on)]
    days += [clock.local(row.at_office).date() for row in special]
    days += [date.fromisoformat(row.data["to"]) for row in special if row.action in EXTENDED]
    if not days:
        return []
    a_day = timedelta(days=1)  # to either side, as the story of a case has it
    between = workdays.counter(min(days) - a_day, max(days) + a_day)
    return [*_of_plain(plain, between), *_of_special(special, period, actor, between)]


def _cases(period: Period, actor: Actor) -> Select[Any]:
    """Those that can have left a state since the first day: who was taken aside stands since an earlier one."""
    moved = or_(Nomination.state_since >= _begins(period.first), Nomination.previous_state.in_(ASIDE))
    found = visible_to(actor).where(moved)
    if period.unit_id is not None:
        found = found.where(Nomination.submitting_unit_id == period.unit_id)
    return found.with_only_columns(
        (literal(CASE) + cast(Nomination.id, String)).label("subject"),
        Nomination.workflow_key,
        Nomination.workflow_version,
        Nomination.submitting_unit_id.label("unit_id"),
    )


def _are_special() -> Select[Any]:
    other = AuditEvent.__table__.alias("other").c
    return select(other.subject).where(or_(other.target.in_(ASIDE), other.action.in_((*EXTENDED, REPINNED))))


def _plain(period: Period, actor: Actor) -> Select[Any]:
    cases = _cases(period, actor).subquery().c
    came_at = (
        select(_before.at_office)
        .where(_before.subject == _event.subject, _before.seq < _event.seq, _before.target != "")
        .order_by(_before.seq.desc())
        .limit(1)
        .scalar_subquery()
    )
    stays = (
        select(
            cases.workflow_key,
            cases.workflow_version,
            cases.unit_id,
            _event.source.label("state"),
            office_date(came_at, type_=Date).label("came_on"),
            office_date(_event.at_office, type_=Date).label("left_on"),
        )
        .join(cases.subject.table, cases.subject == _event.subject)
        .where(_event.at_office >= _begins(period.first), _event.at_office < _ends(period.last))
        .where(_event.source.not_in(_left_out(actor)), _event.target != "", _event.subject.not_in(_are_special()))
        .subquery()
        .c
    )
    each = (*stays,)
    return select(*each, func.count().label("stays")).where(stays.came_on.is_not(None)).group_by(*each)


def _whole_logs(period: Period, actor: Actor) -> Select[Any]:
    cases = _cases(period, actor).subquery().c
    told = (_event.at_office, _event.actor_name, _event.role, _event.action, _event.source, _event.target)
    return (
        select(cases.subject, cases.workflow_key, cases.workflow_version, cases.unit_id, *told, _event.data)
        .join(cases.subject.table, cases.subject == _event.subject)
        .where(_event.subject.in_(_are_special()))
        .order_by(_event.subject, _event.seq)
    )


def _left_out(actor: Actor) -> tuple[str, ...]:
    """Time that is nobody's to answer for; and what a unit did within itself, for everybody else."""
    return ("", *ASIDE, *(() if actor.is_of_unit else WITHIN_THE_UNIT))


def _of_plain(rows: Sequence[Row[Any]], between: Counter) -> Iterator[Measured]:
    for row in rows:
        workflow = registry.get(row.workflow_key, row.workflow_version)
        took = spent(workflow, row.state, (Stay(row.came_on),), row.left_on, between)
        yield _measured(workflow, row.state, row.unit_id, took, row.stays)


def _of_special(rows: Sequence[Row[Any]], period: Period, actor: Actor, between: Counter) -> Iterator[Measured]:
    for _, of_case in groupby(rows, key=lambda row: row.subject):
        told = [*of_case]
        logged = [
            Happened(row.at_office, row.actor_name, row.role, row.action, row.source, row.target, "", row.data)
            for row in told
        ]
        by = [*definitions(told[0].workflow_key, told[0].workflow_version, logged)]
        for workflow, (event, stays) in zip(by, with_stays(by, logged), strict=True):
            day = clock.local(event.at_office).date()
            is_end = event.target and event.source not in _left_out(actor) and event.action != REPINNED
            goes_aside = event.target in ASIDE and is_aside(workflow, event.target)
            if stays and is_end and not goes_aside and period.first <= day <= period.last:
                took = spent(workflow, event.source, stays, day, between)
                yield _measured(workflow, event.source, told[0].unit_id, took, 1)


def _measured(workflow: type[Workflow], state: str, unit_id: int, took: Spent, stays: int) -> Measured:
    is_late = took.is_late if took.limit else None
    return Measured(workflow, state, unit_id, took.days, is_late, stays)


def _begins(day: date) -> datetime:
    return datetime.combine(day, time.min, clock.VIETNAM)


def _ends(day: date) -> datetime:
    return _begins(day + timedelta(days=1))

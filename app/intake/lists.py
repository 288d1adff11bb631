"""The intake desk's two lists as plain rows: cases at the desk, and Tờ trình with cases still to be received."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from enum import Enum, auto
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Integer, Select, bindparam, func, select, tuple_, union_all

from app.actor import Actor
from app.awards.models import AwardVersion
from app.columns import UTCDateTime
from app.extensions import at_most, read_rows
from app.moving import state_name_of
from app.nominations.models import Nomination
from app.nominations.reach import seen_as
from app.organisations.models import Organisation
from app.papers import queries as papers
from app.submissions.facts import has_left_the_unit
from app.submissions.models import Submission, SubmissionItem
from app.submissions.reach import seen_as as submissions_seen_as
from app.text import fold
from workflows.award_province_1 import State
from workflows.sheets_1 import SubmissionState
from workflows.vocabulary import Role, Sheet

PAGE = 50
TO_RECEIVE = 20  # Tờ trình at the head of the page; with each that is received the next comes up
URGENT = 100  # cases whose Tờ trình are looked at
AT_THE_DESK = (State.SUBMITTED, State.INTAKE, State.SUPPLEMENT)


class Line(NamedTuple):
    """One case at the desk."""

    id: int
    nominee_name: str
    award: str
    unit: str
    state_name: str
    received_number: int | None
    due_at: datetime | None


class ToReceive(NamedTuple):
    """A Tờ trình that has come, and how many of its cases are still to be received."""

    id: int
    title: str
    unit: str
    number: str  # with its day; empty while it has none
    waiting: int


_LINES = (
    select(
        Nomination.id,
        Nomination.nominee_name,
        Nomination.workflow_key,
        Nomination.workflow_version,
        Nomination.state,
        Nomination.received_number,
        Nomination.due_at,
        AwardVersion.name.label("award"),
        Organisation.name.label("unit"),
    )
    .join(AwardVersion, AwardVersion.id == Nomination.award_version_id)
    .join(Organisation, Organisation.id == Nomination.unit_id)
    .order_by(Nomination.due_at.is_(None), Nomination.due_at, Nomination.state_since, Nomination.id)
)


def at_the_desk(actor: Actor, *, state: State | None = None, words: str = "", after: int | None = None) -> list[Line]:
    """Cases to be received, checked or supplemented, by their limits; `after`: the last id of the page above."""
    states = (state,) if state in AT_THE_DESK else AT_THE_DESK
    own = {"own_unit": actor.organisation_id, "after": after}
    last = read_rows(_last(actor.role), own).first() if after else None
    begins = Begins.AT_FIRST if last is None else Begins.UNDATED if last.due_at is None else Begins.DATED
    listed = _found(actor.role, states, begins, words) if words else _all(actor.role, states, begins)
    rows = read_rows(listed, own | {"due": last and last.due_at, "since": last and last.state_since})
    return [
        Line(
            id=row.id,
            nominee_name=row.nominee_name,
            award=row.award,
            unit=row.unit,
            state_name=state_name_of(row),
            received_number=row.received_number,
            due_at=row.due_at,
        )
        for row in rows
    ]


class Begins(Enum):
    """Where a page begins: with the first case, or after one that has a limit, or after one that has none."""

    AT_FIRST = auto()
    DATED = auto()
    UNDATED = auto()


@cache
def _last(role: Role | None) -> Select[Any]:
    """The row the page above ended with; one that may not be seen has no place."""
    last = seen_as(role).where(Nomination.id == bindparam("after", type_=Integer))
    return last.with_only_columns(Nomination.due_at, Nomination.state_since)


@cache
def _all(role: Role | None, states: Sequence[State], begins: Begins) -> Select[Any]:
    return _found(role, states, begins, "")


def _found(role: Role | None, states: Sequence[State], begins: Begins, words: str) -> Select[Any]:
    """Of each state one page by its index, however many wait; sorting them all grows with the years."""
    found = seen_as(role)
    if words:
        found = found.where(Nomination.nominee_folded.contains(fold(words), autoescape=True))
    parts = (part for each in states for part in _by_limit(found.where(*_at(each)), begins))
    columns = Nomination.id, Nomination.due_at, Nomination.state_since
    together = union_all(*(select(part.with_only_columns(*columns).subquery()) for part in parts)).subquery().c
    by_limit = together.due_at.is_(None), together.due_at, together.state_since, together.id
    urgent = select(together.id).order_by(*by_limit).limit(at_most(PAGE))
    return _LINES.where(Nomination.id.in_(urgent)).limit(at_most(PAGE))


def _by_limit(here: Select[Any], begins: Begins) -> Iterator[Select[Any]]:
    """The nearest limit first, which is the longest overdue; then what has none. Of the same day what waits longer."""
    since, after = bindparam("since", type_=UTCDateTime()), bindparam("after", type_=Integer)
    if begins is not Begins.UNDATED:
        order = Nomination.due_at, Nomination.state_since, Nomination.id
        dated = here.where(Nomination.due_at.is_not(None)).order_by(*order).limit(at_most(PAGE))
        below = tuple_(*order) > tuple_(bindparam("due", type_=UTCDateTime()), since, after)
        yield dated.where(below) if begins is Begins.DATED else dated
    by_age = Nomination.state_since, Nomination.id
    undated = here.where(Nomination.due_at.is_(None)).order_by(*by_age).limit(at_most(PAGE))
    yield undated.where(tuple_(*by_age) > tuple_(since, after)) if begins is Begins.UNDATED else undated


def _at(state: State) -> list[ColumnElement[bool]]:
    """Nothing is received that its unit has not numbered and sent."""
    here = Nomination.state == state
    return [here, has_left_the_unit()] if state == State.SUBMITTED else [here]


def submissions_to_receive(actor: Actor) -> list[ToReceive]:
    """Those of the cases that wait most urgently, in the order in which they were made."""
    rows = read_rows(_to_receive(actor.role), {"own_unit": actor.organisation_id}).all()
    numbers = papers.numbers(Sheet.SUBMISSION, [row.id for row in rows])
    return [ToReceive(row.id, row.title, row.unit, numbers.get(row.id, ""), row.waiting) for row in rows]


@cache
def _to_receive(role: Role | None) -> Select[Any]:
    """From the cases to their Tờ trình, by the index: counting what all of them carry grows with the years."""
    waiting = seen_as(role).where(*_at(State.SUBMITTED)).with_only_columns(Nomination.id)
    urgent = waiting.order_by(Nomination.due_at, Nomination.state_since).limit(at_most(URGENT))
    item = SubmissionItem.struck_reason.is_(None)
    sheets = select(SubmissionItem.submission_id).where(SubmissionItem.nomination_id.in_(urgent), item)
    counted = (
        select(func.count())
        .join(Nomination, Nomination.id == SubmissionItem.nomination_id)
        .where(SubmissionItem.submission_id == Submission.id, item, Nomination.state == State.SUBMITTED)
        .select_from(SubmissionItem)
        .correlate(Submission)
        .scalar_subquery()
    )
    return (
        submissions_seen_as(role)
        .where(Submission.id.in_(sheets), Submission.state == SubmissionState.ISSUED)
        .join(Organisation, Organisation.id == Submission.unit_id)
        .order_by(Submission.id)
        .limit(at_most(TO_RECEIVE))
        .with_only_columns(Submission.id, Submission.title, Organisation.name.label("unit"), counted.label("waiting"))
    )

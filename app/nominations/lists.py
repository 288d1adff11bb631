"""The list of nominations, for every role what it may see: a page of plain rows in the order of names."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Row, Select, literal, or_, select, tuple_

from app import clock, workdays
from app.actor import Actor
from app.awards.models import AwardVersion
from app.extensions import db
from app.nominations import whereabouts
from app.nominations.models import Nomination
from app.nominations.reach import visible_to
from app.nominations.whereabouts import Where
from app.organisations.models import Organisation
from app.rounds.models import AwardRound
from app.text import fold
from workflows import registry
from workflows.award_province_1 import AwardProvince1, State
from workflows.vocabulary import ROLE_NAMES, Role, StateKind

PAGE = 50
# What may be chosen, in statements written once: building one costs more than running it.
_ROUNDS = select(AwardRound.id, AwardRound.name).order_by(AwardRound.opens_on.desc(), AwardRound.id)
_AWARDS = (
    select(AwardVersion.award_code, AwardVersion.name).where(AwardVersion.level == "province").order_by(AwardVersion.id)
)
_UNITS = select(Organisation.id, Organisation.name).where(Organisation.can_submit).order_by(Organisation.sort_key)
BACK = frozenset({State.RETURNED, State.SUPPLEMENT, State.NOT_PROPOSED, State.NOT_APPROVED, State.WITHDRAWN})
DONE = frozenset({State.PUBLISHED, State.PRODUCTION, State.HANDED_OVER, State.ARCHIVED})
ENDS = frozenset({StateKind.CLOSED, StateKind.FINAL})
GROUPS: list[tuple[str, Sequence[StrEnum]]] = [
    *AwardProvince1.milestones.items(),
    ("Trả lại, dừng, không khen thưởng", ()),
]


@dataclass(frozen=True, kw_only=True)
class Search:
    words: str = ""
    group: int | None = None  # of the milestones, from 0
    award: str = ""
    round_id: int | None = None
    unit_id: int | None = None
    is_late: bool = False
    after: int | None = None  # the last row of the page before


class Line(NamedTuple):  # fifty are made for a page; a frozen dataclass costs three times as much
    id: int
    code: str
    name: str
    title: str
    award: str
    unit: str
    state: str
    tone: str
    who: str
    days_left: int | None
    due: date | None


@dataclass(frozen=True, kw_only=True)
class Page:
    lines: Sequence[Line]
    next_after: int | None
    rounds: Sequence[tuple[int, str]]
    awards: Sequence[tuple[str, str]]
    units: Sequence[tuple[int, str]]  # none for a unit's own people


def page(search: Search, actor: Actor) -> Page:
    rows = db.session.execute(_columns(_after(_narrowed(visible_to(actor), search), search.after, actor))).all()
    more = len(rows) > PAGE
    return Page(
        lines=_lines(rows[:PAGE], actor),
        next_after=rows[PAGE - 1].id if more else None,
        rounds=_pairs(_ROUNDS),
        awards=_pairs(_AWARDS),
        units=[] if actor.is_of_unit else _pairs(_UNITS),
    )


def tone_of(state: str, owner: Role, actor: Actor) -> str:
    if state in BACK:
        return "back"
    if state in DONE:
        return "done"
    return "waiting" if owner is actor.role else "moving"


def _narrowed(cases: Select[tuple[Nomination]], search: Search) -> Select[tuple[Nomination]]:
    if search.words:
        cases = cases.where(
            or_(
                Nomination.nominee_folded.contains(fold(search.words), autoescape=True),
                Nomination.code.contains(search.words.upper(), autoescape=True),
            )
        )
    if search.group is not None:
        cases = cases.where(_is_in_group(search.group))
    if search.round_id is not None:
        cases = cases.where(Nomination.award_round_id == search.round_id)
    if search.unit_id is not None:
        cases = cases.where(Nomination.unit_id == search.unit_id)
    if search.award:
        versions = select(AwardVersion.id).where(AwardVersion.award_code == search.award)
        cases = cases.where(Nomination.award_version_id.in_(versions))
    return cases.where(Nomination.due_at < clock.now()) if search.is_late else cases


def _is_in_group(group: int) -> ColumnElement[bool]:
    """The last group is whatever stands beside the road."""
    on_the_road = [state for states in AwardProvince1.milestones.values() for state in states]
    _, states = GROUPS[group]
    return Nomination.state.in_(states) if states else Nomination.state.not_in(on_the_road)


def _after(cases: Select[tuple[Nomination]], after: int | None, actor: Actor) -> Select[tuple[Nomination]]:
    if after is None:
        return cases
    last = visible_to(actor).where(Nomination.id == after).with_only_columns(Nomination.nominee_key)
    key = db.session.scalar(last) or ""
    return cases.where(tuple_(Nomination.nominee_key, Nomination.id) > tuple_(literal(key), literal(after)))


def _columns(cases: Select[tuple[Nomination]]) -> Select[Any]:
    return (
        cases.join(AwardVersion, AwardVersion.id == Nomination.award_version_id)
        .join(Organisation, Organisation.id == Nomination.unit_id)
        .order_by(Nomination.nominee_key, Nomination.id)
        .limit(PAGE + 1)
        .with_only_columns(
            Nomination.id,
            Nomination.code,
            Nomination.honorific,
            Nomination.nominee_name,
            Nomination.nominee_title,
            Nomination.state,
            Nomination.previous_state,
            Nomination.due_at,
            Nomination.workflow_key,
            Nomination.workflow_version,
            AwardVersion.name.label("award"),
            Organisation.name.label("unit"),
        )
    )


def _pairs(columns: Select[Any]) -> Sequence[Any]:
    return db.session.execute(columns).all()


def _lines(rows: Sequence[Row[Any]], actor: Actor) -> list[Line]:
    dues = [clock.local(row.due_at) if row.due_at else None for row in rows]
    days_left = _countdown([due.date() for due in dues if due])
    told, finer = _teller(actor), whereabouts.finer(rows)
    return [
        _line(row, due, days_left, told(row.workflow_key, row.workflow_version, row.state, finer.get(row.id)))
        for row, due in zip(rows, dues, strict=True)
    ]


def _teller(actor: Actor) -> Callable[[str, int, str, Where | None], tuple[str, str, str]]:
    """A state's name, its tone, and whom it waits for: asked once for the many lines in the same state."""

    @cache
    def told(workflow_key: str, workflow_version: int, state: str, finer: Where | None) -> tuple[str, str, str]:
        workflow = registry.get(workflow_key, workflow_version)
        info = workflow.states[workflow.state(state)]
        where = finer or whereabouts.of_state(State(state), info)
        who = "" if info.kind in ENDS else ROLE_NAMES[where.who]
        return where.name, tone_of(state, where.who, actor), who

    return told


def _line(row: Row[Any], due: datetime | None, days_left: Callable[[date], int], told: tuple[str, str, str]) -> Line:
    state, tone, who = told
    return Line(
        id=row.id,
        code=row.code,
        name=f"{row.honorific} {row.nominee_name}".strip(),
        title=row.nominee_title,
        award=row.award,
        unit=row.unit,
        state=state,
        tone=tone,
        who=who,
        days_left=days_left(due.date()) if due else None,
        due=due.date() if due else None,
    )


def _countdown(days: list[date]) -> Callable[[date], int]:
    """Working days from today to a day, negative when it is past; the holidays are read once."""
    today = clock.today()
    between = workdays.counter(min([today, *days]), max([today, *days]))
    return cache(lambda day: between(today, day))

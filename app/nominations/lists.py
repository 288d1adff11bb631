"""The list of nominations, for every role what it may see: a page of plain rows in the order of names."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Row, Select, select

from app import clock, workdays
from app.actor import Actor
from app.awards.models import AwardVersion
from app.extensions import db
from app.nominations import whereabouts
from app.nominations.searching import PAGE, Search, found_by
from app.nominations.whereabouts import Where
from app.organisations.models import Organisation
from app.rounds.models import AwardRound
from workflows import registry
from workflows.award_province_1 import State
from workflows.vocabulary import ROLE_NAMES, Role, StateKind

SOON = 2  # working days
# What may be chosen, in statements written once: building one costs more than running it.
_ROUNDS = select(AwardRound.id, AwardRound.name).order_by(AwardRound.opens_on.desc(), AwardRound.id)
_AWARDS = (
    select(AwardVersion.award_code, AwardVersion.name).where(AwardVersion.level == "province").order_by(AwardVersion.id)
)
_UNITS = select(Organisation.id, Organisation.name).where(Organisation.can_submit).order_by(Organisation.sort_key)
BACK = frozenset({State.RETURNED, State.SUPPLEMENT, State.NOT_PROPOSED, State.NOT_APPROVED, State.WITHDRAWN})
DONE = frozenset({State.PUBLISHED, State.PRODUCTION, State.HANDED_OVER, State.ARCHIVED})
ENDS = frozenset({StateKind.CLOSED, StateKind.FINAL})


@dataclass(frozen=True)
class Limit:
    """A day to be met, in words; one for all lines that have it."""

    words: str  # "Còn 3 ngày làm việc"
    tone: str  # late, soon, or nothing
    day: str  # dd/mm/yyyy


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
    limit: Limit | None


@dataclass(frozen=True, kw_only=True)
class Page:
    lines: Sequence[Line]
    next_after: int | None
    rounds: Sequence[tuple[int, str]]
    awards: Sequence[tuple[str, str]]
    units: Sequence[tuple[int, str]]  # none for a unit's own people


def page(search: Search, actor: Actor) -> Page:
    statement, bound = found_by(search, actor)
    rows = db.session.execute(statement, bound).all()
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


def _pairs(columns: Select[Any]) -> Sequence[Any]:
    return db.session.execute(columns).all()


def _lines(rows: Sequence[Row[Any]], actor: Actor) -> list[Line]:
    days = [clock.local(row.due_at).date() if row.due_at else None for row in rows]
    limit = _limits([day for day in days if day])
    told, finer = _teller(actor), whereabouts.finer(rows)
    return [
        _line(
            row,
            told(row.workflow_key, row.workflow_version, row.state, finer.get(row.id)),
            limit(day) if day else None,
        )
        for row, day in zip(rows, days, strict=True)
    ]


def _line(row: Row[Any], told: tuple[str, str, str], limit: Limit | None) -> Line:
    name = f"{row.honorific} {row.nominee_name}".strip()
    return Line(row.id, row.code, name, row.nominee_title, row.award, row.unit, *told, limit)


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


def _limits(days: list[date]) -> Callable[[date], Limit]:
    """How far off each day is, in working days; the holidays are read once."""
    today = clock.today()
    between = workdays.counter(min([today, *days]), max([today, *days]))

    @cache
    def limit(day: date) -> Limit:
        left = between(today, day)
        return Limit(*_in_words(left), f"{day.day:02}/{day.month:02}/{day.year}")

    return limit


def _in_words(days_left: int) -> tuple[str, str]:
    if days_left < 0:
        return f"Quá hạn {-days_left} ngày", "late"
    words = f"Còn {days_left} ngày làm việc" if days_left else "Hết hạn hôm nay"
    return words, "soon" if days_left <= SOON else ""

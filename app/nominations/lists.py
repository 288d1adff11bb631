"""The list of nominations, for every role what it may see: a page of plain rows in the order of names."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Row

from app import clock
from app.actor import Actor
from app.extensions import read_rows
from app.nominations import whereabouts
from app.nominations.choices import Choice, choices
from app.nominations.deadlines import Deadline, deadlines
from app.nominations.reach import DEPARTMENT_ROLES
from app.nominations.searching import PAGE, Search, found_by
from app.nominations.states import AWARDED
from app.nominations.whereabouts import Where
from workflows import registry
from workflows.award_province_1 import State
from workflows.vocabulary import Role

BACK = frozenset({State.RETURNED, State.SUPPLEMENT, State.NOT_PROPOSED, State.NOT_APPROVED, State.WITHDRAWN})


class Line(NamedTuple):
    """Plain values, as ADR 13 has it; the template takes them apart in this order."""

    id: int
    seen: int  # the version it is
    code: str
    name: str
    title: str
    award: str
    unit: str
    state: str
    tone: str
    who: str
    holder: str  # whose desk it lies on within the department, and since when
    due: Deadline | None


@dataclass(frozen=True, kw_only=True)
class Page:
    lines: Sequence[Line]
    next_after: int | None
    rounds: Sequence[Choice]
    awards: Sequence[Choice]
    units: Sequence[Choice]  # none for a unit's own people


def page(search: Search, actor: Actor) -> Page:
    statement, bound = found_by(search, actor)
    rows = read_rows(statement, bound).all()
    more = len(rows) > PAGE
    return Page(
        lines=_lines(rows[:PAGE], actor),
        next_after=rows[PAGE - 1].id if more else None,
        **choices(with_units=not actor.is_of_unit),
    )


def tone_of(state: str, owner: Role, actor: Actor) -> str:
    if state in BACK:
        return "back"
    if state in AWARDED:
        return "done"
    return "waiting" if owner is actor.role else "moving"


def _lines(rows: Sequence[Row[Any]], actor: Actor) -> list[Line]:
    days = [clock.local(row.due_at).date() if row.due_at else None for row in rows]
    due_on = deadlines([day for day in days if day])
    told, finer = _teller(actor), whereabouts.finer(rows, is_of_unit=actor.is_of_unit)
    held = _held if actor.role in DEPARTMENT_ROLES else _untold
    return [
        _line(row, told(row, finer.get(row.id)), held(row), due_on(day) if day else None)
        for row, day in zip(rows, days, strict=True)
    ]


def _line(row: Row[Any], told: tuple[str, str, str], holder: str, due: Deadline | None) -> Line:
    state, tone, who = told
    return Line(
        id=row.id,
        seen=row.version,
        code=row.code,
        name=f"{row.honorific} {row.nominee_name}".strip(),
        title=row.nominee_title,
        award=row.award,
        unit=row.unit,
        state=state,
        tone=tone,
        who=who,
        holder=holder,
        due=due,
    )


def _held(row: Row[Any]) -> str:
    return f"{row.holder}, từ {clock.local(row.held_since):%d/%m/%Y}" if row.holder else ""


def _untold(_: Row[Any]) -> str:
    return ""


def _teller(actor: Actor) -> Callable[[Row[Any], Where | None], tuple[str, str, str]]:
    """A state's name, its tone, and whom it waits for: asked once for the many lines in the same state."""

    @cache
    def told(workflow_key: str, workflow_version: int, state: str, finer: Where | None) -> tuple[str, str, str]:
        where, who = whereabouts.in_words(registry.get(workflow_key, workflow_version), state, finer)
        return where.name, tone_of(state, where.who, actor), who

    return lambda row, finer: told(row.workflow_key, row.workflow_version, row.state, finer)

"""Awards looked for and one by one, for somebody who may see them; and whose awards are to be entered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Date, Integer, Row, Select, String, bindparam, func, select, tuple_, union_all
from sqlalchemy.orm import joinedload
from sqlalchemy.sql.selectable import Subquery

from app import clock
from app.actor import Actor
from app.documents.models import StoredFile
from app.errors import or_404
from app.extensions import OWN_UNIT, db, read_rows
from app.honours import history
from app.honours.history import Past
from app.honours.models import Honour
from app.honours.reach import people_of, sees_all, visible_to
from app.honours.words import Standing
from app.nominees.models import Nominee
from app.organisations.models import Organisation
from app.organisations.queries import existing_on
from app.text import fold

PAGE = 50
MOST = 20_000  # lines of a sheet that is taken away
FEWEST_LETTERS = 2  # of a name, before another unit's people are shown
ESCAPE = "/"


@dataclass(frozen=True, kw_only=True)
class Search:
    words: str = ""
    year: int | None = None
    level: str = ""
    standing: Standing | None = None  # None: all that counts
    unit_id: int | None = None
    after: str = ""  # the key of the last line of the page before


@dataclass(frozen=True)
class Page:
    lines: Sequence[Past]
    next_after: str | None


def one(honour_id: int, actor: Actor) -> Honour:
    wanted = visible_to(actor).where(Honour.id == honour_id)
    parts = (Honour.nominee, Honour.unit, Honour.file, Honour.entered_by, Honour.confirmed_by, Honour.voided_by)
    return or_404(db.session.scalars(wanted.options(*(joinedload(part) for part in parts))).one_or_none())


def scan(honour_id: int, actor: Actor) -> StoredFile:
    return or_404(one(honour_id, actor).file)


def several(honour_ids: Sequence[int], actor: Actor) -> Sequence[Honour]:
    """Those of them that this actor may see, as they were entered."""
    return db.session.scalars(visible_to(actor).where(Honour.id.in_(honour_ids)).order_by(Honour.id)).all()


def page(search: Search, actor: Actor) -> Page:
    lines = _found(search, actor, PAGE + 1)
    return Page(lines[:PAGE], lines[PAGE - 1].key if len(lines) > PAGE else None)


def sheet(search: Search, actor: Actor) -> list[Past]:
    """All that was found, to be taken away."""
    return _found(search, actor, MOST)


def _found(search: Search, actor: Actor, most: int) -> list[Past]:
    asked: dict[str, Any] = {
        "folded": f"%{_plain(fold(search.words))}%" if search.words else None,
        "year": search.year,
        "level": search.level or None,
        "standing": search.standing.value if search.standing else None,
        "unit_id": search.unit_id if sees_all(actor.role) else None,
        "own_unit": None if sees_all(actor.role) else actor.organisation_id,
        **(_place(search.after) or {}),
    }
    bound = {name: value for name, value in asked.items() if value is not None}
    return [history.told(row) for row in read_rows(_statement(frozenset(bound)), {**bound, "most": most})]


def _plain(text: str) -> str:
    """Letters of LIKE are letters here."""
    for sign in (ESCAPE, "%", "_"):
        text = text.replace(sign, ESCAPE + sign)
    return text


def _place(after: str) -> dict[str, Any] | None:
    """'20241205-decisions-12'; None for what is no line: the list is then shown from its start."""
    try:
        day, source, line = after.split("-")
        return {"day": date.fromisoformat(day), "source": source, "line": min(int(line), 2**31 - 1)}
    except ValueError:
        return None


@cache
def _statement(asked: frozenset[str]) -> Select[Any]:
    """Of each source no more than the page may show, then the newest of all."""
    parts = [select(_narrowed(part, asked).subquery()) for part in history.sources()]
    together = union_all(*parts).subquery()
    newest = select(together).order_by(together.c.decided_on.desc(), together.c.source.desc(), together.c.line.desc())
    return newest.limit(bindparam("most", type_=Integer))


def _narrowed(part: Subquery, asked: frozenset[str]) -> Select[Any]:
    conditions = {
        "folded": part.c.folded.like(bindparam("folded", type_=String), escape=ESCAPE),
        "year": part.c.year == bindparam("year", type_=Integer),
        "level": part.c.level == bindparam("level", type_=String),
        "unit_id": part.c.unit_id == bindparam("unit_id", type_=Integer),
        "own_unit": part.c.unit_id == OWN_UNIT,
        "line": tuple_(part.c.decided_on, part.c.source, part.c.line)
        < tuple_(bindparam("day", type_=Date), bindparam("source", type_=String), bindparam("line", type_=Integer)),
    }
    standing = (
        part.c.standing == bindparam("standing", type_=String)
        if "standing" in asked
        else part.c.standing != Standing.VOIDED.value
    )
    wanted = [condition for name, condition in conditions.items() if name in asked]
    found = select(part).where(standing, *wanted).order_by(part.c.decided_on.desc(), part.c.line.desc())
    return found.limit(bindparam("most", type_=Integer))  # by the index: of one source the name is the same


def units() -> Sequence[Row[Any]]:
    """To narrow by: .id .name of those that submit."""
    wanted = existing_on(clock.today()).where(Organisation.can_submit).order_by(Organisation.sort_key)
    return read_rows(wanted.with_only_columns(Organisation.id, Organisation.name)).all()


def nominee(nominee_id: int, actor: Actor) -> Nominee:
    return or_404(
        db.session.scalars(
            people_of(actor).where(Nominee.id == nominee_id).options(joinedload(Nominee.unit))
        ).one_or_none()
    )


def people(words: str, actor: Actor) -> Sequence[Nominee]:
    """Whose awards may be entered, by a part of the name; of other units' people nobody is shown unasked."""
    if sees_all(actor.role) and len(fold(words)) < FEWEST_LETTERS:
        return []
    found = people_of(actor).options(joinedload(Nominee.unit))
    if words:
        found = found.where(Nominee.folded.contains(fold(words), autoescape=True))
    return db.session.scalars(found.order_by(Nominee.sort_key, Nominee.id).limit(PAGE)).all()


def waiting_by_unit() -> Select[Any]:
    """What units entered and Sở Nội vụ has not seen: .unit_id .unit .honours .since, the longest waiting first."""
    return (
        select(
            Honour.unit_id,
            Organisation.name.label("unit"),
            func.count().label("honours"),
            func.min(Honour.entered_at, type_=Honour.entered_at.type).label("since"),
        )
        .join(Organisation, Organisation.id == Honour.unit_id)
        .where(Honour.confirmed_at.is_(None), Honour.voided_at.is_(None))
        .group_by(Honour.unit_id, Organisation.name)
        .order_by(func.min(Honour.entered_at))
    )

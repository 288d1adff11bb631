"""A unit's register, as its own people may see it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, case, literal, or_, select, tuple_
from sqlalchemy.orm import InstrumentedAttribute

from app.actor import Actor
from app.errors import or_404
from app.extensions import db
from app.nominees.models import Nominee, NomineeKind
from app.nominees.reach import register_of
from app.text import fold

PAGE = 50
ORDER = {kind.value: place for place, kind in enumerate(NomineeKind)}  # as papers list them


@dataclass(frozen=True, kw_only=True)
class Search:
    words: str = ""
    kind: NomineeKind | None = None
    with_retired: bool = False
    after: int | None = None  # the last row of the page before


@dataclass(frozen=True)
class Page:
    rows: Sequence[Nominee]
    next_after: int | None


def one(nominee_id: int, actor: Actor) -> Nominee:
    return or_404(db.session.scalars(register_of(actor).where(Nominee.id == nominee_id)).one_or_none())


def register(search: Search, actor: Actor) -> Page:
    """One page in the order of given names."""
    found = register_of(actor)
    if search.kind:
        found = found.where(Nominee.kind == search.kind)
    if search.words:
        found = found.where(Nominee.folded.contains(fold(search.words), autoescape=True))
    if not search.with_retired:
        found = found.where(Nominee.is_active)
    if search.after is not None:
        last = one(search.after, actor)
        found = found.where(tuple_(Nominee.sort_key, Nominee.id) > tuple_(literal(last.sort_key), literal(last.id)))
    rows = db.session.scalars(found.order_by(Nominee.sort_key, Nominee.id).limit(PAGE + 1)).all()
    return Page(rows[:PAGE], rows[PAGE - 1].id if len(rows) > PAGE else None)


def twin_of(unit_id: int, kind: NomineeKind, name: str, birth_date: date | None, *, but: int | None) -> Nominee | None:
    """Somebody of the unit with the same name whose birth date does not tell them apart."""
    same = select(Nominee).where(Nominee.unit_id == unit_id, Nominee.kind == kind, Nominee.folded == fold(name))
    if birth_date is not None:
        same = same.where(or_(Nominee.birth_date.is_(None), Nominee.birth_date == birth_date))
    if but is not None:
        same = same.where(Nominee.id != but)
    return db.session.scalars(same.order_by(Nominee.id)).first()


def holder_of(unit_id: int, kind: NomineeKind, citizen_id: str, *, but: int | None) -> Nominee | None:
    """Of the same kind: the head of a household is a person of the register too."""
    same = select(Nominee).where(Nominee.unit_id == unit_id, Nominee.kind == kind, Nominee.citizen_id == citizen_id)
    if but is not None:
        same = same.where(Nominee.id != but)
    return db.session.scalars(same.order_by(Nominee.id)).first()


def by_kind(kind: ColumnElement[NomineeKind] | InstrumentedAttribute[NomineeKind]) -> ColumnElement[int]:
    """To sort by: people, collectives, households, as papers list them."""
    return case(ORDER, value=kind)

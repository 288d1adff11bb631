"""Who relies on which initiatives, as plain values; and what a case may choose from."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Exists,
    Integer,
    Row,
    Select,
    String,
    and_,
    bindparam,
    exists,
    select,
)

from app.achievements.fields import Authored
from app.achievements.models import FormerUse, InitiativeUse
from app.achievements.standings import ENDED
from app.awards.words import KINDS
from app.extensions import db, in_few_lengths, read_rows
from app.initiatives.models import Initiative, InitiativeAuthor, Scope
from app.initiatives.queries import is_refused, recognised_on
from app.nominations.models import Nomination

CONFIRMED = FormerUse.confirmed_at.is_not(None)


@dataclass(frozen=True, kw_only=True)
class Choice:
    """An initiative that a case may rely on, or why it may not."""

    id: int
    title: str
    share: int
    is_provincial: bool
    is_chosen: bool
    holder_id: int | None  # another case, under way or decided
    former: str  # the award of another time

    @property
    def is_free(self) -> bool:
        return self.holder_id is None and not self.former


def authored(nominee_ids: Collection[int]) -> Mapping[int, Sequence[Authored]]:
    """Of each of them their initiatives that were not withdrawn, in one statement."""
    rows: dict[tuple[int, int], list[Row[Any]]] = {}
    if nominee_ids:
        for row in read_rows(_authored(), {"nominee_ids": in_few_lengths(nominee_ids)}):
            rows.setdefault((row.nominee_id, row.id), []).append(row)
    found: dict[int, list[Authored]] = {}
    for (nominee_id, _), several in rows.items():
        found.setdefault(nominee_id, []).append(_plain(several))
    return found


@cache
def _authored() -> Select[Any]:
    """A line for each use that counts, one where there is none."""
    counting = and_(
        InitiativeUse.initiative_id == Initiative.id,
        InitiativeUse.nominee_id == InitiativeAuthor.nominee_id,
        InitiativeUse.given_up_at.is_(None),
    )
    return (
        select(
            InitiativeAuthor.nominee_id,
            Initiative.id,
            Initiative.title,
            Initiative.applied_on,
            Initiative.sent_up_at,
            recognised_on(Scope.BASE).label("base_on"),
            recognised_on(Scope.PROVINCE).label("province_on"),
            is_refused(Scope.BASE).label("base_refused"),
            is_refused(Scope.PROVINCE).label("province_refused"),
            *(_was_used_before(kind).label(f"former_{kind}") for kind in KINDS),
            *(_was_used_before(kind, CONFIRMED).label(f"confirmed_{kind}") for kind in KINDS),
            InitiativeUse.kind,
            Nomination.id.label("holder"),
        )
        .join(InitiativeAuthor, InitiativeAuthor.initiative_id == Initiative.id)
        .outerjoin(InitiativeUse, counting)
        .outerjoin(Nomination, and_(Nomination.id == InitiativeUse.nomination_id, Nomination.state.not_in(ENDED)))
        .where(InitiativeAuthor.nominee_id.in_(bindparam("nominee_ids", type_=Integer, expanding=True)))
        .where(Initiative.withdrawn_reason == "")
        .order_by(Initiative.id)
    )


def _was_used_before(kind: str, *more: ColumnElement[bool]) -> Exists:
    return (
        exists()
        .where(FormerUse.initiative_id == Initiative.id, FormerUse.nominee_id == InitiativeAuthor.nominee_id)
        .where(FormerUse.kind == kind, FormerUse.voided_at.is_(None), *more)
        .correlate(Initiative, InitiativeAuthor)
    )


def _plain(several: Sequence[Row[Any]]) -> Authored:
    row = several[0]
    days: dict[Scope, date | None] = {Scope.BASE: row.base_on, Scope.PROVINCE: row.province_on}
    refused = {Scope.BASE: row.base_refused, Scope.PROVINCE: row.province_refused or row.sent_up_at is None}
    return Authored(
        id=row.id,
        title=row.title,
        applied_on=row.applied_on,
        recognised={scope: day for scope, day in days.items() if day is not None},
        waiting=frozenset(scope for scope, day in days.items() if day is None and not refused[scope]),
        holders={one.kind: one.holder for one in several if one.holder is not None},
        former=frozenset(kind for kind in KINDS if getattr(row, f"former_{kind}")),
        confirmed=frozenset(kind for kind in KINDS if getattr(row, f"confirmed_{kind}")),
    )


def choices(case: Nomination) -> list[Choice]:
    """The recognised initiatives of the case's nominee, and who has those that are used, for awards of its kind."""
    return [_choice(row, case) for row in read_rows(_choices(), _bound(case)).all()]


def _bound(case: Nomination) -> dict[str, object]:
    return {"nominee_id": case.nominee_id, "kind": case.award_version.award.kind}


@cache
def _choices() -> Select[Any]:
    kind: BindParameter[str] = bindparam("kind", type_=String)
    whose = bindparam("nominee_id", type_=Integer)
    base_on, province_on = recognised_on(Scope.BASE), recognised_on(Scope.PROVINCE)
    counting = and_(
        InitiativeUse.initiative_id == Initiative.id,
        InitiativeUse.nominee_id == whose,
        InitiativeUse.kind == kind,
        InitiativeUse.given_up_at.is_(None),
    )
    before = and_(
        FormerUse.initiative_id == Initiative.id,
        FormerUse.nominee_id == whose,
        FormerUse.kind == kind,
        FormerUse.voided_at.is_(None),
    )
    return (
        select(
            Initiative.id,
            Initiative.title,
            InitiativeAuthor.share,
            province_on.is_not(None).label("is_provincial"),
            Nomination.id.label("holder"),
            FormerUse.award_name.label("former"),
        )
        .join(InitiativeAuthor, InitiativeAuthor.initiative_id == Initiative.id)
        .outerjoin(InitiativeUse, counting)
        .outerjoin(Nomination, and_(Nomination.id == InitiativeUse.nomination_id, Nomination.state.not_in(ENDED)))
        .outerjoin(FormerUse, before)
        .where(InitiativeAuthor.nominee_id == whose, Initiative.withdrawn_reason == "")
        .where(base_on.is_not(None) | province_on.is_not(None))
        .order_by(Initiative.id)
    )


def _choice(row: Row[Any], case: Nomination) -> Choice:
    return Choice(
        id=row.id,
        title=row.title,
        share=row.share,
        is_provincial=bool(row.is_provincial),
        is_chosen=row.holder == case.id,
        holder_id=row.holder if row.holder != case.id else None,
        former=row.former or "",
    )


def chosen(case: Nomination) -> Sequence[InitiativeUse]:
    """Those of the case that were not given up, also once it has ended."""
    mine = select(InitiativeUse).where(InitiativeUse.nomination_id == case.id, InitiativeUse.given_up_at.is_(None))
    return db.session.scalars(mine.order_by(InitiativeUse.initiative_id)).all()

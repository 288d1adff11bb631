"""Initiatives and the meetings that voted on them."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Exists, Row, ScalarSelect, Select, Subquery, case, exists, func, select, union_all
from sqlalchemy.orm import InstrumentedAttribute, joinedload, selectinload

from app.actor import Actor
from app.councils import reach as meetings
from app.councils.constitution import CouncilKind
from app.councils.models import Council, Meeting
from app.councils.queries import UNDER_WAY
from app.councils.reach import councils_of
from app.errors import or_404
from app.extensions import at_most, db, is_there, read_rows
from app.initiatives.models import (
    Initiative,
    InitiativeAuthor,
    InitiativeDecision,
    InitiativeItem,
    InitiativeSitting,
    InitiativeVote,
    Recognition,
    Scope,
)
from app.initiatives.reach import sittings_of, visible_to
from app.nominees.models import Nominee
from app.numbers import LARGEST
from app.organisations.models import Organisation

PAGE = 50


def one(initiative_id: int, actor: Actor) -> Initiative:
    """With its authors and votes, or 404."""
    votes = selectinload(Initiative.votes).joinedload(InitiativeVote.sitting).joinedload(InitiativeSitting.council)
    authors = selectinload(Initiative.authors).joinedload(InitiativeAuthor.nominee)
    found = visible_to(actor).where(Initiative.id == initiative_id)
    found = found.options(joinedload(Initiative.unit), authors, votes, selectinload(Initiative.decisions))
    return or_404(db.session.scalars(found).one_or_none())


def own(initiative_id: int, actor: Actor) -> Initiative:
    """The same for the unit whose it is."""
    found = one(initiative_id, actor)
    return or_404(found if found.unit_id == actor.organisation_id else None)


def listed(actor: Actor, *, before: int | None = None) -> Sequence[Row[Any]]:
    """The newest first, as plain rows: .id .title .unit .author, and .base_day, .base_passes of the unit's vote,
    .province_day, .province_passes of the other; .base_decision, .province_decision by number, where recognised.
    """
    names = (
        select(func.min(Nominee.name))
        .join(InitiativeAuthor, InitiativeAuthor.nominee_id == Nominee.id)
        .where(InitiativeAuthor.initiative_id == Initiative.id)
        .correlate(Initiative, InitiativeVote)
        .scalar_subquery()
    )
    base, province = _counting(Scope.BASE), _counting(Scope.PROVINCE)
    found = (
        visible_to(actor)
        .join(Organisation, Organisation.id == Initiative.unit_id)
        .outerjoin(base, base.c.initiative_id == Initiative.id)
        .outerjoin(province, province.c.initiative_id == Initiative.id)
        .where(Initiative.id < (before or LARGEST))
        .order_by(Initiative.id.desc())
        .limit(at_most(PAGE))
        .with_only_columns(
            Initiative.id,
            Initiative.title,
            Initiative.withdrawn_reason,
            Initiative.sent_up_at,
            Organisation.name.label("unit"),
            names.label("author"),
            *_of_vote(base, "base"),
            *_of_vote(province, "province"),
            decided(Scope.BASE).label("base_decision"),
            decided(Scope.PROVINCE).label("province_decision"),
        )
    )
    return read_rows(found).all()


def _counting(scope: Scope) -> Subquery:
    """Votes at one level; of an initiative there is one that counts."""
    share, of_all = _share()
    passes = case((InitiativeVote.strict, share > of_all), else_=share >= of_all)
    return (
        select(InitiativeVote.initiative_id, InitiativeSitting.held_on.label("day"), passes.label("passes"))
        .join(InitiativeSitting, InitiativeSitting.id == InitiativeVote.sitting_id)
        .where(InitiativeVote.scope == scope, InitiativeSitting.void_reason == "")
        .subquery()
    )


def _share() -> tuple[ColumnElement[int], ColumnElement[int]]:
    return 100 * InitiativeVote.agree, InitiativeVote.pct * InitiativeVote.members


def decided(scope: Scope | InstrumentedAttribute[Scope]) -> ScalarSelect[Any]:
    """The number of the decision that counts, of an initiative of the statement around it."""
    return (
        select(func.max(InitiativeDecision.number))
        .join(Recognition, Recognition.decision_id == InitiativeDecision.id)
        .where(Recognition.initiative_id == Initiative.id)
        .where(InitiativeDecision.scope == scope, InitiativeDecision.void_reason == "")
        .correlate(Initiative, InitiativeVote)
        .scalar_subquery()
    )


def recognised_on(scope: Scope) -> ScalarSelect[Any]:
    """The day of the decision that counts, of an initiative of the statement around it."""
    return (
        select(func.min(InitiativeDecision.decided_on))
        .join(Recognition, Recognition.decision_id == InitiativeDecision.id)
        .where(Recognition.initiative_id == Initiative.id)
        .where(InitiativeDecision.scope == scope, InitiativeDecision.void_reason == "")
        .correlate(Initiative)
        .scalar_subquery()
    )


def is_refused(scope: Scope) -> Exists:
    """The council voted on an initiative of the statement around it, and it did not pass."""
    share, of_all = _share()
    return (
        select(InitiativeVote.id)
        .join(InitiativeSitting, InitiativeSitting.id == InitiativeVote.sitting_id)
        .where(InitiativeVote.initiative_id == Initiative.id, InitiativeVote.scope == scope)
        .where(InitiativeSitting.void_reason == "")
        .where(case((InitiativeVote.strict, share <= of_all), else_=share < of_all))
        .correlate(Initiative)
        .exists()
    )


def _of_vote(votes: Subquery, name: str) -> tuple[ColumnElement[Any], ...]:
    return votes.c.day.label(f"{name}_day"), votes.c.passes.label(f"{name}_passes")


def sittings(actor: Actor) -> Sequence[Row[Any]]:
    """The newest first: .id .held_on .council .void_reason .initiatives"""
    how_many = select(func.count()).where(InitiativeVote.sitting_id == InitiativeSitting.id)
    found = (
        sittings_of(actor)
        .join(Council, Council.id == InitiativeSitting.council_id)
        .order_by(InitiativeSitting.id.desc())
        .limit(at_most(PAGE))
        .with_only_columns(
            InitiativeSitting.id,
            InitiativeSitting.held_on,
            InitiativeSitting.void_reason,
            Council.name.label("council"),
            how_many.correlate(InitiativeSitting).scalar_subquery().label("initiatives"),
        )
    )
    return read_rows(found).all()


def sitting(sitting_id: int, actor: Actor) -> InitiativeSitting:
    whole = (
        joinedload(InitiativeSitting.council),
        joinedload(InitiativeSitting.minutes),
        selectinload(InitiativeSitting.votes).joinedload(InitiativeVote.initiative),
    )
    found = sittings_of(actor).where(InitiativeSitting.id == sitting_id).options(*whole)
    return or_404(db.session.scalars(found).one_or_none())


def sees_meeting(sitting: InitiativeSitting, actor: Actor) -> bool:
    return is_there(meetings.visible_to(actor).where(Meeting.id == sitting.meeting_id))


def to_recognise(council: Council) -> Sequence[Initiative]:
    """What this council passed and no decision has recognised yet."""
    scope = scope_of(council)
    share, of_all = _share()
    passed = (
        exists()
        .where(InitiativeVote.initiative_id == Initiative.id, InitiativeVote.sitting_id == InitiativeSitting.id)
        .where(InitiativeSitting.council_id == council.id, InitiativeSitting.void_reason == "")
        .where(case((InitiativeVote.strict, share > of_all), else_=share >= of_all))
    )
    found = select(Initiative).where(passed, ~_recognised(scope)).order_by(Initiative.id)
    votes = selectinload(Initiative.votes).joinedload(InitiativeVote.sitting)
    return db.session.scalars(found.options(votes)).all()


def _recognised(scope: Scope) -> Exists:
    return (
        exists()
        .where(Recognition.initiative_id == Initiative.id, Recognition.decision_id == InitiativeDecision.id)
        .where(InitiativeDecision.scope == scope, InitiativeDecision.void_reason == "")
    )


def readable(initiative: Initiative, actor: Actor) -> list[InitiativeDecision]:
    """Those of its decisions that count and whose page this person may open."""
    councils = {*db.session.scalars(councils_of(actor).with_only_columns(Council.id))}
    return [one for one in initiative.decisions if not one.void_reason and one.council_id in councils]


def decision(decision_id: int, actor: Actor) -> InitiativeDecision:
    """For whoever sees the council's meetings on paper."""
    councils = councils_of(actor).with_only_columns(Council.id)
    found = select(InitiativeDecision).where(
        InitiativeDecision.id == decision_id, InitiativeDecision.council_id.in_(councils)
    )
    whole = (
        joinedload(InitiativeDecision.council),
        joinedload(InitiativeDecision.file),
        selectinload(InitiativeDecision.initiatives),
    )
    return or_404(db.session.scalars(found.options(*whole)).one_or_none())


def waiting(council: Council) -> Sequence[Initiative]:
    """What this council has neither voted on nor on an agenda; at the province, what units have sent up."""
    found = _not_considered(scope_of(council))
    return db.session.scalars(_of(council, found).order_by(Initiative.id)).all()


def waiting_at(unit: ColumnElement[int]) -> Select[tuple[Initiative]]:
    """The same of the councils that sit at a unit, its own and the province's, for its desk."""

    def sits_here(*, is_provincial: bool) -> Exists:
        return (
            exists()
            .where(Council.kind == CouncilKind.INITIATIVE, Council.is_provincial.is_(is_provincial))
            .where(Council.organisation_id == unit)
        )

    own = _not_considered(Scope.BASE).where(Initiative.unit_id == unit, sits_here(is_provincial=False))
    above = _not_considered(Scope.PROVINCE).where(Initiative.sent_up_at.is_not(None), sits_here(is_provincial=True))
    ids = union_all(own.with_only_columns(Initiative.id), above.with_only_columns(Initiative.id))
    return select(Initiative).where(Initiative.id.in_(ids))


def _not_considered(scope: Scope) -> Select[tuple[Initiative]]:
    voted = (
        exists()
        .where(InitiativeVote.initiative_id == Initiative.id, InitiativeVote.scope == scope)
        .where(InitiativeSitting.id == InitiativeVote.sitting_id, InitiativeSitting.void_reason == "")
    )
    return select(Initiative).where(~voted, ~_on_agenda(), Initiative.withdrawn_reason == "")


def _on_agenda() -> Exists:
    """Of a meeting that is not over."""
    return (
        select(InitiativeItem.id)
        .join(Meeting, Meeting.id == InitiativeItem.meeting_id)
        .where(InitiativeItem.initiative_id == Initiative.id, InitiativeItem.removed_reason.is_(None))
        .where(Meeting.state.in_(UNDER_WAY))
        .correlate(Initiative)
        .exists()
    )


def is_on_agenda(initiative: Initiative) -> bool:
    return is_there(select(Initiative.id).where(Initiative.id == initiative.id, _on_agenda()))


def numbers(found: Select[tuple[Initiative]]) -> set[int]:
    return {*db.session.scalars(found.with_only_columns(Initiative.id))}


def _of(council: Council, found: Select[tuple[Initiative]]) -> Select[tuple[Initiative]]:
    if council.is_provincial:
        return found.where(Initiative.sent_up_at.is_not(None))
    return found.where(Initiative.unit_id == council.organisation_id)


def scope_of(council: Council) -> Scope:
    return Scope.PROVINCE if council.is_provincial else Scope.BASE

"""Decisions of units as lists and one by one, and the cases that wait for one."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import Exists, Integer, Row, Select, and_, bindparam, exists, func, select
from sqlalchemy.orm import joinedload, selectinload

from app.actor import Actor
from app.awards.models import AwardVersion
from app.errors import or_404
from app.extensions import at_most, db, read_rows
from app.nominations.models import Nomination
from app.nominees.queries import by_kind
from app.numbers import LARGEST
from app.organisations.models import Organisation
from app.unit_decisions.models import UnitDecision, UnitDecisionItem
from app.unit_decisions.reach import seen_as, visible_to
from workflows.award_unit_1 import UnitState
from workflows.unit_decisions_1 import UnitDecisionState
from workflows.vocabulary import Role

PAGE = 50


def one(decision_id: int, actor: Actor) -> UnitDecision:
    case = selectinload(UnitDecision.items).joinedload(UnitDecisionItem.nomination)
    return or_404(
        db.session.scalars(
            visible_to(actor)
            .where(UnitDecision.id == decision_id)
            .options(
                joinedload(UnitDecision.unit),
                joinedload(UnitDecision.award_version).joinedload(AwardVersion.award),
                joinedload(UnitDecision.created_by),
                case.joinedload(Nomination.award_version).joinedload(AwardVersion.award),
                case.joinedload(Nomination.nominee),
                case.joinedload(Nomination.unit),
            )
        ).one_or_none()
    )


def item(decision: UnitDecision, item_id: int) -> UnitDecisionItem:
    return or_404(next((line for line in decision.items if line.id == item_id), None))


def award(award_version_id: int) -> AwardVersion:
    return or_404(db.session.get(AwardVersion, award_version_id))


def decisions(actor: Actor, *, before: int | None = None) -> Sequence[Row[Any]]:
    """The newest first: .id .title .unit .award .names .signed_at .reported_at, and what names the state."""
    return read_rows(_listed(actor.role), {"own_unit": actor.organisation_id, "before": before or LARGEST}).all()


@cache
def _listed(role: Role | None) -> Select[Any]:
    return (
        seen_as(role)
        .join(Organisation, Organisation.id == UnitDecision.unit_id)
        .join(AwardVersion, AwardVersion.id == UnitDecision.award_version_id)
        .where(UnitDecision.id < bindparam("before", type_=Integer))
        .order_by(UnitDecision.id.desc())
        .limit(at_most(PAGE))
        .with_only_columns(
            UnitDecision.id,
            UnitDecision.title,
            Organisation.name.label("unit"),
            AwardVersion.name.label("award"),
            UnitDecision.state,
            UnitDecision.workflow_key,
            UnitDecision.workflow_version,
            UnitDecision.signed_at,
            UnitDecision.reported_at,
            _names().label("names"),
        )
    )


def _names() -> Any:  # noqa: ANN401 -- a scalar of a statement
    kept = UnitDecisionItem.struck_reason.is_(None)
    counted = select(func.count()).where(UnitDecisionItem.unit_decision_id == UnitDecision.id, kept)
    return counted.correlate(UnitDecision).scalar_subquery()


_REPORTED = (
    select(
        AwardVersion.name.label("award"),
        Organisation.name.label("unit"),
        func.count(UnitDecision.id.distinct()).label("decisions"),
        func.count(UnitDecisionItem.id).label("names"),
    )
    .select_from(UnitDecision)
    .join(Organisation, Organisation.id == UnitDecision.unit_id)
    .join(AwardVersion, AwardVersion.id == UnitDecision.award_version_id)
    .join(
        UnitDecisionItem,
        and_(UnitDecisionItem.unit_decision_id == UnitDecision.id, UnitDecisionItem.struck_reason.is_(None)),
    )
    .where(UnitDecision.state == UnitDecisionState.REPORTED)
    .group_by(AwardVersion.id, AwardVersion.name, Organisation.name, Organisation.sort_key)
    .order_by(AwardVersion.id, Organisation.sort_key)
)


def reported() -> Sequence[Row[Any]]:
    """What units reported, counted: .award .unit .decisions .names"""
    return read_rows(_REPORTED).all()


def waiting(unit_id: int, award_version_id: int) -> Select[tuple[Nomination]]:
    """The unit's cases of one award that its council passed and that stand on no draft."""
    return (
        select(Nomination)
        .where(
            Nomination.submitting_unit_id == unit_id,
            Nomination.award_version_id == award_version_id,
            Nomination.state == UnitState.AWAITS_DECISION,
            ~is_on_a_draft(),
        )
        .options(joinedload(Nomination.award_version).joinedload(AwardVersion.award))
        .order_by(by_kind(Nomination.nominee_kind), Nomination.nominee_key, Nomination.id)
    )


def left_out(decision: UnitDecision) -> Sequence[Nomination]:
    """Whom a draft could carry and does not; of one that is signed nothing is asked any more."""
    if decision.state != UnitDecisionState.DRAFT:
        return ()
    return db.session.scalars(waiting(decision.unit_id, decision.award_version_id)).all()


def draft_of(unit_id: int, award_version_id: int) -> UnitDecision | None:
    return db.session.scalars(
        select(UnitDecision).where(
            UnitDecision.unit_id == unit_id,
            UnitDecision.award_version_id == award_version_id,
            UnitDecision.state == UnitDecisionState.DRAFT,
        )
    ).first()


def is_on_a_draft() -> Exists:
    return (
        exists()
        .where(UnitDecisionItem.nomination_id == Nomination.id, UnitDecisionItem.unit_decision_id == UnitDecision.id)
        .where(UnitDecision.state == UnitDecisionState.DRAFT)
    )


_AWARDS_WAITING = (
    select(
        AwardVersion.id,
        AwardVersion.name,
        func.count(Nomination.id).label("cases"),
        select(func.min(UnitDecision.id))
        .where(
            UnitDecision.unit_id == bindparam("unit_id"),
            UnitDecision.state == UnitDecisionState.DRAFT,
            UnitDecision.award_version_id == AwardVersion.id,
        )
        .correlate(AwardVersion)
        .scalar_subquery()
        .label("draft_id"),
    )
    .join(Nomination, Nomination.award_version_id == AwardVersion.id)
    .where(
        Nomination.submitting_unit_id == bindparam("unit_id"),
        Nomination.state == UnitState.AWAITS_DECISION,
        ~is_on_a_draft(),
    )
    .group_by(AwardVersion.id, AwardVersion.name)
    .order_by(AwardVersion.id)
)


def awards_waiting(unit_id: int) -> Sequence[Row[Any]]:
    """Awards of which the unit has cases that wait for a decision: .id .name .cases .draft_id"""
    return read_rows(_AWARDS_WAITING, {"unit_id": unit_id}).all()


def seen(decision_id: int, actor: Actor) -> UnitDecision | None:
    return db.session.scalars(visible_to(actor).where(UnitDecision.id == decision_id)).one_or_none()


def struck_shown_to(decision: UnitDecision, actor: Actor) -> list[UnitDecisionItem]:
    """Whom the head struck is the unit's own matter."""
    is_own = actor.organisation_id == decision.unit_id
    return [line for line in decision.items if line.struck_reason is not None] if is_own else []

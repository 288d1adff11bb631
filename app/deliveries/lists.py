"""Issued decisions with how far their awards are, and what of them waits for whom."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Integer, Row, ScalarSelect, Select, and_, bindparam, func, or_, select

from app.actor import UNIT_ROLES, Actor
from app.awards.models import AwardVersion
from app.decisions.models import Decision, DecisionItem
from app.decisions.reach import decisions_seen_as
from app.deliveries.models import Delivery
from app.documents.models import Paper
from app.extensions import OWN_UNIT, read_rows
from app.nominations.models import Nomination
from app.numbers import LARGEST
from workflows.award_province_1 import State
from workflows.sheets_1 import DecisionState
from workflows.vocabulary import Role, Sheet

PAGE = 50
LOOKED_AT = 500  # cases of an office that are looked through for its worklist, the longest waiting first


def decisions(actor: Actor, *, before: int | None = None) -> Sequence[Row[Any]]:
    """The newest first: .id .title .award, .number .symbol .issued_on of its paper, and of one's own people counted
    .names .handed .presented .payable .paid .archived.
    """
    whose = {"own_unit": actor.organisation_id, "before": before or LARGEST}
    return read_rows(_decisions(actor.role), whose).all()


@cache
def _decisions(role: Role | None) -> Select[Any]:
    def counted(name: str, *conditions: ColumnElement[bool]) -> Any:  # noqa: ANN401 -- a labelled column
        return _count(role, *conditions).label(name)

    return (
        decisions_seen_as(role)
        .join(AwardVersion, AwardVersion.id == Decision.award_version_id)
        .where(Decision.state == DecisionState.ISSUED, Decision.id < bindparam("before", type_=Integer))
        .order_by(Decision.id.desc())
        .limit(PAGE)
        .with_only_columns(
            Decision.id,
            Decision.title,
            AwardVersion.name.label("award"),
            *_numbered(),
            counted("names"),
            counted("handed", Delivery.handover_id.is_not(None)),
            counted("presented", Delivery.presented_on.is_not(None)),
            counted("payable", DecisionItem.bonus.is_not(None)),
            counted("paid", Delivery.paid_on.is_not(None)),
            counted("archived", Delivery.deposit_id.is_not(None)),
        )
    )


def _numbered() -> Sequence[ColumnElement[Any]]:
    """Number and symbol of the decision's own paper: titles are alike."""
    paper = (
        select(Paper.id)
        .where(Paper.sheet == Sheet.DECISION, Paper.sheet_id == Decision.id, Paper.number.is_not(None))
        .order_by(Paper.id.desc())
        .limit(1)
        .correlate(Decision)
        .scalar_subquery()
    )
    columns = (Paper.number, Paper.symbol, Paper.issued_on)
    return [select(column).where(Paper.id == paper).scalar_subquery().label(column.key) for column in columns]


def _count(role: Role | None, *conditions: ColumnElement[bool]) -> ScalarSelect[int]:
    items = (
        select(func.count())
        .select_from(DecisionItem)
        .outerjoin(Delivery, Delivery.decision_item_id == DecisionItem.id)
        .where(DecisionItem.decision_id == Decision.id, *conditions)
        .correlate(Decision)
    )
    if role in UNIT_ROLES:
        items = items.join(Nomination, Nomination.id == DecisionItem.nomination_id).where(
            Nomination.unit_id == OWN_UNIT
        )
    return items.scalar_subquery()


WAITS: dict[Role, tuple[tuple[State, ...], str]] = {  # whose cases in which states, and what is to be done
    Role.APPRAISER: ((State.PRODUCTION,), "Chuẩn bị, bàn giao hiện vật, tiền thưởng"),
    Role.ACCOUNTANT: ((State.PRODUCTION, State.HANDED_OVER), "Chi tiền thưởng"),
    Role.UNIT_CLERK: ((State.HANDED_OVER,), "Xác nhận đã trao cho người được khen"),
    Role.ARCHIVIST: ((State.HANDED_OVER,), "Kết thúc hồ sơ, nộp lưu"),
}


def waiting(actor: Actor, page: int) -> Sequence[Row[Any]]:
    """Decisions of which something waits for this office, the oldest first: .id .number .symbol .award .names .since
    .due_at.
    """
    if actor.role is None or actor.role not in WAITS:
        return []
    return read_rows(_waiting(actor.role), {"own_unit": actor.organisation_id, "page": page}).all()


@cache
def _waiting(role: Role) -> Select[Any]:
    cases = (
        select(DecisionItem.decision_id, Nomination.state_since, Nomination.due_at)
        .join(DecisionItem, DecisionItem.nomination_id == Nomination.id)
        .outerjoin(Delivery, Delivery.decision_item_id == DecisionItem.id)
        .where(Nomination.state.in_(WAITS[role][0]), *_still_waiting(role))
        .order_by(Nomination.state_since)
        .limit(LOOKED_AT)
        .subquery()
        .c
    )
    oldest = func.min(cases.state_since).label("since")
    return (
        select(
            Decision.id,
            Decision.title,
            AwardVersion.name.label("award"),
            *_numbered(),
            func.count().label("names"),
            oldest,
            func.min(cases.due_at).label("due_at"),
        )
        .join(Decision, Decision.id == cases.decision_id)
        .join(AwardVersion, AwardVersion.id == Decision.award_version_id)
        .group_by(Decision.id, Decision.title, AwardVersion.name)
        .order_by(oldest)
        .limit(bindparam("page", type_=Integer))
    )


def _still_waiting(role: Role) -> Sequence[ColumnElement[bool]]:
    if role is Role.UNIT_CLERK:
        return (Nomination.unit_id == OWN_UNIT, Delivery.presented_on.is_(None))
    if role is Role.ACCOUNTANT:
        unpaid = or_(Delivery.id.is_(None), Delivery.paid_on.is_(None))
        return (and_(DecisionItem.bonus.is_not(None), unpaid),)
    return ()

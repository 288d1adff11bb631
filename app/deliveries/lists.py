"""Issued decisions with how far their awards are, and what of them waits for whom."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Row,
    ScalarSelect,
    Select,
    Subquery,
    and_,
    bindparam,
    func,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import aliased

from app.actor import UNIT_ROLES, Actor
from app.awards.models import AwardVersion
from app.decisions.models import Decision, DecisionItem
from app.decisions.reach import decisions_seen_as
from app.deliveries.models import Delivery
from app.documents.models import Paper
from app.extensions import OWN_UNIT, at_most, read_rows
from app.nominations.models import Nomination
from app.numbers import LARGEST
from workflows.award_province_1 import State
from workflows.sheets_1 import DecisionState
from workflows.vocabulary import Role, Sheet

PAGE = 50
LOOKED_AT = 200  # cases of an office in a state that are looked through for its worklist, the nearest limit first


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
        .limit(at_most(PAGE))
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


def unannounced(actor: Actor) -> Sequence[Row[Any]]:
    """Issued decisions with cases whose people were not told, the oldest first: .id .title .award, .number .symbol
    .issued_on of its paper, and how many .cases.
    """
    untold = (
        select(DecisionItem.decision_id, func.count().label("cases"))
        .join(Nomination, Nomination.id == DecisionItem.nomination_id)
        .where(Nomination.state == State.PUBLISHED)
        .group_by(DecisionItem.decision_id)
        .subquery()
    )
    wanted = (
        decisions_seen_as(actor.role)
        .join(untold, untold.c.decision_id == Decision.id)
        .join(AwardVersion, AwardVersion.id == Decision.award_version_id)
        .where(Decision.state == DecisionState.ISSUED)
        .order_by(Decision.id)
        .limit(at_most(PAGE))
        .with_only_columns(Decision.id, Decision.title, AwardVersion.name.label("award"), *_numbered(), untold.c.cases)
    )
    return read_rows(wanted, {"own_unit": actor.organisation_id}).all()


def _numbered() -> Sequence[ColumnElement[Any]]:
    """Number and symbol of the decision's own paper: titles are alike."""
    columns = (Paper.number, Paper.symbol, Paper.issued_on)
    paper = _numbered_paper()
    return [select(column).where(Paper.id == paper).scalar_subquery().label(column.key) for column in columns]


def _numbered_paper() -> ScalarSelect[int]:
    own = aliased(Paper)
    return (
        select(func.max(own.id))
        .where(own.sheet == Sheet.DECISION, own.sheet_id == Decision.id, own.number.is_not(None))
        .correlate(Decision)
        .scalar_subquery()
    )


def _names() -> ScalarSelect[int]:
    lines = select(func.count()).select_from(DecisionItem).where(DecisionItem.decision_id == Decision.id)
    return lines.correlate(Decision).scalar_subquery()


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


def waiting(role: Role) -> Select[Any]:
    """Decisions of which something waits for this office, the oldest first: .id .number .symbol .award .since .due_at,
    .names in all, or to a unit those of its own that wait.
    """
    cases = union_all(*(select(_longest_waiting(role, state)) for state in WAITS[role][0])).subquery().c
    found = (
        select(
            cases.decision_id,
            func.count().label("waiting"),
            func.min(cases.state_since).label("since"),
            func.min(cases.due_at).label("due_at"),
        )
        .group_by(cases.decision_id)
        .order_by(func.min(cases.state_since))
        .limit(at_most(PAGE))
        .subquery()
        .c
    )
    return (
        select(
            Decision.id,
            AwardVersion.name.label("award"),
            Paper.number,
            Paper.symbol,
            (found.waiting if role in UNIT_ROLES else _names()).label("names"),
            found.since,
            found.due_at,
        )
        .select_from(found.decision_id.table)
        .join(Decision, Decision.id == found.decision_id)
        .join(AwardVersion, AwardVersion.id == Decision.award_version_id)
        .join(Paper, Paper.id == _numbered_paper())
        .order_by(found.since)
    )


def _longest_waiting(role: Role, state: State) -> Subquery:
    """Cases of one state as the index has them: nearest limit first."""
    return (
        select(DecisionItem.decision_id, Nomination.state_since, Nomination.due_at)
        .join(DecisionItem, DecisionItem.nomination_id == Nomination.id)
        .outerjoin(Delivery, Delivery.decision_item_id == DecisionItem.id)
        .where(Nomination.state == state, *_still_waiting(role))
        .order_by(Nomination.due_at, Nomination.state_since)
        .limit(at_most(LOOKED_AT))
        .subquery()
    )


def _still_waiting(role: Role) -> Sequence[ColumnElement[bool]]:
    if role is Role.UNIT_CLERK:
        return (Nomination.unit_id == OWN_UNIT, Delivery.presented_on.is_(None))
    if role is Role.ACCOUNTANT:
        unpaid = or_(Delivery.id.is_(None), Delivery.paid_on.is_(None))
        return (and_(DecisionItem.bonus.is_not(None), unpaid),)
    return ()

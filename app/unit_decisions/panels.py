"""The unit's decision on the case page, and the way there for whoever has its next step."""

from functools import cache
from typing import Any

from sqlalchemy import Select, and_, bindparam

from app.actor import Actor
from app.documents.models import Paper
from app.extensions import read_rows
from app.moving import state_name_of
from app.nominations.openings import Look, Panel, Task, finds_task, shows_panel, takes_step
from app.unit_decisions.facts import item_of
from app.unit_decisions.models import UnitDecision, UnitDecisionItem
from app.unit_decisions.reach import seen_as
from workflows.award_unit_1 import UnitState
from workflows.unit_decisions_1 import UnitDecisionState
from workflows.vocabulary import Role, Sheet

for step in ("decide_in_unit", "strike_from_unit_decision", "publish_in_unit", "report_to_department"):
    takes_step(step, "unit_decisions.of_case")


@finds_task
def put_on_a_decision(look: Look, actor: Actor) -> Task | None:
    """What the unit's council passed its clerk puts before the head."""
    case = look.case
    is_own = actor.role is Role.UNIT_CLERK and actor.organisation_id == case.submitting_unit_id
    if not is_own or case.state != UnitState.AWAITS_DECISION:
        return None
    item = look.read(item_of)
    if item is not None and item.decision.state == UnitDecisionState.DRAFT:
        return Task("Mở Quyết định có hồ sơ này", "unit_decisions.show", {"decision_id": item.unit_decision_id})
    return Task("Đưa vào Quyết định của đơn vị", "unit_decisions.new", {"award_version_id": case.award_version_id})


@shows_panel(order=62)
def decided_by(look: Look, actor: Actor) -> Panel | None:
    """The newest decision that these eyes may see, with its number; whom the head struck is the unit's own matter."""
    if not look.case.is_decided_by_unit:
        return None
    own = {"nomination_id": look.case.id, "own_unit": actor.organisation_id}
    newest = read_rows(_decided_by(actor.role), own).first()
    if newest is None or (newest.struck_reason is not None and not actor.is_of_unit):
        return None
    return Panel("unit_decisions/_decided_by.html", {"decision": newest, "state_name": state_name_of(newest)})


@cache
def _decided_by(role: Role | None) -> Select[Any]:
    return (
        seen_as(role)
        .join(UnitDecisionItem, UnitDecisionItem.unit_decision_id == UnitDecision.id)
        .outerjoin(Paper, and_(Paper.sheet == Sheet.UNIT_DECISION, Paper.sheet_id == UnitDecision.id))
        .where(
            UnitDecisionItem.nomination_id == bindparam("nomination_id"),
            UnitDecision.state != UnitDecisionState.CANCELLED,
        )
        .order_by(UnitDecisionItem.id.desc())
        .limit(1)
        .with_only_columns(
            UnitDecision.id,
            UnitDecision.title,
            UnitDecision.state,
            UnitDecision.workflow_key,
            UnitDecision.workflow_version,
            UnitDecision.signed_at,
            UnitDecision.posted_on,
            UnitDecision.posted_where,
            UnitDecision.reported_at,
            UnitDecisionItem.struck_reason,
            UnitDecisionItem.bonus,
            Paper.number,
            Paper.symbol,
            Paper.issued_on,
        )
    )

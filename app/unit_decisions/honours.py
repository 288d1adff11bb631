"""What a unit's head decided and the unit made known belongs to everybody's history, without being entered there."""

from sqlalchemy import case
from sqlalchemy.orm import aliased

from app.honours.openings import tells_decided
from app.nominations import awarded
from app.organisations.models import Organisation
from app.organisations.naming import COMMITTEES
from app.unit_decisions.models import UnitDecision, UnitDecisionItem
from app.unit_decisions.reach import OUT
from workflows.vocabulary import Sheet

_decider = aliased(Organisation)
_decided_by = case((_decider.kind.in_(COMMITTEES), "Chủ tịch "), else_="Thủ trưởng ") + _decider.name

tells_decided(
    awarded.told("unit_decisions", Sheet.UNIT_DECISION, UnitDecisionItem.decision, _decided_by)
    .join(_decider, _decider.id == UnitDecision.unit_id)
    .where(UnitDecision.state.in_(OUT), UnitDecisionItem.struck_reason.is_(None))
)

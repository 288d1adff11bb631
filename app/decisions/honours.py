"""What was decided in this system belongs to everybody's history of awards, without being entered there."""

from sqlalchemy import case

from app.decisions.models import Decision, DecisionItem
from app.decisions.papers import CHAIRMAN
from app.honours.openings import tells_decided
from app.nominations import awarded
from app.nominations.models import Nomination
from workflows.award_province_1 import State
from workflows.sheets_1 import DecisionState
from workflows.vocabulary import Sheet

_decided_by = case((Decision.authority == "", CHAIRMAN), else_=Decision.authority)

tells_decided(
    awarded.told("decisions", Sheet.DECISION, DecisionItem.decision, _decided_by).where(
        Decision.state == DecisionState.ISSUED, Nomination.state != State.REVOKED
    )
)

"""Whether a correction is signed, and whether a case may be published by it, as the guards of a case ask it."""

from typing import Any

from app.corrections import queries
from app.corrections.models import Outcome
from app.decisions.facts import decision_of
from app.nominations.models import Nomination
from app.nominations.openings import Look, contributes_facts
from workflows.award_province_1 import State
from workflows.sheets_1 import DecisionState


@contributes_facts("correction_is_signed")
def of_replaced(look: Look) -> dict[str, Any]:
    if look.case.state != State.REPLACING:
        return {}
    found = queries.newest(look.case)
    return {"correction_is_signed": found is not None and found.outcome is Outcome.SIGNED}


@contributes_facts("decision_is_signed", "decision_is_issued")
def of_decided(look: Look) -> dict[str, Any]:
    """A case that came back from its correction is published by that paper, when it has its number."""
    decision = decision_of(look.case)
    is_issued = decision is not None and decision.state == DecisionState.ISSUED
    return {
        "decision_is_signed": decision is not None,
        "decision_is_issued": is_issued and not waits_for_its_number(look.case),
    }


def waits_for_its_number(case: Nomination) -> bool:
    """Asked only of what came back from a correction: a list of hundreds is issued without a question more."""
    came_back = case.state == State.DECIDED and case.previous_state == State.REPLACING
    return came_back and queries.signed(case.id) is not None

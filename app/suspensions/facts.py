"""What a suspension tells the guards: what was found; and that its nominee is on hold elsewhere too."""

from typing import Any

from app.nominations.openings import Look, contributes_facts
from app.suspensions import queries
from app.suspensions.models import Finding


@contributes_facts("has_clearance", "has_violation")
def of_finding(look: Look) -> dict[str, Any]:
    suspension = look.read(queries.current)
    finding = suspension.finding if suspension else None
    return {"has_clearance": finding is Finding.CLEAR, "has_violation": finding is Finding.VIOLATION}


@contributes_facts("is_on_hold")
def of_nominee(look: Look) -> dict[str, Any]:
    """Nobody gets around a suspension by a second dossier."""
    return {"is_on_hold": queries.is_suspended_elsewhere(look.case)}

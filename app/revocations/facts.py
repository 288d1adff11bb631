"""Whether a ground to review an award is recorded, as the guards of a case ask it."""

from typing import Any

from app.nominations.openings import Look, contributes_facts
from app.revocations import queries


@contributes_facts("has_revocation_ground")
def of_nomination(look: Look) -> dict[str, Any]:
    return {"has_revocation_ground": queries.is_open(look.case.id)}

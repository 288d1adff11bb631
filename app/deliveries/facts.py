"""What the rooms after the decision know about a case: whether its dossier is complete, and its delivery."""

from typing import Any

from app.deliveries import dossier, queries
from app.nominations.models import Nomination
from app.nominations.openings import Look, contributes_facts


@contributes_facts("papers_are_complete")
def of_dossier(look: Look) -> dict[str, Any]:
    return {"papers_are_complete": not look.read(dossier.missing)}


def delivery_of(case: Nomination) -> Any:  # noqa: ANN401 -- a Delivery, or nobody has begun
    return queries.of_case(case.id)

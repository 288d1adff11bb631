"""What the intake desk knows of a case, and who may see the papers it gives out."""

from collections.abc import Iterator
from typing import Any

from app import clock
from app.actor import Actor
from app.extensions import is_there
from app.intake import checklist, queries
from app.intake.models import Supplement
from app.nominations.models import Nomination
from app.nominations.openings import Look, contributes_facts
from app.nominations.reach import visible_to
from app.papers.queries import guards
from workflows.vocabulary import Sheet


@contributes_facts("dossier_gaps")
def of_dossier(look: Look) -> dict[str, Any]:
    return {"dossier_gaps": (*checklist.missing(look), *unsettled(_open(look)))}


@contributes_facts("supplement_is_asked", "supplement_is_answered", "supplement_is_overdue")
def of_supplement(look: Look) -> dict[str, Any]:
    supplement = _open(look)
    return {
        "supplement_is_asked": supplement is not None and supplement.answered_at is None and bool(supplement.items),
        "supplement_is_answered": supplement is not None and all(item.answered_at for item in supplement.items),
        "supplement_is_overdue": supplement is not None and is_overdue(supplement),
    }


def _open(look: Look) -> Supplement | None:
    return next((asked for asked in look.read(queries.supplements_of) if asked.closed_at is None), None)


def unsettled(supplement: Supplement | None) -> Iterator[str]:
    for item in supplement.items if supplement else ():
        if item.accepted is None:
            yield f"Mục bổ sung chưa kiểm tra lại: {item.label}."
        elif not item.accepted:
            yield f"Mục bổ sung chưa đạt, phải yêu cầu bổ sung tiếp: {item.label}."


def is_overdue(supplement: Supplement) -> bool:
    """Only says so; whether the dossier goes back is for a person."""
    return supplement.answered_at is None and clock.now() > clock.end_of(supplement.due_on)


@guards(Sheet.CASE)
def may_see_papers(nomination_id: int, actor: Actor) -> bool:
    return is_there(visible_to(actor).where(Nomination.id == nomination_id))

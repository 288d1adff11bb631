"""The petitions' part of the case page: those this person may read, and the way in for whoever takes letters."""

from app.access import Permission, permissions_of
from app.actor import Actor
from app.complaints import queries
from app.nominations.openings import Look, Panel, shows_panel, takes_step

takes_step("reappraise_after_complaint", "complaints.reappraise")


@shows_panel(order=110)
def petitions(look: Look, actor: Actor) -> Panel | None:
    """Of a case about which nobody wrote it costs no statement."""
    found = queries.about(look.case, actor) if look.case.has_complaints else []
    may_enter = look.case.submitted_at is not None and Permission.COMPLAINT_ENTER in permissions_of(actor)
    if not found and not may_enter:
        return None
    return Panel("complaints/_panel.html", {"petitions": found, "nomination": look.case, "may_enter": may_enter})

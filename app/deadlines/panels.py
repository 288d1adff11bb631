"""The way to more days, on the page of a case whose limit is the head's to extend."""

from app import clock
from app.actor import Actor
from app.deadlines import limits
from app.nominations.openings import Look, Panel, shows_panel
from workflows.vocabulary import Role


@shows_panel(order=7)
def limit(look: Look, actor: Actor) -> Panel | None:
    case = look.case
    if actor.role is not Role.BAN_HEAD or case.due_at is None or limits.why_not(case) is not None:
        return None
    shown = {"nomination": case, "due_on": clock.local(case.due_at).date(), "is_over": limits.is_over(case)}
    return Panel("deadlines/_panel.html", {**shown, "limit": limits.of(case)})

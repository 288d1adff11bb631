"""What the case page shows of its reception: number, receipt, day of the result, and what was asked of the unit."""

from app.actor import Actor
from app.intake import facts, queries
from app.nominations.openings import Look, Panel, shows_panel
from app.nominations.reach import DEPARTMENT_ROLES
from app.papers import operations as papers
from workflows.award_province_1 import State
from workflows.vocabulary import Paper, Role, Sheet


@shows_panel(order=40)
def reception(look: Look, actor: Actor) -> Panel | None:
    nomination = look.case
    if not (actor.is_of_unit or actor.role in DEPARTMENT_ROLES) or nomination.submitted_at is None:
        return None
    asked = look.read(queries.supplements_of)
    latest = asked[0] if asked and asked[0].closed_at is None else None
    return Panel(
        "intake/_panel.html",
        {
            "nomination": nomination,
            "receipt": papers.of_sheet(Paper.INTAKE_RECEIPT, Sheet.CASE, nomination.id),
            "supplements": asked,
            "is_overdue": latest is not None and facts.is_overdue(latest),
            "may_answer": actor.role is Role.UNIT_CLERK and nomination.state == State.SUPPLEMENT,
            "may_check": actor.role is Role.INTAKE_OFFICER
            and nomination.state == State.INTAKE
            and latest is not None
            and latest.answered_at is not None,
        },
    )

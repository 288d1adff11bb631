"""What the case page shows of its reception: number, receipt, day of the result, and what was asked of the unit."""

from sqlalchemy import bindparam, select

from app.actor import Actor
from app.documents.models import Paper
from app.extensions import read_rows
from app.intake import facts, queries
from app.nominations.openings import Look, Panel, Task, finds_task, shows_note_while_edited, shows_panel
from app.nominations.reach import DEPARTMENT_ROLES
from workflows.award_province_1 import State
from workflows.paper_life_1 import State as PaperState
from workflows.vocabulary import Paper as PaperCode
from workflows.vocabulary import Role, Sheet

TO_DO = {
    (State.SUPPLEMENT, Role.UNIT_CLERK): ("Bổ sung các mục này", "intake.supplement"),
    (State.INTAKE, Role.INTAKE_OFFICER): ("Kiểm tra mục đã bổ sung", "intake.check_again"),
}


_RECEIPT = (  # the newest, when a dossier came in twice
    select(Paper.id)
    .where(
        Paper.code == PaperCode.INTAKE_RECEIPT,
        Paper.sheet == Sheet.CASE,
        Paper.sheet_id == bindparam("nomination_id"),
        Paper.state != PaperState.VOID,
    )
    .order_by(Paper.id.desc())
    .limit(1)
)


@shows_panel(order=50)
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
            "receipt_id": read_rows(_RECEIPT, {"nomination_id": nomination.id}).scalar(),
            "supplements": asked,
            "is_overdue": latest is not None and facts.is_overdue(latest),
        },
    )


@finds_task
def answer_or_check(look: Look, actor: Actor) -> Task | None:
    """What was asked is for the unit to mend, and what it mended is for the desk to check."""
    to_do = TO_DO.get((State(look.case.state), actor.role)) if actor.role else None
    asked = look.read(queries.supplements_of) if to_do else ()
    if to_do is None or not asked or asked[0].closed_at is not None:
        return None
    if (actor.role is Role.INTAKE_OFFICER) is (asked[0].answered_at is None) or facts.is_overdue(asked[0]):
        return None
    return Task(*to_do, {"nomination_id": look.case.id})


@shows_note_while_edited
def what_was_asked(look: Look, _: Actor) -> Panel | None:
    """The request itself, where the unit mends its dossier."""
    asked = look.read(queries.supplements_of) if look.case.state == State.SUPPLEMENT else ()
    if not asked or asked[0].closed_at is not None:
        return None
    return Panel("intake/_asked.html", {"nomination": look.case, "supplement": asked[0]})

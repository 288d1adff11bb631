"""What the case page shows of its reception: number, receipt, day of the result, and what was asked of the unit."""

from collections.abc import Mapping

from app.actor import Actor
from app.intake import facts, queries
from app.nominations import timeline
from app.nominations.models import Nomination
from app.nominations.openings import Look, Panel, Task, finds_task, shows_note_while_edited, shows_panel
from app.nominations.reach import DEPARTMENT_ROLES
from app.papers import queries as papers
from app.papers.queries import CasePaper
from workflows.award_province_1 import State
from workflows.paper_life_1 import State as PaperState
from workflows.vocabulary import Paper as PaperCode
from workflows.vocabulary import Role

TO_DO: Mapping[tuple[str, Role], tuple[str, str]] = {
    (State.SUPPLEMENT, Role.UNIT_CLERK): ("Bổ sung các mục này", "intake.supplement"),
    (State.INTAKE, Role.INTAKE_OFFICER): ("Kiểm tra mục đã bổ sung", "intake.check_again"),
}


def papers_of(nomination: Nomination) -> list[CasePaper]:
    return papers.of_case(nomination.id)


@shows_panel(order=50)
def reception(look: Look, actor: Actor) -> Panel | None:
    nomination = look.case
    if not (actor.is_of_unit or actor.role in DEPARTMENT_ROLES) or nomination.submitted_at is None:
        return None
    if nomination.is_decided_by_unit:  # reported when it is over: nothing of it is received
        return None
    asked = look.read(queries.supplements_of) if _was_asked(look) else ()
    latest = asked[0] if asked and asked[0].closed_at is None else None
    return Panel(
        "intake/_panel.html",
        {
            "nomination": nomination,
            "receipt_id": next((paper.id for paper in reversed(look.read(papers_of)) if _is_receipt(paper)), None),
            "supplements": asked,
            "is_overdue": latest is not None and facts.is_overdue(latest),
        },
    )


def _was_asked(look: Look) -> bool:
    """By its story, which the page tells anyway: most cases never are."""
    return any(event.action == "ask_for_more" for event in look.read(timeline.log_of))


@shows_panel(order=120)
def papers_of_case(look: Look, actor: Actor) -> Panel | None:
    """Letters, notices and reports about the case, as far as this reader may open them; the receipt stands above."""
    nomination = look.case
    if not (actor.is_of_unit or actor.role in DEPARTMENT_ROLES) or nomination.submitted_at is None:
        return None
    shown = [paper for paper in papers.readable(look.read(papers_of), actor) if paper.code != PaperCode.INTAKE_RECEIPT]
    return Panel("intake/_papers_panel.html", {"papers": shown}) if shown else None


def _is_receipt(paper: CasePaper) -> bool:
    """The newest counts, when a dossier came in twice."""
    return paper.code == PaperCode.INTAKE_RECEIPT and paper.state != PaperState.VOID


@finds_task
def answer_or_check(look: Look, actor: Actor) -> Task | None:
    """What was asked is for the unit to mend, and what it mended is for the desk to check."""
    to_do = TO_DO.get((look.case.state, actor.role)) if actor.role else None
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

"""The Tờ trình's part of the case page."""

from app.actor import UNIT_ROLES, Actor
from app.extensions import db
from app.nominations.models import Nomination
from app.nominations.openings import Panel, shows_panel, takes_step
from app.papers import queries as papers
from app.submissions.facts import latest_item
from app.submissions.models import Submission
from app.submissions.reach import visible_to
from workflows.vocabulary import Sheet

for step in ("submit", "strike_at_signing"):
    takes_step(step, "submissions.of_case")


@shows_panel(40)
def carried_by(nomination: Nomination, actor: Actor) -> Panel | None:
    item = latest_item(nomination.id)
    if item is None or (item.struck_reason is not None and actor.role not in UNIT_ROLES):
        return None
    submission = db.session.scalars(visible_to(actor).where(Submission.id == item.submission_id)).one_or_none()
    if submission is None:
        return None
    kept = papers.of_sheet(Sheet.SUBMISSION, submission.id)
    return Panel("submissions/_carried_by.html", {"submission": submission, "item": item, "papers": kept})

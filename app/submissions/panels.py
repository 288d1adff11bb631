"""The Tờ trình's part of the case page."""

from sqlalchemy import and_

from app.actor import Actor
from app.documents.models import Paper
from app.extensions import db
from app.nominations.openings import Look, Panel, shows_panel, takes_step
from app.submissions.models import Submission, SubmissionItem
from app.submissions.reach import visible_to
from workflows.sheets_1 import SubmissionState
from workflows.vocabulary import Sheet

for step in ("submit", "strike_at_signing"):
    takes_step(step, "submissions.of_case")


@shows_panel(40)
def carried_by(look: Look, actor: Actor) -> Panel | None:
    """The newest sheet that these eyes may see, with the numbers of its papers."""
    rows = db.session.execute(
        visible_to(actor)
        .join(SubmissionItem, SubmissionItem.submission_id == Submission.id)
        .outerjoin(Paper, and_(Paper.sheet == Sheet.SUBMISSION, Paper.sheet_id == Submission.id))
        .where(SubmissionItem.nomination_id == look.case.id, Submission.state != SubmissionState.CANCELLED)
        .add_columns(SubmissionItem.struck_reason, Paper.number, Paper.symbol, Paper.issued_on)
        .order_by(SubmissionItem.id.desc(), Paper.id)
    ).all()
    if not rows or (rows[0].struck_reason is not None and not actor.is_of_unit):
        return None
    submission = rows[0].Submission
    papers = [row for row in rows if row.Submission is submission]
    context = {"submission": submission, "struck_reason": rows[0].struck_reason, "papers": papers}
    return Panel("submissions/_carried_by.html", context)

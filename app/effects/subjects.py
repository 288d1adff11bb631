"""From what an errand names ("nomination:7") to the row, its unit, and how people call it."""

from app.councils.models import Meeting
from app.decisions.models import Decision, Proposal
from app.documents.models import Paper
from app.extensions import db
from app.moving import Moving
from app.nominations.models import Nomination
from app.resolutions.models import Resolution
from app.submissions.models import Submission

MODELS: dict[str, type[Moving]] = {
    model.__name__.lower(): model for model in (Nomination, Submission, Meeting, Proposal, Decision, Resolution, Paper)
}


def row_of(subject: str) -> Moving:
    kind, _, row_id = subject.partition(":")
    return db.session.get_one(MODELS[kind], int(row_id))


def unit_of(row: Moving) -> int | None:
    """The unit whose people are meant when an errand speaks of a unit's role."""
    if isinstance(row, Nomination | Submission):
        return row.unit_id
    if isinstance(row, Meeting):
        return row.council.organisation_id
    return None


def name_of(row: Moving) -> str:
    if isinstance(row, Nomination):
        return f"{row.nominee_name} – {row.award_version.name}"
    if isinstance(row, Submission | Meeting | Proposal | Decision | Resolution | Paper):
        return row.title
    raise TypeError(type(row).__name__)

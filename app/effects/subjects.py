"""From what an errand names ("nomination:7") to the row, its unit, and how people call it."""

from collections.abc import Iterable

from app.councils.models import Meeting
from app.decisions.models import Decision, Proposal
from app.documents.models import Paper
from app.extensions import db
from app.gatherings.models import Gathering
from app.moving import Moving
from app.nominations.models import Nomination
from app.resolutions.models import Resolution
from app.submissions.models import Submission
from app.unit_decisions.models import UnitDecision
from app.upward.models import UpwardSubmission
from workflows.vocabulary import Role

MODELS: dict[str, type[Moving]] = {
    model.__name__.lower(): model
    for model in (
        Nomination,
        Gathering,
        Submission,
        UnitDecision,
        Meeting,
        Proposal,
        Decision,
        Resolution,
        Paper,
        UpwardSubmission,
    )
}


def row_of(subject: str) -> Moving:
    kind, _, row_id = subject.partition(":")
    return db.session.get_one(MODELS[kind], int(row_id))


def units_of(row: Moving, role: Role, step: str = "") -> Iterable[int]:
    """The units whose people are meant when an errand speaks of a unit's role."""
    if isinstance(row, Nomination):  # whose clerk wrote it hears what becomes of it at the superior
        return dict.fromkeys((row.submitting_unit_id, *((row.unit_id,) if role is Role.UNIT_CLERK else ())))
    if isinstance(row, Gathering):
        return (row.superior_id if step == "issue" else row.unit_id,)
    if isinstance(row, Submission | UnitDecision):
        return (row.unit_id,)
    return (row.council.organisation_id,) if isinstance(row, Meeting) else ()


def name_of(row: Moving) -> str:
    if isinstance(row, Nomination):
        return f"{row.nominee_name} – {row.award_version.name}"
    if isinstance(
        row,
        Gathering | Submission | UnitDecision | Meeting | Proposal | Decision | Resolution | Paper | UpwardSubmission,
    ):
        return row.title
    raise TypeError(type(row).__name__)

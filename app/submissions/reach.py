"""Who may see a Tờ trình of a unit, and which roles an actor holds for it."""

from collections.abc import Set as AbstractSet
from functools import cache

from sqlalchemy import Select, false, select

from app.actor import UNIT_ROLES, Actor
from app.extensions import OWN_UNIT, is_there
from app.nominations.reach import DEPARTMENT_ROLES
from app.papers import queries as papers
from app.submissions.models import Submission
from workflows.sheets_1 import SubmissionState
from workflows.vocabulary import Role, Sheet

SIGNED = (SubmissionState.SIGNED, SubmissionState.ISSUED)


def visible_to(actor: Actor) -> Select[tuple[Submission]]:
    """The unit sees its own; Sở Nội vụ what has been signed over to it."""
    return seen_as(actor.role).params(own_unit=actor.organisation_id)


@cache
def seen_as(role: Role | None) -> Select[tuple[Submission]]:
    """The same for whoever holds a role, written once; who executes it says whose: `own_unit=actor.organisation_id`."""
    if role in UNIT_ROLES:
        return select(Submission).where(Submission.unit_id == OWN_UNIT)
    if role in DEPARTMENT_ROLES:
        return select(Submission).where(Submission.state.in_(SIGNED))
    return select(Submission).where(false())


@papers.guards(Sheet.SUBMISSION)
def may_see(submission_id: int, actor: Actor) -> bool:
    return is_there(visible_to(actor).where(Submission.id == submission_id))


def roles_of(submission: Submission, actor: Actor) -> AbstractSet[Role]:
    if actor.role is None or (actor.role in UNIT_ROLES and actor.organisation_id != submission.unit_id):
        return frozenset()
    return frozenset({actor.role})

"""Who sees what went up to the state: Sở Nội vụ and the offices of UBND tỉnh. A unit sees its own case's page."""

from collections.abc import Set as AbstractSet

from sqlalchemy import Select, false, select

from app.actor import Actor
from app.decisions.reach import AT_UBND
from app.extensions import is_there
from app.nominations.reach import DEPARTMENT_ROLES
from app.papers import queries as papers
from app.upward.models import UpwardSubmission
from workflows.vocabulary import Role, Sheet

READERS = DEPARTMENT_ROLES | AT_UBND


def visible_to(actor: Actor) -> Select[tuple[UpwardSubmission]]:
    everything = select(UpwardSubmission)
    return everything if actor.role in READERS else everything.where(false())


@papers.guards(Sheet.UPWARD)
def may_see(sheet_id: int, actor: Actor) -> bool:
    return is_there(visible_to(actor).where(UpwardSubmission.id == sheet_id))


def roles_of(_: UpwardSubmission, actor: Actor) -> AbstractSet[Role]:
    return frozenset({actor.role}) if actor.role else frozenset()

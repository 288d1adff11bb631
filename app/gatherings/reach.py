"""Who may see a Tờ trình to a superior: the unit its own, the superior what was sent to it. Nobody else."""

from collections.abc import Set as AbstractSet
from functools import cache

from sqlalchemy import Select, and_, false, or_, select

from app.actor import UNIT_ROLES, Actor
from app.extensions import OWN_UNIT, is_there
from app.gatherings.models import Gathering
from app.papers import queries as papers
from workflows.gatherings_1 import GatheringState, UnitGathering1
from workflows.vocabulary import Role, Sheet

SENT = (GatheringState.SENT, GatheringState.ANSWERED)


def visible_to(actor: Actor) -> Select[tuple[Gathering]]:
    return seen_as(actor.role).params(own_unit=actor.organisation_id)


@cache
def seen_as(role: Role | None) -> Select[tuple[Gathering]]:
    """The same for whoever holds a role, written once; who executes it says whose: `own_unit=actor.organisation_id`."""
    if role in UNIT_ROLES:
        came_up = and_(Gathering.superior_id == OWN_UNIT, Gathering.state.in_(SENT))
        return select(Gathering).where(or_(Gathering.unit_id == OWN_UNIT, came_up))
    return select(Gathering).where(false())


@papers.guards(Sheet.GATHERING)
def may_see(gathering_id: int, actor: Actor) -> bool:
    return is_there(visible_to(actor).where(Gathering.id == gathering_id))


def roles_of(gathering: Gathering, actor: Actor) -> AbstractSet[Role]:
    """Of the unit, and of the superior once it is sent. Who answers then is the superior's clerk, never the unit's."""
    if actor.role not in UNIT_ROLES:
        return frozenset()
    is_sent = gathering.state == GatheringState.SENT
    is_theirs = actor.organisation_id == gathering.superior_id and gathering.state in SENT
    is_own = actor.organisation_id == gathering.unit_id and not (is_sent and actor.role in UnitGathering1.answer.by)
    return frozenset({actor.role}) if is_theirs or is_own else frozenset()

"""Who sees a block's year, and who writes what of it.

A unit sees the years of blocks it is a member of, Sở Nội vụ all. Scores of others a unit sees as the stage allows:
while everybody scores themselves, its own alone, so that nobody scores by the others; while they are cross-checked, its
own and those it checks, whoever leads the block or is deputy all; from the meeting on, all members see all.

Sở Nội vụ writes for whoever has no account, from paper; the log says who did.
"""

from collections.abc import Set as AbstractSet

from sqlalchemy import Select, false, select

from app.access import GRANTS, Permission
from app.actor import UNIT_ROLES, Actor
from app.blocks.models import BlockMember, BlockYear, Part
from workflows.blocks_1 import CONFIRMING, BlockState
from workflows.vocabulary import Role

KEEPERS = frozenset({Role.APPRAISER, Role.BAN_HEAD})
WRITERS = frozenset({Role.UNIT_CLERK, Role.UNIT_HEAD})  # who writes for a unit
OPEN_TO_ALL = frozenset({BlockState.MEETING, BlockState.SENT, BlockState.CONFIRMED})


def sees_all(actor: Actor) -> bool:
    """Sở Nội vụ."""
    if actor.role is None or actor.role in UNIT_ROLES:
        return False
    return Permission.BLOCK_READ in GRANTS.get(actor.role, frozenset())


def visible_to(actor: Actor) -> Select[tuple[BlockYear]]:
    found = select(BlockYear)
    if sees_all(actor):
        return found
    if actor.role not in UNIT_ROLES:
        return found.where(false())
    is_member = (BlockMember.block_year_id == BlockYear.id) & (BlockMember.organisation_id == actor.organisation_id)
    return found.where(select(BlockMember.id).where(is_member).exists())


def sees_scores(block_year: BlockYear, member: BlockMember, actor: Actor) -> bool:
    if sees_all(actor) or member.organisation_id == actor.organisation_id:
        return True
    if block_year.state in OPEN_TO_ALL:
        return True
    if block_year.state != BlockState.CROSS_CHECKING:
        return False
    own = of(block_year, actor)
    return own is not None and (own.part is not Part.MEMBER or own.id == member.checker_id)


def of(block_year: BlockYear, actor: Actor) -> BlockMember | None:
    """The member whose people an actor is of."""
    return next((one for one in block_year.members if one.organisation_id == actor.organisation_id), None)


def keeps(actor: Actor) -> bool:
    return actor.role in KEEPERS


def may_lead(block_year: BlockYear, actor: Actor) -> bool:
    """Trưởng khối, or Sở Nội vụ."""
    return keeps(actor) or _writes_for(block_year.leader, actor)


def may_score(member: BlockMember, actor: Actor) -> bool:
    return keeps(actor) or _writes_for(member, actor)


def may_check(block_year: BlockYear, member: BlockMember, actor: Actor) -> bool:
    checker = next((one for one in block_year.members if one.id == member.checker_id), None)
    return checker is not None and (keeps(actor) or _writes_for(checker, actor))


def may_settle(block_year: BlockYear, member: BlockMember, actor: Actor) -> bool:
    """Nobody settles what their own unit has: of the leader a deputy does, or Sở Nội vụ."""
    if keeps(actor):
        return True
    own = of(block_year, actor)
    if own is None or own is member or actor.role not in WRITERS:
        return False
    return own.part is Part.LEADER or (own.part is Part.DEPUTY and member.part is Part.LEADER)


def roles_of(block_year: BlockYear, actor: Actor) -> AbstractSet[Role]:
    """Of Sở Nội vụ whoever keeps or confirms; of units those of the leader alone."""
    if actor.role is None:
        return frozenset()
    if actor.role in KEEPERS | CONFIRMING or _writes_for(block_year.leader, actor):
        return frozenset({actor.role})
    return frozenset()


def _writes_for(member: BlockMember | None, actor: Actor) -> bool:
    return member is not None and actor.role in WRITERS and actor.organisation_id == member.organisation_id

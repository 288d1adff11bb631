"""Years of emulation blocks in which it is somebody's turn: to score, to check another, to lead on, to confirm."""

from typing import Any

from sqlalchemy import Row, Select, String, and_, cast, literal, or_, select
from sqlalchemy.orm import aliased

from app.blocks.models import BlockMember, BlockYear, Part
from app.desk.source import MOST, Source, line, waits
from app.desk.waiting import BLOCKS, Waiting
from app.extensions import OWN_UNIT
from app.organisations.models import Block
from workflows.blocks_1 import BlockState
from workflows.vocabulary import Role

YEAR = literal("Năm ", String) + cast(BlockYear.year, String)
CHECKED = aliased(BlockMember)


def _waiting(role: Role) -> Select[Any]:
    columns = line(id=BlockYear.id, what=Block.name, detail=YEAR, more=BlockYear.state, since=BlockYear.state_since)
    found = select(*columns).join(Block, Block.code == BlockYear.block_code).order_by(BlockYear.state_since).limit(MOST)
    if role is not Role.UNIT_CLERK:
        return found.where(BlockYear.state.in_([*BLOCKS[role]]))
    own = found.join(BlockMember, BlockMember.block_year_id == BlockYear.id)
    return own.where(BlockMember.organisation_id == OWN_UNIT, _is_its_turn())


def _is_its_turn() -> Any:  # noqa: ANN401 -- a condition
    state, own = BlockYear.state, BlockMember
    to_check = select(CHECKED.id).where(
        CHECKED.checker_id == own.id, CHECKED.checked_at.is_(None), CHECKED.set_aside_reason == ""
    )
    return or_(
        and_(state == BlockState.SCORING, own.sent_at.is_(None), own.set_aside_reason == ""),
        and_(state == BlockState.CROSS_CHECKING, to_check.exists()),
        and_(state.in_((BlockState.PREPARING, BlockState.MEETING)), own.part == Part.LEADER),
    )


def _told(row: Row[Any], role: Role) -> Waiting:
    return waits(row, BLOCKS[role][row.more], "blocks")


SOURCES = (Source(offices=BLOCKS, waiting=_waiting, told=_told),)

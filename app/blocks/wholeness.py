"""Whether the ranks of blocks' meetings are still those that were recorded, going by the log."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from sqlalchemy import select

from app.audit.models import AuditEvent
from app.blocks.models import BlockMember, BlockRank, BlockSitting, BlockYear
from app.extensions import read_rows
from app.organisations.models import Block, Organisation

RECORDED, VOIDED = "record_block_sitting", "void_block_sitting"
Places = dict[str, list[int]]  # rank and points, by the organisation's code


def faults() -> Iterator[str]:
    """A sentence for each meeting that is not as the log has it: its ranks, whose they are, whether it is void."""
    told = {data.get("sitting"): data for data in _logged(RECORDED)}
    void = {data.get("sitting") for data in _logged(VOIDED)}
    places: defaultdict[int, Places] = defaultdict(dict)
    for row in read_rows(_RANKS):
        places[row.sitting_id][row.code] = [row.rank, row.points]
    meetings = (
        select(BlockSitting.id, BlockSitting.held_on, BlockSitting.void_reason, BlockYear.year, Block.name)
        .join(BlockYear, BlockYear.id == BlockSitting.block_year_id)
        .join(Block, Block.code == BlockYear.block_code)
        .order_by(BlockSitting.id)
    )
    for one in read_rows(meetings).all():
        meeting = f"{one.name}, năm {one.year}, họp ngày {one.held_on:%d/%m/%Y}"
        if told.get(one.id, {}).get("places") != places[one.id]:
            yield f"{meeting}: thứ hạng khác thứ hạng đã ghi, theo nhật ký."
        if bool(one.void_reason) is not (one.id in void):
            yield f"{meeting}: hủy hay còn hiệu lực khác điều đã ghi, theo nhật ký."


_RANKS = (
    select(BlockRank.sitting_id, Organisation.code, BlockRank.rank, BlockRank.points)
    .join(BlockMember, BlockMember.id == BlockRank.member_id)
    .join(Organisation, Organisation.id == BlockMember.organisation_id)
)


def _logged(action: str) -> list[dict[str, Any]]:
    return [row.data for row in read_rows(select(AuditEvent.data).where(AuditEvent.action == action))]

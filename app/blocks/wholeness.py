"""Whether the ranks of blocks' meetings are still those that were recorded, going by the log."""

from collections import defaultdict
from collections.abc import Iterator

from sqlalchemy import select

from app.audit.models import AuditEvent
from app.blocks.models import BlockRank, BlockSitting, BlockYear
from app.extensions import db, read_rows
from app.organisations.models import Block

RECORDED = "record_block_sitting"


def faults() -> Iterator[str]:
    """A sentence for each meeting whose ranks are not those of the log."""
    told = {data.get("sitting"): data.get("ranks") for data in _recorded()}
    known: defaultdict[int, dict[str, int]] = defaultdict(dict)
    for row in read_rows(select(BlockRank.sitting_id, BlockRank.member_id, BlockRank.rank)):
        known[row.sitting_id][str(row.member_id)] = row.rank
    meetings = (
        select(BlockSitting.id, BlockSitting.held_on, BlockYear.year, Block.name)
        .join(BlockYear, BlockYear.id == BlockSitting.block_year_id)
        .join(Block, Block.code == BlockYear.block_code)
        .order_by(BlockSitting.id)
    )
    for one in read_rows(meetings).all():
        if told.get(one.id) != known[one.id]:
            meeting = f"{one.name}, năm {one.year}, họp ngày {one.held_on:%d/%m/%Y}"
            yield f"{meeting}: thứ hạng khác thứ hạng đã ghi, theo nhật ký."


def _recorded() -> list[dict[str, object]]:
    events = select(AuditEvent.data).where(AuditEvent.action == RECORDED)
    return [data or {} for data in db.session.scalars(events)]

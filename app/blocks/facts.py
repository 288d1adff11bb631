"""What a block's year knows of itself before a step."""

from collections.abc import Iterable, Iterator

from app.blocks import queries
from app.blocks.models import BlockMember, BlockYear
from app.blocks.reach import roles_of
from app.casework import teach
from workflows.facts import BlockFacts

FEWEST = 2  # of one alone nobody is first


def of_year(block_year: BlockYear) -> BlockFacts:
    ranked = block_year.ranked
    table = queries.table(block_year.id)
    scores = queries.scores(block_year.id)
    known = {one.id for one in ranked}
    return BlockFacts(
        unready=tuple(_unready(block_year, has_table=bool(table))),
        has_scores=bool(scores),
        unsent=_names(one for one in ranked if one.sent_at is None),
        unassigned=_names(one for one in ranked if one.checker_id not in known),
        unchecked=_names(one for one in ranked if one.checked_at is None),
        unsettled=_names(
            one for one in ranked if any(score.differs and score.final is None for score in scores.get(one.id, ()))
        ),
        has_result=queries.standing_sitting(block_year.id) is not None,
    )


def _unready(block_year: BlockYear, *, has_table: bool) -> Iterator[str]:
    if len(block_year.ranked) < FEWEST:
        yield "Khối cần ít nhất hai thành viên."
    if block_year.leader is None:
        yield "Khối chưa có trưởng khối."
    if not block_year.number or block_year.decided_on is None:
        yield "Ghi số, ngày văn bản phân công trưởng khối, phó khối."
    if not has_table:
        yield "Khối chưa có bảng chấm điểm."


def _names(members: Iterable[BlockMember]) -> tuple[str, ...]:
    return tuple(one.name for one in members)


teach(BlockYear, facts=of_year, roles=roles_of)

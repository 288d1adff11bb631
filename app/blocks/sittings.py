"""The block's meeting (họp khối, suy tôn) as its signed minutes tell it: who was there, and the rank of each member."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from app import clock, versions
from app.actor import Actor
from app.audit import operations as audit
from app.blocks import queries, ranking
from app.blocks.models import BlockRank, BlockSitting, BlockYear
from app.casework import hold
from app.documents.models import StoredFile
from app.errors import Invalid, Refusal
from app.extensions import db
from workflows.blocks_1 import BlockState

HELD_LATER = "Ngày họp không thể sau hôm nay."
NOBODY_THERE = "Ghi thành phần dự họp, mỗi dòng một người."
HOW_SETTLED = "Ghi cách biên bản xếp hạng các đơn vị bằng điểm, hoặc lý do xếp hạng khác thứ tự điểm."


@dataclass(frozen=True, kw_only=True)
class Minutes:
    held_on: date
    place: str
    present: list[str]
    ranks: Mapping[int, int | None]  # BlockMember.id
    settlement: str
    version: int  # of the year, when the form was opened
    typed: Mapping[str, str]


def record(block_year: BlockYear, told: Minutes, copy: StoredFile, *, actor: Actor) -> BlockSitting:
    """Ties are no result: the minutes say who stands before whom, and why where points say otherwise."""
    assert actor.user_id is not None, "recorded by a person"
    versions.insist(block_year.ref, seen=told.version, now=block_year.version, typed=told.typed)
    hold(block_year)
    if block_year.state != BlockState.MEETING:
        raise Refusal("Chưa ghi được.", [f"Khối đang ở bước “{block_year.state_name}”."])
    if queries.standing_sitting(block_year.id) is not None:
        raise Refusal("Chưa ghi được.", ["Đã có kết quả họp khối: hủy kết quả đó trước."])
    points = queries.totals(block_year)
    if faults := dict(_faults(block_year, told, points)):
        raise Invalid(**faults)
    made = BlockSitting(
        block_year_id=block_year.id,
        held_on=told.held_on,
        place=told.place,
        present=told.present,
        settlement=told.settlement,
        minutes_id=copy.id,
        recorded_by_id=actor.user_id,
        recorded_at=clock.now(),
    )
    db.session.add(made)
    db.session.flush()
    ranks = {member_id: rank for member_id, rank in told.ranks.items() if rank is not None}
    for member_id, rank in ranks.items():
        db.session.add(BlockRank(sitting_id=made.id, member_id=member_id, rank=rank, points=points[member_id]))
    versions.touch(block_year, by="year")
    said: dict[str, object] = {"held_on": made.held_on.isoformat(), "ranks": {str(k): v for k, v in ranks.items()}}
    codes = {one.id: one.organisation.code for one in block_year.ranked}
    places = {codes[member_id]: [rank, points[member_id]] for member_id, rank in ranks.items()}
    data = said | {"places": places, "sitting": made.id, "sha256": copy.sha256}
    audit.record(actor=actor, subject=block_year.ref, action="record_block_sitting", data=data)
    return made


def void(block_year: BlockYear, sitting: BlockSitting, reason: str, *, actor: Actor) -> None:
    """It was entered wrongly; once it was sent, the year must come back first."""
    hold(block_year)
    db.session.refresh(sitting)
    if sitting.void_reason:
        raise Refusal("Chưa hủy được.", ["Kết quả này đã hủy."])
    if block_year.state != BlockState.MEETING:
        raise Refusal("Chưa hủy được.", ["Kết quả đã gửi Sở Nội vụ: Sở Nội vụ trả lại trước."])
    sitting.void_reason = reason
    versions.touch(block_year, by="year")
    data: dict[str, object] = {"sitting": sitting.id}
    audit.record(actor=actor, subject=block_year.ref, action="void_block_sitting", reason=reason, data=data)


def _faults(block_year: BlockYear, told: Minutes, points: Mapping[int, int]) -> Iterator[tuple[str, str]]:
    if told.held_on < date(block_year.year, 1, 1):
        yield "held_on", f"Ngày họp trước năm {block_year.year}."
    elif told.held_on > clock.today():
        yield "held_on", HELD_LATER
    if not told.present:
        yield "present", NOBODY_THERE
    ranks = {key: rank for key, rank in told.ranks.items() if rank is not None and key in points}
    missing = points.keys() - ranks.keys()
    for key in missing:
        yield f"rank_{key}", "Ghi thứ hạng theo biên bản."
    if missing:
        return
    if not ranking.is_order(ranks):
        twice = [key for key, rank in ranks.items() if [*ranks.values()].count(rank) > 1]
        for key in twice or ranks:
            yield f"rank_{key}", f"Mỗi đơn vị một thứ hạng, từ 1 đến {len(ranks)}."
    elif (ranking.tied(points) or ranking.departs(points, ranks)) and not told.settlement:
        yield "settlement", HOW_SETTLED

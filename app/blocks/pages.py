"""What a page tells of each member of a block, as far as whoever reads it may see."""

from dataclasses import dataclass

from app.actor import Actor
from app.blocks import points, queries, ranking, reach
from app.blocks.models import BlockCriterion, BlockMember, BlockScore, BlockYear, Part
from app.spreadsheets import Cell
from workflows.blocks_1 import BlockState

PART_NAMES = {Part.LEADER: "Trưởng khối", Part.DEPUTY: "Phó khối", Part.MEMBER: ""}
HEADINGS: tuple[Cell, ...] = ("Thứ hạng", "Đơn vị", "Điểm")


@dataclass(frozen=True, kw_only=True)
class Line:
    member: BlockMember
    part: str
    own: str  # points, or "" where they are not for this reader, or not there
    checked: str
    final: str
    standing: str
    checker: str
    opens: bool  # its scores may be read
    scores_itself: bool  # this reader writes its own score now
    is_checked_here: bool  # this reader checks it now


@dataclass(frozen=True, kw_only=True)
class Criterion:
    """One criterion of one member, in words."""

    name: str
    most: str
    own: str
    own_note: str
    checked: str
    check_note: str
    differs: bool
    settled: str
    settle_note: str


def lines(block_year: BlockYear, actor: Actor) -> list[Line]:
    """Whoever leads first, then by name."""
    scores, totals = queries.scores(block_year.id), queries.totals(block_year)
    names = {one.id: one.name for one in block_year.members}
    in_order = sorted(block_year.members, key=lambda one: (_place(one.part), one.organisation.sort_key))
    return [_line(block_year, one, scores.get(one.id, []), totals.get(one.id), names, actor) for one in in_order]


def _place(part: Part) -> int:
    return [*PART_NAMES].index(part)


def _line(
    block_year: BlockYear,
    member: BlockMember,
    scores: list[BlockScore],
    total: int | None,
    names: dict[int, str],
    actor: Actor,
) -> Line:
    sees = reach.sees_scores(block_year, member, actor)
    is_ranked = not member.set_aside_reason
    scoring = is_ranked and block_year.state == BlockState.SCORING
    checking = is_ranked and block_year.state == BlockState.CROSS_CHECKING
    return Line(
        member=member,
        part=PART_NAMES[member.part],
        own=_sum([score.own for score in scores]) if sees else "",
        checked=_sum([score.checked for score in scores]) if sees else "",
        final=points.written(total) if sees else "",
        standing=_standing(member, scores),
        checker=names.get(member.checker_id or 0, ""),
        opens=sees and bool(scores),
        scores_itself=scoring and reach.may_score(member, actor),
        is_checked_here=checking and reach.may_check(block_year, member, actor),
    )


def _standing(member: BlockMember, scores: list[BlockScore]) -> str:
    if member.set_aside_reason:
        return "Không chấm điểm năm nay"
    if member.sent_at is None:
        return "Đang tự chấm" if scores else "Chưa tự chấm"
    if member.checked_at is None:
        return "Đã gửi điểm tự chấm"
    left = sum(score.differs and score.final is None for score in scores)
    return f"Đã chấm chéo, còn {left} điểm chưa chốt" if left else "Đã chấm chéo"


def _sum(given: list[int | None]) -> str:
    known = [one for one in given if one is not None]
    return points.written(sum(known)) if known else ""


def criteria(table: list[BlockCriterion], scores: dict[int, BlockScore]) -> list[Criterion]:
    return [_criterion(one, scores[one.id]) for one in table if one.id in scores]


def _criterion(one: BlockCriterion, score: BlockScore) -> Criterion:
    return Criterion(
        name=one.name,
        most=points.written(one.most),
        own=points.written(score.own),
        own_note=score.own_note,
        checked=points.written(score.checked),
        check_note=score.check_note,
        differs=score.differs,
        settled=points.written(score.settled),
        settle_note=score.settle_note,
    )


@dataclass(frozen=True)
class Place:
    rank: int
    name: str
    points: str
    is_tied: bool


def places(block_year: BlockYear) -> list[Place]:
    """By the meeting's minutes; before they are there, by points, with ties as ties."""
    sitting = queries.standing_sitting(block_year.id)
    if sitting is not None:
        return [
            Place(row.rank, row.name, points.written(row.points), is_tied=False) for row in queries.ranks_of(sitting)
        ]
    totals = queries.totals(block_year)
    ranks, tied = ranking.ranked(totals), ranking.tied(totals)
    found = [one for one in block_year.ranked if one.id in totals]
    found.sort(key=lambda one: (ranks[one.id], one.organisation.sort_key))
    return [Place(ranks[one.id], one.name, points.written(totals[one.id]), is_tied=one.id in tied) for one in found]


def as_cells(found: list[Place]) -> list[tuple[Cell, ...]]:
    return [HEADINGS, *((one.rank, one.name, one.points) for one in found)]

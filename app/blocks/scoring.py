"""Members score themselves and each other; whoever leads the block settles what differs."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from app import clock, versions
from app.actor import Actor
from app.audit import operations as audit
from app.blocks import points, queries
from app.blocks.models import BlockCriterion, BlockMember, BlockScore, BlockYear
from app.casework import hold
from app.errors import Invalid, Refusal
from app.extensions import db
from workflows.blocks_1 import BlockState

BEFORE_CHECKS = frozenset({BlockState.SCORING, BlockState.CROSS_CHECKING})
NO_POINTS = "Ghi điểm; không đạt thì ghi 0."
NO_NOTE = "Ghi lý do: điểm khác điểm đơn vị tự chấm."
NO_REASON_TO_SETTLE = "Ghi căn cứ chốt điểm."
NOT_SETTLED_HERE = "Hai bên chấm như nhau: không có gì để chốt."


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """Points (tenths) and notes by criterion, as they were typed. `sends`: it is complete, not a draft."""

    points: Mapping[int, int | None]
    notes: Mapping[int, str]
    version: int  # of the member, when the form was opened
    sends: bool = False
    typed: Mapping[str, str] = field(default_factory=dict)


def score_itself(block_year: BlockYear, member: BlockMember, told: Sheet, *, actor: Actor) -> None:
    """A draft keeps what there is; one that was sent and is saved again waits to be sent again."""
    _insist(block_year, member, told, BlockState.SCORING)
    table = queries.table(block_year.id)
    _refuse(_faults(table, told))
    for score in _rows(member, table):
        score.own = told.points.get(score.criterion_id)
        score.own_note = told.notes.get(score.criterion_id, "")
    member.sent_at = clock.now() if told.sends else None
    _keep(member, told, "send_block_score" if told.sends else "draft_block_score", actor)


def check(block_year: BlockYear, member: BlockMember, told: Sheet, *, actor: Actor) -> None:
    """Chấm chéo: where it differs from the member's own it says why. What was settled before is settled anew."""
    _insist(block_year, member, told, BlockState.CROSS_CHECKING)
    table, known = queries.table(block_year.id), queries.scores_of(member)
    faults = dict(_faults(table, told))
    for one in table:
        given = told.points.get(one.id)
        differs = given is not None and one.id in known and given != known[one.id].own
        if told.sends and differs and not told.notes.get(one.id):
            faults.setdefault(f"note_{one.id}", NO_NOTE)
    _refuse(faults.items())
    for score in _rows(member, table):
        given = told.points.get(score.criterion_id)
        if given != score.checked:
            score.settled, score.settle_note = None, ""
        score.checked, score.check_note = given, told.notes.get(score.criterion_id, "")
    member.checked_at = clock.now() if told.sends else None
    _keep(member, told, "send_block_check" if told.sends else "draft_block_check", actor)


def settle(block_year: BlockYear, member: BlockMember, told: Sheet, *, actor: Actor) -> None:
    """The points of whatever differs, each with its ground; some may wait."""
    _insist(block_year, member, told, BlockState.CROSS_CHECKING)
    if member.checked_at is None:
        raise Refusal("Chưa chốt được.", [f"Chưa có điểm chấm chéo của {member.name}."])
    table, known = queries.table(block_year.id), queries.scores_of(member)
    faults = dict(_faults(table, told, every=False))
    for one in table:
        given = told.points.get(one.id)
        if given is not None and not known[one.id].differs:
            faults[f"points_{one.id}"] = NOT_SETTLED_HERE
        elif given is not None and not told.notes.get(one.id):
            faults.setdefault(f"note_{one.id}", NO_REASON_TO_SETTLE)
    _refuse(faults.items())
    for score in known.values():
        if score.differs:
            score.settled = told.points.get(score.criterion_id)
            score.settle_note = told.notes.get(score.criterion_id, "")
    _keep(member, told, "settle_block_score", actor)


def assign(block_year: BlockYear, checkers: Mapping[int, int], *, seen: int, actor: Actor) -> None:
    """Who checks whom, by member. Nobody checks themselves; what was checked stays with who checked it."""
    versions.insist(block_year.ref, seen=seen, now=block_year.version)
    hold(block_year)
    if block_year.state not in BEFORE_CHECKS:
        raise Refusal("Chưa phân công được.", ["Phân công chấm chéo sau khi công bố bảng chấm điểm, trước khi chốt."])
    known = {one.id for one in block_year.ranked}
    open_ones = unchecked(block_year)
    faults: dict[str, str] = {}
    for member in open_ones:
        checker = checkers.get(member.id)
        if checker == member.id:
            faults[f"checker_{member.id}"] = "Đơn vị không tự chấm chéo mình."
        elif checker not in known:
            faults[f"checker_{member.id}"] = "Chọn đơn vị chấm chéo."
    _refuse(faults.items())
    for member in open_ones:
        member.checker_id = checkers[member.id]
    versions.touch(block_year, by="year")
    data: dict[str, object] = {"checkers": {str(one.id): one.checker_id for one in block_year.ranked}}
    audit.record(actor=actor, subject=block_year.ref, action="assign_block_checks", data=data)


def unchecked(block_year: BlockYear) -> list[BlockMember]:
    return [one for one in block_year.ranked if one.checked_at is None]


def in_a_ring(block_year: BlockYear) -> dict[int, int]:
    """What is proposed: who has a checker keeps it, the others are checked by the next one."""
    ids = [one.id for one in block_year.ranked]
    following = dict(zip(ids, [*ids[1:], *ids[:1]], strict=True))
    kept = {one.id: one.checker_id for one in block_year.ranked if one.checker_id in following}
    return {number: kept.get(number) or following[number] for number in ids}


def set_aside(block_year: BlockYear, member: BlockMember, reason: str, *, seen: int, actor: Actor) -> None:
    """Neither scored nor ranked this year, as when it was merged; or, where it was, once more among the others."""
    versions.insist(block_year.ref, member.ref, seen=seen, now=member.version, typed={"Lý do": reason})
    hold(block_year)
    if block_year.state not in BEFORE_CHECKS:
        raise Refusal("Chưa thực hiện được.", ["Chỉ đổi được khi khối đang chấm điểm."])
    was_aside = bool(member.set_aside_reason)
    member.set_aside_reason = "" if was_aside else reason
    versions.touch(member, by="part")
    action = "bring_back_block_member" if was_aside else "set_aside_block_member"
    audit.record(actor=actor, subject=member.ref, action=action, reason=reason)


def _insist(block_year: BlockYear, member: BlockMember, told: Sheet, state: BlockState) -> None:
    versions.insist(block_year.ref, member.ref, seen=told.version, now=member.version, typed=told.typed)
    hold(block_year)
    if block_year.state != state:
        where = block_year.state_name
        raise Refusal("Chưa lưu được.", [f"Khối đang ở bước “{where}”: không ghi điểm này được."])
    if member.set_aside_reason:
        raise Refusal("Chưa lưu được.", [f"{member.name} không chấm điểm năm nay: {member.set_aside_reason}"])


def _faults(table: Sequence[BlockCriterion], told: Sheet, *, every: bool = True) -> Iterator[tuple[str, str]]:
    for one in table:
        given = told.points.get(one.id)
        if given is None and told.sends and every:
            yield f"points_{one.id}", NO_POINTS
        elif given is not None and given > one.most:
            yield f"points_{one.id}", f"Tối đa {points.written(one.most)} điểm."


def _refuse(faults: Iterable[tuple[str, str]]) -> None:
    if found := dict(faults):
        raise Invalid(**found)


def _rows(member: BlockMember, table: Sequence[BlockCriterion]) -> list[BlockScore]:
    """One for each criterion."""
    known = queries.scores_of(member)
    for one in table:
        if one.id not in known:
            known[one.id] = BlockScore(member_id=member.id, criterion_id=one.id)
            db.session.add(known[one.id])
    return [*known.values()]


def _keep(member: BlockMember, told: Sheet, action: str, actor: Actor) -> None:
    versions.touch(member, by="part")
    data: dict[str, object] = {"points": {str(key): given for key, given in told.points.items()}}
    audit.record(actor=actor, subject=member.ref, action=action, data=data)

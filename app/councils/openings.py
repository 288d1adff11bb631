"""What a room above the councils tells of a meeting's vote: where it is taken, and whether its list stands still."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.councils.models import Meeting, Presence
from app.documents.kinds.of_councils import BoxRecord
from app.errors import Refusal

IS_COUNTED = "Thùng phiếu đã mở, phiếu đã kiểm: không sửa, không hủy được nữa."
LIST_STANDS = (
    "Đã chốt danh sách bỏ phiếu kín trực tuyến: không sửa được. Muốn sửa, hủy lần bỏ phiếu đó ở trang Bỏ phiếu kín."
)


@dataclass(frozen=True, kw_only=True)
class VoteElsewhere:
    """A vote of a meeting that is taken on pages of its own."""

    endpoint: str  # takes `meeting_id`
    label: str
    words: str  # where it stands
    stands: bool = False  # list, members, recusals and tellers may not change
    is_counted: bool = False  # its sums have been written into the meeting
    faults: tuple[str, ...] = ()  # why its sums may not be counted
    sealing: str = ""  # how its tally sheet says that it was sealed


Source = Callable[[Meeting], VoteElsewhere | None]
Recorder = Callable[[Meeting], BoxRecord | None]
Keeper = Callable[[Meeting, Mapping[int, Presence]], Mapping[int, str]]
_sources: list[Source] = []
_recorders: list[Recorder] = []
_keepers: list[Keeper] = []


def tells_vote(source: Source) -> Source:
    _sources.append(source)
    return source


def vote_elsewhere(meeting: Meeting) -> VoteElsewhere | None:
    """The newest vote that a room above knows of this meeting."""
    return next((found for source in _sources if (found := source(meeting))), None)


def records_box(recorder: Recorder) -> Recorder:
    _recorders.append(recorder)
    return recorder


def box_record(meeting: Meeting) -> BoxRecord | None:
    """What the tally sheet says of a sealed box that was opened; nothing of any other vote."""
    return next((found for recorder in _recorders if (found := recorder(meeting))), None)


def holds_presence(keeper: Keeper) -> Keeper:
    """A vote elsewhere by which somebody's presence may not be noted otherwise any more."""
    _keepers.append(keeper)
    return keeper


def faults_of_presence(meeting: Meeting, wanted: Mapping[int, Presence]) -> dict[int, str]:
    """By member, why what is wanted may not be noted. `wanted`: what would be other than now."""
    return {member_id: fault for keeper in _keepers for member_id, fault in keeper(meeting, wanted).items()}


def insist_list_may_change(meeting: Meeting, title: str) -> None:
    """Before agenda, tellers, recusals, way of voting change, a vote is cancelled; of the roll `faults_of_presence`."""
    vote = vote_elsewhere(meeting)
    if vote and vote.stands:
        raise Refusal(title, [IS_COUNTED if vote.is_counted else LIST_STANDS])

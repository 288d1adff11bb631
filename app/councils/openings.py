"""What a room above the councils tells of a meeting's vote: where it is taken, and whether its list stands still."""

from collections.abc import Callable
from dataclasses import dataclass

from app.councils.models import Meeting
from app.documents.kinds.of_councils import BoxRecord
from app.errors import Refusal

IS_COUNTED = "Thùng phiếu đã mở, phiếu đã kiểm: không sửa, không hủy được nữa."
LIST_STANDS = "Đã chốt danh sách bỏ phiếu kín trực tuyến: không sửa được nữa. Muốn sửa, hủy lần bỏ phiếu đó trước."


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
_sources: list[Source] = []
_recorders: list[Recorder] = []


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


def insist_list_may_change(meeting: Meeting, title: str) -> None:
    """Before agenda, tellers, recusals or way of voting change or a vote is cancelled; the roll may: some come late."""
    vote = vote_elsewhere(meeting)
    if vote and vote.stands:
        raise Refusal(title, [IS_COUNTED if vote.is_counted else LIST_STANDS])

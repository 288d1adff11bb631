"""What a ballot knows of itself when a step is asked for, and what it tells the meeting it belongs to."""

from collections.abc import Container, Iterable, Iterator

from sqlalchemy import select

from app import clock
from app.ballots import queries, secrecy, witness
from app.ballots.models import Ballot, Excused, KeyEnd, Roll
from app.ballots.reach import roles_of
from app.casework import teach
from app.councils import agenda, counting, matters, rules
from app.councils.facts import COUNTED
from app.councils.models import AgendaItem, Meeting, Teller, Voting
from app.councils.openings import VoteElsewhere, tells_vote
from app.councils.rules import SLIPS
from app.extensions import read_rows
from workflows.ballot_1 import BallotState
from workflows.facts import BallotFacts
from workflows.sheets_1 import MeetingState

NAMES_ARE_OTHERS = (
    "Chương trình phiên họp khác danh sách đã chốt, theo nhật ký: dữ liệu đã bị sửa. Báo quản trị hệ thống."
)
FREEZE_ANEW = "Hủy lần bỏ phiếu trực tuyến này rồi chốt danh sách lại."
SEALED_IN_THE_BROWSER = "Lá phiếu được niêm phong trên máy của người bỏ phiếu; thùng phiếu mở một lần để kiểm"
SLIPS_GO = {
    KeyEnd.AFTER_COMPLAINTS: "ba phiếu mở thùng của Ban kiểm phiếu được cho vào phong bì niêm phong, giao Thư ký"
    " Hội đồng lưu giữ đến hết thời hiệu khiếu nại rồi hủy",
    KeyEnd.AT_SIGNING: "ba phiếu mở thùng của Ban kiểm phiếu được hủy ngay khi ký biên bản này",
}
OPENED = (BallotState.COUNTED, BallotState.SIGNED, BallotState.KEPT)


def of_ballot(ballot: Ballot) -> BallotFacts:
    meeting = ballot.meeting
    kept_until = ballot.slips_kept_until
    is_kept = kept_until is not None and clock.today() <= kept_until
    return BallotFacts(
        unready=tuple(unready(meeting)) if ballot.state == BallotState.DRAFT else (),
        meeting_is_open=meeting.state == MeetingState.OPEN,
        without_slip=tuple(slip.name for slip in ballot.slips if not slip.is_confirmed),
        too_few=tuple(secrecy.too_few(ballot)) if ballot.state == BallotState.CLOSED else (),
        is_whole=ballot.state != BallotState.CLOSED or witness.is_as_closed(ballot),
        meeting_is_counted=meeting.state in COUNTED,
        slips_kept_until=f"{kept_until:%d/%m/%Y}" if kept_until and is_kept else "",
    )


teach(Ballot, facts=of_ballot, roles=roles_of)


def unready(meeting: Meeting) -> Iterator[str]:
    """Why a meeting's list cannot be frozen, each a sentence with what to do."""
    names = agenda.people_of(meeting)
    if meeting.voting is not Voting.SEALED:
        yield "Phiên họp chưa chọn bỏ phiếu kín trực tuyến: chọn ở mục Cách bỏ phiếu."
    if not names:
        yield f"Chương trình phiên họp chưa có {matters.of(meeting).words.one} nào."
    for stray in matters.of(meeting).strays(meeting):
        yield f"{stray.name}: hồ sơ đang ở bước “{stray.state_name}”. Đưa hồ sơ này ra khỏi chương trình."
    yield from counting.without_voters(meeting)
    yield from secrecy.too_few_may_vote(meeting)
    if len(holders(meeting)) < SLIPS:
        yield f"Ban kiểm phiếu cần ít nhất {SLIPS} người có tài khoản để giữ phiếu mở thùng."
    if len(meeting.tellers) >= SLIPS and (fault := rules.fault_of_tellers(meeting.tellers, names)):
        yield fault  # of fewer the sentence before says the same
    if not any(member.user_id for member in agenda.body_of(meeting)):
        yield "Chưa có thành viên Hội đồng nào có tài khoản để bỏ phiếu."


def moved_on(ballot: Ballot) -> list[str]:
    """What is other than when the list was frozen: a case set aside, another day with other members; others who do not
    vote on a case, others who count.
    """
    meeting, found = ballot.meeting, []
    if not _has_its_agenda(ballot):
        found.append(f"Chương trình phiên họp không còn như khi chốt danh sách. {FREEZE_ANEW}")
    roll = {*read_rows(select(Roll.member_id).where(Roll.ballot_id == ballot.id)).scalars()}
    if roll != {member.id for member in agenda.body_of(meeting)}:
        found.append(f"Thành viên Hội đồng của ngày họp không còn như khi chốt danh sách. {FREEZE_ANEW}")
    elif _excused(ballot) != {*recused((name.item for name in ballot.names), roll)}:
        found.append(f"Người không bỏ phiếu ở từng trường hợp không còn như khi chốt danh sách. {FREEZE_ANEW}")
    if [slip.user_id for slip in ballot.slips] != [teller.user_id for teller in holders(meeting)]:
        found.append(f"Ban kiểm phiếu không còn như khi chốt danh sách. {FREEZE_ANEW}")
    return found


def _has_its_agenda(ballot: Ballot) -> bool:
    """The same entries, and each about what it was about."""
    listed = {name.item_id for name in ballot.names}
    return listed == {item.id for item in agenda.living(ballot.meeting)} and witness.has_its_names(ballot)


def recused(items: Iterable[AgendaItem], members: Container[int]) -> Iterator[tuple[int, int]]:
    """Item and member, of those `members` who have no vote on it."""
    return ((item.id, one.member_id) for item in items for one in item.recusals if one.member_id in members)


def _excused(ballot: Ballot) -> set[tuple[int, int]]:
    rows = select(Excused.item_id, Excused.member_id).where(Excused.ballot_id == ballot.id)
    return {*read_rows(rows).tuples()}


def holders(meeting: Meeting) -> list[Teller]:
    """Who holds the slips: the first tellers who have an account."""
    return [teller for teller in meeting.committee if teller.user_id is not None][:SLIPS]


@tells_vote
def of_meeting(meeting: Meeting) -> VoteElsewhere | None:
    """A meeting that votes by the box, or did before that ballot was cancelled."""
    if meeting.voting is not Voting.SEALED:
        return None
    ballot = queries.newest_of(meeting)
    if ballot is None or ballot.state == BallotState.CANCELLED:
        return VoteElsewhere(endpoint="ballots.of_meeting", label="Chuẩn bị bỏ phiếu", words="Chưa chốt danh sách")
    return VoteElsewhere(
        endpoint="ballots.of_meeting",
        label="Bỏ phiếu kín trực tuyến",
        words=ballot.state_name,
        stands=ballot.state != BallotState.DRAFT,
        is_counted=ballot.state in OPENED,
        faults=tuple(_changed_since(ballot)) if ballot.state in OPENED else (),
        sealing=f"{SEALED_IN_THE_BROWSER}; {SLIPS_GO[ballot.key_end]}",
    )


def _changed_since(ballot: Ballot) -> Iterator[str]:
    """The names are those of the list; the sums of ballot and meeting, name by name, those that came out of the box: by
    the log, for whoever writes rows writes both.
    """
    if not _has_its_agenda(ballot):
        yield NAMES_ARE_OTHERS
    opened = witness.sums_opened(ballot)
    for name in ballot.names:
        sums, item = opened.get(name.item_id), name.item
        is_same = sums is not None and _sums_of(item) == (sums.agree, sums.disagree, sums.invalid)
        if not is_same or sums != name.sums:
            yield f"{item.name}: số phiếu ở phiên họp khác số phiếu đã kiểm từ thùng phiếu."


def _sums_of(item: AgendaItem) -> tuple[int | None, int | None, int | None]:
    return item.agree, item.disagree, item.invalid

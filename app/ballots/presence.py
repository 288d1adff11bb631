"""Who is there stands with the vote: there are never more ballots than members who are there or wrote.

Only they cast; nobody who has voted, or may have, is noted as away afterwards; and with the opening the roll is fixed.
"""

from collections.abc import Iterator, Mapping

from sqlalchemy import select

from app.ballots import queries
from app.ballots.models import Ballot, Roll
from app.ballots.queries import IS_CLOSED
from app.councils import agenda
from app.councils.models import Attendance, Meeting, Presence, Voting
from app.councils.openings import holds_presence
from app.extensions import is_there, read_rows
from workflows.ballot_1 import BallotState

COUNTS = (Presence.PRESENT, Presence.WRITTEN)
MAY_HAVE_VOTED = (
    "Đang bỏ phiếu, chưa ai được biết ai đã bỏ phiếu: không ghi lại thành vắng được. Ra về mà không bỏ phiếu thì ghi"
    " sau khi kết thúc bỏ phiếu."
)
HAS_VOTED = "Thành viên này đã bỏ phiếu: không ghi vắng mặt được."
IS_FIXED = "Thùng phiếu đã mở: điểm danh không sửa được nữa."


def is_noted(ballot_id: int, member_id: int) -> bool:
    """Whether the roll of the meeting has them as there, or as writing."""
    noted = (
        select(Attendance.id)
        .join(Ballot, Ballot.meeting_id == Attendance.meeting_id)
        .where(Ballot.id == ballot_id, Attendance.member_id == member_id, Attendance.presence.in_(COUNTS))
    )
    return is_there(noted)


def unnoted(meeting: Meeting) -> list[str]:
    """Members by name whom the roll does not have at all."""
    known = {line.member_id for line in meeting.attendance}
    return [member.name for member in agenda.body_of(meeting) if member.id not in known]


@holds_presence
def faults(meeting: Meeting, wanted: Mapping[int, Presence]) -> Mapping[int, str]:
    """What may not be noted any more, by member. `wanted`: what would be other than it is noted now."""
    ballot = queries.newest_of(meeting) if meeting.voting is Voting.SEALED else None
    if ballot is None or ballot.state in {BallotState.DRAFT, BallotState.FROZEN, BallotState.CANCELLED}:
        return {}
    if ballot.state not in {BallotState.VOTING, BallotState.CLOSED}:
        return dict.fromkeys(wanted, IS_FIXED)
    return dict(_faults_of_leaving(ballot, [member_id for member_id, noted in wanted.items() if noted not in COUNTS]))


def _faults_of_leaving(ballot: Ballot, leaving: list[int]) -> Iterator[tuple[int, str]]:
    """While the box is open the answer is the same for all who are there."""
    there = {line.member_id for line in ballot.meeting.attendance if line.presence in COUNTS}
    voted = read_rows(select(Roll.member_id).where(Roll.ballot_id == ballot.id, Roll.voted.is_(True))).scalars().all()
    for member_id in leaving:
        if ballot.state in IS_CLOSED and member_id in voted:
            yield member_id, HAS_VOTED
        elif ballot.state not in IS_CLOSED and member_id in there:
            yield member_id, MAY_HAVE_VOTED

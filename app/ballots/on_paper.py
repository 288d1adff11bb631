"""A ballot on paper, typed in by two tellers while the box is open. It goes into the box as every other does.

Nothing says afterwards which ballot came on paper: no row, no event, no sum of its own.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, Select, and_, select

from app import clock
from app.accounts import operations as accounts
from app.accounts import second_factor
from app.accounts.models import User
from app.accounts.operations import SignIn
from app.accounts.vault import Vault
from app.actor import Actor
from app.ballots import box, casting, parcel
from app.ballots.casting import Answer
from app.ballots.models import Ballot, Roll
from app.councils.models import Attendance, CouncilMember, Presence
from app.errors import Invalid, Refusal
from app.extensions import read_rows
from app.numbers import LARGEST
from workflows.ballot_1 import BallotState

NOT_NOW = "Chỉ nhập phiếu giấy từ khi bắt đầu đến khi kết thúc bỏ phiếu."
IS_IN = "Lá phiếu vừa nhập không được ghi: thùng phiếu đã có một lá phiếu của thành viên này."
NOT_READ = "Chưa đủ thông tin: nhập lại tên đăng nhập, mật khẩu của người thứ hai rồi gửi lại."
THE_SAME = "Người thứ hai phải là một thành viên khác của Ban kiểm phiếu, không phải người đang đăng nhập."
NO_TELLER = "Người thứ hai phải là thành viên Ban kiểm phiếu giữ phiếu mở thùng của lần bỏ phiếu này."

FIRST_PASSWORD = "Người thứ hai còn dùng mật khẩu lần đầu: đăng nhập, đổi mật khẩu rồi mới nhập phiếu."  # noqa: S105 -- a sentence


@dataclass(frozen=True, kw_only=True)
class Entry:
    """What the page sends: whose ballot, sealed; and who the second teller is."""

    member_id: int
    ballot: object
    username: str
    password: str
    code: str  # of the second factor, where that teller has one


def read(sent: object) -> Entry:
    """`Refusal` for what is none."""
    texts = ("username", "password", "code")
    if (
        not isinstance(sent, dict)
        or not _is_number(sent.get("member"))
        or not all(isinstance(sent.get(name), str) for name in texts)
    ):
        raise casting.NotABallot(casting.TITLE, [NOT_READ])
    return Entry(member_id=sent["member"], ballot=sent.get("ballot"), **{name: sent[name] for name in texts})


def _is_number(sent: object) -> bool:
    """Of a row: JSON has larger ones, and Python takes True for one."""
    return type(sent) is int and 0 <= sent <= LARGEST


def insist_open(ballot: Ballot) -> None:
    if ballot.state != BallotState.VOTING:
        raise Refusal("Chưa thể nhập phiếu giấy.", [NOT_NOW])


def members(ballot: Ballot) -> Sequence[Row[Any]]:
    """All on the roll, whoever has voted: .id .name .title .is_at_hand, which is who could vote for themselves."""
    return read_rows(_members(ballot)).all()


def member(ballot: Ballot, member_id: int) -> Row[Any] | None:
    return read_rows(_members(ballot).where(Roll.member_id == member_id)).one_or_none()


def _members(ballot: Ballot) -> Select[Any]:
    noted = and_(Attendance.member_id == Roll.member_id, Attendance.meeting_id == ballot.meeting_id)
    is_at_hand = and_(CouncilMember.user_id.is_not(None), Attendance.presence == Presence.PRESENT)
    return (
        select(CouncilMember.id, CouncilMember.name, CouncilMember.title, is_at_hand.label("is_at_hand"))
        .join(Roll, Roll.member_id == CouncilMember.id)
        .outerjoin(Attendance, noted)
        .where(Roll.ballot_id == ballot.id)
        .order_by(CouncilMember.position)
    )


def fault_of_second(ballot: Ballot, entry: Entry, *, first: Actor, vault: Vault, address: str) -> str:
    """Why the second teller does not stand for this ballot; nothing where they do.

    Wrong passwords and codes are counted as at the door, and the count must survive: the caller commits either way.
    """
    try:
        user = accounts.try_sign_in(SignIn(username=entry.username, password=entry.password), address=address)
    except Invalid as expired:
        return " ".join(expired.errors.values())
    if user is None:
        return accounts.WRONG
    fault = _fault_of_person(ballot, user, first)
    if fault or not second_factor.is_set_up(user):
        return fault
    return second_factor.take(user, entry.code, vault=vault, address=address).refusal


def _fault_of_person(ballot: Ballot, user: User, first: Actor) -> str:
    if user.id == first.user_id:
        return THE_SAME
    if user.id not in {slip.user_id for slip in ballot.slips}:
        return NO_TELLER
    return FIRST_PASSWORD if user.must_change_password and not clock.is_demonstration() else ""


def insist_second(fault: str) -> None:
    if fault:
        raise casting.NotABallot(casting.TITLE, [fault])


def cast(ballot_id: int, entry: Entry) -> Answer:
    """As the member's own. That they have voted is told to the two who would else count on this one, and who gave a
    ballot for it: to what could not go into the box the answer is the same, whoever has voted.
    """
    try:
        brought = parcel.read(entry.ballot, casting.names_for(ballot_id, entry.member_id))
    except parcel.Unreadable as fault:
        raise casting.NotABallot(casting.TITLE, [str(fault)]) from None
    if casting.is_in(ballot_id, brought):
        return Answer.WAS_IN
    if box.holds_any(ballot_id, brought.choices.values()):
        raise casting.NotABallot(casting.TITLE, [parcel.NOT_SENT_WHOLE])
    try:
        return casting.cast(ballot_id, entry.member_id, entry.ballot)
    except Refusal as refused:
        if refused.reasons == [casting.HAS_VOTED]:
            raise Refusal(casting.TITLE, [IS_IN]) from None
        raise

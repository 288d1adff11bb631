"""A ballot on paper, typed in by two tellers while the box is open. It goes into the box as every other does.

Of whom alone: `paper_voters`. Nothing says afterwards which choices came on paper: no row, no event, no sum of its own.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row

from app import clock
from app.accounts import operations as accounts
from app.accounts import second_factor
from app.accounts.models import User
from app.accounts.operations import SignIn
from app.accounts.vault import Vault
from app.actor import Actor
from app.ballots import box, casting, paper_voters, parcel
from app.ballots.casting import Answer
from app.ballots.models import Ballot
from app.errors import Invalid, Refusal
from app.numbers import LARGEST
from workflows.ballot_1 import BallotState

NOT_NOW = "Chỉ nhập phiếu giấy từ khi bắt đầu đến khi kết thúc bỏ phiếu."
IS_IN = "Lá phiếu vừa nhập không được ghi: thùng phiếu đã có một lá phiếu của thành viên này."
NOT_READ = "Chưa đủ thông tin: nhập lại tên đăng nhập, mật khẩu của người thứ hai rồi gửi lại."
THE_SAME = "Người thứ hai phải là một thành viên khác của Ban kiểm phiếu, không phải người đang đăng nhập."
NO_TELLER = "Người thứ hai phải là thành viên Ban kiểm phiếu giữ phiếu mở thùng của lần bỏ phiếu này."
WROTE_DOWN = "Anh/chị đã ghi thành viên này bỏ phiếu giấy: hai người khác của Ban kiểm phiếu nhập lá phiếu."
SECOND_WROTE_DOWN = "Người thứ hai đã ghi thành viên này bỏ phiếu giấy: một người khác của Ban kiểm phiếu xác nhận."
NO_CODE = "Người thứ hai chưa thiết lập xác thực hai lớp: đăng nhập, thiết lập rồi mới nhập phiếu."
FIRST_PASSWORD = "Người thứ hai còn dùng mật khẩu lần đầu: đăng nhập, đổi mật khẩu rồi mới nhập phiếu."  # noqa: S105 -- a sentence


@dataclass(frozen=True, kw_only=True)
class Entry:
    """What the page sends: whose ballot, sealed; and who the second teller is."""

    member_id: int
    ballot: object
    username: str
    password: str
    code: str  # of the second factor, where that teller has one


@dataclass(frozen=True, kw_only=True)
class Asking:
    """Who sits at the page, from where; and whether a second teller without a second factor will do."""

    first: Actor
    vault: Vault
    address: str
    is_code_needed: bool


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


def member(ballot: Ballot, member_id: int, *, first: Actor) -> Row[Any]:
    """Who votes on paper. It takes three people: who wrote them down types in nothing for them."""
    found = paper_voters.one(ballot, member_id)
    if found is None:
        raise Refusal(casting.TITLE, [casting.NOT_ON_PAPER])
    if found.recorded_by_id == first.user_id:
        raise Refusal(casting.TITLE, [WROTE_DOWN])
    return found


def fault_of_second(ballot: Ballot, entry: Entry, asking: Asking) -> str:
    """Why the second teller does not stand for this ballot; nothing where they do.

    Wrong passwords and codes are counted as at the door, and the count must survive: the caller commits either way.
    """
    try:
        user = accounts.try_sign_in(SignIn(username=entry.username, password=entry.password), address=asking.address)
    except Invalid as expired:
        return " ".join(expired.errors.values())
    if user is None:
        return accounts.WRONG
    if fault := _fault_of_person(ballot, entry, user, asking.first):
        return fault
    if not second_factor.is_set_up(user):
        return NO_CODE if asking.is_code_needed else ""
    return second_factor.take(user, entry.code, vault=asking.vault, address=asking.address).refusal


def _fault_of_person(ballot: Ballot, entry: Entry, user: User, first: Actor) -> str:
    if user.id == first.user_id:
        return THE_SAME
    if user.id not in {slip.user_id for slip in ballot.slips}:
        return NO_TELLER
    listed = paper_voters.one(ballot, entry.member_id)
    if listed is not None and listed.recorded_by_id == user.id:
        return SECOND_WROTE_DOWN
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
        return casting.cast(ballot_id, entry.member_id, entry.ballot, on_paper=True)
    except Refusal as refused:
        if refused.reasons == [casting.HAS_VOTED]:
            raise Refusal(casting.TITLE, [IS_IN]) from None
        raise

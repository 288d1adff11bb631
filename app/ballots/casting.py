"""Casting: roll, box and tracker in one transaction, and nothing else. No event, no errand, no time."""

from collections.abc import Set as AbstractSet
from enum import Enum, auto

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from app.ballots import box, paper_voters, presence
from app.ballots.models import Ballot, BallotName, Excused, Roll, Tracker
from app.ballots.parcel import NOT_SENT_WHOLE, Parcel, Unreadable, read
from app.ballots.queries import IS_CLOSED
from app.errors import Refusal
from app.extensions import db, read_rows
from workflows.ballot_1 import BallotState

TITLE = "Phiếu chưa được ghi."
NOT_OPEN = "Chưa bắt đầu bỏ phiếu. Đợi Thư ký Hội đồng báo rồi tải lại trang."
IS_OVER = "Đã kết thúc bỏ phiếu: phiếu gửi sau giờ đó không được ghi."
IS_CANCELLED = "Lần bỏ phiếu này đã hủy: phiếu không được ghi. Hội đồng bỏ phiếu lại thì anh/chị được báo."
HAS_VOTED = "Anh/chị đã bỏ phiếu. Mỗi thành viên bỏ phiếu một lần và không đổi được, như phiếu giấy đã vào thùng."

ON_PAPER = (
    "Anh/chị đang được ghi bỏ phiếu giấy. Muốn tự bỏ phiếu trên máy: tải lại trang, bấm “Tôi tự bỏ phiếu trên máy”."
)
NOT_ON_PAPER = "Thành viên này không được ghi bỏ phiếu giấy: Thư ký Hội đồng ghi trước, rồi mới nhập phiếu."
NOT_THERE = "Điểm danh chưa ghi có mặt hoặc ý kiến bằng văn bản: báo Thư ký Hội đồng điểm danh lại, rồi gửi phiếu."


class NotABallot(Refusal):
    """What came is no ballot of this member: not whole, for other names, or with a tracker that is not its own."""

    status = 422


class Answer(Enum):
    CAST = auto()
    WAS_IN = auto()  # the same ballot once more: a connection was lost before it was acknowledged


def cast(ballot_id: int, member_id: int, body: object, *, on_paper: bool = False) -> Answer:
    """Put a member's ballot into the box. `body`: what the browser sent (see `parcel`); `on_paper`: of two tellers.

    `Refusal`: nothing was written, and the sentence says why.
    """
    state = _hold(ballot_id)
    if state in {BallotState.DRAFT, BallotState.FROZEN}:
        raise Refusal(TITLE, [NOT_OPEN])
    roll = select(Roll.voted).where(Roll.ballot_id == ballot_id, Roll.member_id == member_id)
    voted = db.session.execute(roll.with_for_update()).scalar_one()
    try:
        parcel = read(body, names_for(ballot_id, member_id))
    except Unreadable as fault:
        why = _why_not(state, voted)
        raise (Refusal(TITLE, [why]) if why else NotABallot(TITLE, [str(fault)])) from None
    if voted and state in {BallotState.VOTING, *IS_CLOSED} and is_in(ballot_id, parcel):
        return Answer.WAS_IN
    if reason := _why_not(state, voted) or _why_not_so(ballot_id, member_id, on_paper=on_paper):
        raise Refusal(TITLE, [reason])
    try:
        _write(ballot_id, member_id, parcel)
    except IntegrityError:  # somebody's own sealed choices once more, under another tracker
        raise NotABallot(TITLE, [NOT_SENT_WHOLE]) from None
    return Answer.CAST


def _why_not(state: str, voted: bool) -> str:  # noqa: FBT001 -- what the roll says
    if state != BallotState.VOTING:
        return IS_CANCELLED if state == BallotState.CANCELLED else IS_OVER
    return HAS_VOTED if voted else ""


def _why_not_so(ballot_id: int, member_id: int, *, on_paper: bool) -> str:
    """Asked with the roll held, as who is written down for paper is (`paper_voters`)."""
    if paper_voters.includes(ballot_id, member_id) is not on_paper:
        return NOT_ON_PAPER if on_paper else ON_PAPER
    return "" if presence.is_noted(ballot_id, member_id) else NOT_THERE


def _hold(ballot_id: int) -> str:
    """The state, which does not change before this transaction ends: a vote cannot cross the closing."""
    state = select(Ballot.state).where(Ballot.id == ballot_id).with_for_update(read=True)
    return db.session.execute(state).scalar_one()


def names_for(ballot_id: int, member_id: int) -> AbstractSet[int]:
    """The names a member has a vote on."""
    excused = select(Excused.item_id).where(Excused.ballot_id == ballot_id, Excused.member_id == member_id)
    names = select(BallotName.item_id).where(BallotName.ballot_id == ballot_id, BallotName.item_id.not_in(excused))
    return {item_id for (item_id,) in read_rows(names)}


def is_in(ballot_id: int, parcel: Parcel) -> bool:
    known = select(Tracker.tracker).where(Tracker.ballot_id == ballot_id, Tracker.tracker == parcel.tracker)
    return read_rows(known).first() is not None


def _write(ballot_id: int, member_id: int, parcel: Parcel) -> None:
    connection = db.session.connection()
    connection.execute(update(Roll).where(Roll.ballot_id == ballot_id, Roll.member_id == member_id).values(voted=True))
    hashed = sorted((box.hash_of(sealed), item_id) for item_id, sealed in parcel.choices.items())
    rows = [  # not in the order of the list
        {"ballot_id": ballot_id, "item_id": item_id, "hash": hash_, "sealed": parcel.choices[item_id]}
        for hash_, item_id in hashed
    ]
    box.put(rows, [{"ballot_id": ballot_id, "tracker": parcel.tracker}])

"""One opening, one count: two slips, a process that ends with its answer, sums written once; and counting again."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from app import clock
from app.actor import Actor
from app.audit import operations as audit
from app.ballots import box, keys, tally, witness
from app.ballots.models import Ballot, WrappedKey
from app.ballots.operations import hold_box
from app.ballots.slips import only_digits
from app.ballots.tally import Sums
from app.casework import advance, hold, insist, why_not
from app.councils import agenda, returning
from app.councils.rules import Ballots, Totals
from app.errors import Refusal
from app.extensions import db, let_others_write
from workflows.ballot_1 import BallotState

TRIES = 5
WAIT = timedelta(minutes=15)
SLIPS_NEEDED = 2
NOT_YET = "Chưa thể mở thùng phiếu."
WRONG = "Không mở được thùng phiếu: cần hai phiếu mở thùng đúng. Xem lại từng nhóm bốn chữ số của mỗi phiếu."
WAITS = "Đã nhập sai phiếu mở thùng năm lần. Đợi đến {when} rồi nhập lại."
NOT_ITS_KEY = (
    "Hai phiếu mở thùng đúng, nhưng khóa mở ra không phải khóa của thùng phiếu này: dữ liệu đã bị sửa."
    " Thử hai phiếu khác; vẫn vậy thì hủy lần bỏ phiếu và báo quản trị hệ thống."
)
NOT_ALL_THERE = "Số lựa chọn trong thùng không khớp số người đã bỏ phiếu: không kiểm được. Hủy lần bỏ phiếu này."

Digits = Mapping[int, str]  # by the position of the slip, as typed; empty where none was


def open_box(ballot: Ballot, digits: Digits, *, actor: Actor) -> bool:
    """Open and count. False: no two slips were right, which is counted, so the caller commits whatever comes back."""
    insist(ballot, "open_box", actor=actor)
    if reasons := why_not(ballot, "open_box", actor=actor):  # before anything is opened
        raise Refusal(NOT_YET, reasons)
    sums = _counted(ballot, digits, actor)
    if sums is None:
        return False
    _insist_on_all(ballot, sums)
    told = {str(name.item_id): _as_told(sums[name.item_id]) for name in ballot.names}
    advance(ballot, "open_box", actor=actor, data={"digest": ballot.digest, "sums": told})
    for name in ballot.names:
        name.keep(sums[name.item_id])
    _hand_to_meeting(ballot, sums, actor)
    return True


def recount(ballot: Ballot, digits: Digits, *, actor: Actor) -> bool | None:
    """Count again until the minutes are signed: whether it comes to the same. None: no two slips were right."""
    _insist_on_recounting(ballot)
    sums = _counted(ballot, digits, actor)
    if sums is None:
        return None
    _insist_on_recounting(ballot)
    is_same = witness.is_as_closed(ballot) and all(sums[name.item_id] == name.sums for name in ballot.names)
    audit.record(actor=actor, subject=ballot.ref, action="recount", data={"is_same": is_same})
    return is_same


def _insist_on_recounting(ballot: Ballot) -> None:
    """Counting again moves nothing, so it is asked here and not by a step."""
    hold(ballot)
    if ballot.state != BallotState.COUNTED:
        raise Refusal("Chưa thể kiểm lại.", ["Chỉ kiểm lại được sau khi kiểm phiếu và trước khi ký biên bản."])


def _counted(ballot: Ballot, digits: Digits, actor: Actor) -> Mapping[int, Sums] | None:
    """While the keysmith works others write; of slips closed meanwhile the answer is not used."""
    _insist_on_tries(ballot)
    question = _question(ballot, digits)
    let_others_write()
    try:
        opened = keys.open_box(question) if len(question["slips"]) >= SLIPS_NEEDED else None
    except keys.NotItsKey:
        raise Refusal(NOT_YET, [NOT_ITS_KEY]) from None
    hold_box(ballot)
    _insist_on_tries(ballot)
    if opened is None:
        _note_wrong(ballot, actor)
        return None
    ballot.wrong_slips, ballot.closed_until = 0, None
    return {item_id: tally.sums_of(choices) for item_id, choices in opened.items()}


def _question(ballot: Ballot, digits: Digits) -> Mapping[str, Any]:
    wrapped = db.session.scalars(select(WrappedKey).where(WrappedKey.ballot_id == ballot.id)).all()
    typed = {position: only_digits(text) for position, text in digits.items()}
    slips = {
        slip.position: keys.with_digits(slip, typed[slip.position]) for slip in ballot.slips if typed.get(slip.position)
    }
    return keys.to_open(ballot, slips, wrapped, box.sealed_of(ballot))


def _insist_on_tries(ballot: Ballot) -> None:
    if ballot.closed_until and clock.real_now() < ballot.closed_until:
        when = f"{clock.local(ballot.closed_until):%H:%M}"
        raise Refusal(NOT_YET, [WAITS.format(when=when)])


def _note_wrong(ballot: Ballot, actor: Actor) -> None:
    ballot.wrong_slips += 1
    if ballot.wrong_slips % TRIES == 0:
        ballot.closed_until = clock.real_now() + WAIT
    audit.record(actor=actor, subject=ballot.ref, action="wrong_slips", data={"in_a_row": ballot.wrong_slips})


def _insist_on_all(ballot: Ballot, sums: Mapping[int, Sums]) -> None:
    expected = box.votes_expected(ballot)
    if box.voted_on(ballot) != ballot.cast or any(sums[item].votes != number for item, number in expected.items()):
        raise Refusal("Chưa kiểm được phiếu.", [NOT_ALL_THERE])


def _as_told(sums: Sums) -> list[int]:
    return [sums.agree, sums.disagree, sums.blank, sums.void]


def _hand_to_meeting(ballot: Ballot, sums: Mapping[int, Sums], actor: Actor) -> None:
    """The meeting is counted and concluded as any other; by its own rules, over all members."""
    totals = {
        item_id: Totals(agree=of_name.agree, disagree=of_name.disagree, invalid=of_name.invalid)
        for item_id, of_name in sums.items()
    }
    there = agenda.quorum_of(ballot.meeting)  # fixed from here, and who cast is of them (`presence`)
    ballots = Ballots(issued=there.present + there.written, returned=ballot.cast, invalid=0)
    returning.keep_sums(ballot.meeting, ballots, totals, actor=actor)

"""Phiếu mở thùng: twenty-four digits that a teller writes down or prints. They are shown once and kept nowhere."""

from app.actor import Actor
from app.audit import operations as audit
from app.ballots import keys
from app.ballots.models import Ballot, Slip
from app.ballots.reach import slip_of
from app.errors import Invalid, Refusal, or_404
from app.extensions import db, let_others_write
from workflows.ballot_1 import BallotState

WRONG = "Không đúng với phiếu vừa nhận: xem lại từng nhóm bốn chữ số, hoặc nhận phiếu mới."


def issue(ballot: Ballot, *, actor: Actor) -> str:
    """A teller's own slip; a former one is worth nothing from now on. The digits are shown and forgotten."""
    slip = _own(ballot, actor)
    let_others_write()
    made = keys.issue_slip()
    _hold_before_start(ballot)
    slip.salt, slip.public_key, slip.is_confirmed = made.salt, made.public_key, False
    audit.record(actor=actor, subject=ballot.ref, action="issue_slip", data={"position": slip.position})
    return made.digits


def confirm(ballot: Ballot, digits: str, *, actor: Actor) -> None:
    """Whoever wrote it down types it once, so that nobody finds out at the opening that it cannot be read."""
    slip = _own(ballot, actor)
    if slip.public_key is None:
        raise Refusal("Chưa thể kiểm tra phiếu.", ["Nhận phiếu mở thùng trước."])
    asked = keys.with_digits(slip, only_digits(digits))
    let_others_write()
    is_right = keys.is_right(asked)
    _hold_before_start(ballot)
    if not is_right or slip.public_key != asked["public_key"]:
        raise Invalid(digits=WRONG)
    slip.is_confirmed = True
    told = {"position": slip.position, "public_key": slip.public_key}
    audit.record(actor=actor, subject=ballot.ref, action="confirm_slip", data=told)


def only_digits(typed: str) -> str:
    """Whatever stands between the groups."""
    return "".join(sign for sign in typed if sign.isdecimal())


def _own(ballot: Ballot, actor: Actor) -> Slip:
    return or_404(slip_of(ballot, actor))


def _hold_before_start(ballot: Ballot) -> None:
    audit.take_the_pen()
    db.session.refresh(ballot)
    if ballot.state != BallotState.FROZEN:
        raise Refusal("Chưa thể nhận phiếu mở thùng.", ["Chỉ nhận được sau khi chốt danh sách, trước khi bỏ phiếu."])

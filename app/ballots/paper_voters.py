"""Who votes on paper: written down by the secretary with a reason, told to the member, taken back by the member alone.

Whether somebody has voted changes nothing of what the secretary is told here; it is kept, to know later which ballots
were typed in.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, Select, delete, select

from app import clock
from app.accounts.models import User
from app.actor import Actor
from app.audit import operations as audit
from app.ballots.models import Ballot, PaperVoter, Roll
from app.ballots.queries import IS_CLOSED
from app.casework import hold
from app.councils import operations as councils
from app.councils import seats
from app.councils.models import CouncilMember
from app.errors import Forbidden, Invalid, Refusal, or_404
from app.extensions import db, is_there, read_rows
from app.outbox import operations as outbox
from workflows.ballot_1 import BallotState

TITLE = "Chưa ghi được người bỏ phiếu giấy."
NOT_NOW = "Chỉ ghi được từ khi chốt danh sách đến khi kết thúc bỏ phiếu."
NOT_YOURS = "Thư ký Hội đồng ghi ai bỏ phiếu giấy."
NO_SEAT = "Chọn một thành viên trong danh sách bỏ phiếu."
ALREADY = "Thành viên này đã được ghi bỏ phiếu giấy."
ITS_OWN = "Đang bỏ phiếu: chỉ chính thành viên đó đổi lại được, ở trang Bỏ phiếu của mình."
IS_IN = "Lá phiếu của anh/chị đã vào thùng: không đổi được nữa."
OPEN = frozenset({BallotState.FROZEN, BallotState.VOTING})


@dataclass(frozen=True, kw_only=True)
class Wanted:
    member_id: int
    reason: str


def add(ballot: Ballot, wanted: Wanted, *, actor: Actor) -> CouncilMember:
    """Who was noted as away gives an opinion in writing from here."""
    insist_on_keeper(ballot, actor)
    _insist_on_open(ballot)
    voted = _held_seat(ballot, wanted.member_id)
    if voted is None:
        raise Invalid(member_id=NO_SEAT)
    if includes(ballot.id, wanted.member_id):
        raise Invalid(member_id=ALREADY)
    assert actor.user_id is not None, "it is written down by a person"
    member = db.session.get_one(CouncilMember, wanted.member_id)
    told = {"member_id": member.id, "reason": wanted.reason, "had_voted": voted, "recorded_by_id": actor.user_id}
    db.session.add(PaperVoter(ballot_id=ballot.id, recorded_at=clock.now(), **told))
    councils.note_opinion(ballot.meeting, member, wanted.reason, actor=actor)
    data = {"member": member.name}
    audit.record(actor=actor, subject=ballot.ref, action="add_paper_voter", reason=wanted.reason, data=data)
    outbox.put("tell_paper_voter", subject=ballot.ref, member=member.id)
    return member


def take_off(ballot: Ballot, member_id: int, *, actor: Actor) -> None:
    """A slip of the secretary's, while nobody votes yet."""
    insist_on_keeper(ballot, actor)
    _insist_on_open(ballot)
    if ballot.state != BallotState.FROZEN:
        raise Refusal(TITLE, [ITS_OWN])
    _remove(ballot, or_404(one(ballot, member_id)).id, actor=actor)


def take_back(ballot: Ballot, member: CouncilMember, *, actor: Actor) -> None:
    """By the member, of their own seat: they vote in the browser after all, whoever taps twice too."""
    _insist_on_open(ballot)
    if _held_seat(ballot, member.id):
        raise Refusal(TITLE, [IS_IN])
    if includes(ballot.id, member.id):
        _remove(ballot, member.id, actor=actor)


def includes(ballot_id: int, member_id: int) -> bool:
    listed = select(PaperVoter.member_id).where(PaperVoter.ballot_id == ballot_id, PaperVoter.member_id == member_id)
    return is_there(listed)


def listed(ballot: Ballot) -> Sequence[Row[Any]]:
    """In the order of the council: .id .name .title .reason .recorded_at .recorded_by_id .recorded_by"""
    return read_rows(_listed(ballot)).all()


def one(ballot: Ballot, member_id: int) -> Row[Any] | None:
    """The same of one member, and .had_voted, which is for their own eyes."""
    own = _listed(ballot).where(PaperVoter.member_id == member_id).add_columns(PaperVoter.had_voted)
    return read_rows(own).one_or_none()


def typed_in(ballot: Ballot) -> Sequence[CouncilMember]:
    """Whose ballot came on paper, once the box is closed; before, nobody is told who has voted."""
    if ballot.state not in IS_CLOSED:
        return []
    found = (
        select(CouncilMember)
        .join(Roll, Roll.member_id == CouncilMember.id)
        .join(PaperVoter, (PaperVoter.ballot_id == Roll.ballot_id) & (PaperVoter.member_id == Roll.member_id))
        .where(Roll.ballot_id == ballot.id, Roll.voted.is_(True), PaperVoter.had_voted.is_(False))
        .order_by(CouncilMember.position)
    )
    return db.session.scalars(found).all()


def _listed(ballot: Ballot) -> Select[Any]:
    return (
        select(
            CouncilMember.id,
            CouncilMember.name,
            CouncilMember.title,
            PaperVoter.reason,
            PaperVoter.recorded_at,
            PaperVoter.recorded_by_id,
            User.full_name.label("recorded_by"),
        )
        .join(PaperVoter, PaperVoter.member_id == CouncilMember.id)
        .join(User, User.id == PaperVoter.recorded_by_id)
        .where(PaperVoter.ballot_id == ballot.id)
        .order_by(CouncilMember.position)
    )


def _remove(ballot: Ballot, member_id: int, *, actor: Actor) -> None:
    its = (PaperVoter.ballot_id == ballot.id, PaperVoter.member_id == member_id)
    db.session.execute(delete(PaperVoter).where(*its))
    data = {"member": db.session.get_one(CouncilMember, member_id).name}
    audit.record(actor=actor, subject=ballot.ref, action="remove_paper_voter", data=data)


def _held_seat(ballot: Ballot, member_id: int) -> bool | None:
    """Whether they have voted; nobody casts on that seat before this transaction ends. None: no such seat."""
    roll = select(Roll.voted).where(Roll.ballot_id == ballot.id, Roll.member_id == member_id)
    return db.session.execute(roll.with_for_update()).scalar_one_or_none()


def insist_on_keeper(ballot: Ballot, actor: Actor) -> None:
    if not seats.keeps(ballot.meeting, actor):
        raise Forbidden(TITLE, [NOT_YOURS])


def _insist_on_open(ballot: Ballot) -> None:
    hold(ballot)
    if ballot.state not in OPEN:
        raise Refusal(TITLE, [NOT_NOW])

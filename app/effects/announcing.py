"""New signers, first passwords, second factors begun anew, votes begun: who is concerned is told."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from sqlalchemy import select

from app import clock
from app.accounts.models import User
from app.ballots import paper_voters
from app.ballots.models import Ballot, Roll, Slip
from app.councils.models import CouncilMember
from app.documents.layout import unended
from app.documents.models import SigningRight
from app.effects import notices
from app.effects.runner import does
from app.extensions import db, is_there
from app.organisations.models import Appointment
from app.organisations.offices import is_signing
from app.organisations.queries import holders, holding_on
from app.outbox.models import Errand
from workflows.vocabulary import ROLE_NAMES, Role

TO_DO = {
    "freeze": "Nhận phiếu mở thùng trước khi bắt đầu bỏ phiếu.",
    "close": "Đã kết thúc bỏ phiếu: mở thùng phiếu để kiểm.",
}


@does("tell_of_appointment")
def tell_of_appointment(errand: Errand) -> None:
    made = db.session.get_one(Appointment, int(errand.subject.partition(":")[2]))
    text = (
        f"Đã giao vai trò được ký văn bản cho {made.user.full_name}: {_office(made)}."
        " Nếu không đúng, báo ngay quản trị khác."
    )
    notices.leave(errand, _concerned(made), text, but=(made.user_id, errand.payload["by"]))


@does("tell_of_stand_in")
def tell_of_stand_in(errand: Errand) -> None:
    """Both hear of it, in the office the one has and the other keeps; of a signer's the administrators too."""
    made = db.session.get_one(Appointment, int(errand.subject.partition(":")[2]))
    assert made.standing_in is not None, "only a substitute is told of so"
    absent = made.standing_in.absent
    days = f"từ {made.valid_from:%d/%m/%Y} đến {made.valid_to:%d/%m/%Y}"
    text = f"{made.user.full_name} thay {absent.user.full_name} {days}: {_office(made)}. {made.standing_in.basis}."
    concerned = [absent, made, *(holders(Role.ADMINISTRATOR) if is_signing(made.role) else ())]
    notices.leave(errand, concerned, text, but=(errand.payload["by"],))


@does("tell_of_first_password")
def tell_of_first_password(errand: Errand) -> None:
    """The person reads it at the next sign-in. Whoever knows the password could, too: others hear of a signer's."""
    _tell_whose_account(errand, "đã cấp mật khẩu mới cho")


@does("tell_of_second_factor")
def tell_of_second_factor(errand: Errand) -> None:
    """Likewise: whoever has the password may now set up a telephone of their own."""
    _tell_whose_account(errand, "đã đặt lại xác thực hai lớp của")


@does("tell_voters")
def tell_voters(errand: Errand) -> None:
    """All who have a seat on its roll, alike: whoever may have voted already hears the same as the others."""
    ballot = db.session.get_one(Ballot, int(errand.subject.partition(":")[2]))
    seated = (
        holding_on(clock.today())
        .join(CouncilMember, CouncilMember.user_id == Appointment.user_id)
        .join(Roll, Roll.member_id == CouncilMember.id)
        .where(Roll.ballot_id == ballot.id)
    )
    text = f"Bỏ phiếu: {ballot.meeting.title}. Đã bắt đầu bỏ phiếu kín trực tuyến."
    notices.leave(errand, db.session.scalars(seated.order_by(Appointment.id)), text)


@does("tell_paper_voter")
def tell_paper_voter(errand: Errand) -> None:
    """A member was written down as voting on paper: if that is wrong, they say so before anything is typed in."""
    ballot = db.session.get_one(Ballot, int(errand.subject.partition(":")[2]))
    member = db.session.get_one(CouncilMember, errand.payload["member"])
    listed = paper_voters.one(ballot, member.id)
    if listed is None:
        return  # taken back meanwhile
    text = (
        f"Bỏ phiếu: {ballot.meeting.title}. Ngày {clock.local(listed.recorded_at):%d/%m/%Y} {listed.recorded_by} ghi"
        f" anh/chị bỏ phiếu giấy: {unended(listed.reason)}. Không đúng thì mở trang Bỏ phiếu, bấm"
        " “Tôi tự bỏ phiếu trên máy”."
    )
    notices.leave(errand, _offices_of([member]), text)


@does("tell_typed_in")
def tell_typed_in(errand: Errand) -> None:
    """After the closing and before the opening: whose ballot was typed in hears of it, who never gave one says so."""
    ballot = db.session.get_one(Ballot, int(errand.subject.partition(":")[2]))
    text = (
        f"Bỏ phiếu: {ballot.meeting.title}. Phiếu của anh/chị đã được Ban kiểm phiếu nhập từ phiếu giấy. Không đúng thì"
        " báo ngay Chủ tịch Hội đồng trước khi mở thùng phiếu."
    )
    notices.leave(errand, _offices_of(paper_voters.typed_in(ballot)), text)


def _offices_of(members: Iterable[CouncilMember]) -> Iterable[Appointment]:
    whose = [member.user_id for member in members if member.user_id is not None]
    held = holding_on(clock.today()).where(Appointment.user_id.in_(whose)).order_by(Appointment.id)
    return db.session.scalars(held).all()


@does("tell_tellers")
def tell_tellers(errand: Errand) -> None:
    """Who holds a slip: to take it before the vote begins, and to open the box when it is closed."""
    ballot = db.session.get_one(Ballot, int(errand.subject.partition(":")[2]))
    holding = (
        holding_on(clock.today())
        .join(Slip, Slip.user_id == Appointment.user_id)
        .where(Slip.ballot_id == ballot.id)
        .order_by(Appointment.id)
    )
    text = f"Ban kiểm phiếu: {ballot.meeting.title}. {TO_DO[errand.payload['step']]}"
    notices.leave(errand, db.session.scalars(holding), text)


def _tell_whose_account(errand: Errand, done: str) -> None:
    user = db.session.get_one(User, int(errand.subject.partition(":")[2]))
    by = db.session.get(User, int(errand.payload["by"])) if errand.payload["by"] else None
    when = clock.local(datetime.fromisoformat(errand.payload["at"])).strftime("%H:%M %d/%m/%Y")
    given = f"Quản trị {by.full_name} {done}" if by else f"Người giữ máy chủ {done}"
    own = db.session.scalars(holding_on(clock.today()).where(Appointment.user_id == user.id)).all()
    to_the_person = f"{given} tài khoản của anh/chị lúc {when}. Nếu anh/chị không nhờ, báo ngay quản trị khác."
    notices.leave(errand, own, to_the_person)
    for held in own:
        if _signs(held):
            text = f"{given} {user.full_name} ({_office(held)}) lúc {when}. Nếu không đúng, báo ngay quản trị khác."
            notices.leave(errand, _concerned(held), text, but=(user.id, *((by.id,) if by else ())))


def _signs(held: Appointment) -> bool:
    right = select(SigningRight.id).where(
        SigningRight.user_id == held.user_id, SigningRight.organisation_id == held.organisation_id
    )
    return is_signing(held.role) or is_there(right)


def _office(held: Appointment) -> str:
    return f"{ROLE_NAMES[held.role]}, {held.organisation.name}"


def _concerned(held: Appointment) -> Iterator[Appointment]:
    yield from holders(Role.ADMINISTRATOR)
    yield from holders(held.role, held.organisation_id)

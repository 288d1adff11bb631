"""Accounts and appointments, each change in the audit log. The administrator opens doors and sees no case."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import or_, select

from app import clock
from app.accounts import operations as accounts
from app.accounts import passwords, tries
from app.accounts.models import User
from app.accounts.queries import as_username
from app.actor import Actor
from app.audit import operations as audit
from app.documents.models import SigningRight
from app.errors import Invalid, refuse_all
from app.extensions import db, is_there
from app.organisations import signing_lines
from app.organisations.models import Appointment, Organisation, StandIn
from app.organisations.offices import belongs, is_signing
from app.organisations.queries import called
from app.outbox import operations as outbox
from workflows.vocabulary import ROLE_NAMES, Role

NOT_ONESELF = "Không ai tự giao hay tự kết thúc vai trò của mình. Nhờ một quản trị khác."
NOT_BOTH = (
    "Quản trị hệ thống không giữ vai trò xử lý hồ sơ, và ngược lại. "
    "Kết thúc vai trò kia trước, hoặc giao cho một tài khoản khác."
)
ENDS_EARLY = "Ngày kết thúc không thể trước ngày bắt đầu."
NO_BASIS = "Nhập văn bản phân công ký, hoặc để trống dòng ghi trên chữ ký."


@dataclass(frozen=True, kw_only=True)
class NewAccount:
    username: str
    full_name: str
    email: str


@dataclass(frozen=True, kw_only=True)
class NewAppointment:
    """Who acts in which role for which organisation, from a day to a day."""

    role: Role
    organisation_code: str
    title: str
    valid_from: date
    valid_to: date | None
    signs: str = ""  # lines above the signature, where the title is not enough (TM., KT., TL., TUQ.)
    signs_basis: str = ""


def open_account(wanted: NewAccount, *, actor: Actor) -> tuple[User, str]:
    """The account and its first password, which is shown once and kept nowhere."""
    username = as_username(wanted.username)
    if is_there(select(User.id).where(User.username == username)):
        raise Invalid(username=f"Tên đăng nhập “{username}” đã có người dùng. Chọn tên khác.")
    user, first = accounts.create_user(username, wanted.full_name, email=wanted.email or None)
    db.session.flush()
    accounts.record(user, "open_account", actor)
    return user, first


def appoint(user: User, wanted: NewAppointment, *, actor: Actor) -> Appointment:
    """Nobody does it for themself, and an appointment to a signature is told to those whom it concerns."""
    organisation = _checked(user, wanted, actor)
    made = Appointment(
        user_id=user.id,
        organisation_id=organisation.id,
        role=wanted.role,
        title=wanted.title,
        valid_from=wanted.valid_from,
        valid_to=wanted.valid_to,
    )
    db.session.add(made)
    if wanted.signs:
        db.session.add(_signing_right(user, organisation, wanted))
    db.session.flush()
    signs = signing_lines.in_print(wanted.signs).splitlines()
    accounts.record(user, "appoint", actor, role=wanted.role.value, organisation=organisation.code, signs=signs)
    if signs or is_signing(wanted.role):
        outbox.put("tell_of_appointment", subject=f"appointment:{made.id}", by=actor.user_id)
    return made


def _checked(user: User, wanted: NewAppointment, actor: Actor) -> Organisation:
    """Where it is for; or all that is wrong with it."""
    organisation = called(wanted.organisation_code, wanted.valid_from)
    refuse_all(
        role=NOT_ONESELF if user.id == actor.user_id else _fault_of_duty(user, wanted),
        organisation_code=_fault_of_organisation(organisation, wanted),
        valid_to=ENDS_EARLY if wanted.valid_to and wanted.valid_to < wanted.valid_from else None,
        signs=signing_lines.fault(wanted.signs, title=wanted.title),
        signs_basis=NO_BASIS if wanted.signs and not wanted.signs_basis else None,
    )
    assert organisation is not None, "one that is unknown was refused"
    return organisation


def _fault_of_organisation(organisation: Organisation | None, wanted: NewAppointment) -> str | None:
    if organisation is None:
        return "Không có đơn vị mang mã hoặc tên này. Chọn trong danh sách gợi ý."
    if not organisation.exists_on(wanted.valid_from):
        return f"{organisation.name} không còn hoặc chưa hoạt động vào ngày bắt đầu đã chọn."
    if not belongs(wanted.role, organisation):
        return f"Vai trò “{ROLE_NAMES[wanted.role]}” không giao tại {organisation.name}."
    return None


def _fault_of_duty(user: User, wanted: NewAppointment) -> str | None:
    """Whoever opens the doors handles no case on any day of the appointment."""
    administers, wants_to = Appointment.role == Role.ADMINISTRATOR, wanted.role is Role.ADMINISTRATOR
    other = select(Appointment.id).where(
        Appointment.user_id == user.id,
        ~administers if wants_to else administers,
        or_(Appointment.valid_to.is_(None), Appointment.valid_to >= wanted.valid_from),
    )
    if wanted.valid_to:
        other = other.where(Appointment.valid_from <= wanted.valid_to)
    return NOT_BOTH if is_there(other) else None


def _signing_right(user: User, organisation: Organisation, wanted: NewAppointment) -> SigningRight:
    return SigningRight(
        organisation_id=organisation.id,
        user_id=user.id,
        lines=signing_lines.in_print(wanted.signs),
        valid_from=wanted.valid_from,
        valid_to=wanted.valid_to,
        basis=wanted.signs_basis,
    )


def end_appointment(appointment: Appointment, *, actor: Actor) -> None:
    """Yesterday was its last day: from now on nothing is done or signed under it."""
    if appointment.user_id == actor.user_id:
        raise Invalid(user=NOT_ONESELF)
    yesterday = clock.today() - timedelta(days=1)
    offices = [appointment, *_stood_in_by(appointment)]
    over: list[Appointment | SigningRight] = [*offices, *_rights_with(appointment)]
    for ending in over:
        ending.valid_to = min(ending.valid_to or yesterday, yesterday)  # what ended long ago stays ended
    for office in offices:
        accounts.record(appointment.user, "end_appointment", actor, appointment=office.id, role=office.role.value)


def _stood_in_by(appointment: Appointment) -> Sequence[Appointment]:
    """Whoever leaves a post stands in for nobody of that house by it: another substitute is named."""
    if appointment.standing_in is not None:
        return ()
    in_others_place = (
        select(Appointment)
        .join(StandIn, StandIn.appointment_id == Appointment.id)
        .where(
            Appointment.user_id == appointment.user_id,
            Appointment.organisation_id == appointment.organisation_id,
            or_(Appointment.valid_to.is_(None), Appointment.valid_to >= clock.today()),
        )
    )
    return db.session.scalars(in_others_place).all()


def _rights_with(appointment: Appointment) -> Sequence[SigningRight]:
    """What ends with it; whoever only stood in there keeps the rights they have by themself."""
    if appointment.standing_in is not None:
        return ()
    own = select(SigningRight).where(
        SigningRight.user_id == appointment.user_id, SigningRight.organisation_id == appointment.organisation_id
    )
    return db.session.scalars(own).all()


def new_first_password(user: User, *, actor: Actor) -> str:
    """Give a new first password, good once within a day, and end every session. Whose it is hears who gave it."""
    first = passwords.fresh()
    digest = passwords.hashed(first)
    audit.take_the_pen()
    user.password_hash = digest
    user.must_change_password = True
    user.first_password_expires_at = clock.real_now() + accounts.FIRST_PASSWORD_LASTS
    tries.forgive(user)
    accounts.end_sessions(user)
    accounts.record(user, "new_first_password", actor)
    outbox.put("tell_of_first_password", subject=f"user:{user.id}", by=actor.user_id, at=clock.now().isoformat())
    return first


def close_account(user: User, *, actor: Actor) -> None:
    if user.id == actor.user_id:
        raise Invalid(user="Không thể tự đóng tài khoản của mình. Nhờ một quản trị khác.")
    audit.take_the_pen()
    user.is_active = False
    accounts.end_sessions(user)
    accounts.record(user, "close_account", actor)


def reopen_account(user: User, *, actor: Actor) -> None:
    user.is_active = True
    accounts.record(user, "reopen_account", actor)

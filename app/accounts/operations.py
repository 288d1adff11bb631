"""Sign in, sign out, change a password, end a session, act in another office."""

import logging
import secrets
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select, update
from sqlalchemy.exc import OperationalError

from app import clock
from app.accounts import halfway, passwords, tries
from app.accounts.models import User, UserSession
from app.accounts.queries import as_username
from app.accounts.sessions import Living, digest
from app.actor import Actor
from app.audit import operations as audit
from app.errors import Invalid, refuse_all
from app.extensions import db, let_others_write
from app.text import name_key, one_line

log = logging.getLogger(__name__)
FIRST_PASSWORD_LASTS = timedelta(hours=24)
SEEN_AGAIN_AFTER = timedelta(minutes=1)

WRONG = (
    "Tên đăng nhập hoặc mật khẩu không đúng. Kiểm tra bộ gõ tiếng Việt và phím Caps Lock rồi nhập lại. "
    "Nếu nhập sai đến 5 lần thì mật khẩu đúng cũng phải đợi ít nhất 15 phút; cần gấp, gọi quản trị hệ thống."
)
NOT_TWICE = "Hai lần nhập mật khẩu mới không giống nhau."
WRONG_PRESENT = "Mật khẩu hiện tại không đúng. Nếu nhập sai đến 5 lần thì mật khẩu đúng cũng phải đợi ít nhất 15 phút."


@dataclass(frozen=True, kw_only=True)
class SignIn:
    username: str
    password: str


@dataclass(frozen=True, kw_only=True)
class PasswordChange:
    present: str
    new: str
    again: str


def try_sign_in(wanted: SignIn, *, address: str) -> User | None:
    """The user, or None when name or password is wrong or too many were: the same answer for the same work.

    Wrong ones are counted, and the count must survive, so the caller commits whatever comes back.
    """
    username = as_username(wanted.username)
    named = select(User).where(User.username == username)
    compared = _compared(db.session.scalars(named).one_or_none(), wanted.password)
    user = db.session.scalars(named.with_for_update()).one_or_none()
    if not _is_let_in(user, username, compared, address):
        return None
    assert user is not None
    if user.first_password_expires_at and user.first_password_expires_at <= clock.real_now():
        raise Invalid(password="Mật khẩu lần đầu đã hết hạn. Xin quản trị hệ thống cấp lại mật khẩu.")  # noqa: S106 -- a sentence
    tries.forgive(user, address)
    if passwords.needs_rehash(user.password_hash):
        user.password_hash = passwords.hashed(wanted.password)
    return user


@dataclass(frozen=True)
class _Compared:
    """What a password was held against, and whether it was that one."""

    password_hash: str | None
    is_right: bool


def _compared(user: User | None, password: str) -> _Compared:
    """Slow by design, so others write meanwhile; who uses the answer looks whether the password is still that one."""
    password_hash = user.password_hash if user and user.is_active else None
    let_others_write()
    return _Compared(password_hash, passwords.is_right(password_hash, password))


def _is_let_in(user: User | None, username: str, compared: _Compared, address: str) -> bool:
    """Of an account closed to the address the answer is not used, nor counted."""
    is_the_same = user is not None and user.is_active and user.password_hash == compared.password_hash
    is_right = compared.is_right and is_the_same
    if tries.is_closed(user, username, address):
        return False
    if not is_right:
        tries.note_wrong(user, username, address)
    return is_right


def open_session(
    user: User, *, address: str, agent: str, appointment_id: int | None, is_confirmed: bool = False
) -> str:
    """Begin a session; the returned token goes into the cookie and is kept nowhere else.

    A first password is good for one sign-in: from now on only changing it leads on. `is_confirmed`: by a code too.
    """
    token = secrets.token_urlsafe(32)
    now = clock.real_now()
    db.session.add(
        UserSession(
            token_digest=digest(token),
            user_id=user.id,
            appointment_id=appointment_id,
            created_at=now,
            last_seen_at=now,
            confirmed_at=now if is_confirmed else None,
            address=address[:60],
            agent=agent[:300],
        )
    )
    if user.must_change_password and user.first_password_expires_at:
        user.first_password_expires_at = now
    return token


def note_seen(session: Living, *, is_reading: bool) -> None:
    """Keep `last_seen_at` true to the minute; while reading, outside the request's own snapshot.

    A reader is let in though that cannot be written: on a full disk what is kept is read as before.
    """
    now = clock.real_now()
    if now - session.last_seen_at < SEEN_AGAIN_AFTER:
        return
    seen = update(UserSession).where(UserSession.id == session.id).values(last_seen_at=now)
    if not is_reading:
        db.session.execute(seen)
        return
    try:
        with db.engine.begin() as connection:
            connection.execute(seen)
    except OperationalError as fault:
        log.warning("not noted that a session was seen: %s", fault.orig)


def change_password(keep: UserSession, wanted: PasswordChange, *, address: str, actor: Actor) -> bool:
    """Set a new password and end every other session; False when the present one is wrong, which is counted.

    The count must survive, so the caller commits whatever comes back.
    """
    user = keep.user
    compared = _compared(user, wanted.present)
    audit.take_the_pen()
    db.session.refresh(user, with_for_update=True)
    if not _is_let_in(user, user.username, compared, address):
        return False
    refuse_all(**faults_of(user, wanted))
    user.password_hash = passwords.hashed(wanted.new)
    user.must_change_password = False
    user.first_password_expires_at = None
    end_sessions(user, but=keep.id)
    record(user, "change_password", actor)
    return True


def faults_of(user: User, wanted: PasswordChange) -> dict[str, str | None]:
    """Of the new password, as typed: whether the present one is right is told beside it."""
    is_same = wanted.new == wanted.present
    return {
        "new": "Mật khẩu mới phải khác mật khẩu hiện tại."
        if is_same
        else passwords.weakness(wanted.new, user.username),
        "again": None if wanted.new == wanted.again else NOT_TWICE,
    }


def end_session(session: UserSession) -> None:
    session.ended_at = clock.real_now()


def end_sessions(user: User, *, but: int | None = None) -> None:
    """Those that are only half begun too."""
    halfway.end(user)
    db.session.execute(
        update(UserSession)
        .where(UserSession.user_id == user.id, UserSession.ended_at.is_(None), UserSession.id != (but or 0))
        .values(ended_at=clock.real_now())
    )


def act_as(session: UserSession, appointment_id: int) -> None:
    session.appointment_id = appointment_id


def create_user(
    username: str, full_name: str, *, password: str | None = None, email: str | None = None
) -> tuple[User, str]:
    """Open an account. Without `password` it gets a first one, good once within a day."""
    first = password or passwords.fresh()
    now = clock.real_now()
    user = User(
        username=as_username(username),
        full_name=one_line(full_name),
        name_key=name_key(full_name),
        email=email,
        password_hash=passwords.hashed(first),
        must_change_password=password is None,
        first_password_expires_at=None if password else now + FIRST_PASSWORD_LASTS,
        created_at=now,
    )
    db.session.add(user)
    return user, first


def record(user: User, action: str, actor: Actor, *, reason: str = "", **data: object) -> None:
    """What was done about an account."""
    about = {"username": user.username, **data}
    audit.record(actor=actor, subject=f"user:{user.id}", action=action, reason=reason, data=about)

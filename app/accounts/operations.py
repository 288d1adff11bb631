"""Sign in, sign out, change a password, end a session, act in another office."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select, update

from app import clock
from app.accounts import passwords
from app.accounts.models import User, UserSession
from app.errors import Invalid
from app.extensions import db
from app.text import name_key, one_line

FAILURES_BEFORE_LOCK = 5
LOCKED_FOR = timedelta(minutes=15)
FIRST_PASSWORD_LASTS = timedelta(hours=24)
IDLE_FOR = timedelta(minutes=30)
LASTS_FOR = timedelta(hours=8)

WRONG = "Tên đăng nhập hoặc mật khẩu không đúng. Kiểm tra bộ gõ tiếng Việt và phím Caps Lock rồi nhập lại."


@dataclass(frozen=True, kw_only=True)
class SignIn:
    username: str
    password: str


@dataclass(frozen=True, kw_only=True)
class PasswordChange:
    present: str
    new: str
    again: str


def try_sign_in(wanted: SignIn) -> User | None:
    """The user, or None when the name or the password is wrong. Counts failures; raises Invalid when locked.

    The count must survive, so the caller commits whatever comes back.
    """
    user = db.session.scalars(
        select(User).where(User.username == one_line(wanted.username).lower()).with_for_update()
    ).one_or_none()
    now = clock.real_now()
    if user and user.locked_until and user.locked_until > now:
        minutes = int((user.locked_until - now).total_seconds() // 60) + 1
        raise Invalid(
            password=f"Tài khoản tạm khóa vì nhập sai nhiều lần. Thử lại sau {minutes} phút hoặc gọi quản trị hệ thống."
        )
    if not passwords.is_right(user.password_hash if user and user.is_active else None, wanted.password):
        if user:
            _count_failure(user)
        return None
    assert user is not None
    if user.first_password_expires_at and user.first_password_expires_at <= now:
        raise Invalid(password="Mật khẩu lần đầu đã hết hạn. Xin quản trị hệ thống cấp lại mật khẩu.")  # noqa: S106 -- a sentence
    user.failed_sign_ins = 0
    user.locked_until = None
    if passwords.needs_rehash(user.password_hash):
        user.password_hash = passwords.hashed(wanted.password)
    return user


def _count_failure(user: User) -> None:
    user.failed_sign_ins += 1
    if user.failed_sign_ins >= FAILURES_BEFORE_LOCK:
        user.locked_until = clock.real_now() + LOCKED_FOR
        user.failed_sign_ins = 0


def open_session(user: User, *, address: str, agent: str, appointment_id: int | None) -> str:
    """Begin a session; the returned token goes into the cookie and is kept nowhere else.

    A first password is good for one sign-in: from now on only changing it leads on.
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
            address=address[:60],
            agent=agent[:300],
        )
    )
    if user.must_change_password and user.first_password_expires_at:
        user.first_password_expires_at = now
    return token


def digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def change_password(user: User, wanted: PasswordChange, *, keep: UserSession) -> None:
    """Set a new password and end every other session."""
    if not passwords.is_right(user.password_hash, wanted.present):
        raise Invalid(present="Mật khẩu hiện tại không đúng.")
    if wanted.new != wanted.again:
        raise Invalid(again="Hai lần nhập mật khẩu mới không giống nhau.")
    if wanted.new == wanted.present:
        raise Invalid(new="Mật khẩu mới phải khác mật khẩu hiện tại.")
    if weak := passwords.weakness(wanted.new, user.username):
        raise Invalid(new=weak)
    user.password_hash = passwords.hashed(wanted.new)
    user.must_change_password = False
    user.first_password_expires_at = None
    end_sessions(user, but=keep.id)


def end_session(session: UserSession) -> None:
    session.ended_at = clock.real_now()


def end_sessions(user: User, *, but: int | None = None) -> None:
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
        username=one_line(username).lower(),
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

"""Sessions that are still good, and one person's own."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import bindparam, select, update

from app import clock
from app.accounts.models import User, UserSession
from app.accounts.operations import IDLE_FOR, LASTS_FOR, digest
from app.extensions import db

SEEN_AGAIN_AFTER = timedelta(minutes=1)


class Living(NamedTuple):
    """A session that is still good, and whose it is. Plain values, which outlive any transaction."""

    id: int
    appointment_id: int | None
    created_at: datetime
    last_seen_at: datetime
    user_id: int
    full_name: str
    must_change_password: bool


_LIVING = (  # asked at every request, so it is written once
    select(
        UserSession.id,
        UserSession.appointment_id,
        UserSession.created_at,
        UserSession.last_seen_at,
        UserSession.user_id,
        User.full_name,
        User.must_change_password,
    )
    .join(User, User.id == UserSession.user_id)
    .where(
        UserSession.token_digest == bindparam("token_digest"), UserSession.ended_at.is_(None), User.is_active.is_(True)
    )
)


def session_of(token: str) -> Living | None:
    """The living session of a cookie's token; None when ended, idle too long, or too old."""
    row = db.session.execute(_LIVING, {"token_digest": digest(token)}).one_or_none()
    found = Living(*row) if row else None
    now = clock.real_now()
    if found is None or now - found.last_seen_at > IDLE_FOR or now - found.created_at > LASTS_FOR:
        return None
    return found


def note_seen(session: Living, *, is_reading: bool) -> None:
    """Keep `last_seen_at` true to the minute; while reading, outside the request's own snapshot."""
    now = clock.real_now()
    if now - session.last_seen_at < SEEN_AGAIN_AFTER:
        return
    seen = update(UserSession).where(UserSession.id == session.id).values(last_seen_at=now)
    if not is_reading:
        db.session.execute(seen)
        return
    with db.engine.begin() as connection:
        connection.execute(seen)


def sessions_of(user: User) -> Sequence[UserSession]:
    living = select(UserSession).where(
        UserSession.user_id == user.id,
        UserSession.ended_at.is_(None),
        UserSession.last_seen_at > clock.real_now() - IDLE_FOR,
    )
    return db.session.scalars(living.order_by(UserSession.last_seen_at.desc())).all()

"""Sessions that are still good, and one person's own."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import joinedload

from app import clock
from app.accounts.models import User, UserSession
from app.accounts.operations import IDLE_FOR, LASTS_FOR, digest
from app.extensions import db

SEEN_AGAIN_AFTER = timedelta(minutes=1)
_LIVING = (  # asked at every request, so it is written once
    select(UserSession)
    .where(UserSession.token_digest == bindparam("token_digest"), UserSession.ended_at.is_(None))
    .options(joinedload(UserSession.user))
)


def session_of(token: str) -> UserSession | None:
    """The living session of a cookie's token, its user loaded; None when ended, idle too long, or too old."""
    found = db.session.scalars(_LIVING, {"token_digest": digest(token)}).one_or_none()
    now = clock.real_now()
    if found is None or not found.user.is_active:
        return None
    if now - found.last_seen_at > IDLE_FOR or now - found.created_at > LASTS_FOR:
        return None
    return found


def note_seen(session: UserSession, *, is_reading: bool) -> None:
    """Keep `last_seen_at` true to the minute; while reading, outside the request's own snapshot."""
    now = clock.real_now()
    if now - session.last_seen_at < SEEN_AGAIN_AFTER:
        return
    if not is_reading:
        session.last_seen_at = now
        return
    with db.engine.begin() as connection:
        connection.execute(update(UserSession).where(UserSession.id == session.id).values(last_seen_at=now))


def sessions_of(user: User) -> Sequence[UserSession]:
    living = select(UserSession).where(
        UserSession.user_id == user.id,
        UserSession.ended_at.is_(None),
        UserSession.last_seen_at > clock.real_now() - IDLE_FOR,
    )
    return db.session.scalars(living.order_by(UserSession.last_seen_at.desc())).all()

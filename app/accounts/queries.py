"""Accounts by the name somebody typed, and one person's own sessions."""

from collections.abc import Sequence

from sqlalchemy import select

from app import clock
from app.accounts.models import User, UserSession
from app.accounts.sessions import IDLE_FOR
from app.errors import or_404
from app.extensions import db
from app.text import one_line


def as_username(typed: str) -> str:
    """As accounts keep it: small letters, whatever the keyboard was set to."""
    return one_line(typed).lower()


def by_username(typed: str) -> User | None:
    return db.session.scalars(select(User).where(User.username == as_username(typed))).one_or_none()


def session_of(user_id: int, session_id: int) -> UserSession:
    """Of nobody else: whatever number is asked for."""
    own = select(UserSession).where(UserSession.id == session_id, UserSession.user_id == user_id)
    return or_404(db.session.scalars(own).one_or_none())


def sessions_of(user: User) -> Sequence[UserSession]:
    living = select(UserSession).where(
        UserSession.user_id == user.id,
        UserSession.ended_at.is_(None),
        UserSession.last_seen_at > clock.real_now() - IDLE_FOR,
    )
    return db.session.scalars(living.order_by(UserSession.last_seen_at.desc())).all()

"""Sessions that are still good, and one person's own."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import and_, bindparam, select, update

from app import clock
from app.accounts.models import User, UserSession
from app.accounts.operations import IDLE_FOR, LASTS_FOR
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

    @property
    def is_good(self) -> bool:
        """Neither idle too long nor too old."""
        now = clock.real_now()
        return now - self.last_seen_at <= IDLE_FOR and now - self.created_at <= LASTS_FOR


# Asked at every request, so of bare columns: the mapper doubles what a small statement costs.
_session, _user = UserSession.__table__.c, User.__table__.c
LIVING = (  # the columns of a `Living`
    _session.id,
    _session.appointment_id,
    _session.created_at,
    _session.last_seen_at,
    _session.user_id,
    _user.full_name,
    _user.must_change_password,
)
WHOSE = _user.id
SESSIONS = UserSession.__table__.join(User.__table__, _user.id == _session.user_id)
IS_LIVING = and_(  # not ended, the account open
    _session.token_digest == bindparam("token_digest"), _session.ended_at.is_(None), _user.is_active.is_(True)
)


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

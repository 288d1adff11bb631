"""What a session is as every request reads it: plain values, how long they last, and what its token is kept as."""

import hashlib
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import bindparam, exists, select

from app import clock
from app.accounts.models import SecondFactor, User, UserSession

IDLE_FOR = timedelta(minutes=30)
LASTS_FOR = timedelta(hours=8)


class Living(NamedTuple):
    """An open session as it was read; `is_good` says whether it still counts. Plain values outlive a transaction."""

    id: int
    appointment_id: int | None
    created_at: datetime
    last_seen_at: datetime
    user_id: int
    full_name: str
    must_change_password: bool
    confirmed_at: datetime | None
    has_second_factor: bool

    @property
    def is_good(self) -> bool:
        """Neither idle too long nor too old."""
        now = clock.real_now()
        return now - self.last_seen_at <= IDLE_FOR and now - self.created_at <= LASTS_FOR

    def is_confirmed(self, good_for: timedelta) -> bool:
        """A code of the second factor was given in it lately."""
        return self.confirmed_at is not None and clock.real_now() - self.confirmed_at < good_for


_session, ACCOUNT, _factor = UserSession.__table__.c, User.__table__.c, SecondFactor.__table__.c
LIVING = (  # a row is a `Living`; by the `token_digest`, not ended, its account open
    select(
        _session.id,
        _session.appointment_id,
        _session.created_at,
        _session.last_seen_at,
        _session.user_id,
        ACCOUNT.full_name,
        ACCOUNT.must_change_password,
        _session.confirmed_at,
        exists().where(_factor.user_id == _session.user_id).label("has_second_factor"),
    )
    .join_from(UserSession.__table__, User.__table__, ACCOUNT.id == _session.user_id)
    .where(_session.token_digest == bindparam("token_digest"), _session.ended_at.is_(None), ACCOUNT.is_active.is_(True))
)


def digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()

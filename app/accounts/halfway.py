"""Between the password and the code: a row of its own, so that nothing that opens a page takes it for a session."""

import secrets
from datetime import timedelta

from sqlalchemy import delete, select

from app import clock
from app.accounts.models import HalfSignIn, User
from app.accounts.sessions import digest
from app.extensions import db

MINUTES = 10  # long enough to fetch the printed sheet
LASTS_FOR = timedelta(minutes=MINUTES)


def begin(user: User) -> str:
    """The token goes into the cookie and is kept nowhere else."""
    token, now = secrets.token_urlsafe(32), clock.real_now()
    db.session.execute(delete(HalfSignIn).where(HalfSignIn.created_at <= now - LASTS_FOR))
    db.session.add(HalfSignIn(token_digest=digest(token), user_id=user.id, created_at=now))
    return token


def whose(token: str) -> User | None:
    found = (
        select(User)
        .join(HalfSignIn, HalfSignIn.user_id == User.id)
        .where(
            HalfSignIn.token_digest == digest(token),
            HalfSignIn.created_at > clock.real_now() - LASTS_FOR,
            User.is_active,
        )
    )
    return db.session.scalars(found).one_or_none()


def redeem(token: str) -> bool:
    """It becomes a session, once."""
    mine = delete(HalfSignIn).where(HalfSignIn.token_digest == digest(token))
    return db.session.scalars(mine.returning(HalfSignIn.user_id)).one_or_none() is not None


def end(user: User) -> None:
    """All of a person's, in whatever browser."""
    db.session.execute(delete(HalfSignIn).where(HalfSignIn.user_id == user.id))

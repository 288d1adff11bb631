"""People who may sign in, and their sessions, which are rows so that they can be ended."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.columns import SortKey
from app.extensions import Model
from app.text import fold


class User(Model):
    """An official's account. Rights come from dated appointments, never from the account itself."""

    __tablename__ = "user_account"

    id: Mapped[int] = mapped_column(primary_key=True)
    username: Mapped[str] = mapped_column(String(60), unique=True)
    full_name: Mapped[str] = mapped_column(String(200))
    name_key: Mapped[str] = mapped_column(SortKey, index=True)
    folded: Mapped[str] = mapped_column(
        String(200), default=lambda row: fold(row.get_current_parameters()["full_name"])
    )
    email: Mapped[str | None] = mapped_column(String(200))
    phone: Mapped[str | None] = mapped_column(String(30))
    password_hash: Mapped[str] = mapped_column(String(200))
    must_change_password: Mapped[bool] = mapped_column(default=False)
    first_password_expires_at: Mapped[datetime | None]  # real time; a first password is good once
    is_active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime]

    sessions: Mapped[list["UserSession"]] = relationship(back_populates="user")


class UserSession(Model):
    """One browser's sign-in. The cookie holds a random token; the row holds only its digest."""

    __tablename__ = "user_session"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_digest: Mapped[str] = mapped_column(String(64), unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    appointment_id: Mapped[int | None]  # the office the person acts in now; checked against its dates on each use
    created_at: Mapped[datetime]  # real time, as all of these
    last_seen_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    address: Mapped[str] = mapped_column(String(60))
    agent: Mapped[str] = mapped_column(String(300))

    user: Mapped[User] = relationship(back_populates="sessions")


class FailedTry(Model):
    """A wrong password, kept for a day: whose account was tried, from where."""

    __tablename__ = "failed_try"

    id: Mapped[int] = mapped_column(primary_key=True)
    of: Mapped[str] = mapped_column(String(30))  # "user:7"; for names nobody has, one of a few hundred places
    address: Mapped[str] = mapped_column(String(60))
    at: Mapped[datetime] = mapped_column(index=True)  # real time

    __table_args__ = (Index("ix_failed_try_of_at", "of", "at"),)

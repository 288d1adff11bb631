"""People who may sign in, by what, and their sessions, which are rows so that they can be ended."""

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
    confirmed_at: Mapped[datetime | None]  # when a code of the second factor was last given in it

    user: Mapped[User] = relationship(back_populates="sessions")


class SecondFactor(Model):
    """What a person has beside the password: an app on a telephone, a printed sheet of codes, or both."""

    __tablename__ = "second_factor"

    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), primary_key=True, autoincrement=False)
    sealed_secret: Mapped[str | None] = mapped_column(String(200))  # of the app, by `vault`; None: the sheet alone
    last_step: Mapped[int | None]  # of the app's clock: neither its code nor an older one is good again
    set_up_at: Mapped[datetime]  # real time


class SheetCode(Model):
    """A code of the printed sheet that is good now. The code itself is on the paper alone."""

    __tablename__ = "sheet_code"

    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), primary_key=True, autoincrement=False)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)  # as the sheet numbers it
    digest: Mapped[str] = mapped_column(String(64))
    used_at: Mapped[datetime | None]  # real time


class HalfSignIn(Model):
    """The right password was given and the code is still to come. It opens nothing but the page that asks for it."""

    __tablename__ = "half_sign_in"

    token_digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(index=True)  # real time


class FailedTry(Model):
    """A wrong password or code, kept for a day: whose account was tried, from where."""

    __tablename__ = "failed_try"

    id: Mapped[int] = mapped_column(primary_key=True)
    # "user:7", of codes "code:7"; for names nobody has, one of a few hundred places
    of: Mapped[str] = mapped_column(String(30))
    address: Mapped[str] = mapped_column(String(60))
    at: Mapped[datetime] = mapped_column(index=True)  # real time

    __table_args__ = (Index("ix_failed_try_of_at", "of", "at"),)

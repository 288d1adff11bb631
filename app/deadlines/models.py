"""Extensions of a case's limit, and who was reminded of which limit already."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.extensions import Model


class CaseExtension(Model):
    """Gia hạn một bước của hồ sơ: by whom, from which day to which, why, and on which paper."""

    __tablename__ = "case_extension"

    id: Mapped[int] = mapped_column(primary_key=True)
    nomination_id: Mapped[int] = mapped_column(ForeignKey("nomination.id"), index=True)
    state: Mapped[str] = mapped_column(String(40))
    due_on: Mapped[date]  # the last day as it was
    until: Mapped[date]
    reason: Mapped[str] = mapped_column(String(2000))
    document: Mapped[str] = mapped_column(String(300), default="")
    document_on: Mapped[date | None]
    extended_at: Mapped[datetime]
    extended_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))

    extended_by: Mapped[User] = relationship()


class Reminder(Model):
    """One person was told once of one limit, so many working days before its last day; below nothing: after it."""

    __tablename__ = "reminder"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    subject: Mapped[str] = mapped_column(String(60))  # "nominations:7", as the worklist calls it
    due_on: Mapped[date]  # an extension makes another limit of it
    days: Mapped[int]
    errand_id: Mapped[int] = mapped_column(ForeignKey("errand.id"), index=True)  # which told it

    __table_args__ = (UniqueConstraint("user_id", "subject", "due_on", "days"),)


class RemindedDay(Model):
    """A day of the office on which everybody was looked at; what was begun and has none is done again."""

    __tablename__ = "reminded_day"

    day: Mapped[date] = mapped_column(primary_key=True)
    finished_at: Mapped[datetime]

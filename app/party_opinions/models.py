"""Ý kiến của Ban Thường vụ Tỉnh ủy about a cadre under its management: marked, asked, answered."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, Text, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.documents.models import Paper, StoredFile
from app.extensions import Model, Versioned
from app.nominations.models import Nomination


class PartyStatus(StrEnum):
    NEEDED = "needed"  # somebody said that the nominee is under its management
    ASKED = "asked"
    ANSWERED = "answered"
    DROPPED = "dropped"  # it turned out that the nominee is not


class PartyAnswer(StrEnum):
    AGREES = "agrees"
    OBJECTS = "objects"
    OTHER = "other"


class PartyOpinion(Versioned, Model):
    """One for a case, from the mark to the answer; who said so and each step stand in the log too."""

    __tablename__ = "party_opinion"

    id: Mapped[int] = mapped_column(primary_key=True)
    nomination_id: Mapped[int] = mapped_column(ForeignKey("nomination.id"), unique=True)
    status: Mapped[PartyStatus] = mapped_column(default=PartyStatus.NEEDED)
    basis: Mapped[str] = mapped_column(String(500))  # by which post, by which decision
    marked_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    marked_at: Mapped[datetime]
    question: Mapped[str] = mapped_column(Text, default="")
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    asked_at: Mapped[datetime | None]
    letter_id: Mapped[int | None] = mapped_column(ForeignKey("paper.id"))  # Công văn xin ý kiến
    outcome: Mapped[PartyAnswer | None]
    answer: Mapped[str] = mapped_column(Text, default="")
    answer_number: Mapped[str] = mapped_column(String(100), default="")
    answered_on: Mapped[date | None]  # the day of its letter
    answer_file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"))
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    answered_at: Mapped[datetime | None]
    is_of_department: Mapped[bool] = mapped_column(  # Sở Nội vụ said so last: no word to the unit
        default=False, server_default=false(), sort_order=1
    )

    nomination: Mapped[Nomination] = relationship()
    marked_by: Mapped[User] = relationship(foreign_keys=[marked_by_id])
    asked_by: Mapped[User | None] = relationship(foreign_keys=[asked_by_id])
    letter: Mapped[Paper | None] = relationship()
    answer_file: Mapped[StoredFile | None] = relationship()
    answered_by: Mapped[User | None] = relationship(foreign_keys=[answered_by_id])

    __table_args__ = (Index("ix_party_opinion_status", "status"),)

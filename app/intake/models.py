"""What Sở Nội vụ asked a unit to mend, item by item; and the register of what came in."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.documents.models import StoredFile
from app.extensions import Model
from app.nominations.models import Nomination


class Supplement(Model):
    """Yêu cầu bổ sung: which fields and papers are faulty, and until when. Only these are checked again."""

    __tablename__ = "supplement"

    id: Mapped[int] = mapped_column(primary_key=True)
    nomination_id: Mapped[int] = mapped_column(ForeignKey("nomination.id"), index=True)
    reason: Mapped[str] = mapped_column(String(2000))
    due_on: Mapped[date]
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    asked_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]

    nomination: Mapped[Nomination] = relationship()
    asked_by: Mapped[User] = relationship()
    items: Mapped[list["SupplementItem"]] = relationship(back_populates="supplement", order_by="SupplementItem.id")


class SupplementItem(Model):
    """One faulty field or paper of a request, and what the unit did about it."""

    __tablename__ = "supplement_item"

    id: Mapped[int] = mapped_column(primary_key=True)
    supplement_id: Mapped[int] = mapped_column(ForeignKey("supplement.id"), index=True)
    kind: Mapped[str] = mapped_column(String(10))  # field | paper
    key: Mapped[str] = mapped_column(String(60))  # DraftField.key or DocType.code
    label: Mapped[str] = mapped_column(String(300))
    note: Mapped[str] = mapped_column(String(1000), default="")
    answer: Mapped[str] = mapped_column(String(2000), default="")  # what was done, in words
    explanation: Mapped[str] = mapped_column(String(1500), default="")  # what the unit says to it
    answered_at: Mapped[datetime | None]
    accepted: Mapped[bool | None]

    supplement: Mapped[Supplement] = relationship(back_populates="items")

    @property
    def said(self) -> str:
        """What the unit did and what it says to it, on one line."""
        return " ".join(part for part in (self.answer, self.explanation) if part)


class IncomingNumber(Model):
    """Số đến: a number of one organisation's register of what came in, given once in a year.

    A Tờ trình has one, whatever number of cases came with it; a case that came without has its own.
    """

    __tablename__ = "incoming_number"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    year: Mapped[int]
    number: Mapped[int]
    nomination_id: Mapped[int] = mapped_column(ForeignKey("nomination.id"), index=True)  # the first that was taken in
    given_at: Mapped[datetime]
    submission_id: Mapped[int | None] = mapped_column(ForeignKey("submission.id"))

    nomination: Mapped[Nomination] = relationship()

    __table_args__ = (
        UniqueConstraint("organisation_id", "year", "number"),
        Index("ix_incoming_number_submission_id_organisation_id", "submission_id", "organisation_id", unique=True),
    )


class IncomingDocument(Model):
    """Văn bản đến that is no dossier of a Tờ trình: entered by văn thư, numbered in the same register."""

    __tablename__ = "incoming_document"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    year: Mapped[int]
    number: Mapped[int]
    arrived_on: Mapped[date]
    sender: Mapped[str] = mapped_column(String(300))
    symbol: Mapped[str] = mapped_column(String(100), default="")  # số, ký hiệu
    dated_on: Mapped[date | None]
    title: Mapped[str] = mapped_column(String(1000))  # trích yếu
    folded: Mapped[str] = mapped_column(String(1500))  # sender, symbol and title, to be searched without marks
    nomination_id: Mapped[int | None] = mapped_column(ForeignKey("nomination.id"))
    file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"))
    entered_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    entered_at: Mapped[datetime]

    nomination: Mapped[Nomination | None] = relationship()
    file: Mapped[StoredFile | None] = relationship()
    entered_by: Mapped[User] = relationship()

    __table_args__ = (UniqueConstraint("organisation_id", "year", "number"),)

"""Appraisal (thẩm định): each criterion answered, agencies consulted, a conclusion with its reason."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.documents.models import Paper, StoredFile
from app.extensions import Model, Versioned
from app.nominations.models import Evidence, Nomination
from app.organisations.models import Organisation


class Verdict(StrEnum):
    MET = "met"
    NOT_MET = "not_met"
    NOT_APPLICABLE = "not_applicable"  # another branch of the tree is used


class CriterionAnswer(Versioned, Model):
    """What the appraiser found on one criterion of one case, and by which evidence."""

    __tablename__ = "criterion_answer"

    id: Mapped[int] = mapped_column(primary_key=True)
    nomination_id: Mapped[int] = mapped_column(ForeignKey("nomination.id"))
    criterion_code: Mapped[str] = mapped_column(String(40))
    verdict: Mapped[Verdict]
    note: Mapped[str] = mapped_column(String(2000), default="")
    evidence_id: Mapped[int | None] = mapped_column(ForeignKey("evidence.id"))
    answered_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    answered_at: Mapped[datetime]

    nomination: Mapped[Nomination] = relationship()
    evidence: Mapped[Evidence | None] = relationship()
    answered_by: Mapped[User] = relationship()

    __table_args__ = (UniqueConstraint("nomination_id", "criterion_code"),)


class Conclusion(Versioned, Model):
    """Kết luận thẩm định drafted by the appraiser, decided by the head of the Ban."""

    __tablename__ = "conclusion"

    nomination_id: Mapped[int] = mapped_column(ForeignKey("nomination.id"), primary_key=True)
    opinion: Mapped[str] = mapped_column(String(20))  # fit | unfit | return
    reason: Mapped[str] = mapped_column(Text)
    drafted_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    drafted_at: Mapped[datetime]

    nomination: Mapped[Nomination] = relationship()
    drafted_by: Mapped[User] = relationship()


class ConsultationStatus(StrEnum):
    ASKED = "asked"
    ANSWERED = "answered"
    SILENT = "silent_after_limit"
    CANCELLED = "cancelled"


class Consultation(Versioned, Model):
    """Hiệp y: one agency asked about one case. Silence after the limit is recorded by a person, not assumed."""

    __tablename__ = "consultation"

    id: Mapped[int] = mapped_column(primary_key=True)
    nomination_id: Mapped[int] = mapped_column(ForeignKey("nomination.id"))
    agency_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    question: Mapped[str] = mapped_column(Text)
    status: Mapped[ConsultationStatus] = mapped_column(default=ConsultationStatus.ASKED)
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    asked_at: Mapped[datetime]
    due_on: Mapped[date]
    answer: Mapped[str] = mapped_column(Text, default="")
    objects: Mapped[bool | None]  # the agency objects to the award
    letter_number: Mapped[str] = mapped_column(String(100), default="")  # of the answer
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    answered_at: Mapped[datetime | None]
    file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"))
    closing_reason: Mapped[str] = mapped_column(String(1000), default="")
    # the công văn by which it went out, with other questions; last, for it came later
    letter_id: Mapped[int | None] = mapped_column(ForeignKey("paper.id"), sort_order=2)

    nomination: Mapped[Nomination] = relationship()
    agency: Mapped[Organisation] = relationship()
    asked_by: Mapped[User] = relationship(foreign_keys=[asked_by_id])
    answered_by: Mapped[User | None] = relationship(foreign_keys=[answered_by_id])
    file: Mapped[StoredFile | None] = relationship()
    letter: Mapped[Paper | None] = relationship()

    __table_args__ = (
        Index("ix_consultation_status_letter_id", "status", "letter_id", "id"),  # those that wait for their letter
        Index("ix_consultation_nomination_id", "nomination_id"),
        Index("ix_consultation_agency_id_id", "agency_id", "id"),  # an agency's own, the newest first
        Index("ix_consultation_agency_id_status_due_on", "agency_id", "status", "due_on"),
    )

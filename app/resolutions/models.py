"""A resolution of the People's Council on its way: what is known of it, each step taken, papers, agencies, comments."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.documents.models import StoredFile
from app.extensions import Model
from app.moving import Moving
from workflows.vocabulary import Paper as PaperCode


class Resolution(Moving, Model):
    """Nghị quyết của HĐND tỉnh do UBND tỉnh trình: it defines the medal's name, subjects and criteria."""

    __tablename__ = "resolution"

    title: Mapped[str] = mapped_column(String(300))
    purpose: Mapped[str] = mapped_column(String(2000))
    award_code: Mapped[str] = mapped_column(String(60), index=True)  # whose rules it makes
    law_profile: Mapped[str] = mapped_column(String(40))
    shortened_ground: Mapped[str] = mapped_column(String(300), default="")  # of the shortened procedure; "": ordinary
    assignment_number: Mapped[str] = mapped_column(String(60))
    assignment_on: Mapped[date]
    assignment_file_id: Mapped[int] = mapped_column(ForeignKey("stored_file.id"))
    session_name: Mapped[str] = mapped_column(String(200), default="")  # kỳ họp
    session_opens_on: Mapped[date | None]
    consultation_round: Mapped[int] = mapped_column(default=1)
    posted_on: Mapped[date | None]  # on the province's portal, in this round
    posted_at: Mapped[str] = mapped_column(String(500), default="")  # its address there
    number: Mapped[str] = mapped_column(String(60), default="")  # "07/2024/NQ-HĐND"
    passed_on: Mapped[date | None]
    effective_on: Mapped[date | None]
    superseded_on: Mapped[date | None]
    superseded_by: Mapped[str] = mapped_column(String(60), default="")  # the number of what took its place
    is_assumed: Mapped[bool] = mapped_column(default=False)  # of the demonstration: nobody knows whether it was so
    created_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    created_at: Mapped[datetime]

    created_by: Mapped[User] = relationship()
    assignment_file: Mapped[StoredFile] = relationship()
    steps: Mapped[list["ResolutionStep"]] = relationship(back_populates="resolution", order_by="ResolutionStep.id")
    papers: Mapped[list["ResolutionPaper"]] = relationship(back_populates="resolution", order_by="ResolutionPaper.id")
    inquiries: Mapped[list["Inquiry"]] = relationship(back_populates="resolution", order_by="Inquiry.id")
    comments: Mapped[list["Comment"]] = relationship(back_populates="resolution", order_by="Comment.id")


class ResolutionStep(Model):
    """A step as it was taken, with what its page asked for. While it is being taken its target is empty."""

    __tablename__ = "resolution_step"

    id: Mapped[int] = mapped_column(primary_key=True)
    resolution_id: Mapped[int] = mapped_column(ForeignKey("resolution.id"))
    name: Mapped[str] = mapped_column(String(60))
    target: Mapped[str] = mapped_column(String(40), default="")
    is_confirmed: Mapped[bool] = mapped_column(default=False)
    present: Mapped[int | None]
    agree: Mapped[int | None]
    disagree: Mapped[int | None]
    abstain: Mapped[int | None]
    absent: Mapped[int | None]
    members: Mapped[int | None]  # all of them, on the day
    pct: Mapped[int | None]
    strict: Mapped[bool | None]
    taken_at: Mapped[datetime]
    taken_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))  # None: the system

    resolution: Mapped[Resolution] = relationship(back_populates="steps")

    __table_args__ = (Index("ix_resolution_step_resolution_id_target", "resolution_id", "target"),)


class ResolutionPaper(Model):
    """A paper as it was written elsewhere and put down here: for the next step, then part of the step it went with."""

    __tablename__ = "resolution_paper"

    id: Mapped[int] = mapped_column(primary_key=True)
    resolution_id: Mapped[int] = mapped_column(ForeignKey("resolution.id"), index=True)
    step_id: Mapped[int | None] = mapped_column(ForeignKey("resolution_step.id"))  # None: waits for the next step
    code: Mapped[PaperCode]
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_file.id"))
    number: Mapped[str] = mapped_column(String(60), default="")  # "45/TTr-UBND"
    issued_on: Mapped[date | None]
    agency: Mapped[str] = mapped_column(String(200), default="")
    edition: Mapped[int | None]  # of a draft: 1, 2, 3 …
    added_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    added_at: Mapped[datetime]

    resolution: Mapped[Resolution] = relationship(back_populates="papers")
    file: Mapped[StoredFile] = relationship()


class InquiryStatus(StrEnum):
    ASKED = "asked"
    ANSWERED = "answered"
    SILENT = "silent"  # after its limit, recorded by a person


class Inquiry(Model):
    """One agency asked for its opinion on the draft (lấy ý kiến)."""

    __tablename__ = "resolution_inquiry"

    id: Mapped[int] = mapped_column(primary_key=True)
    resolution_id: Mapped[int] = mapped_column(ForeignKey("resolution.id"), index=True)
    round: Mapped[int]
    agency: Mapped[str] = mapped_column(String(200))
    asked_on: Mapped[date]
    due_on: Mapped[date]
    status: Mapped[InquiryStatus] = mapped_column(default=InquiryStatus.ASKED)
    answered_on: Mapped[date | None]
    letter_number: Mapped[str] = mapped_column(String(60), default="")
    file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"))

    resolution: Mapped[Resolution] = relationship(back_populates="inquiries")
    file: Mapped[StoredFile | None] = relationship()


class Answered(StrEnum):
    """What was done about a comment."""

    ACCEPTED = "accepted"
    EXPLAINED = "explained"


class Comment(Model):
    """One line of the table of opinions: what somebody said, and whether it was accepted or explained."""

    __tablename__ = "resolution_comment"

    id: Mapped[int] = mapped_column(primary_key=True)
    resolution_id: Mapped[int] = mapped_column(ForeignKey("resolution.id"), index=True)
    round: Mapped[int]
    said_by: Mapped[str] = mapped_column(String(200))
    text: Mapped[str] = mapped_column(Text)
    answered: Mapped[Answered | None]
    answer: Mapped[str] = mapped_column(Text, default="")

    resolution: Mapped[Resolution] = relationship(back_populates="comments")

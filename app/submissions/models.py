"""Submissions (Tờ trình của đơn vị): one sheet, one signature, many nominees; each nominee's result is its own."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.extensions import Model
from app.moving import Moving
from app.nominations.models import Nomination
from app.organisations.models import Organisation
from app.rounds.models import AwardRound


class Submission(Moving, Model):
    """Tờ trình của đơn vị: one sheet, many nominees; a nominee's result is its own."""

    __tablename__ = "submission"

    unit_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    award_round_id: Mapped[int] = mapped_column(ForeignKey("award_round.id"))
    title: Mapped[str] = mapped_column(String(300))  # trích yếu
    summary: Mapped[str] = mapped_column(Text, default="")
    created_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    created_at: Mapped[datetime]
    signed_at: Mapped[datetime | None]

    unit: Mapped[Organisation] = relationship()
    award_round: Mapped[AwardRound] = relationship()
    created_by: Mapped[User] = relationship()
    items: Mapped[list["SubmissionItem"]] = relationship(
        back_populates="submission", order_by="SubmissionItem.position"
    )


class SubmissionItem(Model):
    """One name on a Tờ trình; a struck one keeps its reason."""

    __tablename__ = "submission_item"

    id: Mapped[int] = mapped_column(primary_key=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"))
    nomination_id: Mapped[int] = mapped_column(ForeignKey("nomination.id"), index=True)
    position: Mapped[int]
    struck_reason: Mapped[str | None] = mapped_column(String(2000))
    struck_at: Mapped[datetime | None]

    submission: Mapped[Submission] = relationship(back_populates="items")
    nomination: Mapped[Nomination] = relationship()

    __table_args__ = (UniqueConstraint("submission_id", "nomination_id"),)

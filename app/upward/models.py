"""Tờ trình of the Chairman to the state, one sheet with a list, and what was answered about each name."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.awards.models import AwardVersion
from app.decisions.models import Decision, Proposal
from app.documents.models import StoredFile
from app.extensions import Model
from app.moving import Moving
from app.nominations.models import Nomination


class UpwardSubmission(Moving, Model):
    """Tờ trình của Chủ tịch UBND tỉnh: born by his signature, sent with one package."""

    __tablename__ = "upward_submission"

    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"), unique=True)
    award_version_id: Mapped[int] = mapped_column(ForeignKey("award_version.id"))
    title: Mapped[str] = mapped_column(String(300))
    addressee: Mapped[str] = mapped_column(String(200))  # "Thủ tướng Chính phủ"
    authority: Mapped[str] = mapped_column(String(200))  # who decides: "Chủ tịch nước"
    signed_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    signed_at: Mapped[datetime]
    package_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"))  # made once, never again
    sent_on: Mapped[date | None]
    sent_to: Mapped[str] = mapped_column(String(300), default="")
    sent_how: Mapped[str] = mapped_column(String(300), default="")

    proposal: Mapped[Proposal] = relationship()
    award_version: Mapped[AwardVersion] = relationship()
    signed_by: Mapped[User] = relationship()
    package: Mapped[StoredFile | None] = relationship()
    items: Mapped[list["UpwardItem"]] = relationship(back_populates="sheet", order_by="UpwardItem.position")
    refusals: Mapped[list["UpwardRefusal"]] = relationship(order_by="UpwardRefusal.id")


class UpwardItem(Model):
    """One name of the list. Its answer: a decision of the state, or a refusal; neither: none yet."""

    __tablename__ = "upward_item"

    id: Mapped[int] = mapped_column(primary_key=True)
    sheet_id: Mapped[int] = mapped_column(ForeignKey("upward_submission.id"))
    nomination_id: Mapped[int] = mapped_column(ForeignKey("nomination.id"), index=True)
    position: Mapped[int]
    decision_id: Mapped[int | None] = mapped_column(ForeignKey("decision.id"))
    refusal_id: Mapped[int | None] = mapped_column(ForeignKey("upward_refusal.id"))

    sheet: Mapped[UpwardSubmission] = relationship(back_populates="items")
    nomination: Mapped[Nomination] = relationship()
    decision: Mapped[Decision | None] = relationship()
    refusal: Mapped["UpwardRefusal | None"] = relationship()
    requests: Mapped[list["UpwardRequest"]] = relationship(back_populates="item", order_by="UpwardRequest.id")

    __table_args__ = (
        UniqueConstraint("sheet_id", "nomination_id"),
        Index("ix_upward_item_decision_id", "decision_id"),
    )

    @property
    def is_answered(self) -> bool:
        return self.decision_id is not None or self.refusal_id is not None


class UpwardRefusal(Model):
    """Văn bản trả lời không khen thưởng, with the reason it gives."""

    __tablename__ = "upward_refusal"

    id: Mapped[int] = mapped_column(primary_key=True)
    sheet_id: Mapped[int] = mapped_column(ForeignKey("upward_submission.id"), index=True)
    number: Mapped[str] = mapped_column(String(100))
    issued_on: Mapped[date]
    agency: Mapped[str] = mapped_column(String(300))
    reason: Mapped[str] = mapped_column(Text)
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_file.id"))
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    recorded_at: Mapped[datetime]
    void_reason: Mapped[str] = mapped_column(String(2000), default="")  # written down by mistake

    file: Mapped[StoredFile] = relationship()


class UpwardRequest(Model):
    """More was asked for about one name: what, when, and when it was sent."""

    __tablename__ = "upward_request"

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("upward_item.id"), index=True)
    number: Mapped[str] = mapped_column(String(100), default="")
    asked_on: Mapped[date]
    wanted: Mapped[str] = mapped_column(Text)
    sent_again_on: Mapped[date | None]
    note: Mapped[str] = mapped_column(Text, default="")

    item: Mapped[UpwardItem] = relationship(back_populates="requests")

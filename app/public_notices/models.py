"""Lấy ý kiến công khai: names of a round laid before the people, what people said of them, and the report on it."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.documents.models import Paper, StoredFile
from app.extensions import Model, Versioned
from app.nominations.models import Nomination
from app.rounds.models import AwardRound


class NoticeStatus(StrEnum):
    DRAFT = "draft"
    SIGNED = "signed"  # its letter waits for a number, or is out and not posted yet
    OPEN = "open"
    CLOSED = "closed"  # summed up; the report waits for its signature
    SUMMARISED = "summarised"
    CANCELLED = "cancelled"


LIVING = frozenset({NoticeStatus.DRAFT, NoticeStatus.SIGNED, NoticeStatus.OPEN, NoticeStatus.CLOSED})


class Stance(StrEnum):
    AGREES = "agrees"
    OBJECTS = "objects"
    OTHER = "other"


class PublicNotice(Versioned, Model):
    """Thông báo lấy ý kiến: one list for many cases. It moves no case; a case waits until its report is signed."""

    __tablename__ = "public_notice"

    id: Mapped[int] = mapped_column(primary_key=True)
    award_round_id: Mapped[int] = mapped_column(ForeignKey("award_round.id"))
    title: Mapped[str] = mapped_column(String(300))
    status: Mapped[NoticeStatus] = mapped_column(default=NoticeStatus.DRAFT)
    created_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    created_at: Mapped[datetime]
    working_days: Mapped[int | None]  # as the rule of the day of its signature had it
    letter_id: Mapped[int | None] = mapped_column(ForeignKey("paper.id"))  # Thông báo lấy ý kiến
    posted_on: Mapped[date | None]
    closes_on: Mapped[date | None]  # the last day on which opinions are taken
    places: Mapped[str] = mapped_column(String(1000), default="")  # a line each
    summary: Mapped[str] = mapped_column(Text, default="")
    closed_at: Mapped[datetime | None]
    report_id: Mapped[int | None] = mapped_column(ForeignKey("paper.id"))  # Báo cáo kết quả công khai
    cancelled_reason: Mapped[str] = mapped_column(String(2000), default="")
    status_since: Mapped[datetime]

    award_round: Mapped[AwardRound] = relationship()
    created_by: Mapped[User] = relationship()
    letter: Mapped[Paper | None] = relationship(foreign_keys=[letter_id])
    report: Mapped[Paper | None] = relationship(foreign_keys=[report_id])
    items: Mapped[list["NoticeItem"]] = relationship(back_populates="notice", order_by="NoticeItem.position")
    opinions: Mapped[list["NoticeOpinion"]] = relationship(back_populates="notice", order_by="NoticeOpinion.id")

    __table_args__ = (Index("ix_public_notice_status_closes_on", "status", "closes_on"),)

    @property
    def ref(self) -> str:
        return f"public_notice:{self.id}"

    @property
    def is_to_be_shown(self) -> bool:
        """Whether what the public page will say of its names may still be written."""
        return self.status in {NoticeStatus.DRAFT, NoticeStatus.SIGNED, NoticeStatus.OPEN}


class NoticeItem(Model):
    """A name on the list."""

    __tablename__ = "notice_item"

    id: Mapped[int] = mapped_column(primary_key=True)
    notice_id: Mapped[int] = mapped_column(ForeignKey("public_notice.id"))
    nomination_id: Mapped[int] = mapped_column(ForeignKey("nomination.id"), index=True)
    position: Mapped[int]
    achievement: Mapped[str] = mapped_column(  # written for the public page; the last column, for it came later
        String(300), default="", server_default="", sort_order=1
    )

    notice: Mapped[PublicNotice] = relationship(back_populates="items")
    nomination: Mapped[Nomination] = relationship()

    __table_args__ = (UniqueConstraint("notice_id", "nomination_id"),)


class NoticeOpinion(Versioned, Model):
    """What somebody said while the notice was open, and what came of it."""

    __tablename__ = "notice_opinion"

    id: Mapped[int] = mapped_column(primary_key=True)
    notice_id: Mapped[int] = mapped_column(ForeignKey("public_notice.id"), index=True)
    nomination_id: Mapped[int | None] = mapped_column(ForeignKey("nomination.id"))  # None: about the whole list
    said_by: Mapped[str] = mapped_column(String(300))
    contact: Mapped[str] = mapped_column(String(300), default="")
    received_on: Mapped[date]
    stance: Mapped[Stance]
    content: Mapped[str] = mapped_column(Text)
    file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"))
    entered_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))  # None: by the public page
    entered_at: Mapped[datetime]
    handling: Mapped[str] = mapped_column(Text, default="")
    handled_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    handled_at: Mapped[datetime | None]
    email: Mapped[str] = mapped_column(  # of the public page, verified; the last column, for it came later
        String(200), default="", server_default="", sort_order=1
    )

    notice: Mapped[PublicNotice] = relationship(back_populates="opinions")
    nomination: Mapped[Nomination | None] = relationship()
    file: Mapped[StoredFile | None] = relationship()
    entered_by: Mapped[User | None] = relationship(foreign_keys=[entered_by_id])
    handled_by: Mapped[User | None] = relationship(foreign_keys=[handled_by_id])

    @property
    def ref(self) -> str:
        return f"notice_opinion:{self.id}"

    @property
    def reference(self) -> str:
        """Số tiếp nhận, as its sender was told."""
        return f"{self.notice_id}-{self.id}"

"""Xem xét hủy quyết định tặng: what it rests on, how it ended, what was recovered."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.documents.models import Paper, StoredFile
from app.extensions import Model, Versioned
from app.nominations.models import Nomination


class Outcome(StrEnum):
    OPEN = "open"
    REVOKED = "revoked"
    KEPT = "kept"


class Revocation(Versioned, Model):
    """One review of one recipient's award; a kept award may be reviewed again on another ground."""

    __tablename__ = "revocation"

    id: Mapped[int] = mapped_column(primary_key=True)
    nomination_id: Mapped[int] = mapped_column(ForeignKey("nomination.id"), index=True)
    ground: Mapped[str] = mapped_column(String(40))  # a key of grounds.NAMES
    source: Mapped[str] = mapped_column(String(300))  # number and agency of the conclusion, judgment …
    source_on: Mapped[date]
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_file.id"))
    reason: Mapped[str] = mapped_column(Text)
    opened_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    opened_at: Mapped[datetime]
    outcome: Mapped[Outcome] = mapped_column(default=Outcome.OPEN)
    decided_reason: Mapped[str] = mapped_column(Text, default="")
    decided_at: Mapped[datetime | None]
    paper_id: Mapped[int | None] = mapped_column(ForeignKey("paper.id"))  # Quyết định hủy
    recovered_on: Mapped[date | None]
    recovered: Mapped[str] = mapped_column(Text, default="")  # what came back: certificate, object, money
    recovery_file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"))  # biên bản thu hồi

    nomination: Mapped[Nomination] = relationship()
    opened_by: Mapped[User] = relationship()
    file: Mapped[StoredFile] = relationship(foreign_keys=[file_id])
    paper: Mapped[Paper | None] = relationship()
    recovery_file: Mapped[StoredFile | None] = relationship(foreign_keys=[recovery_file_id])

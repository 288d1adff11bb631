"""A case taken out of its road: on which ground, since when, and what was found in the end."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.documents.models import Paper, StoredFile
from app.extensions import Model, Versioned
from app.nominations.models import Nomination


class Finding(StrEnum):
    CLEAR = "clear"
    VIOLATION = "violation"


class Suspension(Versioned, Model):
    """Tạm dừng xét khen thưởng, with the paper it rests on; later the conclusion of whoever looked into it."""

    __tablename__ = "suspension"

    id: Mapped[int] = mapped_column(primary_key=True)
    nomination_id: Mapped[int] = mapped_column(ForeignKey("nomination.id"), index=True)
    state: Mapped[str] = mapped_column(String(40))  # where the case stood
    ground: Mapped[str] = mapped_column(String(40))
    ground_name: Mapped[str] = mapped_column(String(300))  # as the law of the day had it
    ground_basis: Mapped[str] = mapped_column(String(300))
    source_agency: Mapped[str] = mapped_column(String(300))
    source_number: Mapped[str] = mapped_column(String(100), default="")
    source_on: Mapped[date]
    source_file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"))
    reason: Mapped[str] = mapped_column(String(2000))  # the unit reads it
    suspended_at: Mapped[datetime]
    suspended_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    letter_id: Mapped[int | None] = mapped_column(ForeignKey("paper.id"))  # Công văn tạm dừng
    finding: Mapped[Finding | None]
    finding_agency: Mapped[str] = mapped_column(String(300), default="")
    finding_number: Mapped[str] = mapped_column(String(100), default="")
    finding_on: Mapped[date | None]
    finding_summary: Mapped[str] = mapped_column(String(2000), default="")  # stays at Sở Nội vụ
    finding_file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"))
    found_at: Mapped[datetime | None]
    found_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    ended_at: Mapped[datetime | None]
    ended_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    notice_id: Mapped[int | None] = mapped_column(ForeignKey("paper.id"))  # Thông báo kết quả, where the case ended

    nomination: Mapped[Nomination] = relationship()
    source_file: Mapped[StoredFile | None] = relationship(foreign_keys=[source_file_id])
    suspended_by: Mapped[User] = relationship(foreign_keys=[suspended_by_id])
    letter: Mapped[Paper | None] = relationship(foreign_keys=[letter_id])
    finding_file: Mapped[StoredFile | None] = relationship(foreign_keys=[finding_file_id])
    notice: Mapped[Paper | None] = relationship(foreign_keys=[notice_id])

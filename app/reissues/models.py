"""Cấp đổi, cấp lại: who asked and why, what was found, which certificate went and which took its place."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.documents.models import StoredFile
from app.extensions import Model, Versioned
from app.nominations.models import Nomination
from app.reissues.kinds import ReissueKind


class Standing(StrEnum):
    ASKED = "asked"
    APPROVED = "approved"
    REFUSED = "refused"
    HANDED = "handed"


class Reissue(Versioned, Model):
    """One certificate made anew. The old one is kept as it read: withdrawn, or lost."""

    __tablename__ = "reissue"

    id: Mapped[int] = mapped_column(primary_key=True)
    nomination_id: Mapped[int] = mapped_column(ForeignKey("nomination.id"), index=True)
    kind: Mapped[ReissueKind]
    standing: Mapped[Standing] = mapped_column(index=True)
    asked_by: Mapped[str] = mapped_column(String(300))  # the unit, or the person
    asked_on: Mapped[date]
    reason: Mapped[str] = mapped_column(Text)
    file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"))  # đơn; None: a correction asks for it
    opened_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    opened_at: Mapped[datetime]
    checked_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    checked_at: Mapped[datetime | None]
    checked_reason: Mapped[str] = mapped_column(Text, default="")
    old_certificate: Mapped[dict[str, Any]]  # as it was handed over
    new_certificate: Mapped[dict[str, Any] | None]  # likewise
    handed_on: Mapped[date | None]
    receiver_name: Mapped[str] = mapped_column(String(200), default="")
    receipt_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"))  # phiếu ký nhận

    nomination: Mapped[Nomination] = relationship()
    opened_by: Mapped[User] = relationship(foreign_keys=[opened_by_id])
    checked_by: Mapped[User | None] = relationship(foreign_keys=[checked_by_id])
    file: Mapped[StoredFile | None] = relationship(foreign_keys=[file_id])
    receipt: Mapped[StoredFile | None] = relationship(foreign_keys=[receipt_id])

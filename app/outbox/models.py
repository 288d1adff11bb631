"""Errands: what must follow a change, written in the same transaction. And the notices they leave people."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import Model


class ErrandStatus(StrEnum):
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"  # gave up after the last try; shown to the administrator


class Errand(Model):
    """A row that asks for work. A lost bell loses nothing: the sweep finds the row."""

    __tablename__ = "errand"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(40))
    subject: Mapped[str] = mapped_column(String(60))  # "nomination:7"
    payload: Mapped[dict[str, Any]]
    status: Mapped[ErrandStatus] = mapped_column(default=ErrandStatus.WAITING)
    attempts: Mapped[int] = mapped_column(default=0)
    not_before: Mapped[datetime]  # real time, as all of these
    created_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    error: Mapped[str] = mapped_column(Text, default="")

    __table_args__ = (Index("ix_errand_status_not_before", "status", "not_before"),)


class Notice(Model):
    """Thông báo: one line for one person, written once for an errand however often it is tried."""

    __tablename__ = "notice"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    errand_id: Mapped[int] = mapped_column(ForeignKey("errand.id"))
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    text: Mapped[str] = mapped_column(Text)
    subject: Mapped[str] = mapped_column(String(60))
    created_at: Mapped[datetime]  # office time
    read_at: Mapped[datetime | None]

    __table_args__ = (
        UniqueConstraint("errand_id", "user_id"),
        Index("ix_notice_user_id_read_at", "user_id", "read_at"),
    )

"""A new version of an award while it is written: in a table of its own, so that no query of the catalogue sees it."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.awards.models import AwardVersion
from app.extensions import Model, Versioned


class DraftStatus(StrEnum):
    WRITING = "writing"
    SENT = "sent"
    PUBLISHED = "published"
    DISCARDED = "discarded"


class AwardDraft(Versioned, Model):
    """Bản soạn: what the next version of an award will say, from the version it comes from."""

    __tablename__ = "award_draft"

    id: Mapped[int] = mapped_column(primary_key=True)
    award_code: Mapped[str] = mapped_column(ForeignKey("award.code"), index=True)
    base_id: Mapped[int] = mapped_column(ForeignKey("award_version.id"))
    status: Mapped[DraftStatus] = mapped_column(index=True)
    basis: Mapped[str] = mapped_column(String(500))  # why the law is another from then on
    content: Mapped[dict[str, Any]]  # see `content`
    writers: Mapped[list[Any]]  # whoever wrote a word of it, and whom they stood in for: ids of people
    created_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    created_at: Mapped[datetime]
    sent_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    sent_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    decided_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(Text, default="")  # why it was sent back, until it is sent again
    published_id: Mapped[int | None] = mapped_column(ForeignKey("award_version.id"))

    base: Mapped[AwardVersion] = relationship(foreign_keys=[base_id])
    published: Mapped[AwardVersion | None] = relationship(foreign_keys=[published_id])
    created_by: Mapped[User] = relationship(foreign_keys=[created_by_id])
    sent_by: Mapped[User | None] = relationship(foreign_keys=[sent_by_id])
    decided_by: Mapped[User | None] = relationship(foreign_keys=[decided_by_id])

    @property
    def ref(self) -> str:
        return f"award_draft:{self.id}"

    @property
    def number(self) -> int:
        return int(self.content["number"])

    @property
    def name(self) -> str:
        return str(self.content["name"])

    @property
    def begins(self) -> date:
        return date.fromisoformat(self.content["valid_from"])

    @property
    def is_open(self) -> bool:
        return self.status in {DraftStatus.WRITING, DraftStatus.SENT}

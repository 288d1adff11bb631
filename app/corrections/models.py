"""Đính chính, thay thế: what the decision said of a recipient, what it is to say, on what that rests, how it ended."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.corrections.changes import Change, changes
from app.corrections.kinds import CorrectionKind
from app.documents.models import Paper, StoredFile
from app.extensions import Model, Versioned
from app.nominations.models import Nomination


class Outcome(StrEnum):
    PROPOSED = "proposed"
    SIGNED = "signed"  # and waits for its number
    ISSUED = "issued"  # from now on the case reads as corrected
    ABANDONED = "abandoned"
    OVERTAKEN = "overtaken"  # another was signed before this one had its number


class Correction(Versioned, Model):
    """One correction of what a decision says of one recipient; both wordings are kept as they were."""

    __tablename__ = "correction"

    id: Mapped[int] = mapped_column(primary_key=True)
    nomination_id: Mapped[int] = mapped_column(ForeignKey("nomination.id"), index=True)
    kind: Mapped[CorrectionKind]
    said: Mapped[dict[str, Any]]  # honorific, nominee_name, nominee_title as the case had them
    right: Mapped[dict[str, Any]]  # the same as they are to be
    wrong_text: Mapped[str] = mapped_column(Text, default="")  # another passage of the decision
    right_text: Mapped[str] = mapped_column(Text, default="")
    source: Mapped[str] = mapped_column(String(300))  # the document that shows what is right
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_file.id"))
    reason: Mapped[str] = mapped_column(Text)
    opened_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    opened_at: Mapped[datetime]
    outcome: Mapped[Outcome] = mapped_column(default=Outcome.PROPOSED)
    decided_reason: Mapped[str] = mapped_column(Text, default="")  # why it was given up
    decided_at: Mapped[datetime | None]
    paper_id: Mapped[int | None] = mapped_column(ForeignKey("paper.id"))

    nomination: Mapped[Nomination] = relationship()
    opened_by: Mapped[User] = relationship()
    file: Mapped[StoredFile] = relationship()
    paper: Mapped[Paper | None] = relationship()

    @property
    def changes(self) -> list[Change]:
        return [*changes(self.nomination.nominee_kind, self.said, self.right, self.wrong_text, self.right_text)]

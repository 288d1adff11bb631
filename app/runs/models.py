"""A run: one step for many cases. Its rows say at any moment how far it is, so that it goes on where it was stopped."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.extensions import Model
from app.nominations.models import Nomination


class Stage(StrEnum):
    CHECKING = "checking"  # each case is asked whether it would be done; nothing is done
    READY = "ready"  # whoever asked for it looks at what would be done, and what not
    WORKING = "working"
    DONE = "done"
    DISCARDED = "discarded"


class Outcome(StrEnum):
    """Of one case."""

    UNCHECKED = "unchecked"
    WAITING = "waiting"
    DONE = "done"
    REFUSED = "refused"


class BulkRun(Model):
    """Một lần xử lý nhiều hồ sơ: the step, the reason common to all, and the office in which somebody takes it."""

    __tablename__ = "bulk_run"

    id: Mapped[int] = mapped_column(primary_key=True)
    step: Mapped[str] = mapped_column(String(60))
    label: Mapped[str] = mapped_column(String(200))  # as the processes call the step
    reason: Mapped[str] = mapped_column(Text, default="")
    stage: Mapped[Stage]
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    appointment_id: Mapped[int] = mapped_column(ForeignKey("appointment.id"))
    asked_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]

    asked_by: Mapped[User] = relationship()
    items: Mapped[list["BulkItem"]] = relationship(back_populates="run", order_by="BulkItem.position")

    @property
    def ref(self) -> str:
        """What the log, its errands and its notice call it."""
        return f"run:{self.id}"


class BulkItem(Model):
    """One case of a run, as it was when it was chosen, and what became of it."""

    __tablename__ = "bulk_item"

    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("bulk_run.id"))
    nomination_id: Mapped[int] = mapped_column(ForeignKey("nomination.id"), index=True)
    position: Mapped[int]
    seen_version: Mapped[int]  # of the case; another one now, and it is not what was chosen
    outcome: Mapped[Outcome] = mapped_column(default=Outcome.UNCHECKED)
    reasons: Mapped[list[str]] = mapped_column(default=list)  # why it was refused
    settled_at: Mapped[datetime | None]

    run: Mapped[BulkRun] = relationship(back_populates="items")
    nomination: Mapped[Nomination] = relationship()

    __table_args__ = (
        UniqueConstraint("run_id", "nomination_id"),
        Index("ix_bulk_item_run_id_outcome_position", "run_id", "outcome", "position"),
    )

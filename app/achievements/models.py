"""Which initiatives a case relies on, uses of former years, and what Sở Nội vụ answered where two cases look alike."""

from datetime import date, datetime

from sqlalchemy import Connection, ForeignKey, Index, String, Table, event, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.documents.models import StoredFile
from app.extensions import Model
from app.initiatives.models import Initiative
from app.nominees.models import Nominee

ONE_USE = "uq_initiative_use_current"


class InitiativeUse(Model):
    """A case relies on an initiative of its nominee. It lasts until it is given up: by its unit, or because the case
    ended without a decision and another case took the initiative.
    """

    __tablename__ = "initiative_use"

    id: Mapped[int] = mapped_column(primary_key=True)
    initiative_id: Mapped[int] = mapped_column(ForeignKey("initiative.id"))
    nominee_id: Mapped[int] = mapped_column(ForeignKey("nominee.id"))
    kind: Mapped[str] = mapped_column(String(20))  # title | commendation, of the case's award
    nomination_id: Mapped[int] = mapped_column(ForeignKey("nomination.id"), index=True)
    chosen_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    chosen_at: Mapped[datetime]
    given_up_at: Mapped[datetime | None]

    __table_args__ = (
        Index(ONE_USE, "initiative_id", "nominee_id", "kind", unique=True),  # once, whoever was faster
    )


@event.listens_for(InitiativeUse.__table__, "before_create")
def _unique_while_it_lasts(table: Table, connection: Connection, **_: object) -> None:
    """Said here, for the database at hand: said above for both kinds, it would load the other's whole dialect."""
    (index,) = (index for index in table.indexes if index.name == ONE_USE)
    index.dialect_options[connection.dialect.name]["where"] = text("given_up_at IS NULL")


class FormerUse(Model):
    """An initiative was used for an award that was given before this system, or outside it. Never changed: confirmed
    by Sở Nội vụ, or void.
    """

    __tablename__ = "former_initiative_use"

    id: Mapped[int] = mapped_column(primary_key=True)
    initiative_id: Mapped[int] = mapped_column(ForeignKey("initiative.id"), index=True)
    nominee_id: Mapped[int] = mapped_column(ForeignKey("nominee.id"), index=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    award_name: Mapped[str] = mapped_column(String(300))
    decision_number: Mapped[str] = mapped_column(String(100))
    decided_on: Mapped[date]
    decided_by: Mapped[str] = mapped_column(String(300))
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_file.id"))
    entered_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    entered_at: Mapped[datetime]
    confirmed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    confirmed_at: Mapped[datetime | None]
    voided_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    voided_at: Mapped[datetime | None]
    void_reason: Mapped[str] = mapped_column(String(2000), default="")

    initiative: Mapped[Initiative] = relationship()
    nominee: Mapped[Nominee] = relationship()
    file: Mapped[StoredFile] = relationship()

    @property
    def ref(self) -> str:
        return f"formerinitiativeuse:{self.id}"

    @property
    def called(self) -> str:
        return f"{self.award_name}, Quyết định số {self.decision_number} ngày {self.decided_on:%d/%m/%Y}"


class OverlapAnswer(Model):
    """Whether two cases tell of one achievement. Never changed: of two cases the newest answer counts."""

    __tablename__ = "overlap_answer"

    id: Mapped[int] = mapped_column(primary_key=True)
    low_id: Mapped[int] = mapped_column(ForeignKey("nomination.id"))  # of the two cases the older
    high_id: Mapped[int] = mapped_column(ForeignKey("nomination.id"))
    is_same: Mapped[bool]
    grounds: Mapped[list[str]]  # what was looked at: "period", and the SHA-256 of each file
    reason: Mapped[str] = mapped_column(String(2000))
    answered_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    answered_at: Mapped[datetime]

    __table_args__ = (Index("ix_overlap_answer_low_id_high_id", "low_id", "high_id"), Index(None, "high_id"))

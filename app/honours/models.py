"""Khen thưởng đã có: awards of earlier years, or given by a unit itself, each with the decision that gave it.

What is decided in this system is not entered here: rooms above tell of it (`openings`).
"""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.documents.models import StoredFile
from app.extensions import Model
from app.nominees.models import Nominee
from app.organisations.models import Organisation


class Honour(Model):
    """One award somebody holds. It is never changed and never deleted: what is wrong is voided, with the reason."""

    __tablename__ = "honour"

    id: Mapped[int] = mapped_column(primary_key=True)
    nominee_id: Mapped[int] = mapped_column(ForeignKey("nominee.id"), index=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))  # whose register the nominee stands in
    award_code: Mapped[str | None] = mapped_column(ForeignKey("award.code"))  # None: not in the catalogue
    award_name: Mapped[str] = mapped_column(String(300))
    level: Mapped[str] = mapped_column(String(20))  # who gives it: unit | province | ministry | state
    year: Mapped[int]
    decision_number: Mapped[str] = mapped_column(String(100))  # "125/QĐ-SGDĐT"
    decided_on: Mapped[date]
    decided_by: Mapped[str] = mapped_column(String(300))
    file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"))  # the decision, scanned
    entered_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    entered_at: Mapped[datetime]
    confirmed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))  # at Sở Nội vụ
    confirmed_at: Mapped[datetime | None]
    voided_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    voided_at: Mapped[datetime | None]
    void_reason: Mapped[str] = mapped_column(String(2000), default="")

    nominee: Mapped[Nominee] = relationship()
    unit: Mapped[Organisation] = relationship()
    file: Mapped[StoredFile | None] = relationship()
    entered_by: Mapped[User] = relationship(foreign_keys=[entered_by_id])
    confirmed_by: Mapped[User | None] = relationship(foreign_keys=[confirmed_by_id])
    voided_by: Mapped[User | None] = relationship(foreign_keys=[voided_by_id])

    __table_args__ = (
        Index("ix_honour_decided_on_id", "decided_on", "id"),
        Index("ix_honour_unit_id_decided_on_id", "unit_id", "decided_on", "id"),
        Index("ix_honour_confirmed_at_voided_at", "confirmed_at", "voided_at"),
    )

    @property
    def ref(self) -> str:
        return f"honour:{self.id}"

    @property
    def decision(self) -> str:
        return f"{self.decision_number} ngày {self.decided_on:%d/%m/%Y}"

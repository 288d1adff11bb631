"""A unit's register of people, collectives and households who may be nominated."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.columns import SortKey
from app.extensions import Model, Versioned
from app.organisations.models import Organisation


class NomineeKind(StrEnum):
    INDIVIDUAL = "individual"
    COLLECTIVE = "collective"
    HOUSEHOLD = "household"


def form_of_address(kind: NomineeKind, honorific: str) -> str:
    """What stands before the name: 'Ông'; 'Hộ gia đình ông', for a household is called by its head."""
    if kind is not NomineeKind.HOUSEHOLD:
        return honorific
    return f"Hộ gia đình {honorific[:1].lower()}{honorific[1:]}".strip()


class Nominee(Versioned, Model):
    """Cá nhân, tập thể hoặc hộ gia đình in the register of one unit."""

    __tablename__ = "nominee"

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    kind: Mapped[NomineeKind]
    name: Mapped[str] = mapped_column(String(300))
    sort_key: Mapped[str] = mapped_column(SortKey)  # people and heads of households by last word, collectives by first
    folded: Mapped[str] = mapped_column(String(300))
    honorific: Mapped[str] = mapped_column(String(60), default="")  # danh xưng: Ông, Bà, Thượng tá
    gender: Mapped[str] = mapped_column(String(10), default="")  # male | female
    birth_date: Mapped[date | None]
    ethnicity: Mapped[str] = mapped_column(String(60), default="")
    position: Mapped[str] = mapped_column(String(200), default="")  # chức vụ, chức danh
    department: Mapped[str] = mapped_column(String(300), default="")  # phòng, ban, trường …
    worker_class: Mapped[str] = mapped_column(String(60), default="")  # catalogue enum worker_class
    rank_class: Mapped[str] = mapped_column(String(200), default="")  # phân loại cán bộ of the statistics forms
    employee_code: Mapped[str] = mapped_column(String(40), default="")
    citizen_id: Mapped[str] = mapped_column(String(12), default="")
    field_of_work: Mapped[str] = mapped_column(String(200), default="")
    collective_class: Mapped[str] = mapped_column(String(200), default="")
    email: Mapped[str] = mapped_column(String(200), default="")
    phone: Mapped[str] = mapped_column(String(30), default="")
    address: Mapped[str] = mapped_column(String(300), default="")
    is_active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime]
    hamlet: Mapped[str] = mapped_column(  # thôn, khu phố of a household; the last columns, for they came later
        String(200), default="", server_default="", sort_order=1
    )
    household_size: Mapped[int | None] = mapped_column(sort_order=1)  # số nhân khẩu
    locality: Mapped[str] = mapped_column(  # a collective that is a commune or a village; `LOCALITIES`
        String(20), default="", server_default="", sort_order=2
    )

    unit: Mapped[Organisation] = relationship()

    __table_args__ = (Index("ix_nominee_unit_id_sort_key", "unit_id", "sort_key"),)

    @property
    def masked_citizen_id(self) -> str:
        """For lists: enough to tell two people apart, not enough to use."""
        return "•" * 8 + self.citizen_id[-4:] if self.citizen_id else ""

    @property
    def form_of_address(self) -> str:
        return form_of_address(self.kind, self.honorific)

    @property
    def named(self) -> tuple[str, str]:
        """Form of address and name, as a case keeps them: a household's name is never told without what it is."""
        return ("", self.full_name) if self.kind is NomineeKind.HOUSEHOLD else (self.honorific, self.name)

    @property
    def full_name(self) -> str:
        return f"{self.form_of_address} {self.name}".strip()

    @property
    def title_line(self) -> str:
        """On one line, as lists of recipients print it: position and place of work; where a household lives."""
        is_household = self.kind is NomineeKind.HOUSEHOLD
        parts = (self.hamlet, self.address) if is_household else (self.position, self.department)
        return ", ".join(part for part in parts if part)

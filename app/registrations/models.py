"""Registration at the start of a year (đăng ký thi đua): the year Sở Nội vụ opens, and the sheet of each unit."""

from datetime import date, datetime

from sqlalchemy import Column, ForeignKey, String, Table, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.awards.models import Award
from app.extensions import Base, Model, Versioned
from app.moving import Moving
from app.organisations.models import Organisation

registration_award = Table(
    "registration_award",
    Base.metadata,
    Column("registration_year_id", ForeignKey("registration_year.id"), primary_key=True),
    Column("award_code", ForeignKey("award.code"), primary_key=True),
)


class RegistrationYear(Versioned, Model):
    """Đợt đăng ký của một năm: from which day to which, and for which titles."""

    __tablename__ = "registration_year"

    id: Mapped[int] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(unique=True)
    opens_on: Mapped[date]
    closes_on: Mapped[date]  # the last day units may send
    basis: Mapped[str] = mapped_column(String(300))
    note: Mapped[str] = mapped_column(Text, default="")
    created_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    created_at: Mapped[datetime]

    awards: Mapped[list[Award]] = relationship(secondary=registration_award, order_by=Award.code)

    @property
    def ref(self) -> str:
        return f"registrationyear:{self.id}"

    def takes_on(self, day: date) -> bool:
        return self.opens_on <= day <= self.closes_on


class Registration(Moving, Model):
    """Bản đăng ký thi đua: one unit, one year."""

    __tablename__ = "registration"

    registration_year_id: Mapped[int] = mapped_column(ForeignKey("registration_year.id"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    signed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))  # the head, when it was last sent
    signed_at: Mapped[datetime | None]
    signer: Mapped[str] = mapped_column(String(300), default="")  # name and office, as they were then

    year: Mapped[RegistrationYear] = relationship(lazy="joined", innerjoin=True)
    organisation: Mapped[Organisation] = relationship(lazy="joined", innerjoin=True)

    __table_args__ = (UniqueConstraint("registration_year_id", "organisation_id"),)

    @property
    def called(self) -> str:
        return f"Đăng ký thi đua năm {self.year.year}"


class RegistrationLine(Model):
    """Who strives for what, with their pledge. Name and place of work are as the register had them then."""

    __tablename__ = "registration_line"

    id: Mapped[int] = mapped_column(primary_key=True)
    registration_id: Mapped[int] = mapped_column(ForeignKey("registration.id"))
    nominee_id: Mapped[int] = mapped_column(ForeignKey("nominee.id"), index=True)
    award_code: Mapped[str] = mapped_column(ForeignKey("award.code"))
    name: Mapped[str] = mapped_column(String(300))
    detail: Mapped[str] = mapped_column(String(500), default="")
    pledge: Mapped[str] = mapped_column(String(2000), default="")

    __table_args__ = (UniqueConstraint("registration_id", "nominee_id", "award_code"),)

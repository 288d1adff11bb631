"""Rounds (đợt xét) with their awards and dates, and the emulation movements (phong trào thi đua)."""

from datetime import date, datetime

from sqlalchemy import Column, ForeignKey, String, Table, Text, false, true
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.awards.models import AwardVersion
from app.extensions import Base, Model, Versioned
from app.organisations.models import Organisation

round_award = Table(
    "round_award",
    Base.metadata,
    Column("award_round_id", ForeignKey("award_round.id"), primary_key=True),
    Column("award_version_id", ForeignKey("award_version.id"), primary_key=True),
)

round_unit = Table(
    "round_unit",
    Base.metadata,
    Column("award_round_id", ForeignKey("award_round.id"), primary_key=True),
    Column("organisation_id", ForeignKey("organisation.id"), primary_key=True),
)


class Movement(Versioned, Model):
    """Phong trào thi đua: a nomination says which one it answers.

    What the letter of the province names (not `is_by_hand`) keeps its name, source and dates: they are its words.
    """

    __tablename__ = "movement"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(60), unique=True)
    name: Mapped[str] = mapped_column(String(500))
    source: Mapped[str] = mapped_column(String(300))
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    # the last columns came later
    is_by_hand: Mapped[bool] = mapped_column(default=False, server_default=false(), sort_order=1)
    launched_by: Mapped[str] = mapped_column(String(300), default="", server_default="", sort_order=1)
    plan: Mapped[str] = mapped_column(Text, default="", server_default="", sort_order=1)
    problem: Mapped[str] = mapped_column(Text, default="", server_default="", sort_order=1)  # what it is to solve
    closed_on: Mapped[date | None] = mapped_column(sort_order=1)
    closing_reason: Mapped[str] = mapped_column(String(2000), default="", server_default="", sort_order=1)
    version: Mapped[int] = mapped_column(default=1, server_default="1", sort_order=1)

    @property
    def ref(self) -> str:
        return f"movement:{self.id}"

    def runs_on(self, day: date) -> bool:
        has_begun = self.valid_from is None or self.valid_from <= day
        is_over = self.valid_to is not None and self.valid_to < day
        return has_begun and not is_over and self.closed_on is None


class AwardRound(Versioned, Model):
    """Đợt xét khen thưởng."""

    __tablename__ = "award_round"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(300))
    year: Mapped[int]
    opens_on: Mapped[date]
    closes_on: Mapped[date]  # the last day units may send their Tờ trình
    unit_notice: Mapped[bool] = mapped_column(default=False)  # công khai tại đơn vị
    people_notice: Mapped[bool] = mapped_column(  # lấy ý kiến công khai trước khi kết luận thẩm định
        default=False, server_default=false(), sort_order=1
    )
    basis: Mapped[str] = mapped_column(String(300), default="")
    confidence: Mapped[str] = mapped_column(String(40))
    note: Mapped[str] = mapped_column(Text, default="")  # hướng dẫn: read by units while they write
    invites_all: Mapped[bool] = mapped_column(default=True, server_default=true(), sort_order=2)  # else `units`
    asks_agencies: Mapped[bool] = mapped_column(  # whether those one usually asks (hiệp y) are chosen beforehand
        default=True, server_default=true(), sort_order=2
    )
    opening_text: Mapped[str] = mapped_column(Text, default="", server_default="", sort_order=2)
    closing_text: Mapped[str] = mapped_column(Text, default="", server_default="", sort_order=2)

    awards: Mapped[list[AwardVersion]] = relationship(secondary=round_award)
    units: Mapped[list[Organisation]] = relationship(secondary=round_unit, order_by=Organisation.sort_key)

    extensions: Mapped[list["RoundExtension"]] = relationship(
        back_populates="award_round", order_by="RoundExtension.id.desc()"
    )

    @property
    def ref(self) -> str:
        return f"round:{self.id}"

    @property
    def only_some(self) -> bool:
        return not self.invites_all

    @property
    def subject(self) -> str:
        """What its rewards are for, as it follows 'khen thưởng': 'tổng kết năm 2024', 'ngành Giáo dục, …'."""
        rest = self.name.strip().removeprefix("Đợt khen thưởng ").removeprefix("Khen thưởng ")
        return f"{rest[:1].lower()}{rest[1:]}"

    @property
    def in_a_sentence(self) -> str:
        """'đợt khen thưởng tổng kết năm 2024', however it is named."""
        name = f"{self.name[:1].lower()}{self.name[1:]}"
        return name if name.startswith("đợt ") else f"đợt {name}"

    def takes_on(self, day: date) -> bool:
        return self.opens_on <= day <= self.closes_on

    def last_day_for(self, *unit_ids: int | None) -> date:
        """The last day on which a unit may send, by what it was given beyond the others."""
        given = (one.closes_on for one in self.extensions if one.unit_id is not None and one.unit_id in unit_ids)
        return max([self.closes_on, *given])

    def takes_from(self, day: date, *unit_ids: int | None) -> bool:
        return self.takes_on(day) or self.opens_on <= day <= self.last_day_for(*unit_ids)


class RoundExtension(Model):
    """Gia hạn nhận hồ sơ: more days to send, for one unit or, without one, for all."""

    __tablename__ = "round_extension"

    id: Mapped[int] = mapped_column(primary_key=True)
    award_round_id: Mapped[int] = mapped_column(ForeignKey("award_round.id"), index=True)
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    closed_on: Mapped[date]  # the last day as it was
    closes_on: Mapped[date]
    reason: Mapped[str] = mapped_column(String(2000))
    document: Mapped[str] = mapped_column(String(300), default="")  # the paper it rests on, if there is one
    document_on: Mapped[date | None]
    extended_at: Mapped[datetime]
    extended_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))

    award_round: Mapped[AwardRound] = relationship(back_populates="extensions")
    unit: Mapped[Organisation | None] = relationship()
    extended_by: Mapped[User] = relationship()

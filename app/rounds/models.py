"""Rounds (đợt xét) with their awards and dates, and the emulation movements (phong trào thi đua)."""

from datetime import date

from sqlalchemy import Column, ForeignKey, String, Table, Text, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.awards.models import AwardVersion
from app.extensions import Base, Model, Versioned

round_award = Table(
    "round_award",
    Base.metadata,
    Column("award_round_id", ForeignKey("award_round.id"), primary_key=True),
    Column("award_version_id", ForeignKey("award_version.id"), primary_key=True),
)


class Movement(Model):
    """Phong trào thi đua: a nomination says which one it answers, and the problem it solved."""

    __tablename__ = "movement"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(60), unique=True)
    name: Mapped[str] = mapped_column(String(500))
    source: Mapped[str] = mapped_column(String(300))
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]


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
    note: Mapped[str] = mapped_column(Text, default="")

    awards: Mapped[list[AwardVersion]] = relationship(secondary=round_award)

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

"""Gatherings (Tờ trình gửi cấp trên): by which a unit's cases go up to its superior, and the answer to each."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.extensions import Model
from app.moving import Moving
from app.nominations.models import Nomination
from app.organisations.models import Organisation
from app.rounds.models import AwardRound


class Gathering(Moving, Model):
    """Tờ trình của đơn vị trực thuộc: from one unit to its superior, many nominees; each is answered by itself."""

    __tablename__ = "gathering"

    unit_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    superior_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    award_round_id: Mapped[int] = mapped_column(ForeignKey("award_round.id"))
    title: Mapped[str] = mapped_column(String(300))  # trích yếu
    summary: Mapped[str] = mapped_column(Text, default="")
    created_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    created_at: Mapped[datetime]
    signed_at: Mapped[datetime | None]

    unit: Mapped[Organisation] = relationship(foreign_keys=[unit_id])
    superior: Mapped[Organisation] = relationship(foreign_keys=[superior_id])
    award_round: Mapped[AwardRound] = relationship()
    created_by: Mapped[User] = relationship()
    items: Mapped[list["GatheringItem"]] = relationship(back_populates="gathering", order_by="GatheringItem.position")

    __table_args__ = (
        Index("ix_gathering_unit_id_state", "unit_id", "state"),
        Index("ix_gathering_superior_id_state", "superior_id", "state"),
    )


class GatheringItem(Model):
    """One name that goes up, and what the superior answered: taken up, or handed back with its reason."""

    __tablename__ = "gathering_item"

    id: Mapped[int] = mapped_column(primary_key=True)
    gathering_id: Mapped[int] = mapped_column(ForeignKey("gathering.id"))
    nomination_id: Mapped[int] = mapped_column(ForeignKey("nomination.id"), index=True)
    position: Mapped[int]
    taken_up_at: Mapped[datetime | None]
    handed_back_at: Mapped[datetime | None]
    handed_back_reason: Mapped[str] = mapped_column(String(2000), default="")

    gathering: Mapped[Gathering] = relationship(back_populates="items")
    nomination: Mapped[Nomination] = relationship()

    __table_args__ = (UniqueConstraint("gathering_id", "nomination_id"),)

    @property
    def is_answered(self) -> bool:
        return self.taken_up_at is not None or self.handed_back_at is not None

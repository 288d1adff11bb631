"""Decisions of a unit's head (Quyết định khen thưởng của thủ trưởng đơn vị): one award, one signature, many names."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.awards.models import AwardVersion
from app.extensions import Model
from app.moving import Moving
from app.nominations.models import Nomination
from app.organisations.models import Organisation


class UnitDecision(Moving, Model):
    """Quyết định khen thưởng của đơn vị; a name that its head strikes goes back, the others stand."""

    __tablename__ = "unit_decision"

    unit_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    award_version_id: Mapped[int] = mapped_column(ForeignKey("award_version.id"))
    title: Mapped[str] = mapped_column(String(300))  # trích yếu
    merit: Mapped[str] = mapped_column(String(500))  # what for, as Điều 1 says it
    created_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    created_at: Mapped[datetime]
    signed_at: Mapped[datetime | None]
    posted_on: Mapped[date | None]  # made known in the unit
    posted_where: Mapped[str] = mapped_column(String(300), default="")
    reported_at: Mapped[datetime | None]

    unit: Mapped[Organisation] = relationship()
    award_version: Mapped[AwardVersion] = relationship()
    created_by: Mapped[User] = relationship()
    items: Mapped[list["UnitDecisionItem"]] = relationship(
        back_populates="decision", order_by="UnitDecisionItem.position"
    )

    __table_args__ = (Index("ix_unit_decision_unit_id_state", "unit_id", "state"),)


class UnitDecisionItem(Model):
    """One name, with the money of the day of the signature; a struck one keeps its reason."""

    __tablename__ = "unit_decision_item"

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_decision_id: Mapped[int] = mapped_column(ForeignKey("unit_decision.id"))
    nomination_id: Mapped[int] = mapped_column(ForeignKey("nomination.id"), index=True)
    position: Mapped[int]
    bonus: Mapped[int | None]  # đồng; None before the signature, and where the law fixes no sum
    struck_reason: Mapped[str | None] = mapped_column(String(2000))
    struck_at: Mapped[datetime | None]

    decision: Mapped[UnitDecision] = relationship(back_populates="items")
    nomination: Mapped[Nomination] = relationship()

    __table_args__ = (UniqueConstraint("unit_decision_id", "nomination_id"),)

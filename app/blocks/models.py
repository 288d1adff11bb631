"""An emulation block's year: who is in it, by what table it is scored, the scores, and what its meeting agreed on.

Few relationships, for each costs memory: what is read together is gathered by `queries`.
"""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.extensions import Model, Versioned
from app.moving import Moving
from app.organisations.models import Block, Organisation


class Part(StrEnum):
    LEADER = "leader"  # trưởng khối
    DEPUTY = "deputy"  # phó khối
    MEMBER = "member"


class BlockYear(Moving, Model):
    """Một năm của khối. Its leaders and members are decided by one document."""

    __tablename__ = "block_year"

    block_code: Mapped[str] = mapped_column(ForeignKey("block.code"))
    year: Mapped[int] = mapped_column(index=True)
    number: Mapped[str] = mapped_column(String(100), default="")  # of the document, with its symbol
    decided_on: Mapped[date | None]
    created_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    created_at: Mapped[datetime]

    block: Mapped[Block] = relationship(lazy="joined", innerjoin=True)
    members: Mapped[list["BlockMember"]] = relationship(order_by="BlockMember.id")

    __table_args__ = (UniqueConstraint("block_code", "year"),)

    @property
    def leader(self) -> "BlockMember | None":
        return next((one for one in self.members if one.part is Part.LEADER), None)

    @property
    def ranked(self) -> list["BlockMember"]:
        """Who is scored and ranked: not those set aside."""
        return [one for one in self.members if not one.set_aside_reason]

    @property
    def called(self) -> str:
        return f"{self.block.name}, năm {self.year}"


class BlockMember(Versioned, Model):
    """One organisation in one year of one block. Its version is that of its scores."""

    __tablename__ = "block_member"

    id: Mapped[int] = mapped_column(primary_key=True)
    block_year_id: Mapped[int] = mapped_column(ForeignKey("block_year.id"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    part: Mapped[Part]
    set_aside_reason: Mapped[str] = mapped_column(String(2000), default="")  # neither scored nor ranked this year
    checker_id: Mapped[int | None] = mapped_column(ForeignKey("block_member.id"))  # đơn vị chấm chéo
    sent_at: Mapped[datetime | None]
    checked_at: Mapped[datetime | None]

    organisation: Mapped[Organisation] = relationship(lazy="joined", innerjoin=True)

    __table_args__ = (UniqueConstraint("block_year_id", "organisation_id"),)

    @property
    def ref(self) -> str:
        return f"blockmember:{self.id}"

    @property
    def name(self) -> str:
        return self.organisation.name


class BlockCriterion(Model):
    """A line of the scoring table (bảng chấm điểm). Points are whole tenths."""

    __tablename__ = "block_criterion"

    id: Mapped[int] = mapped_column(primary_key=True)
    block_year_id: Mapped[int] = mapped_column(ForeignKey("block_year.id"), index=True)
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(500))
    most: Mapped[int]


class BlockScore(Model):
    """What one member has for one criterion: by itself, by whoever checks it, and as settled where they differ."""

    __tablename__ = "block_score"

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("block_member.id"))
    criterion_id: Mapped[int] = mapped_column(ForeignKey("block_criterion.id"), index=True)
    own: Mapped[int | None]
    own_note: Mapped[str] = mapped_column(String(2000), default="")
    checked: Mapped[int | None]
    check_note: Mapped[str] = mapped_column(String(2000), default="")
    settled: Mapped[int | None]
    settle_note: Mapped[str] = mapped_column(String(2000), default="")

    __table_args__ = (UniqueConstraint("member_id", "criterion_id"),)

    @property
    def differs(self) -> bool:
        return self.checked is not None and self.checked != self.own

    @property
    def final(self) -> int | None:
        """None: not settled yet."""
        if self.differs:
            return self.settled
        return self.checked


class BlockSitting(Model):
    """The block's meeting with its suy tôn, as its signed minutes tell it. Never changed: a wrong one is void."""

    __tablename__ = "block_sitting"

    id: Mapped[int] = mapped_column(primary_key=True)
    block_year_id: Mapped[int] = mapped_column(ForeignKey("block_year.id"), index=True)
    held_on: Mapped[date]
    place: Mapped[str] = mapped_column(String(300))
    present: Mapped[list[Any]]  # names, as they sat
    settlement: Mapped[str] = mapped_column(Text, default="")  # how the minutes settle equal points, or another order
    minutes_id: Mapped[int] = mapped_column(ForeignKey("stored_file.id"))
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    recorded_at: Mapped[datetime]
    void_reason: Mapped[str] = mapped_column(String(2000), default="")


class BlockRank(Model):
    """Where a member stands by that meeting, with the points it had."""

    __tablename__ = "block_rank"

    sitting_id: Mapped[int] = mapped_column(ForeignKey("block_sitting.id"), primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("block_member.id"), primary_key=True, index=True)
    rank: Mapped[int]
    points: Mapped[int]

"""Initiatives (sáng kiến) of a unit's people, the meetings of councils that vote on them, and what came of it."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.councils.models import Council
from app.documents.models import StoredFile
from app.extensions import Model, Versioned
from app.nominees.models import Nominee
from app.organisations.models import Organisation
from workflows.facts import Vote


class Scope(StrEnum):
    """Phạm vi: where it is recognised to work."""

    BASE = "co_so"
    PROVINCE = "tinh"


class Initiative(Versioned, Model):
    __tablename__ = "initiative"

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    title: Mapped[str] = mapped_column(String(500))
    summary: Mapped[str] = mapped_column(Text)
    applied_on: Mapped[date]  # first use
    entered_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    entered_at: Mapped[datetime]
    sent_up_at: Mapped[datetime | None] = mapped_column(index=True)  # to the province's council
    withdrawn_reason: Mapped[str] = mapped_column(String(2000), default="")

    unit: Mapped[Organisation] = relationship()
    authors: Mapped[list["InitiativeAuthor"]] = relationship(order_by="InitiativeAuthor.id")
    votes: Mapped[list["InitiativeVote"]] = relationship(back_populates="initiative", order_by="InitiativeVote.id")

    @property
    def ref(self) -> str:
        return f"initiative:{self.id}"

    def vote_at(self, scope: Scope) -> "InitiativeVote | None":
        """The one that counts; a meeting that was entered wrongly does not."""
        return next((one for one in self.votes if one.scope is scope and not one.sitting.void_reason), None)


class InitiativeAuthor(Model):
    __tablename__ = "initiative_author"

    id: Mapped[int] = mapped_column(primary_key=True)
    initiative_id: Mapped[int] = mapped_column(ForeignKey("initiative.id"))
    nominee_id: Mapped[int] = mapped_column(ForeignKey("nominee.id"), index=True)
    share: Mapped[int]  # per cent

    nominee: Mapped[Nominee] = relationship()

    __table_args__ = (UniqueConstraint("initiative_id", "nominee_id"),)


class InitiativeSitting(Model):
    """Phiên họp Hội đồng sáng kiến, entered from its signed minutes. Never changed: a wrong one is void."""

    __tablename__ = "initiative_sitting"

    id: Mapped[int] = mapped_column(primary_key=True)
    council_id: Mapped[int] = mapped_column(ForeignKey("council.id"), index=True)
    held_on: Mapped[date]
    place: Mapped[str] = mapped_column(String(300))
    tellers: Mapped[list[str]]
    present: Mapped[list[Any]]  # names, as they sat
    members: Mapped[int]  # all of that day
    needed: Mapped[int]  # so many had to be there
    minutes_id: Mapped[int] = mapped_column(ForeignKey("stored_file.id"))
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    recorded_at: Mapped[datetime]
    void_reason: Mapped[str] = mapped_column(String(2000), default="")

    council: Mapped[Council] = relationship()
    minutes: Mapped[StoredFile] = relationship()
    votes: Mapped[list["InitiativeVote"]] = relationship(back_populates="sitting", order_by="InitiativeVote.id")

    @property
    def ref(self) -> str:
        return f"initiativesitting:{self.id}"


class InitiativeVote(Model):
    """The sums for one initiative, by the rule that was in force that day."""

    __tablename__ = "initiative_vote"

    id: Mapped[int] = mapped_column(primary_key=True)
    sitting_id: Mapped[int] = mapped_column(ForeignKey("initiative_sitting.id"), index=True)
    initiative_id: Mapped[int] = mapped_column(ForeignKey("initiative.id"), index=True)
    scope: Mapped[Scope]
    agree: Mapped[int]
    disagree: Mapped[int]
    invalid: Mapped[int]
    members: Mapped[int]
    rule_code: Mapped[str] = mapped_column(ForeignKey("vote_rule.code"))
    pct: Mapped[int]
    strict: Mapped[bool]

    sitting: Mapped[InitiativeSitting] = relationship(back_populates="votes")
    initiative: Mapped[Initiative] = relationship(back_populates="votes")

    @property
    def vote(self) -> Vote:
        return Vote(agree=self.agree, members=self.members, pct=self.pct, strict=self.strict)

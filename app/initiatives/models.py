"""Initiatives (sáng kiến) of a unit's people, the meetings of councils that vote on them, and what came of it.

What of them is read for a whole agenda is read at once (`lazy`), not one by one.
"""

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.councils.models import AgendaItem, Council, Meeting
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

    unit: Mapped[Organisation] = relationship(lazy="joined", innerjoin=True)
    authors: Mapped[list["InitiativeAuthor"]] = relationship(order_by="InitiativeAuthor.id", lazy="selectin")
    votes: Mapped[list["InitiativeVote"]] = relationship(back_populates="initiative", order_by="InitiativeVote.id")
    decisions: Mapped[list["InitiativeDecision"]] = relationship(
        secondary="initiative_recognition", back_populates="initiatives", order_by="InitiativeDecision.id"
    )

    @property
    def ref(self) -> str:
        return f"initiative:{self.id}"

    def recognised_at(self, scope: Scope) -> "InitiativeDecision | None":
        """The decision that counts."""
        return next((one for one in self.decisions if one.scope is scope and not one.void_reason), None)

    def vote_at(self, scope: Scope) -> "InitiativeVote | None":
        """The one that counts; a meeting that was entered wrongly does not."""
        return next((one for one in self.votes if one.scope is scope and not one.sitting.void_reason), None)


class InitiativeAuthor(Model):
    __tablename__ = "initiative_author"

    id: Mapped[int] = mapped_column(primary_key=True)
    initiative_id: Mapped[int] = mapped_column(ForeignKey("initiative.id"))
    nominee_id: Mapped[int] = mapped_column(ForeignKey("nominee.id"), index=True)
    share: Mapped[int]  # per cent

    nominee: Mapped[Nominee] = relationship(lazy="joined", innerjoin=True)

    __table_args__ = (UniqueConstraint("initiative_id", "nominee_id"),)


class InitiativeSitting(Model):
    """What a Hội đồng sáng kiến voted at one meeting: as its signed minutes tell it, or the meeting held here.

    Never changed. One that was entered wrongly is void; one of a meeting held here stands.
    """

    __tablename__ = "initiative_sitting"

    id: Mapped[int] = mapped_column(primary_key=True)
    council_id: Mapped[int] = mapped_column(ForeignKey("council.id"), index=True)
    held_on: Mapped[date]
    place: Mapped[str] = mapped_column(String(300))
    tellers: Mapped[list[str]]
    present: Mapped[list[Any]]  # names, as they sat
    members: Mapped[int]  # all of that day
    needed: Mapped[int]  # so many had to be there
    minutes_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"))  # None: the meeting has its own
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    recorded_at: Mapped[datetime]
    void_reason: Mapped[str] = mapped_column(String(2000), default="")
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meeting.id"), index=True, sort_order=1)  # held here

    council: Mapped[Council] = relationship()
    meeting: Mapped[Meeting | None] = relationship()
    minutes: Mapped[StoredFile | None] = relationship()
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


class InitiativeItem(AgendaItem):
    """An initiative on the agenda of a meeting."""

    __tablename__ = "initiative_item"
    __mapper_args__ = {"polymorphic_identity": "initiative", "polymorphic_load": "selectin"}

    id: Mapped[int] = mapped_column(ForeignKey("agenda_item.id"), primary_key=True)
    initiative_id: Mapped[int] = mapped_column(ForeignKey("initiative.id"), index=True)

    initiative: Mapped[Initiative] = relationship(lazy="joined", innerjoin=True)

    @property
    def subject(self) -> str:
        return self.initiative.ref

    @property
    def name(self) -> str:
        return self.initiative.title

    @property
    def detail(self) -> str:
        return ", ".join(self.people)

    @property
    def award(self) -> str:
        return "Công nhận sáng kiến"

    @property
    def whom(self) -> str:
        return f"sáng kiến “{self.name}” của {self.detail}, đề nghị công nhận"

    @property
    def unit(self) -> Organisation:
        return self.initiative.unit

    @property
    def people(self) -> Sequence[str]:
        return [author.nominee.name for author in self.initiative.authors]


class InitiativeDecision(Model):
    """Quyết định công nhận sáng kiến of the head whose council voted. Never changed: a wrong one is void."""

    __tablename__ = "initiative_decision"

    id: Mapped[int] = mapped_column(primary_key=True)
    council_id: Mapped[int] = mapped_column(ForeignKey("council.id"), index=True)
    scope: Mapped[Scope]
    number: Mapped[str] = mapped_column(String(100))  # with its symbol: "12/QĐ-SGDĐT"
    decided_on: Mapped[date]
    signer: Mapped[str] = mapped_column(String(200))
    signer_title: Mapped[str] = mapped_column(String(200))
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_file.id"))
    entered_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    entered_at: Mapped[datetime]
    void_reason: Mapped[str] = mapped_column(String(2000), default="")

    council: Mapped[Council] = relationship()
    file: Mapped[StoredFile] = relationship()
    initiatives: Mapped[list[Initiative]] = relationship(
        secondary="initiative_recognition", back_populates="decisions", order_by=Initiative.id
    )

    @property
    def ref(self) -> str:
        return f"initiativedecision:{self.id}"

    @property
    def called(self) -> str:
        return f"Quyết định số {self.number} ngày {self.decided_on:%d/%m/%Y}"


class Recognition(Model):
    """One initiative of a decision."""

    __tablename__ = "initiative_recognition"

    decision_id: Mapped[int] = mapped_column(ForeignKey("initiative_decision.id"), primary_key=True)
    initiative_id: Mapped[int] = mapped_column(ForeignKey("initiative.id"), primary_key=True, index=True)

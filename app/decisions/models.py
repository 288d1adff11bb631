"""Proposals of Sở Nội vụ (Tờ trình) and the Chairman's decisions, each one sheet with a list."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.awards.models import AwardVersion
from app.extensions import Model
from app.moving import Moving
from app.nominations.models import Nomination
from workflows.upward_1 import StateProposal1


class Proposal(Moving, Model):
    """Tờ trình của Sở Nội vụ for one award, with its list and the draft decision."""

    __tablename__ = "proposal"

    award_version_id: Mapped[int] = mapped_column(ForeignKey("award_version.id"))
    title: Mapped[str] = mapped_column(String(300))
    summary: Mapped[str] = mapped_column(Text, default="")
    created_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    created_at: Mapped[datetime]
    signed_at: Mapped[datetime | None]
    returned_reason: Mapped[str] = mapped_column(String(2000), default="")  # the latest; all are in the audit log

    award_version: Mapped[AwardVersion] = relationship()
    created_by: Mapped[User] = relationship()
    items: Mapped[list["ProposalItem"]] = relationship(back_populates="proposal", order_by="ProposalItem.position")
    decisions: Mapped[list["Decision"]] = relationship(back_populates="proposal", order_by="Decision.id")

    @property
    def goes_up(self) -> bool:
        """The Chairman signs no decision under it, but a Tờ trình to the state."""
        return self.workflow_key == StateProposal1.key

    @property
    def decision(self) -> "Decision | None":
        """The Chairman's own; the state's are several, each with the names it was given for."""
        return None if self.goes_up or not self.decisions else self.decisions[0]


class ProposalItem(Model):
    """One name on the list, in the order set by hand; the Chairman may exclude it with a reason."""

    __tablename__ = "proposal_item"

    id: Mapped[int] = mapped_column(primary_key=True)
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"))
    nomination_id: Mapped[int] = mapped_column(ForeignKey("nomination.id"), index=True)
    position: Mapped[int]
    excluded_reason: Mapped[str | None] = mapped_column(String(2000))
    excluded_at: Mapped[datetime | None]
    set_aside_at: Mapped[datetime | None]  # the list went on without this name, whose case stood still

    proposal: Mapped[Proposal] = relationship(back_populates="items")
    nomination: Mapped[Nomination] = relationship()

    __table_args__ = (UniqueConstraint("proposal_id", "nomination_id"),)


class Decision(Moving, Model):
    """Quyết định khen thưởng: born by the Chairman's signature, issued by the clerical office.

    The state's is written down as it came: nobody here signed it, `authority` says whose it is.
    """

    __tablename__ = "decision"

    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"), index=True)
    award_version_id: Mapped[int] = mapped_column(ForeignKey("award_version.id"))
    title: Mapped[str] = mapped_column(String(300))
    signed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    signed_at: Mapped[datetime]
    authority: Mapped[str] = mapped_column(  # of the state; empty: the Chairman of UBND tỉnh
        String(200), default="", server_default="", sort_order=3
    )
    signer: Mapped[str] = mapped_column(String(200), default="", server_default="", sort_order=3)

    proposal: Mapped[Proposal] = relationship(back_populates="decisions")
    award_version: Mapped[AwardVersion] = relationship()
    signed_by: Mapped[User | None] = relationship()
    items: Mapped[list["DecisionItem"]] = relationship(back_populates="decision", order_by="DecisionItem.position")

    @property
    def signer_name(self) -> str:
        return self.signed_by.full_name if self.signed_by else self.signer


class DecisionItem(Model):
    """One recipient of a decision, with the money of that day in đồng."""

    __tablename__ = "decision_item"

    id: Mapped[int] = mapped_column(primary_key=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"))
    nomination_id: Mapped[int] = mapped_column(ForeignKey("nomination.id"), unique=True)
    position: Mapped[int]
    bonus: Mapped[int | None]  # None where the law fixes no sum

    decision: Mapped[Decision] = relationship(back_populates="items")
    nomination: Mapped[Nomination] = relationship()

    __table_args__ = (UniqueConstraint("decision_id", "nomination_id"),)

"""Councils of the province and of units with their members, and their meetings with presence and typed totals."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.columns import SortKey
from app.councils.constitution import CouncilKind, CouncilPaper, CouncilRules, CouncilThreshold
from app.councils.entries import Entry
from app.extensions import Model, Versioned
from app.moving import Moving
from app.nominations.models import Nomination
from app.organisations.models import Organisation


class Body(StrEnum):
    FULL = "full"  # toàn thể Hội đồng
    STANDING = "standing"  # Thường trực Hội đồng


class Voting(StrEnum):
    """How a meeting votes. Opinions in writing of those who are away are counted beside each of them."""

    SEALED = "sealed"  # bỏ phiếu kín trực tuyến: the sealed box of `ballots`
    PAPER = "paper"  # bỏ phiếu kín bằng phiếu giấy, sums typed by two people
    HANDS = "hands"  # biểu quyết giơ tay


class Council(Versioned, Model):
    """Hội đồng Thi đua - Khen thưởng, or Hội đồng sáng kiến. Its papers, numbers and members have their days."""

    __tablename__ = "council"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    name: Mapped[str] = mapped_column(String(300))
    is_provincial: Mapped[bool]
    kind: Mapped[CouncilKind] = mapped_column(  # came later
        default=CouncilKind.EMULATION, server_default=CouncilKind.EMULATION.value, sort_order=1
    )

    organisation: Mapped[Organisation] = relationship()
    members: Mapped[list["CouncilMember"]] = relationship(back_populates="council", order_by="CouncilMember.position")
    papers: Mapped[list[CouncilPaper]] = relationship(order_by=CouncilPaper.id)
    settings: Mapped[list[CouncilRules]] = relationship(order_by=CouncilRules.valid_from)
    thresholds: Mapped[list[CouncilThreshold]] = relationship(order_by=CouncilThreshold.id)

    __table_args__ = (UniqueConstraint("organisation_id", "kind", "is_provincial"),)

    @property
    def ref(self) -> str:
        """What the audit log calls it."""
        return f"council:{self.id}"

    @property
    def is_kept_by_unit(self) -> bool:
        """By the people of the organisation where it sits; the province's on awards is kept by Sở Nội vụ."""
        return not self.is_provincial or self.kind is CouncilKind.INITIATIVE

    def members_on(self, day: date, body: Body) -> list["CouncilMember"]:
        """Who is counted on a day: the whole council or its standing body, present or not."""
        return [
            member for member in self.members if member.belongs_on(day) and (body == Body.FULL or member.is_standing)
        ]


class CouncilMember(Model):
    __tablename__ = "council_member"

    id: Mapped[int] = mapped_column(primary_key=True)
    council_id: Mapped[int] = mapped_column(ForeignKey("council.id"), index=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    name: Mapped[str] = mapped_column(String(200))
    name_key: Mapped[str] = mapped_column(SortKey)
    title: Mapped[str] = mapped_column(String(300))
    part: Mapped[str] = mapped_column(String(40))  # chair | deputy | member | secretary
    position: Mapped[int]
    is_standing: Mapped[bool]
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    begun_by_id: Mapped[int | None] = mapped_column(ForeignKey("council_paper.id"), sort_order=1)  # these came later
    ended_by_id: Mapped[int | None] = mapped_column(ForeignKey("council_paper.id"), sort_order=1)
    end_reason: Mapped[str] = mapped_column(String(2000), default="", server_default="", sort_order=1)

    council: Mapped[Council] = relationship(back_populates="members")
    user: Mapped[User | None] = relationship()
    ended_by: Mapped[CouncilPaper | None] = relationship(foreign_keys=[ended_by_id])

    def belongs_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


class Meeting(Moving, Model):
    """Phiên họp Hội đồng: agenda, presence, totals over all members, minutes. A sheet of its own."""

    __tablename__ = "meeting"

    council_id: Mapped[int] = mapped_column(ForeignKey("council.id"), index=True)
    body: Mapped[Body]
    title: Mapped[str] = mapped_column(String(300))
    held_at: Mapped[datetime]  # planned, then as held
    ended_at: Mapped[datetime | None]
    place: Mapped[str] = mapped_column(String(300))
    voting: Mapped[Voting] = mapped_column(default=Voting.PAPER, server_default=Voting.PAPER.value, sort_order=20)
    discussion: Mapped[str] = mapped_column(Text, default="")
    conclusion: Mapped[str] = mapped_column(Text, default="")
    ballots_issued: Mapped[int | None]
    ballots_returned: Mapped[int | None]
    ballots_invalid: Mapped[int | None]  # void as a whole; each counts as invalid for every name
    is_in_writing: Mapped[bool] = mapped_column(default=False)  # phiếu xin ý kiến instead of a sitting
    created_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    created_at: Mapped[datetime]

    council: Mapped[Council] = relationship()
    created_by: Mapped[User] = relationship()
    attendance: Mapped[list["Attendance"]] = relationship(back_populates="meeting")
    items: Mapped[list["AgendaItem"]] = relationship(back_populates="meeting", order_by="AgendaItem.position")
    committee: Mapped[list["Teller"]] = relationship(
        back_populates="meeting", order_by="Teller.position", cascade="all, delete-orphan"
    )
    entries: Mapped[list["ReturnsEntry"]] = relationship(
        back_populates="meeting", order_by="ReturnsEntry.id", cascade="all, delete-orphan"
    )

    @property
    def is_on_paper(self) -> bool:
        """Somebody types sums off papers: of a count, or of opinions in writing where nobody sits."""
        return self.voting is Voting.PAPER

    @property
    def tellers(self) -> list[str]:
        """Ban kiểm phiếu by name, its head first."""
        return [teller.name for teller in self.committee]


class Teller(Model):
    """Who counts at one meeting: an appointment to it, not a role. With an account they hold a slip of a sealed box."""

    __tablename__ = "teller"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    position: Mapped[int]  # 1: Trưởng ban
    name: Mapped[str] = mapped_column(String(200))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))

    meeting: Mapped[Meeting] = relationship(back_populates="committee")
    user: Mapped[User | None] = relationship()


class ReturnsEntry(Versioned, Model):
    """What one person read off the papers of a vote. Two that are equal, by two people, are the meeting's sums."""

    __tablename__ = "returns_entry"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    entered_at: Mapped[datetime]
    issued: Mapped[int]
    returned: Mapped[int]
    invalid: Mapped[int]
    totals: Mapped[dict[str, Any]]  # AgendaItem.id -> [agree, disagree, invalid]

    meeting: Mapped[Meeting] = relationship(back_populates="entries")
    user: Mapped[User] = relationship(lazy="joined", innerjoin=True)

    __table_args__ = (UniqueConstraint("meeting_id", "user_id"),)

    @property
    def sums(self) -> tuple[int, int, int, dict[str, Any]]:
        return self.issued, self.returned, self.invalid, self.totals


class Presence(StrEnum):
    PRESENT = "present"
    ABSENT = "absent"
    WRITTEN = "written"  # absent, opinion in writing


class Attendance(Model):
    __tablename__ = "attendance"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("council_member.id"))
    presence: Mapped[Presence]
    reason: Mapped[str] = mapped_column(String(300), default="")

    meeting: Mapped[Meeting] = relationship(back_populates="attendance")
    member: Mapped[CouncilMember] = relationship()

    __table_args__ = (UniqueConstraint("meeting_id", "member_id"),)


class AgendaItem(Entry, Model):
    """One entry of one meeting's agenda. Totals are over all members; the rule is pinned when counted.

    What is voted on is told by a class of its own: `case_items`, and in the rooms above what other councils consider.
    """

    __tablename__ = "agenda_item"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    nomination_id: Mapped[int | None] = mapped_column(ForeignKey("nomination.id"), index=True)  # of a case alone
    position: Mapped[int]
    agree: Mapped[int | None]
    disagree: Mapped[int | None]
    invalid: Mapped[int | None]  # phiếu không hợp lệ for this name
    members: Mapped[int | None]  # all members of the body when counted
    rule_code: Mapped[str | None] = mapped_column(ForeignKey("vote_rule.code"))
    pct: Mapped[int | None]
    strict: Mapped[bool | None]
    note: Mapped[str] = mapped_column(Text, default="")  # ý kiến của Hội đồng
    removed_reason: Mapped[str | None] = mapped_column(String(2000))  # taken off the agenda
    chaired_by_id: Mapped[int | None] = mapped_column(  # who leads it where the chair does not vote on it
        ForeignKey("council_member.id"), sort_order=20
    )
    kind: Mapped[str] = mapped_column(String(20), server_default="case", sort_order=20)

    meeting: Mapped[Meeting] = relationship(back_populates="items")
    nomination: Mapped[Nomination | None] = relationship()
    chaired_by: Mapped[CouncilMember | None] = relationship()
    recusals: Mapped[list["Recusal"]] = relationship(back_populates="item", cascade="all, delete-orphan")

    __table_args__ = (UniqueConstraint("meeting_id", "nomination_id"),)
    __mapper_args__ = {"polymorphic_on": "kind"}


class RecusalKind(StrEnum):
    """Why a member does not vote on a case."""

    DECLARED = "declared"  # the member says so
    NOMINEE = "nominee"  # is the person proposed
    AUTHOR = "author"  # of the initiative
    RELATIVE = "relative"  # on record
    SAME_UNIT = "same_unit"
    DRAFTED = "drafted"  # wrote the dossier
    OTHER = "other"


class Recusal(Model):
    """A member who does not vote on one case. They stay among all members unless the regulation says otherwise."""

    __tablename__ = "recusal"

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("agenda_item.id"), index=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("council_member.id"))
    kind: Mapped[RecusalKind]
    reason: Mapped[str] = mapped_column(String(500))
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    recorded_at: Mapped[datetime]

    item: Mapped[AgendaItem] = relationship(back_populates="recusals")
    member: Mapped[CouncilMember] = relationship()

    __table_args__ = (UniqueConstraint("item_id", "member_id"),)

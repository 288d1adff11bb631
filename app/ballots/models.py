"""The sealed ballot box. What ties a member to a ballot is nowhere: no key, no order, no clock joins roll and box.

`roll`, `box` and `tracker` have no row id of their own, no serial, no time, no address; a test lists their columns.
"""

from datetime import date, datetime
from enum import StrEnum
from typing import Final

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.ballots.tally import Sums
from app.councils.models import AgendaItem, CouncilMember, Meeting
from app.extensions import Model
from app.moving import Moving

SEALED_LENGTH: Final = 64  # bytes of a sealed choice, whatever was chosen
WITHOUT_ROW_IDS: Final = {"sqlite_with_rowid": False}  # SQLite's hidden ones would keep the order of casting


class KeyEnd(StrEnum):
    """When the slips that open the box are destroyed."""

    AFTER_COMPLAINTS = "after_complaints"  # in a sealed envelope until nobody can complain any more
    AT_SIGNING = "at_signing"  # stricter


class Ballot(Moving, Model):
    """Một lần bỏ phiếu kín trực tuyến của một phiên họp."""

    __tablename__ = "ballot"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    key_end: Mapped[KeyEnd] = mapped_column(default=KeyEnd.AFTER_COMPLAINTS)
    slips_kept_until: Mapped[date | None]  # the last day, known when the minutes are signed
    members: Mapped[int | None]  # all who are counted, frozen with the list
    public_key: Mapped[str | None] = mapped_column(String(64))  # hexadecimal; the box is sealed to it
    cast: Mapped[int | None]  # ballots in the box when it was closed
    digest: Mapped[str | None] = mapped_column(String(64))  # of the box as it was closed
    wrong_slips: Mapped[int] = mapped_column(default=0)  # tries in a row
    closed_until: Mapped[datetime | None]  # to slips; real time
    created_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    created_at: Mapped[datetime]

    meeting: Mapped[Meeting] = relationship()
    created_by: Mapped[User] = relationship()
    names: Mapped[list["BallotName"]] = relationship(back_populates="ballot", order_by="BallotName.position")
    slips: Mapped[list["Slip"]] = relationship(back_populates="ballot", order_by="Slip.position")


class BallotName(Model):
    """A name of the frozen list, and after the opening its sums."""

    __tablename__ = "ballot_name"

    ballot_id: Mapped[int] = mapped_column(ForeignKey("ballot.id"), primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("agenda_item.id"), primary_key=True)
    position: Mapped[int]
    agree: Mapped[int | None]
    disagree: Mapped[int | None]
    blank: Mapped[int | None]
    void: Mapped[int | None]  # not to be opened, or sealed for another name or ballot

    ballot: Mapped[Ballot] = relationship(back_populates="names")
    item: Mapped[AgendaItem] = relationship()

    @property
    def sums(self) -> Sums | None:
        """All four or none: they are written together, once."""
        if self.agree is None or self.disagree is None or self.blank is None or self.void is None:
            return None
        return Sums(agree=self.agree, disagree=self.disagree, blank=self.blank, void=self.void)

    def keep(self, sums: Sums) -> None:
        self.agree, self.disagree, self.blank, self.void = sums.agree, sums.disagree, sums.blank, sums.void


class Slip(Model):
    """Phiếu mở thùng of a teller: of the digits on paper only what they lead to is kept, the half that seals."""

    __tablename__ = "ballot_slip"

    ballot_id: Mapped[int] = mapped_column(ForeignKey("ballot.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    salt: Mapped[str | None] = mapped_column(String(32))
    public_key: Mapped[str | None] = mapped_column(String(64))
    is_confirmed: Mapped[bool] = mapped_column(default=False)  # typed in once by who wrote it down

    ballot: Mapped[Ballot] = relationship(back_populates="slips")
    user: Mapped[User] = relationship()

    __table_args__ = (UniqueConstraint("ballot_id", "user_id"),)


class WrappedKey(Model):
    """The key that opens the box, sealed to the slips of two tellers."""

    __tablename__ = "ballot_wrapped_key"

    ballot_id: Mapped[int] = mapped_column(ForeignKey("ballot.id"), primary_key=True)
    first: Mapped[int] = mapped_column(primary_key=True)  # positions of the slips
    second: Mapped[int] = mapped_column(primary_key=True)
    sealed: Mapped[str] = mapped_column(String(400))


class Excused(Model):
    """A member who has no vote on one name; frozen with the list."""

    __tablename__ = "ballot_excused"

    ballot_id: Mapped[int] = mapped_column(ForeignKey("ballot.id"), primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("agenda_item.id"), primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("council_member.id"), primary_key=True)


class Roll(Model):
    """Who may vote, and whether they have."""

    __tablename__ = "ballot_roll"

    ballot_id: Mapped[int] = mapped_column(ForeignKey("ballot.id"), primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("council_member.id"), primary_key=True)
    voted: Mapped[bool] = mapped_column(default=False)

    member: Mapped[CouncilMember] = relationship()

    __table_args__ = WITHOUT_ROW_IDS


class PaperVoter(Model):
    """A member who votes on paper: tellers type in a ballot for nobody else. Written when it is said, never when cast.

    So whether this ballot came on paper is told by the roll alone, and only once that may be shown (`paper_voters`).
    """

    __tablename__ = "ballot_paper_voter"

    ballot_id: Mapped[int] = mapped_column(ForeignKey("ballot.id"), primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("council_member.id"), primary_key=True)
    reason: Mapped[str] = mapped_column(String(300))
    had_voted: Mapped[bool]  # in the browser, before it was said: told to nobody
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    recorded_at: Mapped[datetime]


class Box(Model):
    """One sealed choice for one name. Nothing joins the choices of one ballot."""

    __tablename__ = "ballot_box"

    ballot_id: Mapped[int] = mapped_column(ForeignKey("ballot.id"), primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("agenda_item.id"), primary_key=True)
    hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)  # of what is sealed; so the order is chance
    sealed: Mapped[bytes] = mapped_column(LargeBinary(SEALED_LENGTH))

    __table_args__ = (CheckConstraint(f"length(sealed) = {SEALED_LENGTH}", name="one_length"), WITHOUT_ROW_IDS)


class Tracker(Model):
    """Mã đối chiếu: that a ballot is in the box, and nothing of what it says."""

    __tablename__ = "ballot_tracker"

    ballot_id: Mapped[int] = mapped_column(ForeignKey("ballot.id"), primary_key=True)
    tracker: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)

    __table_args__ = WITHOUT_ROW_IDS

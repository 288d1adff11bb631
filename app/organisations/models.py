"""Organisations with their dates and successors, emulation blocks, and who holds which office when."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.columns import SortKey
from app.extensions import Model
from workflows.vocabulary import Role


class Block(Model):
    """Khối (cụm) thi đua."""

    __tablename__ = "block"

    code: Mapped[str] = mapped_column(String(40), primary_key=True)
    name: Mapped[str] = mapped_column(String(300))
    confidence: Mapped[str] = mapped_column(String(40))
    source: Mapped[str] = mapped_column(String(500))
    source_year: Mapped[int | None]


class Organisation(Model):
    """Cơ quan, đơn vị. A restructuring ends one row and begins another; old decisions keep the old name."""

    __tablename__ = "organisation"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(300))
    sort_key: Mapped[str] = mapped_column(SortKey, index=True)
    folded: Mapped[str] = mapped_column(String(300))
    kind: Mapped[str] = mapped_column(String(40))
    block_code: Mapped[str | None] = mapped_column(ForeignKey("block.code"))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    doc_abbr: Mapped[str] = mapped_column(String(40))  # the part of a document's symbol after the dash
    place: Mapped[str] = mapped_column(String(100), default="Ninh Thuận")  # địa danh on its papers
    valid_from: Mapped[date | None]  # None: since before 08/2024
    valid_to: Mapped[date | None]  # the last day
    can_submit: Mapped[bool]
    confidence: Mapped[str] = mapped_column(String(40))
    note: Mapped[str] = mapped_column(String(1000), default="")

    block: Mapped[Block | None] = relationship()
    parent: Mapped["Organisation | None"] = relationship(remote_side=[id])
    successors: Mapped[list["Successor"]] = relationship(back_populates="organisation")

    @property
    def sends_up(self) -> bool:
        """Trực thuộc: what it proposes goes by its superior's Tờ trình."""
        return self.parent_id is not None and not self.can_submit

    @property
    def sends_by(self) -> tuple[int | None, ...]:
        """Whose last day of a round counts: its own, and of one under another that of the superior who sends for it."""
        return self.id, self.parent_id if self.sends_up else None

    @property
    def proposes(self) -> bool:
        return self.can_submit or self.sends_up

    def exists_on(self, day: date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


class Successor(Model):
    """Who takes over. A code without an organisation is a placeholder that cannot act."""

    __tablename__ = "organisation_successor"

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    successor_code: Mapped[str] = mapped_column(String(40), primary_key=True)

    organisation: Mapped[Organisation] = relationship(back_populates="successors")


class Appointment(Model):
    """One person, one role, one organisation, from a day to a day."""

    __tablename__ = "appointment"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    role: Mapped[Role] = mapped_column(index=True)
    title: Mapped[str] = mapped_column(String(200))  # chức vụ as printed under a signature
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]  # the last day

    user: Mapped[User] = relationship()
    organisation: Mapped[Organisation] = relationship()
    standing_in: Mapped["StandIn | None"] = relationship(
        back_populates="acting", foreign_keys="StandIn.appointment_id"
    )  # None: their own office

    def holds_on(self, day: date) -> bool:
        is_held = self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)
        return is_held and (self.standing_in is None or self.standing_in.absent.holds_on(day))

    @property
    def own_user_id(self) -> int:
        """Whose desk it is."""
        return self.standing_in.absent.user_id if self.standing_in else self.user_id


class StandIn(Model):
    """Người thay: an acting appointment, in whose place and on which paper. It ends by itself."""

    __tablename__ = "stand_in"

    appointment_id: Mapped[int] = mapped_column(ForeignKey("appointment.id"), primary_key=True)
    absent_id: Mapped[int] = mapped_column(ForeignKey("appointment.id"), index=True)
    basis: Mapped[str] = mapped_column(String(300))  # "Giấy ủy quyền số 12/GUQ-SNV ngày 10/02/2025"
    signs: Mapped[str] = mapped_column(String(400), default="")  # lines above a signature; empty: signs nothing
    entered_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    entered_at: Mapped[datetime]

    acting: Mapped[Appointment] = relationship(foreign_keys=[appointment_id], back_populates="standing_in")
    absent: Mapped[Appointment] = relationship(foreign_keys=[absent_id])
    entered_by: Mapped[User] = relationship()

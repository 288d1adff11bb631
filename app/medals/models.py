"""What the dossier of a medal holds beyond any other: the group of recipients, declarations, the service."""

from datetime import date

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.awards.models import RuleGroup
from app.extensions import Model, Versioned
from app.nominations.models import Nomination


class MedalFile(Versioned, Model):
    """Phần riêng của hồ sơ Kỷ niệm chương: which group, and what the unit declares. None: nobody has said yet."""

    __tablename__ = "medal_file"

    nomination_id: Mapped[int] = mapped_column(ForeignKey("nomination.id"), primary_key=True)
    group_id: Mapped[int | None] = mapped_column(ForeignKey("rule_group.id"))
    terms: Mapped[int | None]  # whole terms in office, where the group counts them
    held_before: Mapped[bool | None]  # has been given this medal
    is_under_review: Mapped[bool | None]  # discipline, inspection, investigation, a letter that is being looked into
    is_dismissed: Mapped[bool | None]  # dismissed, expelled, convicted

    nomination: Mapped[Nomination] = relationship()
    group: Mapped[RuleGroup | None] = relationship()
    periods: Mapped[list["ServicePeriod"]] = relationship(
        back_populates="file", order_by="ServicePeriod.from_month, ServicePeriod.id"
    )


class ServicePeriod(Versioned, Model):
    """A line of the quá trình công tác: from a month to a month, both counted; without an end: until now."""

    __tablename__ = "service_period"

    id: Mapped[int] = mapped_column(primary_key=True)
    nomination_id: Mapped[int] = mapped_column(ForeignKey("medal_file.nomination_id"), index=True)
    from_month: Mapped[date]  # the first day of the month, as the other
    to_month: Mapped[date | None]
    organisation: Mapped[str] = mapped_column(String(300))
    position: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(String(20))  # counting.KINDS

    file: Mapped[MedalFile] = relationship(back_populates="periods")

"""Khiếu nại, phản ánh, tố cáo (processes.yaml: side_records.complaint): one petition about one case."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.documents.models import StoredFile
from app.extensions import Model, Versioned
from app.nominations.models import Nomination


class ComplaintKind(StrEnum):
    COMPLAINT = "complaint"  # khiếu nại: of whom the decision touches
    REFLECTION = "reflection"  # phản ánh, kiến nghị; what came out of time is kept as one
    DENUNCIATION = "denunciation"  # tố cáo: whose name the law keeps


class Petitioner(StrEnum):
    NOMINEE = "nominee"
    UNIT = "unit"
    OTHER = "other"


class ComplaintStatus(StrEnum):
    RECEIVED = "received"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    DISMISSED = "resolved_dismissed"
    UPHELD = "resolved_upheld"
    WITHDRAWN = "withdrawn"


OPEN = frozenset({ComplaintStatus.RECEIVED, ComplaintStatus.ACCEPTED})


class Complaint(Versioned, Model):
    """A petition and what became of it; a closed one is never opened again, another one may follow."""

    __tablename__ = "complaint"

    id: Mapped[int] = mapped_column(primary_key=True)
    nomination_id: Mapped[int] = mapped_column(ForeignKey("nomination.id"), index=True)
    kind: Mapped[ComplaintKind]
    status: Mapped[ComplaintStatus] = mapped_column(default=ComplaintStatus.RECEIVED)
    petitioner: Mapped[Petitioner]
    name: Mapped[str] = mapped_column(String(300))
    contact: Mapped[str] = mapped_column(String(300), default="")
    received_on: Mapped[date]
    known_on: Mapped[date | None]  # when the petitioner learned of what the petition is about
    obstacle: Mapped[str] = mapped_column(String(1000), default="")  # trở ngại khách quan: that time does not count
    is_out_of_time: Mapped[bool] = mapped_column(default=False)
    content: Mapped[str] = mapped_column(Text)
    file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"))
    entered_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    entered_at: Mapped[datetime]
    due_on: Mapped[date | None]  # the last day of what is to be done now; none once it is closed
    is_complex: Mapped[bool] = mapped_column(default=False)
    closed_at: Mapped[datetime | None]
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    answer: Mapped[str] = mapped_column(Text, default="")  # why declined, withdrawn; what the decision says
    letter_number: Mapped[str] = mapped_column(String(100), default="")
    letter_on: Mapped[date | None]
    letter_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"))
    acted_on_at: Mapped[datetime | None]  # when an upheld one reopened the case

    nomination: Mapped[Nomination] = relationship()
    entered_by: Mapped[User] = relationship(foreign_keys=[entered_by_id])
    closed_by: Mapped[User | None] = relationship(foreign_keys=[closed_by_id])
    file: Mapped[StoredFile | None] = relationship(foreign_keys=[file_id])
    letter: Mapped[StoredFile | None] = relationship(foreign_keys=[letter_id])

    __table_args__ = (Index("ix_complaint_status_due_on", "status", "due_on"),)

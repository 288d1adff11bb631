"""Kết quả công tác: the yearly facts about a nominee that criteria of awards ask for, each with its evidence.

They belong to the nominee, not to a case, and are carried from year to year.
"""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.extensions import Model
from app.honours.words import Standing
from app.nominees.models import Nominee
from app.service_records.words import STANDINGS, VALUES, RecordKind


class ServiceRecord(Model):
    """One fact. It is never changed and never deleted: what is wrong is voided, with the reason.

    One table for four kinds; what a kind does not say is empty. Users and file are looked up where one record is shown.
    """

    __tablename__ = "service_record"

    id: Mapped[int] = mapped_column(primary_key=True)
    nominee_id: Mapped[int] = mapped_column(ForeignKey("nominee.id"), index=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))  # whose register the nominee stands in
    kind: Mapped[RecordKind]
    value: Mapped[str] = mapped_column(String(20), default="")  # a rating, a discipline, a leave: `words.VALUES`
    year: Mapped[int | None]
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]  # of a discipline: None while it runs and nobody knows until when
    members: Mapped[int | None]  # of a collective in that year
    advanced: Mapped[int | None]  # of them Lao động tiên tiến
    completing: Mapped[int | None]  # of them who completed their tasks
    disciplined: Mapped[int | None]  # of them disciplined by cảnh cáo or heavier
    fighters: Mapped[int | None]  # of them Chiến sĩ thi đua cơ sở
    decision_number: Mapped[str] = mapped_column(String(100), default="")
    decided_on: Mapped[date | None]
    decided_by: Mapped[str] = mapped_column(String(300), default="")
    file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"))  # the evidence; None: not yet
    entered_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    entered_at: Mapped[datetime]
    confirmed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))  # at Sở Nội vụ
    confirmed_at: Mapped[datetime | None]
    voided_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    voided_at: Mapped[datetime | None]
    void_reason: Mapped[str] = mapped_column(String(2000), default="")

    nominee: Mapped[Nominee] = relationship()

    __table_args__ = (
        Index("ix_service_record_unit_id_id", "unit_id", "id"),
        Index("ix_service_record_confirmed_at_voided_at", "confirmed_at", "voided_at"),
    )

    @property
    def ref(self) -> str:
        return f"service_record:{self.id}"

    @property
    def standing(self) -> Standing:
        if self.voided_at is not None:
            return Standing.VOIDED
        return Standing.WAITING if self.confirmed_at is None else Standing.CONFIRMED

    @property
    def standing_name(self) -> str:
        if self.standing is Standing.WAITING and self.file_id is None:
            return "Chưa xác nhận: thiếu minh chứng"
        return STANDINGS[self.standing]

    @property
    def value_name(self) -> str:
        return VALUES[self.kind].get(self.value, self.value)

    @property
    def when(self) -> str:
        """'Năm 2023'; 'Từ 01/03/2023 đến 01/09/2023'."""
        if self.starts_on is None:
            return f"Năm {self.year}"
        return f"Từ {self.starts_on:%d/%m/%Y} " + (f"đến {self.ends_on:%d/%m/%Y}" if self.ends_on else "chưa kết thúc")

    @property
    def summary(self) -> str:
        """What it says, without when."""
        if self.kind is not RecordKind.MAKE_UP:
            return self.value_name
        told = (
            f"{self.members} người: {self.advanced} Lao động tiên tiến, {self.completing} hoàn thành nhiệm vụ, "
            f"{self.fighters} Chiến sĩ thi đua cơ sở, {self.disciplined} bị kỷ luật từ cảnh cáo"
        )
        return f"{told}; tổ chức đảng: {self.value_name}" if self.value else told

    @property
    def decision(self) -> str:
        return f"{self.decision_number} ngày {self.decided_on:%d/%m/%Y}" if self.decided_on else ""

"""What becomes of an award after its decision: made ready, handed over, paid, presented, kept in the archive."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.decisions.models import Decision, DecisionItem
from app.documents.models import Paper, StoredFile
from app.extensions import Model, Versioned
from app.organisations.models import Organisation


class Delivery(Versioned, Model):
    """One recipient's award on its way. What was handed over stays here, to be found again if it must come back."""

    __tablename__ = "delivery"

    id: Mapped[int] = mapped_column(primary_key=True)
    decision_item_id: Mapped[int] = mapped_column(ForeignKey("decision_item.id"), unique=True)
    printed_name: Mapped[str] = mapped_column(String(300))  # as the certificate has it, with the form of address
    printed_detail: Mapped[str] = mapped_column(String(800))
    name_reason: Mapped[str] = mapped_column(String(500), default="")  # why it differs from the decision's list
    ready: Mapped[list[str]] = mapped_column(default=list)  # codes of articles.yaml
    register_year: Mapped[int | None]
    register_number: Mapped[int | None]  # số vào sổ
    printed_at: Mapped[datetime | None]  # as it reads now; another name, and it is to be printed again
    handover_id: Mapped[int | None] = mapped_column(ForeignKey("handover.id"), index=True)
    certificate: Mapped[dict[str, Any] | None]  # as it was handed over
    paid_on: Mapped[date | None]
    voucher: Mapped[str] = mapped_column(String(60), default="")  # số phiếu chi, ủy nhiệm chi
    presented_on: Mapped[date | None]
    presented_how: Mapped[str] = mapped_column(String(20), default="")
    deposit_id: Mapped[int | None] = mapped_column(ForeignKey("deposit.id"), index=True)

    item: Mapped[DecisionItem] = relationship()
    handover: Mapped["Handover | None"] = relationship()
    deposit: Mapped["Deposit | None"] = relationship()

    __table_args__ = (UniqueConstraint("register_year", "register_number"),)


class Handover(Model):
    """Biên bản bàn giao: what one unit fetched of one decision, at once."""

    __tablename__ = "handover"

    id: Mapped[int] = mapped_column(primary_key=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"), index=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    handed_on: Mapped[date]
    place: Mapped[str] = mapped_column(String(300))
    receiver_name: Mapped[str] = mapped_column(String(200))
    receiver_title: Mapped[str] = mapped_column(String(200))
    receiver_paper: Mapped[str] = mapped_column(String(200))  # giấy giới thiệu
    money_way: Mapped[str] = mapped_column(String(20))
    note: Mapped[str] = mapped_column(String(2000), default="")
    made_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    made_at: Mapped[datetime]
    minutes_id: Mapped[int | None] = mapped_column(ForeignKey("paper.id"))
    payment_list_id: Mapped[int | None] = mapped_column(ForeignKey("paper.id"))  # None: no money goes with it

    decision: Mapped[Decision] = relationship()
    unit: Mapped[Organisation] = relationship()
    made_by: Mapped[User] = relationship()
    minutes: Mapped[Paper | None] = relationship(foreign_keys=[minutes_id])
    payment_list: Mapped[Paper | None] = relationship(foreign_keys=[payment_list_id])
    lines: Mapped[list["HandoverLine"]] = relationship(back_populates="handover", order_by="HandoverLine.id")


class HandoverLine(Model):
    """One recipient in a handover; `refused_reason`: why their part was not taken along, and so not handed over."""

    __tablename__ = "handover_line"

    id: Mapped[int] = mapped_column(primary_key=True)
    handover_id: Mapped[int] = mapped_column(ForeignKey("handover.id"), index=True)
    delivery_id: Mapped[int] = mapped_column(ForeignKey("delivery.id"), index=True)
    articles: Mapped[list[str]]
    bonus: Mapped[int | None]
    refused_reason: Mapped[str | None] = mapped_column(String(500))

    handover: Mapped[Handover] = relationship(back_populates="lines")
    delivery: Mapped[Delivery] = relationship()

    __table_args__ = (UniqueConstraint("handover_id", "delivery_id"),)


class PrintRun(Model):
    """One order to print the certificates of a decision into one file, and how far it is."""

    __tablename__ = "print_run"

    id: Mapped[int] = mapped_column(primary_key=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"), index=True)
    items: Mapped[list[Any]]  # ids of the decision's lines, in its order
    done: Mapped[int] = mapped_column(default=0)
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    asked_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"))

    decision: Mapped[Decision] = relationship()
    asked_by: Mapped[User] = relationship()
    file: Mapped[StoredFile | None] = relationship()


class Deposit(Model):
    """Hồ sơ nộp lưu: cases of one decision that were closed together, with their index (mục lục)."""

    __tablename__ = "deposit"

    id: Mapped[int] = mapped_column(primary_key=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"), index=True)
    code: Mapped[str] = mapped_column(String(60))  # hồ sơ số
    title: Mapped[str] = mapped_column(String(500))
    retention: Mapped[str] = mapped_column(String(60))  # in words, with the basis of the day
    retention_basis: Mapped[str] = mapped_column(String(300))
    place: Mapped[str] = mapped_column(String(200), default="")  # kho, giá, hộp
    sheets: Mapped[int | None]  # tờ
    deposited_on: Mapped[date]
    made_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    index_id: Mapped[int | None] = mapped_column(ForeignKey("paper.id"))

    decision: Mapped[Decision] = relationship()
    made_by: Mapped[User] = relationship()
    index: Mapped[Paper | None] = relationship()

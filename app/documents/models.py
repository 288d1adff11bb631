"""Files as stored, papers as issued, numbers as given. This room knows no case."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.extensions import Model
from app.moving import Moving
from workflows.vocabulary import Paper as PaperCode
from workflows.vocabulary import Sheet


class StoredFile(Model):
    """A file on disk under a generated name. The row is written only after file and folder are on the disk."""

    __tablename__ = "stored_file"

    id: Mapped[int] = mapped_column(primary_key=True)
    path: Mapped[str] = mapped_column(String(200), unique=True)  # below the papers' folder
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    size: Mapped[int]  # bytes
    media_type: Mapped[str] = mapped_column(String(100))
    original_name: Mapped[str] = mapped_column(String(255))
    uploaded_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))  # None: made by the system
    created_at: Mapped[datetime]


class Paper(Moving, Model):
    """A paper of one sheet (Dự thảo → Trình ký → Đã ký → Đã cấp số → Phát hành).

    What it says is gathered by the room that owns the sheet and kept in `content`, so that a paper can be
    read again as it was, whatever has changed since.
    """

    __tablename__ = "paper"

    code: Mapped[PaperCode]
    sheet: Mapped[Sheet]
    sheet_id: Mapped[int]
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))  # who issues it
    template: Mapped[str] = mapped_column(String(60))
    title: Mapped[str] = mapped_column(Text)  # trích yếu
    content: Mapped[dict[str, Any]]
    number: Mapped[int | None]
    symbol: Mapped[str] = mapped_column(String(60))  # "TTr-SNV"
    issued_on: Mapped[date | None]
    signer_name: Mapped[str] = mapped_column(String(200), default="")
    signer_lines: Mapped[str] = mapped_column(String(400), default="")  # "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH"
    signed_at: Mapped[datetime | None]
    rendering_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"))
    signed_copy_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"))
    created_at: Mapped[datetime]

    rendering: Mapped[StoredFile | None] = relationship(foreign_keys=[rendering_id])
    signed_copy: Mapped[StoredFile | None] = relationship(foreign_keys=[signed_copy_id])

    __table_args__ = (Index("ix_paper_sheet_sheet_id", "sheet", "sheet_id"),)


class PaperNumber(Model):
    """A number of an organisation's register for one kind of paper and year; a cancelled one stays visible."""

    __tablename__ = "paper_number"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    code: Mapped[PaperCode]
    year: Mapped[int]
    number: Mapped[int]
    paper_id: Mapped[int | None] = mapped_column(ForeignKey("paper.id"))
    cancelled_reason: Mapped[str | None] = mapped_column(String(500))
    created_at: Mapped[datetime]

    __table_args__ = (UniqueConstraint("organisation_id", "code", "year", "number"),)


class SigningRight(Model):
    """Who may sign how for an organisation: TM., KT., TL., TUQ. are dated data."""

    __tablename__ = "signing_right"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    lines: Mapped[str] = mapped_column(String(400))  # above the signature: "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC"
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    basis: Mapped[str] = mapped_column(String(300), default="")

"""What is taken, how much of it, and how a refusal is said."""

from dataclasses import dataclass
from enum import StrEnum

from app.errors import Refusal

MEGABYTE = 1 << 20


class UploadRefused(Refusal):
    """The file is not taken; the sentence says why and what to do instead."""

    status = 422

    def __init__(self, sentence: str) -> None:
        super().__init__("Không nhận được tệp này", [sentence])
        self.sentence = sentence


class Kind(StrEnum):
    """A kind of file that is taken; the value is the extension it is kept under."""

    PDF = "pdf"
    JPEG = "jpg"
    PNG = "png"
    DOCX = "docx"
    XLSX = "xlsx"

    @property
    def media_type(self) -> str:
        return _MEDIA_TYPES[self]

    @property
    def in_words(self) -> str:
        return {"jpg": "ảnh JPEG", "png": "ảnh PNG", "docx": "văn bản Word", "xlsx": "bảng tính Excel"}.get(self, "PDF")

    @property
    def endings(self) -> str:
        return " hoặc ".join(f".{extension}" for extension, kind in BY_EXTENSION.items() if kind is self)


_MEDIA_TYPES = {
    Kind.PDF: "application/pdf",
    Kind.JPEG: "image/jpeg",
    Kind.PNG: "image/png",
    Kind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Kind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}

BY_EXTENSION = {"pdf": Kind.PDF, "jpg": Kind.JPEG, "jpeg": Kind.JPEG, "png": Kind.PNG} | {
    "docx": Kind.DOCX,
    "xlsx": Kind.XLSX,
}


@dataclass(frozen=True, kw_only=True)
class Limits:
    """How much is too much. The defaults fit what an office scans and writes."""

    size: int = 20 * MEGABYTE
    name_length: int = 255
    pixels: int = 64_000_000  # a telephone's 50 megapixels, an A3 page at 400 dpi
    members: int = 2000  # files inside a DOCX or XLSX
    unpacked: int = 100 * MEGABYTE
    ratio: int = 150  # unpacked to packed, of any large member
    pdf_objects: int = 200_000
    pdf_seconds: float = 1.2  # of processor time, not of the clock: a busy machine refuses no good file
    pdf_memory: int = 80 * MEGABYTE  # beyond what the reader itself needs

    def too_big(self) -> UploadRefused:
        return UploadRefused(
            f"Tệp lớn hơn {self.size // MEGABYTE} MB. Hãy quét ở 200–300 dpi, giảm cỡ ảnh trong tệp, hoặc tách "
            "thành nhiều tệp."
        )


@dataclass(frozen=True, kw_only=True)
class Inspected:
    """What a file turned out to be."""

    media_type: str
    extension: str
    size: int
    sha256: str

"""Certificates (Bằng): pages of their own size and design, not papers of the decree; many go into one file."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from app.documents import layout
from app.documents.printable import Printable


@dataclass(frozen=True, kw_only=True)
class Certificate(Printable):
    """What one says."""

    authority: str  # "Chủ tịch Ủy ban nhân dân tỉnh Ninh Thuận"
    deed: str  # "Tặng", "Tặng danh hiệu"
    award: str  # "Bằng khen"
    name: str
    detail: str = ""
    merit: str = ""
    number: int | None = None  # of the decision
    symbol: str
    decided_on: date | None = None
    register: str = ""  # "15/2025"; empty: not entered yet
    place: str
    signer_lines: str
    signer_name: str
    mark: str = ""  # "Cấp lại ngày 17/02/2025", where another was handed over before it

    @property
    def decision(self) -> str:
        return f"Quyết định số {layout.number_and_symbol(self.number, self.symbol)} {layout.day(self.decided_on)}"

    @property
    def place_and_day(self) -> str:
        return f"{self.place}, {layout.day(self.decided_on)}"


@dataclass(frozen=True, kw_only=True)
class Certificates(Printable):
    """One page for each, on one kind of paper (mm)."""

    template: ClassVar[str] = "certificates"

    pages: tuple[Certificate, ...]
    width: int
    height: int
    has_frame: bool
    is_proof: bool = False

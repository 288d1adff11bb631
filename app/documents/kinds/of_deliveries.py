"""The papers after a decision: handing over, the list for payment, the index of what goes to the archive."""

from dataclasses import dataclass
from datetime import date

from app.documents import amounts, layout
from app.documents.printable import Person, Printable, PrintedPaper


@dataclass(frozen=True, kw_only=True)
class HandedLine(Printable):
    """One recipient's part; `refused`: why it was not taken along."""

    name: str
    detail: str = ""
    articles: str  # "Bằng, khung"
    amount: int | None = None  # đồng
    refused: str = ""


@dataclass(frozen=True, kw_only=True)
class Counted(Printable):
    """How many of one article."""

    name: str
    counted: str
    number: int


@dataclass(frozen=True, kw_only=True)
class HandoverMinutes(PrintedPaper):
    """Biên bản bàn giao hiện vật, tiền thưởng."""

    code = "BB_BANGIAO"
    template = "handover_minutes"
    kind = "BIÊN BẢN"

    held_on: date
    place: str
    decision: str  # "Quyết định số 57/QĐ-UBND ngày …"
    award: str
    giver: str  # the office
    giver_person: Person
    receiver: str
    receiver_person: Person  # note: giấy giới thiệu
    lines: tuple[HandedLine, ...]
    totals: tuple[Counted, ...]
    money_way: str = ""
    note: str = ""

    @property
    def handed(self) -> tuple[HandedLine, ...]:
        return tuple(line for line in self.lines if not line.refused)

    @property
    def refused(self) -> tuple[HandedLine, ...]:
        return tuple(line for line in self.lines if line.refused)

    @property
    def amount(self) -> int:
        return sum(line.amount or 0 for line in self.handed)

    @property
    def amount_in_words(self) -> str:
        return amounts.in_words(self.amount)


@dataclass(frozen=True, kw_only=True)
class PaidLine(Printable):
    name: str
    detail: str = ""
    amount: int


@dataclass(frozen=True, kw_only=True)
class PaymentList(PrintedPaper):
    """Danh sách chi tiền thưởng, for whoever pays and whoever signs for it."""

    code = "PHIEU_CHI"
    template = "payment_list"
    kind = "DANH SÁCH"

    decision: str
    award: str
    unit: str
    lines: tuple[PaidLine, ...]
    source: str
    money_way: str

    @property
    def total(self) -> int:
        return sum(line.amount for line in self.lines)

    @property
    def total_in_words(self) -> str:
        return amounts.in_words(self.total)


@dataclass(frozen=True, kw_only=True)
class KeptLine(Printable):
    """A paper of the dossier, as the index names it."""

    number: str = ""  # số, ký hiệu
    dated: date | None = None
    title: str
    author: str = ""
    note: str = ""

    @property
    def day(self) -> str:
        return f"{self.dated:%d/%m/%Y}" if self.dated else ""


@dataclass(frozen=True, kw_only=True)
class ArchiveIndex(PrintedPaper):
    """Mục lục văn bản, tài liệu in a dossier that goes to the archive."""

    code = "MLHS"
    template = "archive_index"
    kind = "MỤC LỤC HỒ SƠ"

    dossier_code: str
    retention: str
    place: str = ""
    sheets: int | None = None
    lines: tuple[KeptLine, ...]

    @property
    def how_many(self) -> str:
        return layout.quantity(len(self.lines))

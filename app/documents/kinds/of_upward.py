"""The papers that go up to the state: Tờ trình of the Chairman, its list, and what the package adds of each name."""

from dataclasses import dataclass
from datetime import date

from app.documents import layout
from app.documents.printable import Printable, PrintedPaper, Roll, Tally


@dataclass(frozen=True, kw_only=True)
class UpwardLetter(PrintedPaper):
    """Tờ trình của Chủ tịch UBND tỉnh."""

    code = "TTR_UBND_TREN"
    template = "upward_letter"
    kind = "TỜ TRÌNH"

    addressees: tuple[str, ...]
    grounds: tuple[str, ...]
    opening: str
    findings: tuple[str, ...]  # how the names were examined, a sentence each
    council: str = ""  # the sentence before the votes
    tallies: tuple[Tally, ...] = ()
    award: str
    request: str
    enclosures: tuple[str, ...]
    roll: Roll
    issuer: str


@dataclass(frozen=True, kw_only=True)
class UpwardRoll(UpwardLetter):
    """Danh sách by itself, as a file of the package: the letter's annex."""

    template = "upward_roll"


@dataclass(frozen=True, kw_only=True)
class Fact(Printable):
    label: str
    text: str


@dataclass(frozen=True, kw_only=True)
class UpwardCase(PrintedPaper):
    """What the house holds of one name without a paper of its own: the report as it was written, what agencies said."""

    code = "BC_TT_CN"
    template = "upward_case"
    kind = ""  # `heading` says it

    heading: str  # "BÁO CÁO THÀNH TÍCH"
    facts: tuple[Fact, ...] = ()
    sections: tuple[Fact, ...] = ()
    ending: str = ""


@dataclass(frozen=True, kw_only=True)
class PackedLine(Printable):
    of: str = ""  # the name of the list it is about
    title: str
    number: str = ""
    dated: date | None = None
    pages: int | None = None
    file: str
    sha256: str

    @property
    def day(self) -> str:
        return f"{self.dated:%d/%m/%Y}" if self.dated else ""


@dataclass(frozen=True, kw_only=True)
class PackageIndex(PrintedPaper):
    """Mục lục of the package: every file with its pages and its checksum."""

    code = "TTR_UBND_TREN"
    template = "package_index"
    kind = "MỤC LỤC HỒ SƠ TRÌNH"

    letter: str  # "Tờ trình số …"
    lines: tuple[PackedLine, ...]

    @property
    def how_many(self) -> str:
        return layout.quantity(len(self.lines))

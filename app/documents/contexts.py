"""All that a paper says, frozen: the rooms gather it, `Paper.content` keeps it as JSON, the templates print it.

No mark that the layout sets (";", "./.", "Căn cứ" in italics) and no law is written here; texts come as they are said.
"""

import types
import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from typing import Any, ClassVar, Self

from app.documents import layout

TITLE_LENGTH = 62  # letters of a bold line of 14 points that surely fit between the margins


class Printable:
    """Goes to JSON and comes back equal."""

    def to_json(self) -> dict[str, Any]:
        return {name: _plain(getattr(self, name)) for name in _hints(type(self))}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        hints = _hints(cls)
        if unknown := data.keys() - hints.keys():
            raise ValueError(f"{cls.__name__} has no {', '.join(sorted(unknown))}")
        return cls(**{name: _typed(hints[name], value) for name, value in data.items()})


@dataclass(frozen=True, kw_only=True)
class Letterhead(Printable):
    """Boxes 1–4 of the decree. A draft shows neither number nor day, only their places and the month of `issued_on`."""

    superior: str = ""  # "UBND TỈNH NINH THUẬN"; a province's People's Committee has none
    organisation: str  # line breaks are kept
    symbol: str  # "TTr-SNV"; empty: no line "Số:"
    number: int | None = None
    place: str = ""  # empty: no line of place and day, as in minutes
    issued_on: date | None = None
    is_draft: bool = True

    @property
    def number_and_symbol(self) -> str:
        return layout.number_and_symbol(None if self.is_draft else self.number, self.symbol)

    @property
    def day(self) -> str:
        return layout.day(self.issued_on, is_blank=self.is_draft)


@dataclass(frozen=True, kw_only=True)
class Signature(Printable):
    """Boxes 7a and 7b, and a second signer at the left where a paper has one."""

    lines: str  # "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC"
    name: str = ""  # no titles before it
    note: str = ""  # "(Ký và ghi rõ họ tên)"
    left_lines: str = ""
    left_name: str = ""
    left_note: str = ""


@dataclass(frozen=True, kw_only=True)
class Row(Printable):
    """A line of a list. What is empty in every line of a section takes no column."""

    name: str
    honorific: str = ""  # "Ông", "Bà", a rank
    detail: str = ""  # position and unit; residence; nationality
    born: str = ""
    gender: str = ""
    group: str = ""
    award: str = ""  # where one list carries several awards
    service: str = ""
    earlier_awards: str = ""
    discipline: str = ""
    votes: str = ""  # "9/9 (100%)"

    @property
    def full_name(self) -> str:
        return f"{self.honorific} {self.name}".strip()

    @property
    def born_and_gender(self) -> str:
        return ", ".join(part for part in (self.born, self.gender) if part)


@dataclass(frozen=True, kw_only=True)
class Section:
    """A part of a list that has lines; its numeral depends on which other parts have some."""

    numeral: str  # empty when it stands alone
    title: str
    name_heading: str
    detail_heading: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, kw_only=True)
class Roll(Printable):
    """Danh sách: people, collectives, households, each in the order set by hand."""

    individuals: tuple[Row, ...] = ()
    collectives: tuple[Row, ...] = ()
    households: tuple[Row, ...] = ()

    @property
    def sections(self) -> tuple[Section, ...]:
        filled = [part for part in self._parts() if part[-1]]
        return tuple(
            Section(
                numeral=layout.roman(index) if len(filled) > 1 else "",
                title=title,
                name_heading=name_heading,
                detail_heading=detail_heading,
                rows=rows,
            )
            for index, (title, name_heading, detail_heading, rows) in enumerate(filled, start=1)
        )

    @property
    def who(self) -> str:
        """'cá nhân', 'cá nhân, tập thể', 'cá nhân, tập thể, hộ gia đình'."""
        return ", ".join(section.title.lower() for section in self.sections)

    def titled(self, deed: str) -> str:
        """'Cá nhân được tặng …'; in two lines by its sense where one would be too long or names several kinds."""
        who = self.who.capitalize()
        fits = len(self.sections) <= 1 and len(f"{who} {deed}") <= TITLE_LENGTH
        return f"{who} {deed}" if fits else f"{who}\n{deed}"

    @property
    def how_many(self) -> str:
        """'03 cá nhân, 01 tập thể'."""
        return ", ".join(f"{layout.quantity(len(part.rows))} {part.title.lower()}" for part in self.sections)

    def _parts(self) -> Iterator[tuple[str, str, str, tuple[Row, ...]]]:
        yield "Cá nhân", "Họ và tên", "Chức vụ, đơn vị", self.individuals
        yield "Tập thể", "Tên tập thể", "Đơn vị quản lý, địa chỉ", self.collectives
        yield "Hộ gia đình", "Họ và tên chủ hộ", "Nơi cư trú", self.households


@dataclass(frozen=True, kw_only=True)
class TallyLine(Printable):
    """The votes for one nominee; whether they suffice was decided elsewhere."""

    name: str
    honorific: str = ""
    detail: str = ""
    award: str = ""
    yes: int
    no: int
    is_passed: bool

    @property
    def full_name(self) -> str:
        return f"{self.honorific} {self.name}".strip()


@dataclass(frozen=True, kw_only=True)
class Tally(Printable):
    """The count of one ballot. Shares are of all members, not of those present."""

    members: int
    body: str = "Hội đồng"  # whose members count: the council, or its standing body
    lines: tuple[TallyLine, ...]
    threshold: str = ""  # "Đạt khi có từ 80% tổng số thành viên Hội đồng trở lên đồng ý."


@dataclass(frozen=True, kw_only=True)
class Person(Printable):
    """Somebody in a meeting; `note` is the reason of an absence."""

    name: str
    role: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Refusal(Printable):
    """A nominee who is not proposed, or must wait, and why."""

    name: str
    detail: str = ""
    reason: str


@dataclass(frozen=True, kw_only=True)
class MoneyLine(Printable):
    label: str
    count: int
    amount: int  # đồng for each

    @property
    def total(self) -> int:
        return self.count * self.amount


@dataclass(frozen=True, kw_only=True)
class HandedIn(Printable):
    """A part of a dossier that was received."""

    name: str
    form: str = ""  # "Bản chính", "Bản điện tử đã ký số"
    copies: int = 1


@dataclass(frozen=True, kw_only=True)
class PrintedPaper(Printable):
    """What all papers have."""

    code: ClassVar[str]  # the value of workflows.vocabulary.Paper
    template: ClassVar[str]
    kind: ClassVar[str]  # tên loại

    letterhead: Letterhead
    subject: str  # trích yếu
    signature: Signature
    recipients: tuple[str, ...] = ()  # Nơi nhận

    @property
    def title(self) -> str:
        """For the window and the archive: 'Tờ trình 05/TTr-SNV: Về việc …'."""
        number = f" {self.letterhead.number_and_symbol}" if self.letterhead.symbol else ""
        return f"{self.kind.capitalize()}{number}: {self.subject}".replace("\n", " ")

    @property
    def reference(self) -> str:
        """How an annex names its paper: 'Quyết định số 08/QĐ-UBND ngày 05 tháng 02 năm 2025'."""
        return f"{self.kind.capitalize()} số {self.letterhead.number_and_symbol} {self.letterhead.day}"


@dataclass(frozen=True, kw_only=True)
class SubmissionLetter(PrintedPaper):
    """Tờ trình của đơn vị, with its Danh sách."""

    code = "TTR_DONVI"
    template = "submission_letter"
    kind = "TỜ TRÌNH"

    addressees: tuple[str, ...]
    grounds: tuple[str, ...]
    opening: str  # "Sở Giáo dục và Đào tạo kính trình … như sau:"
    award: str  # "Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh"
    counts: tuple[str, ...] = ()  # by group: "Nhóm A: 03 cá nhân"
    summary: tuple[str, ...]
    commitments: tuple[str, ...]
    enclosures: tuple[str, ...]
    request: str
    roll: Roll
    issuer: str  # "Sở Giáo dục và Đào tạo"


@dataclass(frozen=True, kw_only=True)
class IntakeReceipt(PrintedPaper):
    """Giấy tiếp nhận hồ sơ và hẹn trả kết quả."""

    code = "PHIEU_TIEPNHAN"
    template = "intake_receipt"
    kind = "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ"

    dossier_code: str
    received_by: str  # the desk
    received_from: str  # the unit
    submitter: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    request: str  # nội dung yêu cầu giải quyết
    papers: tuple[HandedIn, ...]
    sets: int = 1
    working_days: int
    received_at: datetime
    due_at: datetime
    collected_at: str  # where the result is handed over
    note: str = ""

    @property
    def title(self) -> str:
        return f"{self.kind.capitalize()} {self.dossier_code}"


@dataclass(frozen=True, kw_only=True)
class MeetingMinutes(PrintedPaper):
    """Biên bản họp Hội đồng, of a unit or of the province."""

    code = "BB_HOP"
    template = "meeting_minutes"
    kind = "BIÊN BẢN"

    council: str  # "Hội đồng Thi đua - Khen thưởng tỉnh"
    started_at: datetime
    ended_at: datetime | None = None
    venue: str
    members: int
    present: tuple[Person, ...]
    absent: tuple[Person, ...] = ()
    by_letter: tuple[Person, ...] = ()  # gave their opinion in writing
    guests: tuple[Person, ...] = ()
    chair: Person
    secretary: Person
    proceedings: tuple[str, ...]
    discussion: tuple[str, ...] = ()
    voting_method: str
    tellers: tuple[Person, ...] = ()
    tallies: tuple[Tally, ...] = ()
    conclusions: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class TallySheet(PrintedPaper):
    """Biên bản kiểm phiếu."""

    code = "BB_KIEMPHIEU"
    template = "tally_sheet"
    kind = "BIÊN BẢN"

    council: str
    opened_at: datetime
    closed_at: datetime | None = None
    venue: str
    tellers: tuple[Person, ...]  # the first is head of the committee
    issued: int
    returned: int
    valid: int
    invalid: int
    by_letter: int = 0
    tally: Tally
    sealing: str  # how the ballots were sealed


@dataclass(frozen=True, kw_only=True)
class ProposalLetter(PrintedPaper):
    """Tờ trình của Sở Nội vụ."""

    code = "TTR_SNV"
    template = "proposal_letter"
    kind = "TỜ TRÌNH"

    addressees: tuple[str, ...]
    grounds: tuple[str, ...]
    opening: str
    award: str
    intake: str  # "Sở Nội vụ đã tiếp nhận hồ sơ của 05 đơn vị …"
    appraisal: str
    refused: tuple[Refusal, ...] = ()
    waiting: tuple[Refusal, ...] = ()
    consultation: tuple[str, ...] = ()  # hiệp y, lấy ý kiến công khai
    council: str = ""  # the sentence before the votes
    tallies: tuple[Tally, ...] = ()
    money: tuple[MoneyLine, ...] = ()
    money_source: str = ""
    request: str
    enclosures: tuple[str, ...]
    roll: Roll
    issuer: str

    @property
    def money_total(self) -> int:
        return sum(line.total for line in self.money)


@dataclass(frozen=True, kw_only=True)
class AwardDecision(PrintedPaper):
    """Quyết định khen thưởng with its Danh sách; one award a decision."""

    code = "QD_KHENTHUONG"
    template = "award_decision"
    kind = "QUYẾT ĐỊNH"

    authority: str  # "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH NINH THUẬN"
    grounds: tuple[str, ...]  # "Theo đề nghị của …" is the last
    award: str
    merit: str  # "đã có thành tích xuất sắc …"
    bonus: str = ""
    effect: str = "Quyết định này có hiệu lực thi hành kể từ ngày ký."
    duty: str  # who carries it out
    roll: Roll
    issuer: str  # "Chủ tịch Ủy ban nhân dân tỉnh Ninh Thuận"

    @property
    def articles(self) -> tuple[str, ...]:
        """Điều 1, 2, … without their numbers; without money there is one less."""
        giving = f"Tặng {self.award} cho {self.roll.how_many} (có danh sách kèm theo) {self.merit}"
        return tuple(text for text in (giving, self.bonus, self.effect, self.duty) if text)


PAPERS: Mapping[str, type[PrintedPaper]] = types.MappingProxyType(
    {
        paper.template: paper
        for paper in (SubmissionLetter, IntakeReceipt, MeetingMinutes, TallySheet, ProposalLetter, AwardDecision)
    }
)


def read(template: str, content: Mapping[str, Any]) -> PrintedPaper:
    """The paper that was kept as `Paper.template` and `Paper.content`."""
    return PAPERS[template].from_json(content)


_known_hints: dict[type, dict[str, Any]] = {}


def _hints(kind: type[Printable]) -> dict[str, Any]:
    if kind not in _known_hints:
        hints = typing.get_type_hints(kind)
        _known_hints[kind] = {field.name: hints[field.name] for field in fields(kind)}  # type: ignore[arg-type]
    return _known_hints[kind]


def _plain(value: object) -> Any:  # noqa: ANN401 -- JSON
    if isinstance(value, Printable):
        return value.to_json()
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def _typed(hint: Any, value: Any) -> Any:  # noqa: ANN401 -- from JSON
    if value is None:
        return None
    if isinstance(hint, types.UnionType):
        (hint,) = (part for part in typing.get_args(hint) if part is not types.NoneType)
    if typing.get_origin(hint) is tuple:
        return tuple(_typed(typing.get_args(hint)[0], item) for item in value)
    if is_dataclass(hint):
        return hint.from_json(value)  # type: ignore[union-attr]
    return hint.fromisoformat(value) if hint in {date, datetime} else value

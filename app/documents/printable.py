"""What papers are made of, frozen: letterhead, signature, lists, counts; how they go to JSON and come back equal.

No mark that the layout sets (";", "./.", "Căn cứ" in italics) and no law is written here; texts come as they are said.
"""

import types
import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from typing import Any, ClassVar, Self

from app.documents import layout

SCHEMA = 1  # of the JSON; a renamed field is a new number, and what was kept with the old one stays readable
UNNUMBERED = 0  # what was kept before contents bore a number
RETIRED = frozenset(  # fields such a content may hold, which no room ever filled in
    {"service", "earlier_awards", "discipline", "group", "guests", "submitter", "address", "phone", "email", "sets"}
)
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
    award: str = ""  # where one list carries several awards
    votes: str = ""  # "9/9 (100%)"
    group: str = ""  # of a medal: "D"
    service: str = ""  # of a medal: "21 năm 2 tháng"

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
        yield "Hộ gia đình", "Tên hộ gia đình", "Nơi cư trú", self.households


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
    of: int | None = None  # so many are counted for this name; None: all members
    is_counted: bool = True  # a draft before the count has empty cells

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

    @property
    def leaves_some_out(self) -> bool:
        """Of some name not all members are counted."""
        return any(line.of not in {None, self.members} for line in self.lines)


@dataclass(frozen=True, kw_only=True)
class Person(Printable):
    """Somebody in a meeting; `note` is the reason of an absence."""

    name: str
    role: str = ""
    note: str = ""


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

    def to_json(self) -> dict[str, Any]:
        return {"schema": SCHEMA, **super().to_json()}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """Content of the schema it was kept with; a field renamed later is translated here, by its number."""
        said = {name: value for name, value in data.items() if name != "schema"}
        schema = data.get("schema", UNNUMBERED)
        if schema not in {UNNUMBERED, SCHEMA}:
            raise ValueError(f"{cls.__name__} cannot be read: its schema is {schema}, the newest known is {SCHEMA}")
        return super().from_json(_without_retired(said) if schema == UNNUMBERED else said)

    @property
    def title(self) -> str:
        """For the window and the archive: 'Tờ trình 05/TTr-SNV: Về việc …'."""
        number = f" {self.letterhead.number_and_symbol}" if self.letterhead.symbol else ""
        return f"{self.kind.capitalize()}{number}: {self.subject}".replace("\n", " ")

    @property
    def reference(self) -> str:
        """How an annex names its paper: 'Quyết định số 08/QĐ-UBND ngày 05 tháng 02 năm 2025'."""
        return f"{self.kind.capitalize()} số {self.letterhead.number_and_symbol} {self.letterhead.day}"


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


def _without_retired(value: Any) -> Any:  # noqa: ANN401 -- JSON
    if isinstance(value, Mapping):
        return {name: _without_retired(item) for name, item in value.items() if name not in RETIRED}
    return [_without_retired(item) for item in value] if isinstance(value, list) else value

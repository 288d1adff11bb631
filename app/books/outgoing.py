"""Sổ văn bản đi: read from the numbers that were given, those left out or cancelled among them with their reason."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Integer, Row, bindparam, select

from app.documents.layout import number_and_symbol, quantity
from app.documents.models import Paper, PaperNumber
from app.extensions import read_rows
from app.text import fold
from workflows.paper_life_1 import State
from workflows.vocabulary import Paper as PaperCode

PAGE = 50
MOST = 5_000  # lines of one year that are looked through, printed or taken away
REGISTERS: Mapping[str, str] = {
    "QD": "Quyết định",
    "TTR": "Tờ trình",
    "CV": "Công văn",
    "TB": "Thông báo",
    "BC": "Báo cáo",
    "KH": "Kế hoạch",
    "NQ": "Nghị quyết",
    "GIAY": "Giấy mời",
}  # by the first part of the code: an agency keeps one for each kind


@dataclass(frozen=True, kw_only=True)
class Search:
    """What is looked for in one organisation's books."""

    house_id: int
    year: int
    words: str = ""
    register: str = ""
    after: int | None = None  # of outgoing ones the id, of incoming ones the number of the last line
    is_whole: bool = False  # the whole year in its order, to be printed or taken away


class Line(NamedTuple):
    """One number of the register."""

    id: int
    number: str
    register: str
    issued_on: date | None
    title: str
    signer: str
    recipients: str
    paper_id: int | None
    remark: str  # why it was cancelled or voided

    @property
    def folded(self) -> str:
        return fold(f"{self.number} {self.title} {self.signer} {self.recipients}")


@dataclass(frozen=True)
class Page:
    lines: Sequence[Line]
    next_after: int | None
    is_cut_off: bool  # the year has more than MOST: the oldest are not here


def page(search: Search) -> Page:
    """Newest first, a page; or the whole year by register and number."""
    bound = {"house_id": search.house_id, "year": search.year, "most": MOST + 1}
    rows = read_rows(_GIVEN, bound).all()
    rows, is_cut_off = rows[:MOST], len(rows) > MOST
    found = [line for line in map(_line, rows) if _is_wanted(line, search)]
    if search.is_whole:
        in_order = {row.id: (_register_of(row.code), row.number) for row in rows}
        return Page(sorted(found, key=lambda line: in_order[line.id]), None, is_cut_off)
    rest = [line for line in found if search.after is None or line.id < search.after]
    return Page(rest[:PAGE], rest[PAGE - 1].id if len(rest) > PAGE else None, is_cut_off)


_GIVEN = (
    select(
        PaperNumber.id,
        PaperNumber.code,
        PaperNumber.number,
        PaperNumber.cancelled_reason,
        Paper.id.label("paper_id"),
        Paper.symbol,
        Paper.issued_on,
        Paper.title,
        Paper.state,
        Paper.signer_name,
        Paper.content["addressees"].label("addressees"),
        Paper.content["recipients"].label("recipients"),
    )
    .outerjoin(Paper, Paper.id == PaperNumber.paper_id)
    .where(PaperNumber.organisation_id == bindparam("house_id"), PaperNumber.year == bindparam("year"))
    .order_by(PaperNumber.id.desc())
    .limit(bindparam("most", type_=Integer))
)


def _line(row: Row[Any]) -> Line:
    """A cancelled number's paper may have got another one: then the line is of the number alone."""
    is_left_out = row.cancelled_reason is not None
    return Line(
        id=row.id,
        number=number_and_symbol(row.number, row.symbol) if row.symbol else quantity(row.number),
        register=_register_name(_register_of(row.code)),
        issued_on=None if is_left_out else row.issued_on,
        title=row.title or "",
        signer="" if is_left_out else row.signer_name or "",
        recipients="" if is_left_out else "; ".join(row.addressees or row.recipients or ()),
        paper_id=None if is_left_out else row.paper_id,
        remark=_remark(row),
    )


def _remark(row: Row[Any]) -> str:
    if row.cancelled_reason is not None:
        return f"Số hủy: {row.cancelled_reason}"
    return "Văn bản đã hủy" if row.state == State.VOID else ""


def _is_wanted(line: Line, search: Search) -> bool:
    is_of_register = not search.register or line.register == REGISTERS.get(search.register)
    return is_of_register and fold(search.words) in line.folded


def _register_of(code: PaperCode) -> str:
    return code.value.partition("_")[0]


@cache
def _register_name(register: str) -> str:
    return REGISTERS.get(register, "Văn bản khác")


def code_of(register: str) -> PaperCode:
    """Any paper of that register: they share their numbers."""
    return next(code for code in PaperCode if _register_of(code) == register)

"""Numbers of papers. By default văn thư enters the number of the agency's own register; an own counter is a choice.

A number once given is never given again: a cancelled one stays in the register with its reason.
"""

import zlib
from collections.abc import Sequence
from functools import cache
from typing import Final

from sqlalchemy import ColumnElement, func, select, text
from sqlalchemy.exc import IntegrityError

from app import clock, remarks
from app.documents.models import Paper, PaperNumber
from app.errors import Refusal
from app.extensions import db
from app.numbers import LARGEST_OF_A_REGISTER, leap
from app.text import one_line
from workflows.vocabulary import Paper as PaperCode

_YEARS: Final = range(2000, 2101)
_COUNTERS: Final = 7_214  # the first of two keys of the advisory lock


class NumberRefused(Refusal):
    """The number cannot be given or taken back; the sentence says why."""

    def __init__(self, sentence: str) -> None:
        super().__init__("Không cấp được số văn bản", [sentence])
        self.sentence = sentence


class NumberTaken(NumberRefused):
    """Another paper of this organisation, kind and year has the number, or had it before it was cancelled."""

    def __init__(self, holder: PaperNumber, title: str) -> None:
        super().__init__(_whose(holder, title))
        self.holder = holder


def take(paper: Paper, number: int, *, year: int) -> PaperNumber:
    """Give the paper the number that văn thư has entered (cấp số)."""
    if fault := _fault(paper, number, year):
        raise NumberRefused(fault)
    row = PaperNumber(
        organisation_id=paper.organisation_id,
        code=paper.code,
        year=year,
        number=number,
        paper_id=paper.id,
        created_at=clock.now(),
    )
    db.session.flush()  # what else waits must not be mistaken for this
    holder, title = _holder(paper.organisation_id, paper.code, year, number)
    if holder is not None:
        raise NumberTaken(holder, title)
    try:
        with db.session.begin_nested():
            db.session.add(row)
    except IntegrityError as taken:
        holder, title = _holder(paper.organisation_id, paper.code, year, number)
        if holder is None:
            raise
        raise NumberTaken(holder, title) from taken
    paper.number = number
    _remark_a_leap(row)
    return row


def _remark_a_leap(row: PaperNumber) -> None:
    """The agency's register holds papers of other work too: a leap is no fault, and may be a slip of the pen."""
    below = select(func.max(PaperNumber.number)).where(
        *_of(row.organisation_id, row.code, row.year), PaperNumber.number < row.number
    )
    if leaps := leap(row.number, db.session.scalar(below), "sổ văn bản đi"):
        remarks.leave(leaps)


def objection_to(paper: Paper, number: int, *, year: int) -> str | None:
    """Why it could not be taken, as far as one can see without taking it."""
    if fault := _fault(paper, number, year):
        return fault
    holder, title = _holder(paper.organisation_id, paper.code, year, number)
    return _whose(holder, title) if holder else None


def _fault(paper: Paper, number: int, year: int) -> str | None:
    if paper.number is not None:
        return f"Văn bản “{paper.title}” đã có số {paper.number}. Hủy số đó trước khi cấp số khác."
    return _out_of_range(number, year)


def _out_of_range(number: int, year: int) -> str | None:
    if not 1 <= number <= LARGEST_OF_A_REGISTER or year not in _YEARS:
        return f"Số văn bản phải từ 1 đến {LARGEST_OF_A_REGISTER}, năm từ {_YEARS.start} đến {_YEARS.stop - 1}."
    return None


def take_next(paper: Paper, *, year: int) -> PaperNumber:
    """Give the paper the next number of our own counter; whoever else wants one waits until this is committed."""
    if db.session.connection().dialect.name == "postgresql":
        counter = zlib.crc32(f"{paper.organisation_id}:{paper.code}:{year}".encode()) - (1 << 31)
        db.session.execute(text("SELECT pg_advisory_xact_lock(:all, :this)"), {"all": _COUNTERS, "this": counter})
    return take(paper, next_number(paper.organisation_id, paper.code, year), year=year)


def next_number(organisation_id: int, code: PaperCode, year: int) -> int:
    """One more than the largest ever given, cancelled ones too. A suggestion, unless `take_next` asks."""
    largest = select(func.max(PaperNumber.number)).where(*_of(organisation_id, code, year))
    return (db.session.scalar(largest) or 0) + 1


def cancel(number: PaperNumber, reason: str) -> None:
    """Take a number back (hủy số). It stays in the register with its reason; its paper may get another."""
    reason = one_line(reason)
    if not reason:
        raise NumberRefused("Phải nêu rõ lý do hủy số.")
    if number.cancelled_reason is not None:
        raise NumberRefused(f"Số {number.number} đã hủy trước đó: {number.cancelled_reason}")
    number.cancelled_reason = reason
    paper = db.session.get(Paper, number.paper_id) if number.paper_id else None
    if paper is not None and paper.number == number.number:
        paper.number = None


def leave_out(organisation_id: int, code: PaperCode, number: int, reason: str, *, year: int) -> PaperNumber:
    """A number the agency's own register has no paper for (số bỏ trống, số hủy): nobody gets it, and it says why."""
    if not 1 <= number <= LARGEST_OF_A_REGISTER or year not in _YEARS:
        raise NumberRefused(
            f"Số văn bản phải từ 1 đến {LARGEST_OF_A_REGISTER}, năm từ {_YEARS.start} đến {_YEARS.stop - 1}."
        )
    holder, title = _holder(organisation_id, code, year, number)
    if holder is not None:
        raise NumberTaken(holder, title)
    row = PaperNumber(organisation_id=organisation_id, code=code, year=year, number=number, created_at=clock.now())
    cancel(row, reason)
    db.session.add(row)
    db.session.flush()
    return row


def register(organisation_id: int, code: PaperCode, year: int) -> Sequence[PaperNumber]:
    """The register of one kind of paper and year (sổ đăng ký văn bản đi), cancelled numbers included."""
    given = select(PaperNumber).where(*_of(organisation_id, code, year))
    return db.session.scalars(given.order_by(PaperNumber.number)).all()


def _of(organisation_id: int, code: PaperCode, year: int) -> list[ColumnElement[bool]]:
    return [
        PaperNumber.organisation_id == organisation_id,
        PaperNumber.code.in_(_same_register(code)),
        PaperNumber.year == year,
    ]


@cache
def _same_register(code: PaperCode) -> frozenset[PaperCode]:
    """An agency keeps one register for each kind of paper: all its decisions, all its notices, all its letters."""
    kind, _, _ = code.value.partition("_")
    return frozenset(other for other in PaperCode if other.value.partition("_")[0] == kind)


def _holder(organisation_id: int, code: PaperCode, year: int, number: int) -> tuple[PaperNumber | None, str]:
    found = db.session.execute(
        select(PaperNumber, Paper.title)
        .outerjoin(Paper, Paper.id == PaperNumber.paper_id)
        .where(*_of(organisation_id, code, year), PaperNumber.number == number)
        .order_by(PaperNumber.id)
    ).first()
    return (found[0], found[1] or "") if found else (None, "")


def _whose(holder: PaperNumber, title: str) -> str:
    what = f"Số {holder.number} năm {holder.year}"
    if holder.cancelled_reason is not None:
        return f"{what} đã cấp cho “{title}” rồi hủy ({holder.cancelled_reason}); số đã hủy không dùng lại."
    return f"{what} đã cấp cho “{title}”. Hãy kiểm tra sổ văn bản đi và nhập số khác."

"""What văn thư writes into the books themselves: a document that came in, a number that stays without a paper."""

from dataclasses import dataclass
from datetime import date

from app import clock, remarks
from app.actor import Actor
from app.audit import operations as audit
from app.books import outgoing, queries
from app.documents import numbers
from app.documents.models import StoredFile
from app.errors import Invalid, refuse_all
from app.extensions import db
from app.intake.models import IncomingDocument
from app.intake.queries import leap_to, next_number, numbers_taken
from app.numbers import LARGEST_OF_A_REGISTER
from app.text import fold

ARRIVED_LATER = "Ngày đến không thể sau hôm nay."
NOT_THIS_YEAR = "Sổ của năm nay chỉ ghi văn bản đến trong năm nay."
DATED_LATER = "Ngày văn bản không thể sau ngày đến."


@dataclass(frozen=True, kw_only=True)
class Arrival:
    """A document that came in (văn bản đến)."""

    number: int
    arrived_on: date
    sender: str
    symbol: str
    dated_on: date | None
    title: str
    case: str  # the code of the case it belongs to; empty: none


@dataclass(frozen=True, kw_only=True)
class LeftOut:
    """A number of the agency's register that no paper has."""

    register: str
    number: int
    reason: str


def enter(wanted: Arrival, file: StoredFile | None, *, actor: Actor) -> IncomingDocument:
    assert actor.user_id is not None, "a book is kept by a person"
    assert actor.organisation_id is not None, "and it is a house's"
    audit.take_the_pen()  # so does the intake desk: a number is given once
    case_id = queries.case(wanted.case, actor) if wanted.case else None
    refuse_all(
        number=_fault_of_number(wanted.number, actor),
        arrived_on=_fault_of_day(wanted),
        dated_on=DATED_LATER if wanted.dated_on and wanted.dated_on > wanted.arrived_on else None,
        case="Không có hồ sơ mang mã này trong phạm vi của anh/chị." if wanted.case and case_id is None else None,
    )
    made = IncomingDocument(
        organisation_id=actor.organisation_id,
        year=wanted.arrived_on.year,
        number=wanted.number,
        arrived_on=wanted.arrived_on,
        sender=wanted.sender,
        symbol=wanted.symbol,
        dated_on=wanted.dated_on,
        title=wanted.title,
        folded=fold(f"{wanted.sender} {wanted.symbol} {wanted.title}"),
        nomination_id=case_id,
        file_id=file.id if file else None,
        entered_by_id=actor.user_id,
        entered_at=clock.now(),
    )
    db.session.add(made)
    db.session.flush()
    if leaps := leap_to(made.number, actor.organisation_id):
        remarks.leave(leaps)
    said = {"number": made.number, "year": made.year, "file": file.sha256 if file else ""}
    audit.record(actor=actor, subject=f"incoming:{made.id}", action="enter_incoming", data=said)
    return made


def leave_out(wanted: LeftOut, *, actor: Actor) -> None:
    assert actor.organisation_id is not None, "a book is a house's"
    audit.take_the_pen()
    year = clock.today().year
    try:
        row = numbers.leave_out(
            actor.organisation_id, outgoing.code_of(wanted.register), wanted.number, wanted.reason, year=year
        )
    except numbers.NumberRefused as refused:
        raise Invalid(number=refused.sentence) from refused
    said = {"register": wanted.register, "number": wanted.number, "year": year}
    audit.record(actor=actor, subject=f"number:{row.id}", action="leave_out_number", reason=wanted.reason, data=said)


def _fault_of_number(number: int, actor: Actor) -> str | None:
    if not 1 <= number <= LARGEST_OF_A_REGISTER:
        return f"Số đến phải từ 1 đến {LARGEST_OF_A_REGISTER}."
    if number in numbers_taken(actor.organisation_id):
        free = next_number(actor.organisation_id)
        return f"Số đến {number} năm {clock.today().year} đã dùng. Số tiếp theo còn trống là {free}."
    return None


def _fault_of_day(wanted: Arrival) -> str | None:
    if wanted.arrived_on > clock.today():
        return ARRIVED_LATER
    return NOT_THIS_YEAR if wanted.arrived_on.year != clock.today().year else None

"""What is wrong with a record that is about to be entered, beside what is in force already."""

from collections.abc import Iterable, Iterator
from datetime import date

from app import clock
from app.honours.operations import NO_GIVER, NO_NUMBER, NOT_YET, fault_of_year
from app.nominees.models import Nominee
from app.nominees.openings import Fact, tells_of_a_life
from app.service_records import queries
from app.service_records.models import ServiceRecord
from app.service_records.words import NAMES, VALUES, RecordKind

NOT_CHOSEN = "Chọn một mục trong danh sách."
AFTER_DECISION = "Năm xếp loại không thể sau năm của quyết định."
NOT_YET_BEGUN = "Ngày bắt đầu không thể sau hôm nay."
ENDS_FIRST = "Ngày kết thúc không thể trước ngày bắt đầu."
NO_MEMBERS = "Số thành viên phải từ 1 trở lên."
NEGATIVE = "Số người không thể âm."
PARTS = {
    "advanced": "Số Lao động tiên tiến",
    "completing": "Số người hoàn thành nhiệm vụ",
    "fighters": "Số Chiến sĩ thi đua cơ sở",
    "disciplined": "Số người bị kỷ luật",
}


def of(record: ServiceRecord, nominee: Nominee, others: Iterable[ServiceRecord]) -> dict[str, str | None]:
    """Field to sentence, of everything that is wrong at once."""
    found: dict[str, str | None] = dict(_of_kind(record))
    when = "year" if record.starts_on is None else "starts_on"
    found[when] = found.get(when) or _before_birth(record, nominee.birth_date) or _clash(record, others)
    return found


def _of_kind(record: ServiceRecord) -> Iterator[tuple[str, str | None]]:
    may_be_empty = record.kind is RecordKind.MAKE_UP
    is_chosen = record.value in VALUES[record.kind] or (may_be_empty and not record.value)
    yield "value", None if is_chosen else NOT_CHOSEN
    if record.year is not None:
        is_early = record.decided_on is not None and record.decided_on.year < record.year
        yield "year", fault_of_year(record.year, None) or (AFTER_DECISION if is_early else None)
    if record.starts_on is not None:
        yield "starts_on", NOT_YET_BEGUN if record.starts_on > clock.today() else None
        yield "ends_on", ENDS_FIRST if record.ends_on and record.ends_on < record.starts_on else None
    if record.kind in {RecordKind.RATING, RecordKind.DISCIPLINE}:
        yield "decision_number", None if record.decision_number else NO_NUMBER
        yield "decided_on", NOT_YET if record.decided_on and record.decided_on > clock.today() else None
        yield "decided_by", None if record.decided_by else NO_GIVER
    if record.members is not None:
        yield "members", NO_MEMBERS if record.members < 1 else None
        for name, words in PARTS.items():
            yield name, _fault_of_part(words, getattr(record, name), record.members)


def _fault_of_part(words: str, count: int, members: int) -> str | None:
    if count < 0:
        return NEGATIVE
    return f"{words} ({count}) nhiều hơn số thành viên ({members})." if count > members else None


def _before_birth(record: ServiceRecord, born: date | None) -> str | None:
    if born is None:
        return None
    is_before = record.starts_on < born if record.starts_on else (record.year or born.year) < born.year
    return f"Trước ngày sinh {born:%d/%m/%Y}." if is_before else None


@tells_of_a_life
def first_of(nominee_id: int) -> Iterator[Fact]:
    """Nobody is born after what is recorded of them."""
    for record in queries.in_force(nominee_id):
        if record.starts_on is not None:
            yield Fact(record.starts_on, _told(record))
        elif record.year is not None:
            yield Fact.of_year(record.year, _told(record))


def _clash(record: ServiceRecord, others: Iterable[ServiceRecord]) -> str | None:
    """Both are shown: whoever enters sees which of them is wrong."""
    found = next((one for one in others if one.kind is record.kind and _meet(one, record)), None)
    if found is None:
        return None
    return (
        f"Mâu thuẫn. Đã ghi: {_told(found)} – {found.standing_name}. Đang ghi: {_told(record)}. "
        "Mục nào sai thì hủy mục đó, rồi ghi lại."
    )


def _told(record: ServiceRecord) -> str:
    decision = f", Quyết định số {record.decision}" if record.decision else ""
    return f"{NAMES[record.kind]} – {record.when}: {record.summary}{decision}"


def _meet(one: ServiceRecord, other: ServiceRecord) -> bool:
    if one.starts_on is None or other.starts_on is None:
        return one.year == other.year
    return one.starts_on <= (other.ends_on or date.max) and other.starts_on <= (one.ends_on or date.max)

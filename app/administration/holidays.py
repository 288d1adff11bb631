"""Days off and days worked instead, entered from the notice of the year; each change in the audit log.

Limits that run move with the table (`deadlines.recounting`), and whatever is counted from now on goes by it. What was
promised on paper keeps its day: receipts, supplements, extensions, answers asked for, notices.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, Select, func, select

from app import clock, remarks, versions
from app.actor import Actor
from app.audit import operations as audit
from app.deadlines import recounting
from app.errors import Refusal, refuse_all
from app.extensions import db, is_there
from app.workdays import Holiday, is_weekday, working_days_between

BY_THE_PROVINCE = "province"  # entered here, with its own basis
AT_ONCE = 15  # days; no notice gives more, so it is a slip of the pen
WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
ONE_BY_ONE = "Ngày làm bù nhập từng ngày một; để trống ô đến hết ngày."
ENDS_EARLY = "Ngày cuối không thể trước ngày đầu."


class DayKind(StrEnum):
    OFF = "off"
    WORKED = "worked"


@dataclass(frozen=True, kw_only=True)
class Days:
    """Some days on end; the weekend among days off needs no line."""

    first: date
    last: date | None
    kind: DayKind
    name: str
    basis: str


@dataclass(frozen=True, kw_only=True)
class Said:
    """What is said of a day that stands there."""

    name: str
    basis: str
    version: int
    typed: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Year:
    number: int
    days: Sequence[Holiday]
    taken_out: Sequence[Holiday]
    worked: int  # working days of the whole year

    @property
    def off(self) -> int:
        return sum(not day.is_worked for day in self.days)


def enter(wanted: Days, *, actor: Actor) -> list[date]:
    """Each day that was not as wanted anyway; one that had been taken out counts again."""
    audit.take_the_pen()
    last = wanted.last or wanted.first
    refuse_all(first=_fault_of_first(wanted), last=_fault_of_last(wanted, last))
    days = [day for day in _from(wanted.first, last) if is_weekday(day) is (wanted.kind is DayKind.OFF)]
    refuse_all(first=_fault_of_kind(wanted, days) or _fault_of_known(days))
    before = recounting.running(min(days))
    for day in days:
        _put(day, wanted, actor)
    _remark(recounting.follow(before, f"{wanted.name}: {wanted.basis}", actor=actor))
    return days


def change(row: Holiday, said: Said, *, actor: Actor) -> None:
    versions.insist(row.ref, seen=said.version, now=row.version, typed=said.typed)
    before = _told(row)
    row.name, row.basis = said.name, said.basis
    row.confidence, row.is_by_hand = BY_THE_PROVINCE, True
    db.session.flush()
    audit.record(actor=actor, subject=row.ref, action="change_holiday", data={"before": before, "after": _told(row)})


def take_out(row: Holiday, reason: str, *, seen: int, actor: Actor) -> None:
    """The row stays, so that the file does not bring the day back."""
    audit.take_the_pen()
    db.session.refresh(row)
    versions.insist(row.ref, seen=seen, now=row.version, typed={"Lý do": reason})
    if not row.counts:
        raise Refusal("Chưa bỏ được.", [f"Ngày {_shown(row.day)} đã bỏ khỏi bảng."])
    before = recounting.running(row.day)
    row.counts, row.is_by_hand = False, True
    db.session.flush()
    audit.record(actor=actor, subject=row.ref, action="take_out_holiday", reason=reason, data=_told(row))
    _remark(recounting.follow(before, f"Bỏ ngày {_shown(row.day)} khỏi bảng: {reason}", actor=actor))


def year(number: int) -> Year:
    rows = db.session.scalars(select(Holiday).where(_within(number)).order_by(Holiday.day)).all()
    worked = working_days_between(date(number - 1, 12, 31), date(number, 12, 31))
    return Year(number, [row for row in rows if row.counts], [row for row in rows if not row.counts], worked)


def years() -> list[int]:
    """From the first that has a day to the coming one."""
    first, last = db.session.execute(select(func.min(Holiday.day), func.max(Holiday.day))).one()
    this = clock.today().year
    return [*range(min(first.year if first else this, this), max(last.year if last else this, this + 1) + 1)]


def missing() -> list[int]:
    """Of the present year and the coming one those of which nobody has entered a day off."""
    this = clock.today().year
    return [number for number in (this, this + 1) if not is_there(_off(number))]


def _off(number: int) -> Select[tuple[date]]:
    return select(Holiday.day).where(_within(number), Holiday.counts, ~Holiday.is_worked)


def _within(number: int) -> ColumnElement[bool]:
    return Holiday.day.between(date(number, 1, 1), date(number, 12, 31))


def weekday(day: date) -> str:
    return WEEKDAYS[day.weekday()]


def _from(first: date, last: date) -> list[date]:
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def _fault_of_first(wanted: Days) -> str | None:
    newest = clock.today().year + 1
    if wanted.first.year > newest:
        return f"Chỉ nhập được đến hết năm {newest}: lịch nghỉ được thông báo từng năm."
    return None


def _fault_of_last(wanted: Days, last: date) -> str | None:
    if last < wanted.first:
        return ENDS_EARLY
    if wanted.kind is DayKind.WORKED and last != wanted.first:
        return ONE_BY_ONE
    if (last - wanted.first).days >= AT_ONCE:
        return f"Không quá {AT_ONCE} ngày một lần. Xem lại ngày cuối, hoặc nhập làm nhiều lần."
    return None


def _fault_of_kind(wanted: Days, days: Sequence[date]) -> str | None:
    if days:
        return None
    said = f"{_shown(wanted.first)} là {weekday(wanted.first)}"
    if wanted.kind is DayKind.WORKED:
        return f"{said}, vốn là ngày làm việc. Ngày làm bù là thứ Bảy hoặc Chủ nhật."
    return f"{said}, vốn được nghỉ nên không phải nhập. Được nghỉ bù ngày nào thì nhập ngày đó."


def _fault_of_known(days: Sequence[date]) -> str | None:
    known = [row for day in days if (row := db.session.get(Holiday, day)) is not None and row.counts]
    if not known:
        return None
    named = "; ".join(f"{_shown(row.day)} ({row.name})" for row in known)
    return f"Đã có trong bảng: {named}. Sửa dòng đó, hoặc chọn ngày khác."


def _put(day: date, wanted: Days, actor: Actor) -> None:
    row = db.session.get(Holiday, day)
    if row is None:
        row = Holiday(day=day)
        db.session.add(row)
    row.is_worked, row.name, row.basis = wanted.kind is DayKind.WORKED, wanted.name, wanted.basis
    row.confidence, row.is_by_hand, row.counts = BY_THE_PROVINCE, True, True
    db.session.flush()
    audit.record(actor=actor, subject=row.ref, action="enter_holiday", data=_told(row))


def _remark(moved: int) -> None:
    """What moved is looked at once more by whoever has just changed the calendar."""
    if moved:
        remarks.leave(
            f"Hạn đang chạy của {moved} hồ sơ đã dời theo bảng mới. Hạn đã ghi trên văn bản (giấy tiếp nhận, yêu cầu bổ"
            " sung, gia hạn) giữ nguyên."
        )


def _told(row: Holiday) -> dict[str, object]:
    return {"day": row.day.isoformat(), "worked": row.is_worked, "name": row.name, "basis": row.basis}


def _shown(day: date) -> str:
    return f"{day:%d/%m/%Y}"

"""Working days: Monday to Friday, less the holidays, plus the days worked in their stead.

The holidays of a year are set by decision each year, so they are rows, with their basis.
"""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta

from sqlalchemy import Date, String, bindparam, false, select, true
from sqlalchemy.orm import Mapped, mapped_column

from app.clock import VIETNAM, end_of
from app.extensions import Model, Versioned, read_rows
from workflows.vocabulary import DayUnit

SATURDAY = 5


class Holiday(Versioned, Model):
    """A day off, or (is_worked) a weekend day worked instead. One that was taken out stays, and does not count."""

    __tablename__ = "holiday"

    day: Mapped[date] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    is_worked: Mapped[bool] = mapped_column(default=False)
    basis: Mapped[str] = mapped_column(String(300))
    confidence: Mapped[str] = mapped_column(String(40))
    is_by_hand: Mapped[bool] = mapped_column(default=False, server_default=false())  # the file leaves it alone
    counts: Mapped[bool] = mapped_column(default=True, server_default=true())
    version: Mapped[int] = mapped_column(default=1, server_default="1", sort_order=1)

    @property
    def ref(self) -> str:
        return f"holiday:{self.day.isoformat()}"


def due(start: datetime, days: int, unit: DayUnit) -> datetime:
    """The moment a limit of `days` from `start` ends: the close of office hours on its last day."""
    first = start.astimezone(VIETNAM).date()
    last = add_working_days(first, days) if unit is DayUnit.WORKING else first + timedelta(days=days)
    return end_of(last)


def add_working_days(first: date, days: int) -> date:
    """The day that is `days` working days after `first`, or before it; day one is the next working day."""
    day, left = first, abs(days)
    onward = _on_from(first, timedelta(days=1 if days > 0 else -1), window=left * 3 + 30)
    while left > 0:
        day, is_worked = next(onward)
        left -= is_worked
    return day


def _on_from(first: date, way: timedelta, window: int) -> Iterator[tuple[date, bool]]:
    """Each day after another one, and whether it is worked; the exceptions of a window are read at once."""
    day = first
    while True:
        last = day + way * window
        exceptions = _exceptions(min(day, last), max(day, last))
        while day != last:
            day += way
            yield day, _is_worked(day, exceptions)


def next_worked(day: date) -> date:
    """The day itself where it is worked."""
    return add_working_days(day - timedelta(days=1), 1)


def days_left(moment: datetime, until: datetime, unit: DayUnit) -> int:
    """How many days a limit has left beside the one whose office hours are running or come next; late: below nothing.

    `until_with` is the way back: what is left is the same whenever the count goes on (ADR 16).
    """
    here, last = office_day(moment), until.astimezone(VIETNAM).date()
    if unit is DayUnit.CALENDAR:
        return (last - here).days
    here = next_worked(here)
    # a day named by a person may be a day off: who is not late then is not late before the next working day ends
    return working_days_between(here, last if until < moment else next_worked(last))


def until_with(moment: datetime, left: int, unit: DayUnit) -> datetime:
    """When a limit ends that has so many days left at a moment."""
    here = office_day(moment)
    if unit is DayUnit.CALENDAR:
        return end_of(here + timedelta(days=left))
    return end_of(add_working_days(next_worked(here), left))


def office_day(moment: datetime) -> date:
    """The day whose office hours are running or come next; whether it is worked is another question."""
    day = moment.astimezone(VIETNAM).date()
    return day if moment <= end_of(day) else day + timedelta(days=1)


def working_days_between(first: date, last: date) -> int:
    """How many working days lie after `first` up to and including `last`; negative when `last` is before."""
    return counter(min(first, last), max(first, last))(first, last)


def counter(earliest: date, latest: date) -> Callable[[date, date], int]:
    """`working_days_between` for many pairs of days within a span, its holidays read once."""
    exceptions = _exceptions(earliest, latest)
    more = [(day, is_worked - is_weekday(day)) for day, is_worked in exceptions.items()]

    def between(first: date, last: date) -> int:
        if last < first:
            return -between(last, first)
        usual = _weekdays_until(last) - _weekdays_until(first)
        return usual + sum(change for day, change in more if first < day <= last)

    return between


_holiday = Holiday.__table__.c  # ADR 13
_BETWEEN = select(_holiday.day, _holiday.is_worked).where(
    _holiday.day.between(bindparam("first", type_=Date), bindparam("last", type_=Date)), _holiday.counts
)


def _exceptions(first: date, last: date) -> dict[date, bool]:
    rows = read_rows(_BETWEEN, {"first": first, "last": last})
    return {row.day: row.is_worked for row in rows}


def _is_worked(day: date, exceptions: dict[date, bool]) -> bool:
    return exceptions.get(day, is_weekday(day))


def is_weekday(day: date) -> bool:
    return day.weekday() < SATURDAY


def _weekdays_until(day: date) -> int:
    """Mondays to Fridays up to and including `day`; the calendar's first day was a Monday."""
    weeks, rest = divmod(day.toordinal(), 7)
    return weeks * SATURDAY + min(rest, SATURDAY)

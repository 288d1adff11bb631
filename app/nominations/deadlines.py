"""A day to be met, in words."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from app import clock, workdays

SOON = 2  # working days


@dataclass(frozen=True)
class Deadline:
    words: str  # "Còn 3 ngày làm việc"
    tone: str  # late, soon, or nothing
    day: str  # dd/mm/yyyy


def deadline(day: date, days_left: int) -> Deadline:
    """`days_left`: working days from today, negative when it is over."""
    shown = f"{day.day:02}/{day.month:02}/{day.year}"
    if days_left < 0:
        return Deadline(f"Quá hạn {-days_left} ngày làm việc", "late", shown)
    if days_left == 0 and day < clock.today():
        return Deadline("Quá hạn", "late", shown)  # and no working day since
    words = f"Còn {days_left} ngày làm việc" if days_left else "Hết hạn hôm nay"
    return Deadline(words, "soon" if days_left <= SOON else "", shown)


def deadlines(days: Collection[date]) -> Callable[[date], Deadline]:
    """One for all that share a day; the holidays between today and all of them are read once."""
    today = clock.today()
    between = workdays.counter(min([today, *days]), max([today, *days]))
    return cache(lambda day: deadline(day, between(today, day)))


def overdue(limits: Iterable[datetime | None]) -> Mapping[datetime, str]:
    """What is said of each limit that has run out. Nothing late, and no holidays are read."""
    now = clock.now()
    days = {limit: clock.local(limit).date() for limit in limits if limit is not None and limit < now}
    if not days:
        return {}
    told = deadlines(days.values())
    return {limit: told(day).words for limit, day in days.items()}

"""A day to be met, in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

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


def overdue(limits: Iterable[datetime | None]) -> Mapping[datetime, str]:
    """What is said of each limit that has run out. A day is counted once; nothing late, and no holidays are read."""
    now = clock.now()
    days = {limit: clock.local(limit).date() for limit in limits if limit is not None and limit < now}
    if not days:
        return {}
    today = clock.today()
    between = workdays.counter(min(days.values()), today)
    words = {day: deadline(day, between(today, day)).words for day in {*days.values()}}
    return {limit: words[day] for limit, day in days.items()}

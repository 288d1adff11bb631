"""A day to be met, in words."""

from dataclasses import dataclass
from datetime import date

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
    words = f"Còn {days_left} ngày làm việc" if days_left else "Hết hạn hôm nay"
    return Deadline(words, "soon" if days_left <= SOON else "", shown)

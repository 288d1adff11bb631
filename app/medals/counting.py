"""How long somebody served: months simply added up, those named twice counted once. Pure.

Reductions and factors of the rule set are shown on the page and not applied yet.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Protocol

IN_PROVINCE, IN_OFFICE, HARD_AREA, SENT_AWAY, ELSEWHERE = (
    "in_province",
    "in_office",
    "hard_area",
    "sent_away",
    "elsewhere",
)
KINDS = {
    IN_PROVINCE: "Công tác trong tỉnh",
    IN_OFFICE: "Giữ chức vụ lãnh đạo của nhóm, trong tỉnh",
    HARD_AREA: "Công tác trong tỉnh, ở vùng đặc biệt khó khăn",
    SENT_AWAY: "Được cử đi học, đi nghĩa vụ quân sự",
    ELSEWHERE: "Ngoài tỉnh (ghi cho đủ, không tính)",
}
SERVICE = frozenset({IN_PROVINCE, IN_OFFICE, HARD_AREA, SENT_AWAY})
MONTHS = 12


class Period(Protocol):
    """A row of the service, or anything with the same columns."""

    @property
    def from_month(self) -> date: ...
    @property
    def to_month(self) -> date | None: ...
    @property
    def kind(self) -> str: ...


@dataclass(frozen=True, kw_only=True)
class Sums:
    """Months of each kind that thresholds ask for."""

    service: int = 0
    office: int = 0
    hard_area: int = 0


def sums(periods: Iterable[Period], until: date) -> Sums:
    """`until`: the day to which a period without an end is counted."""
    listed = list(periods)
    return Sums(
        service=_months((one for one in listed if one.kind in SERVICE), until),
        office=_months((one for one in listed if one.kind == IN_OFFICE), until),
        hard_area=_months((one for one in listed if one.kind == HARD_AREA), until),
    )


def length(period: Period, until: date) -> int:
    """Months of one line, the first and the last counted."""
    return len(_span(period, until))


def in_words(months: int) -> str:
    """254 -> '21 năm 2 tháng'."""
    years, rest = divmod(months, MONTHS)
    parts = [f"{years} năm"] if years else []
    return " ".join([*parts, f"{rest} tháng"] if rest or not years else parts)


def month_of(day: date) -> int:
    """Months since the year nought."""
    return day.year * MONTHS + day.month - 1


def _months(periods: Iterable[Period], until: date) -> int:
    """Spans in their order, each begun no earlier than the last one ended: what is named twice counts once."""
    total, counted_to = 0, 0
    for span in sorted(_spans(periods, until), key=lambda span: (span.start, span.stop)):
        first = max(span.start, counted_to)
        total += max(span.stop - first, 0)
        counted_to = max(counted_to, span.stop)
    return total


def _spans(periods: Iterable[Period], until: date) -> Iterator[range]:
    return (_span(period, until) for period in periods)


def _span(period: Period, until: date) -> range:
    return range(month_of(period.from_month), month_of(period.to_month or until) + 1)

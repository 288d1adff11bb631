"""What was measured, summed up: by step, by unit, and both for Excel."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from app.deadlines import limits
from app.deadlines.measuring import Measured
from app.limits import limits_of, longest_of
from app.spreadsheets import Cell

Key = TypeVar("Key")
HEADINGS: tuple[Cell, ...] = (
    "Đơn vị",
    "Bước",
    "Số lượt",
    "Một nửa xong trong (ngày)",
    "Lâu nhất (ngày)",
    "Loại ngày",
    "Thời hạn",
    "Căn cứ thời hạn",
    "Trong hạn",
)


@dataclass(frozen=True, kw_only=True)
class Line:
    """Stays of one kind: how many, how long, and how many of those with a limit were within it."""

    name: str
    stays: int
    median: str
    longest: int
    days: str  # of which kind
    limit: str
    basis: str
    within: str  # "37/40"
    share: int | None  # percent; None: no limit


def by_step(found: Iterable[Measured]) -> list[Line]:
    """In the order of the process; where versions give another limit, each stands for itself."""
    groups = _grouped(found, lambda one: (*_place(one), limits.of_state(one.workflow, one.state).words))
    return [_line(groups[key][0].workflow.state_name(groups[key][0].state), groups[key]) for key in sorted(groups)]


def by_unit(found: Iterable[Measured], names: Mapping[int, str]) -> list[Line]:
    """The least within its limits first. Days of several steps make no middle: that is told of one step alone."""
    groups = _grouped(found, lambda one: one.unit_id)
    lines = [_line(names.get(unit_id, ""), of_unit) for unit_id, of_unit in groups.items()]
    return sorted(lines, key=lambda line: (line.share is None, line.share, line.name))


def as_cells(found: Sequence[Measured], names: Mapping[int, str]) -> list[tuple[Cell, ...]]:
    rows: list[tuple[Cell, ...]] = []
    groups = _grouped(found, lambda one: one.unit_id)
    for unit_id in sorted(groups, key=lambda one: names.get(one, "")):
        for line in by_step(groups[unit_id]):
            told: tuple[Cell, ...] = (line.name, line.stays, line.median, line.longest, line.days, line.limit)
            rows.append((names.get(unit_id, ""), *told, line.basis, line.within))
    return rows


def steps_in(found: Iterable[Measured]) -> list[tuple[str, str]]:
    """Which states there are, by name, in the order of the process."""
    named = {_place(one): one.workflow.state_name(one.state) for one in found}
    return [*{state: named[place, state] for place, state in sorted(named)}.items()]


def _place(one: Measured) -> tuple[int, str]:
    return [*one.workflow.states].index(one.workflow.state(one.state)), one.state


def _grouped(found: Iterable[Measured], key: Callable[[Measured], Key]) -> dict[Key, list[Measured]]:
    groups: dict[Key, list[Measured]] = defaultdict(list)
    for one in found:
        groups[key(one)].append(one)
    return groups


def _line(name: str, group: Sequence[Measured]) -> Line:
    first = group[0]
    longest = longest_of(limits_of(first.workflow, first.state))
    limit = limits.of_state(first.workflow, first.state)
    bound = [one for one in group if one.is_late is not None]
    of_all, late = sum(one.stays for one in bound), sum(one.stays for one in bound if one.is_late)
    return Line(
        name=name,
        stays=sum(one.stays for one in group),
        median=_median(group),
        longest=max(one.days for one in group),
        days=limits.unit_name(longest),
        limit=limit.words,
        basis=limit.basis,
        within=f"{of_all - late}/{of_all}" if of_all else "",
        share=(of_all - late) * 100 // of_all if of_all else None,
    )


def _median(group: Sequence[Measured]) -> str:
    """Half took no longer; between two middle ones the number between them."""
    counts: dict[int, int] = defaultdict(int)
    for one in group:
        counts[one.days] += one.stays
    total = sum(counts.values())
    middle = [_at(place, counts) for place in ((total - 1) // 2, total // 2)]
    whole, rest = divmod(sum(middle), 2)
    return f"{whole},5" if rest else f"{whole}"


def _at(place: int, counts: Mapping[int, int]) -> int:
    """The number at a place among all, the smallest first."""
    for days in sorted(counts):
        if place < counts[days]:
            return days
        place -= counts[days]
    raise IndexError(place)

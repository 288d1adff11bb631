"""What versions of awards are to one another: no day twice, and no criterion that asks for itself in the end."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from app.awards.marked import Fault


@dataclass(frozen=True)
class Named:
    """A version with its days; `line` is where it stands in the file, 0 of what the database holds."""

    code: str
    number: int
    begins: date
    ends: date | None
    line: int
    needs: Mapping[str, int]  # awards whose criteria it asks for, each with the line that does
    kind: str = ""

    @property
    def last(self) -> date:
        return self.ends or date.max

    def is_in_force(self, day: date) -> bool:
        return self.begins <= day <= self.last


def overlaps(versions: Sequence[Named]) -> Iterator[Fault]:
    """Of two versions in each other's way, the one later in the file is told."""
    for at, later in enumerate(versions):
        for earlier in versions[:at]:
            if earlier.code == later.code and (later.line or earlier.line):
                yield from _between(earlier, later)


def _between(one: Named, other: Named) -> Iterator[Fault]:
    mine, before = (other, one) if other.line else (one, other)
    where = f" (dòng {before.line})" if before.line else " (đang có trong phần mềm)"
    name = f"“{mine.code}” bản {mine.number}"
    if mine.number == before.number:
        yield Fault(mine.line, f"{name} ghi hai lần{where}.")
    elif mine.begins <= before.last and before.begins <= mine.last:
        yield Fault(mine.line, f"{name} có ngày hiệu lực chồng với bản {before.number}{where}.")
    if mine.kind != before.kind:
        yield Fault(mine.line, f"{name} khác loại với bản {before.number}{where}.")


def circles(versions: Sequence[Named]) -> Iterator[Fault]:
    """By the days on which something begins: what is in force together may not ask for itself."""
    told = set()
    for day in sorted({version.begins for version in versions}):
        on_day = {version.code: version for version in versions if version.is_in_force(day)}
        for code in on_day:
            road = _road_back(code, on_day)
            if road and (key := frozenset(road)) not in told:
                told.add(key)
                yield _circle(road, on_day)


def _road_back(code: str, on_day: Mapping[str, Named]) -> list[str]:
    """The shortest way from an award's criteria to themselves, by what each asks for."""
    roads, seen = [[code]], set[str]()
    for road in roads:
        for wanted in on_day[road[-1]].needs:
            if wanted == code:
                return road
            if wanted in on_day and wanted not in seen:
                seen.add(wanted)
                roads.append([*road, wanted])
    return []


def _circle(road: list[str], on_day: Mapping[str, Named]) -> Fault:
    around = [*road, road[0]]
    lines = [on_day[one].needs[other] for one, other in pairwise(around)]
    return Fault(max(lines), f"tiêu chí đòi vòng tròn: {' → '.join(around)}.")

"""What somebody has been awarded, as the criteria ask for it: `title.streak`, `title.count_in_window`, `award.held`,
`years_since`. Pure: plain values in, fields of the catalogue out.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from app.awards.fields import Value


@dataclass(frozen=True)
class Held:
    """An award that was decided and confirmed; `year` is the year it was given for."""

    award: str
    year: int
    decided_on: date


@dataclass(frozen=True, kw_only=True)
class Asked:
    """The proposed year, the day of the proposal, and how many years count for `title.count_in_window`."""

    year: int
    day: date
    window: int = 0


def of(held: Iterable[Held], names: Collection[str], asked: Asked) -> dict[str, Value]:
    """The fields of `names` that this room knows. An award nobody has recorded was not given: the register is kept.

    `years_since` is the exception: without a decision there is no such number.
    """
    by_award: dict[str, list[Held]] = {}
    for one in held:
        if one.year <= asked.year and one.decided_on <= asked.day:
            by_award.setdefault(one.award, []).append(one)
    found: dict[str, Value] = {}
    for name in names:
        kind, _, award = name.rpartition(".")
        mine = by_award.get(award, [])
        match kind:
            case "title.streak":
                found[name] = streak({one.year for one in mine}, asked.year)
            case "title.count_in_window":
                found[name] = len({one.year for one in mine if asked.year - asked.window < one.year})
            case "award.held":
                found[name] = bool(mine)
            case "years_since" if mine:
                found[name] = whole_years(max(one.decided_on for one in mine), asked.day)
    return found


def streak(years: Collection[int], last: int) -> int:
    """Consecutive years that end with the last one."""
    length = 0
    while last - length in years:
        length += 1
    return length


def whole_years(since: date, until: date) -> int:
    """A year is over on its day; who was given something on 29/02 waits until 01/03."""
    return until.year - since.year - ((until.month, until.day) < (since.month, since.day))


def missing_years(years: Collection[int], last: int, wanted: int) -> list[int]:
    """Of the last so many years, those that are not there; the newest first."""
    return [year for year in range(last, last - wanted, -1) if year not in years]

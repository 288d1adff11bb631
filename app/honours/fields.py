"""What somebody has been awarded, as the criteria ask for it: `title.streak`, `title.count_in_window`, `award.held`,
`years_since`. Pure: plain values in, fields of the catalogue out.

After a discipline titles count from its end (G03); a year on maternity leave breaks no streak (G06).
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import count, islice

from app.awards.fields import Value


@dataclass(frozen=True)
class Held:
    """An award that was decided and confirmed; `year` is the year it was given for, `route` its loại hình if known."""

    award: str
    year: int
    decided_on: date
    route: str = ""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """The proposed year, the day of the proposal, and how many years count for `title.count_in_window`.

    Titles count for years `after` one in which a discipline ended; a year that is `excused` breaks no streak.
    """

    year: int
    day: date
    window: int = 0
    after: int = 0
    excused: frozenset[int] = frozenset()


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
        years = {one.year for one in mine if one.year > asked.after}
        match kind:
            case "title.streak":
                found[name] = streak(years, asked.year, asked.excused)
            case "title.count_in_window":
                found[name] = sum(asked.year - asked.window < one for one in years)
            case "award.held":
                found[name] = bool(mine)
            case "years_since" if mine:
                found[name] = whole_years(max(one.decided_on for one in mine), asked.day)
    return found


def streak(years: Collection[int], last: int, excused: Collection[int] = ()) -> int:
    """Consecutive years that end with the last one; an excused one without it neither counts nor breaks."""
    length, year = 0, last
    while year in years or year in excused:
        length += year in years
        year -= 1
    return length


def whole_years(since: date, until: date) -> int:
    """A year is over on its day; who was given something on 29/02 waits until 01/03."""
    return until.year - since.year - ((until.month, until.day) < (since.month, since.day))


def missing_years(years: Collection[int], last: int, wanted: int, excused: Collection[int] = ()) -> list[int]:
    """Of the last so many years that are not excused, those that are not there; the newest first."""
    asked = (year for year in count(last, -1) if year in years or year not in excused)
    return [year for year in islice(asked, wanted) if year not in years]

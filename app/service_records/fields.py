"""From confirmed records to fields of the catalogue (`awards/fields.yaml`): pure, whatever the order of the records.

What no confirmed record says is absent, never false, never nought. A count of years says in `missing` which years it
would have gone on with, had a record said something of them: it is at least that much, and the criterion is open.

After a discipline achievements count from its end (G03): years up to and including the one it ended in, and all years
while one runs, do not count. A year on maternity leave without a rating neither counts nor breaks a streak (G06).
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import TypeVar

from app.awards.fields import Value
from app.awards.words import RATINGS
from app.honours.fields import Asked
from app.service_records.words import BEST, GOOD, MATERNITY

BEST_FIRST = [*RATINGS]
STILL_RUNS = date.max  # a discipline of which nobody knows when it ends


@dataclass(frozen=True, kw_only=True)
class Rating:
    id: int
    year: int
    value: str


@dataclass(frozen=True, kw_only=True)
class Discipline:
    id: int
    starts_on: date
    ends_on: date | None


@dataclass(frozen=True, kw_only=True)
class Leave:
    id: int
    value: str
    starts_on: date
    ends_on: date


@dataclass(frozen=True, kw_only=True)
class MakeUp:
    """Of a collective in a year."""

    id: int
    year: int
    members: int
    advanced: int
    completing: int
    disciplined: int
    fighters: int
    value: str = ""  # how its party organisation was rated


Record = Rating | Discipline | Leave | MakeUp
Yearly = TypeVar("Yearly", Rating, MakeUp)


@dataclass(frozen=True)
class Found:
    """The value of a field, the records that say so, and the years nothing is known of, the latest first."""

    value: Value
    records: tuple[int, ...]
    missing: tuple[int, ...] = ()


def computed(records: Iterable[Record], asked: Asked) -> dict[str, Found]:
    """For the proposed year, on a day; the window is that many years with the proposed one as their last, if any.

    `discipline.ended_on` is the last day of the disciplines begun by then: after the day asked about, STILL_RUNS where
    nobody knows, while one runs. Without a discipline it is absent.
    """
    life, year = _Life([*records], asked.day), asked.year
    found = {
        "rating.year": _rated(life, year),
        "rating.streak_years_htt": _streak(life, year, _or_better(GOOD)),
        "rating.streak_years_htxs": _streak(life, year, _or_better(BEST)),
        "rating.years_htxs_in_window": _in_window(life, range(year - asked.window + 1, year + 1)),
        "discipline.ended_on": Found(life.ended_on, life.disciplines) if life.disciplines else None,
        **_of_collective(life, year),
    }
    return {name: one for name, one in found.items() if one is not None}


def counting(records: Iterable[Record], asked: Asked) -> Asked:
    """The same question of titles: since which year they count, and which years break no streak."""
    life = _Life([*records], asked.day)
    after = life.ended_on.year if life.ended_on else 0
    return replace(asked, after=after, excused=frozenset(life.maternity))


class _Life:
    """The records by year. Two that say different things of one year say nothing."""

    def __init__(self, records: Collection[Record], day: date) -> None:
        begun = [one for one in records if isinstance(one, Discipline) and one.starts_on <= day]
        self.disciplines = tuple(sorted(one.id for one in begun))
        self.ended_on = max((one.ends_on or STILL_RUNS for one in begun), default=None)
        self.ratings = _alone(one for one in records if isinstance(one, Rating))
        self.make_ups = _alone(one for one in records if isinstance(one, MakeUp))
        self.maternity: dict[int, list[int]] = defaultdict(list)
        for one in records:
            if isinstance(one, Leave) and one.value == MATERNITY and one.starts_on <= day:
                for year in range(one.starts_on.year, one.ends_on.year + 1):
                    self.maternity[year].append(one.id)

    def counts(self, year: int) -> bool:
        return self.ended_on is None or year > self.ended_on.year


def _alone(records: Iterator[Yearly]) -> Mapping[int, Yearly]:
    by_year: dict[int, list[Yearly]] = defaultdict(list)
    for one in records:
        by_year[one.year].append(one)
    return {year: ones[0] for year, ones in by_year.items() if len(ones) == 1}


def _or_better(rating: str) -> Collection[str]:
    return BEST_FIRST[: BEST_FIRST.index(rating) + 1]


def _rated(life: _Life, year: int) -> Found | None:
    one = life.ratings.get(year)
    return Found(one.value, (one.id,)) if one else None


def _streak(life: _Life, year: int, wanted: Collection[str]) -> Found | None:
    """Years without a gap that end with this one."""
    years, used, missing = 0, set[int](), tuple[int, ...]()
    while True:
        if not life.counts(year):
            used |= {*life.disciplines}
            break
        if one := life.ratings.get(year):
            used.add(one.id)
            if one.value not in wanted:
                break
            years += 1
        elif year in life.maternity:
            used |= {*life.maternity[year]}
        else:
            missing = (year,)
            break
        year -= 1
    return _known(years, used, missing)


def _in_window(life: _Life, window: range) -> Found | None:
    if not window:
        return None
    counting = [year for year in window if life.counts(year)]
    rated = [life.ratings[year] for year in counting if year in life.ratings]
    on_leave = {year for year in counting if year in life.maternity} - life.ratings.keys()
    used = {one.id for one in rated} | {leave for year in on_leave for leave in life.maternity[year]}
    if len(counting) < len(window):
        used |= {*life.disciplines}
    missing = sorted({*counting} - life.ratings.keys() - on_leave, reverse=True)
    return _known(sum(one.value == BEST for one in rated), used, tuple(missing))


def _known(years: int, used: Collection[int], missing: tuple[int, ...]) -> Found | None:
    """None where there is only what is not known."""
    return Found(years, tuple(sorted(used)), missing) if years or not missing else None


def _of_collective(life: _Life, year: int) -> dict[str, Found | None]:
    one = life.make_ups.get(year)
    if one is None or not one.members:
        return {}
    told: dict[str, Value] = {
        "share_ldtt": Fraction(one.advanced, one.members),
        "share_completing_tasks": Fraction(one.completing, one.members),
        "has_cstdcs": one.fighters > 0,
        "disciplined_canh_cao_plus": one.disciplined,
        "party_org_rating": one.value or None,
    }
    return {f"collective.{name}": None if value is None else Found(value, (one.id,)) for name, value in told.items()}

"""From confirmed records to fields of the catalogue (`awards/catalogue.yaml`): pure, whatever the order of the records.

What no confirmed record says is absent, never false, never nought. A count of years says in `missing` which years it
would have gone on with, had a record said something of them: it is at least that much, and the criterion is open.

After a discipline achievements count from its end (G03): years up to and including the one it ended in, and all years
while one runs, do not count. A year on maternity leave without a rating neither counts nor breaks a streak (G06).
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from app.service_records.words import BEST, GOOD, MATERNITY, RATINGS

BEST_FIRST = [*RATINGS]


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
class Known:
    """The value of a field, the records that say so, and the years nothing is known of, the latest first."""

    value: str | int | float | bool | date | None
    records: tuple[int, ...]
    missing: tuple[int, ...] = ()


def computed(records: Iterable[Record], *, year: int, day: date, since: int | None = None) -> dict[str, Known]:
    """For the proposed `year`, as it stands on `day`; `since`: the first year of the award's window, where it has one.

    `discipline.ended_on` is None while a discipline runs on that day; without a discipline it is absent.
    """
    life = _Life([*records], day)
    found = {
        "rating.year": _rated(life, year),
        "rating.streak_years_htt": _streak(life, year, _or_better(GOOD)),
        "rating.streak_years_htxs": _streak(life, year, _or_better(BEST)),
        "rating.years_htxs_in_window": None if since is None else _in_window(life, range(since, year + 1)),
        "discipline.ended_on": Known(life.ended_on, life.disciplines) if life.disciplines else None,
        **_of_collective(life, year),
    }
    return {name: known for name, known in found.items() if known is not None}


class _Life:
    """The records by year. Two that say different things of one year say nothing."""

    def __init__(self, records: Collection[Record], day: date) -> None:
        begun = [one for one in records if isinstance(one, Discipline) and one.starts_on <= day]
        ends = [one.ends_on for one in begun if one.ends_on and one.ends_on <= day]
        self.disciplines = tuple(sorted(one.id for one in begun))
        self.is_disciplined = len(ends) < len(begun)
        self.ended_on = None if self.is_disciplined or not ends else max(ends)
        self.ratings = _alone(one for one in records if isinstance(one, Rating))
        self.make_ups = _alone(one for one in records if isinstance(one, MakeUp))
        self.maternity: dict[int, list[int]] = defaultdict(list)
        for one in records:
            if isinstance(one, Leave) and one.value == MATERNITY and one.starts_on <= day:
                for year in range(one.starts_on.year, one.ends_on.year + 1):
                    self.maternity[year].append(one.id)

    def counts(self, year: int) -> bool:
        return not self.is_disciplined and (self.ended_on is None or year > self.ended_on.year)


def _alone(records: Iterator[Yearly]) -> Mapping[int, Yearly]:
    by_year: dict[int, list[Yearly]] = defaultdict(list)
    for one in records:
        by_year[one.year].append(one)
    return {year: ones[0] for year, ones in by_year.items() if len(ones) == 1}


def _or_better(rating: str) -> Collection[str]:
    return BEST_FIRST[: BEST_FIRST.index(rating) + 1]


def _rated(life: _Life, year: int) -> Known | None:
    one = life.ratings.get(year)
    return Known(one.value, (one.id,)) if one else None


def _streak(life: _Life, year: int, wanted: Collection[str]) -> Known | None:
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


def _in_window(life: _Life, window: range) -> Known | None:
    counting = [year for year in window if life.counts(year)]
    rated = [life.ratings[year] for year in counting if year in life.ratings]
    on_leave = {year for year in counting if year in life.maternity} - life.ratings.keys()
    used = {one.id for one in rated} | {leave for year in on_leave for leave in life.maternity[year]}
    if len(counting) < len(window):
        used |= {*life.disciplines}
    missing = sorted({*counting} - life.ratings.keys() - on_leave, reverse=True)
    return _known(sum(one.value == BEST for one in rated), used, tuple(missing))


def _known(years: int, used: Collection[int], missing: tuple[int, ...]) -> Known | None:
    """None where there is only what is not known."""
    return Known(years, tuple(sorted(used)), missing) if years or not missing else None


def _of_collective(life: _Life, year: int) -> dict[str, Known | None]:
    one = life.make_ups.get(year)
    if one is None or not one.members:
        return {}
    told: dict[str, str | int | float | None] = {  # 7 / 10 is the nearest there is to it, as is 0.7 of the catalogue
        "share_ldtt": one.advanced / one.members,
        "share_completing_tasks": one.completing / one.members,
        "has_cstdcs": one.fighters > 0,
        "disciplined_canh_cao_plus": one.disciplined,
        "party_org_rating": one.value or None,
    }
    return {f"collective.{name}": None if value is None else Known(value, (one.id,)) for name, value in told.items()}

"""From recognised initiatives to fields of the catalogue (`awards/fields.yaml`): pure, whatever their order.

What counts is recognised at the scope or a wider one, was first applied by the proposed year, recognised from the first
year of the window on and by the day asked about, and not used for an award of the same kind before. Of a case only what
it relies on counts. A count is a lower bound: nobody says that there is no other initiative.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from app.awards.fields import Value
from app.initiatives.models import Scope

ABOUT = "initiative."
COUNT = f"{ABOUT}count_unused."
BY_THE_PROVINCE = f"{ABOUT}recognised_by_head_of_province"
WIDER = {Scope.BASE: (Scope.BASE, Scope.PROVINCE), Scope.PROVINCE: (Scope.PROVINCE,)}


@dataclass(frozen=True, kw_only=True)
class Authored:
    """An initiative as one of its authors has it. `holders`: by kind of award the case under way or decided that relies
    on it; `former`: kinds it was used for outside this system, `confirmed` by Sở Nội vụ or not.
    """

    id: int
    title: str
    applied_on: date
    recognised: Mapping[Scope, date]
    waiting: frozenset[Scope] = frozenset()  # neither recognised there nor refused
    holders: Mapping[str, int]
    former: frozenset[str] = frozenset()
    confirmed: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """The kind of the award, the years that count, the day asked about; of one case, or of nobody's case yet."""

    kind: str
    first_year: int
    year: int
    day: date
    case_id: int | None = None


@dataclass(frozen=True)
class Found:
    value: Value
    titles: tuple[str, ...]  # of the initiatives that say so


def computed(initiatives: Iterable[Authored], wanted: Wanted) -> dict[str, Found]:
    return _told([one for one in initiatives if _is_free(one, wanted)], wanted)


def perhaps(initiatives: Iterable[Authored], wanted: Wanted) -> dict[str, Found]:
    """The same if all that waits were recognised that day, whatever the case relies on: it cannot yet."""
    anybodys = replace(wanted, case_id=None)
    mine = [
        replace(one, recognised={**dict.fromkeys(one.waiting, wanted.day), **one.recognised})
        for one in initiatives
        if _is_free(one, wanted) or (one.waiting and _is_free(one, anybodys))
    ]
    return _told(mine, wanted)


def used_already(initiatives: Iterable[Authored], wanted: Wanted) -> tuple[str, ...]:
    """What the case relies on though it was used for an award of this kind before (G08)."""
    mine = (one for one in initiatives if wanted.case_id and one.holders.get(wanted.kind) == wanted.case_id)
    return tuple(sorted(one.title for one in mine if wanted.kind in one.confirmed))


def _is_free(one: Authored, wanted: Wanted) -> bool:
    return wanted.kind not in one.former and one.holders.get(wanted.kind) == wanted.case_id


def _told(initiatives: Collection[Authored], wanted: Wanted) -> dict[str, Found]:
    found: dict[str, Found] = {}
    for scope in WIDER:
        titles = tuple(sorted(one.title for one in initiatives if _counts(one, scope, wanted)))
        if titles:
            found[f"{COUNT}{scope.value}"] = Found(len(titles), titles)
    if (above := found.get(f"{COUNT}{Scope.PROVINCE.value}")) is not None:
        found[BY_THE_PROVINCE] = Found(value=True, titles=above.titles)
    return found


def _counts(one: Authored, scope: Scope, wanted: Wanted) -> bool:
    days = (one.recognised[wider] for wider in WIDER[scope] if wider in one.recognised)
    in_time = any(wanted.first_year <= day.year and day <= wanted.day for day in days)
    return in_time and one.applied_on.year <= wanted.year

"""Titles of the years taken from what the nominee already holds, so that nobody types them a second time."""

from collections.abc import Collection, Sequence

from app.actor import Actor
from app.casework import hold
from app.errors import Invalid
from app.honours import history
from app.honours.history import Past, number_key
from app.nominations import editing, yearly
from app.nominations.models import Nomination, YearEntry
from app.nominations.yearly import Year

NOTHING_CHOSEN = "Chọn ít nhất một khen thưởng để đưa vào hồ sơ."
ALREADY_THERE = "Có mục vừa được đưa vào hồ sơ hoặc đã hủy. Chọn lại trong các mục còn lại."


def offered(case: Nomination) -> list[Past]:
    """What the nominee holds and the years do not tell yet."""
    told = {(number_key(entry.decision_number), entry.decision_date) for entry in case.years}
    return [one for one in history.of(case.nominee_id) if (number_key(one.number), one.decided_on) not in told]


def of_the_period(case: Nomination, held: Sequence[Past]) -> list[Past]:
    """Those of the years that count; of a case without such years, all."""
    if case.period_from is None or case.period_to is None:
        return [*held]
    return [one for one in held if case.period_from <= one.year <= case.period_to]


def take_over(case: Nomination, keys: Collection[str], *, actor: Actor) -> int:
    """A year that has no title yet gets it; else the year has one line more."""
    hold(case)
    editing.insist(case, may=editing.allowed(case, actor).years)
    if not keys:
        raise Invalid(honours=NOTHING_CHOSEN)
    chosen = [one for one in offered(case) if one.key in keys]
    if len(chosen) != len({*keys}):
        raise Invalid(honours=ALREADY_THERE)
    for one in sorted(chosen, key=lambda each: (each.year, each.decided_on)):
        untitled = _untitled(case.years, one.year)
        if untitled is None:
            yearly.add(case, _line(one), actor=actor)
        else:
            yearly.edit(untitled, _line(one, untitled), actor=actor)
    return len(chosen)


def _untitled(years: Sequence[YearEntry], year: int) -> YearEntry | None:
    return next((entry for entry in years if entry.year == year and not entry.title), None)


def _line(one: Past, entry: YearEntry | None = None) -> Year:
    return Year(
        year=one.year,
        rating=entry.rating if entry else "",
        title=one.award,
        decision_number=one.number,
        decision_date=one.decided_on,
        decided_by=one.decided_by,
        achievement=entry.achievement if entry else "",
        version=entry.version if entry else 0,
    )

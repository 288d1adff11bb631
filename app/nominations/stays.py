"""How long a thing stood in each state, read off its log: without the time it was taken out, against what it had."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from app import clock, workdays
from app.audit.queries import EXTENDED, Happened
from app.casework import REPINNED
from app.limits import is_aside, limits_of, longest_of
from workflows.engine import PREVIOUS, Limit, Workflow
from workflows.vocabulary import DayUnit

Counter = Callable[[date, date], int]


@dataclass(frozen=True)
class Stay:
    """A time in one state. Whoever is taken out of it counts as many days there as its limit lost (ADR 16)."""

    first: date
    last: date | None = None  # None: until the event that is told
    comes_back: bool = False  # the days begin with office hours, not with the date
    is_taken_out: bool = False
    until: date | None = None  # the day its limit was extended to


def with_stays(
    definitions: Sequence[type[Workflow]], logged: Sequence[Happened]
) -> Iterator[tuple[Happened, tuple[Stay, ...]]]:
    """Each event with the time the case had been in the state it left: all of it, where it was taken out between."""
    stays: tuple[Stay, ...] = ()
    before: tuple[Stay, ...] = ()
    for workflow, event in zip(definitions, logged, strict=True):
        yield event, stays
        if event.action in EXTENDED and event.data and stays:
            stays = (*stays[:-1], replace(stays[-1], until=date.fromisoformat(event.data["to"])))
        step = workflow.transitions().get(event.action)
        if step is not None and step.target is PREVIOUS:
            stays = (*before, Stay(workdays.office_day(event.at_office), comes_back=True))
        elif event.target and event.action != REPINNED and is_aside(workflow, event.target) and stays:
            out = replace(stays[-1], last=workdays.office_day(event.at_office), is_taken_out=True)
            before, stays = (*stays[:-1], out), (Stay(_day(event)),)
        elif event.target:
            stays = (Stay(_day(event)),)


@dataclass(frozen=True)
class Spent:
    """What a state took, in the days of its limit; `allowed`: how many it may, None where it has no limit."""

    days: int
    limit: Limit | None
    allowed: int | None
    is_late: bool


def spent(workflow: type[Workflow], state: str, stays: Sequence[Stay], last: date, between: Counter) -> Spent:
    """Held against the limit the state was due by, the longest of its steps' (ADR 9), or what it was extended to.

    `last`: the day on which it was left for good.
    """
    limits = limits_of(workflow, state)
    longest = longest_of(limits)
    days = _in_all(stays, last, longest, between)
    extended = next((place for place in reversed(range(len(stays))) if stays[place].until), None)
    if extended is not None and (until := stays[extended].until):
        allowed = _in_all(
            (*stays[:extended], replace(stays[extended], last=until, is_taken_out=False)), until, longest, between
        )
        return Spent(days, longest, allowed, days > allowed)
    late = bool(limits) and all(_in_all(stays, last, one, between) > one.days for one in limits)
    return Spent(days, longest, longest.days if longest else None, late)


def _in_all(stays: Sequence[Stay], last: date, limit: Limit | None, between: Counter) -> int:
    unit = limit.unit if limit else DayUnit.WORKING
    return sum(_days_of(stay, stay.last or last, unit, between) for stay in stays)


def _days_of(stay: Stay, last: date, unit: DayUnit, between: Counter) -> int:
    if unit is DayUnit.CALENDAR:
        return (last - stay.first).days
    # the count stops at, and goes on from, a day that is worked
    begins_later = stay.comes_back and _is_off(stay.first, between)
    ends_later = stay.is_taken_out and _is_off(last, between)
    return between(stay.first, last) - begins_later + ends_later


def _is_off(day: date, between: Counter) -> bool:
    return between(day - timedelta(days=1), day) == 0


def _day(event: Happened) -> date:
    return clock.local(event.at_office).date()

"""What the desk promised and what it asked for, when the case is taken out of its road for a while, or for good."""

from datetime import datetime

from app import clock, workdays
from app.intake import papers, queries
from app.nominations.models import Nomination
from workflows.award_province_1 import State


def go_on(nomination: Nomination, *, since: datetime) -> None:
    """The case is back where it stood: the unit's days to mend it, and the day of the result, move as its limit did."""
    supplement = queries.open_supplement(nomination.id)
    if supplement is not None and nomination.state == State.SUPPLEMENT and nomination.due_at is not None:
        supplement.due_on = clock.local(nomination.due_at).date()
    if nomination.result_due_on is not None:
        unit = papers.term(nomination).unit
        left = workdays.days_left(since, clock.end_of(nomination.result_due_on), unit)
        nomination.result_due_on = clock.local(workdays.until_with(clock.now(), left, unit)).date()


def give_up(nomination: Nomination) -> None:
    """Nothing is waited for any more."""
    supplement = queries.open_supplement(nomination.id)
    if supplement is not None:
        supplement.closed_at = clock.now()

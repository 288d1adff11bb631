"""How long a state may take, as its process says: the limits of the steps that lead on, in their own days (ADR 9)."""

from collections.abc import Iterable
from datetime import datetime

from app import workdays
from workflows.engine import PREVIOUS, Limit, Workflow
from workflows.vocabulary import DaysKind, DayUnit, StateKind

WEEK, WORKING_WEEK = 7, 5  # days


def limits_of(workflow: type[Workflow], state: str) -> list[Limit]:
    """The limits of the steps that lead on from a state; of a closed one none."""
    if workflow.states[workflow.state(state)].kind in {StateKind.CLOSED, StateKind.FINAL}:
        return []
    limits = (step.limit for step in workflow.options(state))
    return [limit for limit in limits if limit and limit.kind is DaysKind.LIMIT]


def limit_of(workflow: type[Workflow], state: str, since: datetime) -> datetime | None:
    """A state is due by the longest limit of the steps that lead on from it (ADR 9)."""
    limits = limits_of(workflow, state)
    return max((workdays.due(since, limit.days, limit.unit) for limit in limits), default=None)


def longest_of(limits: Iterable[Limit]) -> Limit | None:
    """Holidays apart: the same on every day."""
    return max(limits, key=_roughly, default=None)


def _roughly(limit: Limit) -> float:
    """Calendar days."""
    return limit.days * WEEK / WORKING_WEEK if limit.unit is DayUnit.WORKING else limit.days


def unit_in(workflow: type[Workflow], state: str) -> DayUnit:
    """In which days the limit of a state is counted, also where a person named its day."""
    longest = longest_of(limits_of(workflow, state))
    return longest.unit if longest else DayUnit.WORKING


def is_aside(workflow: type[Workflow], state: str) -> bool:
    """Whether a step leads from a state back to wherever the case was."""
    return any(step.target is PREVIOUS for step in workflow.options(state))

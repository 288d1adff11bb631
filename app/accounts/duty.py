"""Who must have a second factor: whoever votes, signs, administers or counts (ASVS 5.0, level 2, 6.3.3).

A real site cannot switch it off. The demonstration asks nobody, unless VINHDANH_SECOND_FACTOR=always makes
it ask as a real one does.
"""

from collections.abc import Callable, Iterable

from app import clock
from workflows.vocabulary import Role

Task = Callable[[int], bool]
_tasks: list[Task] = []

VOTES = frozenset(
    {
        Role.UNIT_COUNCIL,
        Role.UNIT_COUNCIL_MEMBERS,
        Role.UNIT_COUNCIL_SECRETARY,
        Role.COUNCIL_CHAIR,
        Role.COUNCIL_DEPUTY_CHAIR,
        Role.COUNCIL_MEMBERS,
        Role.COUNCIL_SECRETARY,
        Role.TELLER,
    }
)
SIGNS = frozenset(
    {
        Role.UNIT_HEAD,
        Role.BAN_HEAD,
        Role.BAN_DEPUTY,
        Role.SNV_DIRECTOR,
        Role.VPUB,
        Role.CHAIRMAN,
        Role.HDND_CHAIR,
    }
)
BOUND = VOTES | SIGNS | {Role.ADMINISTRATOR}


def binds(task: Task) -> Task:
    """A room above says of a user whether they have a task now that wants one, whatever their offices."""
    _tasks.append(task)
    return task


def is_bound(user_id: int, roles: Iterable[Role | None]) -> bool:
    """By an office or by a task, of which rows are asked."""
    return is_bound_by_office(roles) or any(task(user_id) for task in _tasks)


def is_bound_by_office(roles: Iterable[Role | None]) -> bool:
    """Whichever of their offices they sit in now."""
    return not BOUND.isdisjoint(roles)


def counts_here(*, asked_for: bool) -> bool:
    return asked_for or not clock.is_demonstration()

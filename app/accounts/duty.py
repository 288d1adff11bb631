"""Who must have a second factor: whoever votes, signs or administers (ASVS 5.0, level 2, 6.3.3).

A real site cannot switch it off. The demonstration asks nobody, unless VINHDANH_SECOND_FACTOR=always makes
it ask as a real one does.
"""

from collections.abc import Iterable

from app import clock
from workflows.vocabulary import Role

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


def is_bound(roles: Iterable[Role | None]) -> bool:
    """Whichever of their offices they sit in now."""
    return not BOUND.isdisjoint(roles)


def counts_here(*, asked_for: bool) -> bool:
    return asked_for or not clock.is_demonstration()

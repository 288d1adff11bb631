"""What the nomination itself knows of its facts, and how casework learns what a nomination is."""

from typing import Any

from app import clock
from app.casework import teach
from app.nominations import openings
from app.nominations.models import Nomination
from app.nominations.openings import contributes_facts
from app.nominations.reach import roles_of


@contributes_facts
def of_nomination(nomination: Nomination) -> dict[str, Any]:
    version = nomination.award_version
    return {
        "subject_kind": nomination.nominee_kind.value,
        "subject_kinds": frozenset(version.subjects),
        "purpose_is_chosen": bool(nomination.route or nomination.movement_id),
        "rule_set_is_in_force": version.valid_from <= clock.today()
        and (version.valid_to is None or clock.today() <= version.valid_to),
        "unit_notice_is_on": nomination.award_round.unit_notice,
        "round_is_open": _is_in_time(nomination),
        "considered_by": version.considered_by,
    }


def _is_in_time(nomination: Nomination) -> bool:
    """The unit sent it within the round, or still may."""
    if nomination.submitted_at is not None:
        return nomination.award_round.takes_on(clock.local(nomination.submitted_at).date())
    return nomination.award_round.takes_on(clock.today())


teach(Nomination, facts=openings.facts, roles=roles_of)

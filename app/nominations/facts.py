"""What the nomination itself knows of its facts, and how casework learns what a nomination is."""

from typing import Any

from app import clock, workdays
from app.awards import rule_sets
from app.casework import teach
from app.nominations import openings
from app.nominations.completeness import gaps
from app.nominations.models import Nomination
from app.nominations.openings import Look, contributes_facts
from app.nominations.reach import roles_of
from workflows.award_province_1 import State
from workflows.nomination_guards_1 import CONSIDERED_BY_NONE as BY_NONE


@contributes_facts(
    "subject_kind",
    "subject_kinds",
    "purpose_is_chosen",
    "is_simplified",
    "unit_notice_is_on",
    "round_is_open",
    "considered_by",
)
def of_nomination(look: Look) -> dict[str, Any]:
    nomination, version = look.case, look.case.award_version
    return {
        "subject_kind": nomination.subject,
        "subject_kinds": frozenset(version.subjects),
        "purpose_is_chosen": bool(nomination.route or nomination.movement_id),
        "is_simplified": nomination.is_simplified and bool(nomination.simplified_case),
        "unit_notice_is_on": nomination.award_round.unit_notice and not nomination.submitting_unit.sends_up,
        "round_is_open": _is_in_time(nomination),
        "considered_by": BY_NONE if nomination.is_simplified else version.considered_by,
    }


@contributes_facts("rule_set_is_in_force")
def of_rules(look: Look) -> dict[str, Any]:
    return {"rule_set_is_in_force": rule_sets.is_in_force(look.case.award_version, clock.today())}


@contributes_facts("gaps")
def of_draft(look: Look) -> dict[str, Any]:
    is_draft = look.case.state == State.DRAFT
    return {"gaps": tuple(gap.sentence for gap in gaps(look.case)) if is_draft else ()}


@contributes_facts("unit_notice_is_over")
def of_unit_notice(look: Look) -> dict[str, Any]:
    return {"unit_notice_is_over": look.case.state != State.UNIT_PUBLIC or _was_shown_long_enough(look.case)}


def _is_in_time(nomination: Nomination) -> bool:
    """The unit sent it within the round, or still may."""
    sent = nomination.submitted_at
    day = clock.local(sent).date() if sent is not None else clock.today()
    return nomination.award_round.takes_from(day, nomination.submitting_unit_id)


def _was_shown_long_enough(nomination: Nomination) -> bool:
    limit = nomination.workflow.transition("close_unit_notice").limit
    assert limit is not None, "a public notice lasts some days"
    first = clock.local(nomination.state_since).date()
    return workdays.working_days_between(first, clock.today()) >= limit.days


teach(Nomination, facts=openings.facts, roles=roles_of)

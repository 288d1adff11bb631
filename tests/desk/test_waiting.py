"""Whoever can take a step finds it on the worklist, but for rights nobody waits for and steps that a sheet carries."""

import pytest

from app.deliveries import lists as deliveries
from app.desk import waiting
from app.nominations import openings
from workflows.award_province_1 import AwardProvince1
from workflows.gatherings_1 import UnitGathering1
from workflows.sheets_1 import CouncilMeeting1, Decision1, Proposal1, UnitSubmission1

A_RIGHT = {
    "withdraw",
    "withdraw_submitted",
    "withdraw_returned",
    "suspend",
    "discard",
    "cancel_vote",
    "open_revocation_review",
    "propose_correction",
    "abandon_correction",
}
CARRIED_BY_ITS_SHEET = {  # the meeting or the Tờ trình waits in the case's stead
    "submit",
    "strike_at_signing",
    "open_meeting",
    "count_votes",
    "pass_council",
    "refuse_at_council",
    "ask_to_clarify",
}
AFTER_A_DECISION = {role: states for role, (states, _) in deliveries.WAITS.items()}  # a line for each decision
SHEETS = [
    (UnitGathering1, waiting.GATHERINGS),
    (UnitSubmission1, waiting.SUBMISSIONS),
    (CouncilMeeting1, waiting.MEETINGS),
    (Proposal1, waiting.PROPOSALS),
    (Decision1, waiting.DECISIONS),
]


def unseen(workflow, states_of, *, but):
    return {
        (name, role.value, str(state))
        for name, step in workflow.transitions().items()
        for role in step.by
        for state in step.source
        if name not in but and state not in states_of(role)
    }


def test_every_step_of_a_case_that_has_a_page_waits_for_somebody(made_apps):
    made_apps("sqlite")  # the rooms have said which steps they have pages for
    without_page = {name for name in AwardProvince1.transitions() if openings.page_of(name) is None}

    found = unseen(
        AwardProvince1,
        lambda role: {*waiting.CASES.get(role, {}), *AFTER_A_DECISION.get(role, ())},
        but=A_RIGHT | CARRIED_BY_ITS_SHEET | without_page,
    )

    assert found == set()


@pytest.mark.parametrize(("workflow", "work"), SHEETS, ids=[workflow.key for workflow, _ in SHEETS])
def test_every_step_of_a_sheet_waits_for_somebody(workflow, work):
    found = unseen(workflow, lambda role: {line.state for line in work.get(role, ())}, but=A_RIGHT)

    assert found == set()


def test_a_forgotten_line_is_found():
    found = unseen(Proposal1, lambda _: {"DRAFT"}, but=A_RIGHT)

    assert ("decide", "chairman", "AT_CHAIR") in found

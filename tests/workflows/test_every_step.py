"""Every step of every process, asked by every role in every state, against tables that are not the definitions.

Cases: the fact file. Sheets and papers, of which it has no machine: the table below. Guards stand aside here; each has
its own line in `test_guards`.
"""

import pytest

from tests.workflows.facts_file import RESOLUTIONS, machine_of, steps_of
from workflows import registry
from workflows.vocabulary import Role

ELSEWHERE = ["Hồ sơ đã chuyển sang bước khác."]
SOMEBODY_ELSE = ["Bước này thuộc thẩm quyền của người khác."]
CASES = ("medal_nomination", "medal_simplified", "award_province", *RESOLUTIONS)

REGISTRARS = (
    "unit_van_thu unit_clerk unit_council_secretary snv_van_thu snv_drafter snv_intake snv_appraiser council_secretary "
    "van_thu_ubnd"
)
SIGNERS = (
    f"{REGISTRARS} unit_head snv_ban_head snv_ban_deputy snv_director consulted_agency council_chair "
    "council_deputy_chair vpub chairman archivist accountant"
)
LEADING = "unit_clerk unit_head snv_appraiser snv_ban_head"
OF_UNIT = (
    "KN00_DRAFT KN01_UNIT_CHECK KN02_UNIT_PUBLIC KN03_UNIT_COUNCIL KD04_AWAITS_DECISION KD05_UNIT_DECIDED "
    "KD06_UNIT_PUBLISHED KD07_UNIT_REPORTED KN79_NOT_PROPOSED KN80_RETURNED KN82_WITHDRAWN"
)
SHEETS = {  # process: its states, then each step with where from and by whom
    "block_year": (
        "PREPARING SCORING CROSS_CHECKING MEETING SENT CONFIRMED",
        {
            "publish": ("PREPARING", LEADING),
            "take_back": ("SCORING", LEADING),
            "begin_cross_check": ("SCORING", LEADING),
            "close_scores": ("CROSS_CHECKING", LEADING),
            "correct_scores": ("MEETING", LEADING),
            "send": ("MEETING", LEADING),
            "send_back": ("SENT", "snv_appraiser snv_ban_head snv_director"),
            "confirm": ("SENT", "snv_ban_head snv_director"),
            "reopen": ("CONFIRMED", "snv_ban_head snv_director"),
        },
    ),
    "registration": (
        "DRAFT SENT REOPENED",
        {
            "send": ("DRAFT", "unit_head"),
            "reopen": ("DRAFT SENT", "snv_appraiser snv_ban_head snv_director"),
            "send_again": ("REOPENED", "unit_head"),
        },
    ),
    "unit_submission": (
        "DRAFT SIGNED ISSUED CANCELLED",
        {
            "sign": ("DRAFT", "unit_head"),
            "issue": ("SIGNED", "unit_van_thu unit_clerk"),
            "discard": ("DRAFT", "unit_clerk unit_head"),
        },
    ),
    "award_unit": (
        OF_UNIT,
        {
            "send_to_check": ("KN00_DRAFT", "unit_clerk"),
            "open_unit_notice": ("KN01_UNIT_CHECK", "unit_clerk"),
            "refer_to_unit_council": ("KN01_UNIT_CHECK", "unit_clerk"),
            "hand_back_to_drafter": ("KN01_UNIT_CHECK", "unit_clerk"),
            "close_unit_notice": ("KN02_UNIT_PUBLIC", "unit_clerk"),
            "pass_unit_council": ("KN03_UNIT_COUNCIL", "unit_council_secretary"),
            "refuse_at_unit_council": ("KN03_UNIT_COUNCIL", "unit_council_secretary"),
            "decide_in_unit": ("KD04_AWAITS_DECISION", "unit_head"),
            "strike_from_unit_decision": ("KD04_AWAITS_DECISION", "unit_head"),
            "publish_in_unit": ("KD05_UNIT_DECIDED", "unit_clerk unit_van_thu"),
            "report_to_department": ("KD06_UNIT_PUBLISHED", "unit_clerk unit_head"),
            "rework": ("KN80_RETURNED", "unit_clerk"),
            "withdraw_in_unit": ("KD04_AWAITS_DECISION KN80_RETURNED", "unit_head"),
        },
    ),
    "unit_decision": (
        "DRAFT SIGNED ISSUED POSTED REPORTED CANCELLED",
        {
            "sign": ("DRAFT", "unit_head"),
            "issue": ("SIGNED", "unit_van_thu unit_clerk"),
            "post": ("ISSUED", "unit_clerk unit_van_thu"),
            "report": ("POSTED", "unit_clerk unit_head"),
            "discard": ("DRAFT", "unit_clerk unit_head"),
        },
    ),
    "unit_gathering": (
        "DRAFT SIGNED SENT ANSWERED CANCELLED",
        {
            "sign": ("DRAFT", "unit_head"),
            "issue": ("SIGNED", "unit_van_thu unit_clerk"),
            "answer": ("SENT", "unit_clerk"),
            "discard": ("DRAFT", "unit_clerk unit_head"),
        },
    ),
    "council_meeting": (
        "PREPARING OPEN COUNTED CLOSED CANCELLED",
        {
            "open": ("PREPARING", "council_chair unit_council_secretary"),
            "collect_written_opinions": ("PREPARING", "council_secretary"),
            "count": ("OPEN", "council_secretary unit_council_secretary"),
            "close": ("COUNTED", "council_chair unit_council_secretary"),
            "cancel_vote": ("OPEN", "council_chair unit_council_secretary"),
            "discard": ("PREPARING", "council_secretary unit_council_secretary"),
        },
    ),
    "sealed_ballot": (
        "DRAFT FROZEN VOTING CLOSED COUNTED SIGNED KEPT CANCELLED",
        {
            "freeze": ("DRAFT", "council_secretary unit_council_secretary"),
            "start": ("FROZEN", "council_secretary council_chair unit_council_secretary"),
            "close": ("VOTING", "council_secretary council_chair unit_council_secretary"),
            "open_box": ("CLOSED", "council_secretary unit_council_secretary teller"),
            "sign": ("COUNTED", "teller"),
            "destroy_keys": ("SIGNED", "council_secretary unit_council_secretary"),
            "cancel": ("DRAFT FROZEN VOTING CLOSED", "council_secretary council_chair unit_council_secretary"),
        },
    ),
    "proposal": (
        "DRAFT AT_VPUB AT_CHAIR DECIDED CANCELLED",
        {
            "sign": ("DRAFT", "snv_director"),
            "forward": ("AT_VPUB", "vpub"),
            "send_back": ("AT_VPUB", "vpub"),
            "send_back_from_chairman": ("AT_CHAIR", "chairman"),
            "decide": ("AT_CHAIR", "chairman"),
            "discard": ("DRAFT", "snv_director"),
        },
    ),
    "state_proposal": (
        "DRAFT AT_VPUB AT_CHAIR DECIDED CANCELLED",
        {
            "sign": ("DRAFT", "snv_director"),
            "forward": ("AT_VPUB", "vpub"),
            "send_back": ("AT_VPUB", "vpub"),
            "send_back_from_chairman": ("AT_CHAIR", "chairman"),
            "sign_upward": ("AT_CHAIR", "chairman"),
            "discard": ("DRAFT", "snv_director"),
        },
    ),
    "upward_submission": (
        "SIGNED ISSUED SENT ANSWERED RECALLED",
        {
            "issue": ("SIGNED", "van_thu_ubnd"),
            "send": ("ISSUED", "snv_appraiser snv_ban_head"),
            "conclude": ("SENT", "snv_appraiser snv_ban_head"),
            "reopen": ("ANSWERED", "snv_appraiser snv_ban_head"),
            "recall": ("SIGNED ISSUED", "chairman"),
        },
    ),
    "decision": ("SIGNED ISSUED", {"issue": ("SIGNED", "van_thu_ubnd")}),
    "state_decision": (
        "SIGNED ISSUED VOID",
        {
            "issue": ("SIGNED", "snv_appraiser snv_ban_head"),
            "void": ("SIGNED", "snv_appraiser snv_ban_head"),
        },
    ),
    "received_paper": ("ISSUED VOID", {"void": ("ISSUED", "snv_appraiser snv_ban_head")}),
    "paper": (
        "DRAFT AWAITING SIGNED NUMBERED ISSUED VOID",
        {
            "present": ("DRAFT", SIGNERS),
            "sign": ("AWAITING", SIGNERS),
            "number": ("SIGNED", REGISTRARS),
            "issue": ("NUMBERED", REGISTRARS),
            "issue_unnumbered": ("SIGNED", SIGNERS),
            "void": ("DRAFT AWAITING SIGNED NUMBERED", SIGNERS),
        },
    ),
}


NOTED_BY = "snv_appraiser snv_ban_head"
ABOVE = "KN30_UPWARD_SIGNED KN31_SENT_UP KN32_MORE_ASKED"
UNDER_WAY_ABOVE = "KN31_SENT_UP KN32_MORE_ASKED"
OF_THE_STATE = {  # what differs from the province's process: a step it has not is None
    "decide": ("KN31_SENT_UP", NOTED_BY),
    "publish": ("KN18_DECIDED", NOTED_BY),
    "sign_upward": ("KN17_AT_CHAIR", "chairman"),
    "recall_upward": ("KN30_UPWARD_SIGNED", "chairman"),
    "send_up": ("KN30_UPWARD_SIGNED", NOTED_BY),
    "record_more_asked": ("KN31_SENT_UP", NOTED_BY),
    "send_again": ("KN32_MORE_ASKED", NOTED_BY),
    "record_refusal": ("KN31_SENT_UP", NOTED_BY),
    "take_back_answer": ("KN18_DECIDED KN81_NOT_APPROVED", NOTED_BY),
    **dict.fromkeys(
        [
            "propose_correction",
            "sign_correction",
            "abandon_correction",
            "open_revocation_review",
            "revoke",
            "keep_award",
        ]
    ),
}
NOT_OF_THE_STATE = {"KN85_REVOCATION_REVIEW", "KN86_REVOKED", "KN87_REPLACING"}


def state_table():
    states, steps = table("award_province")
    for name, row in OF_THE_STATE.items():
        steps.pop(name, None)
        if row is not None:
            steps[name] = tuple(part.split() for part in row)
    for name in ("withdraw", "suspend"):
        sources, by = steps[name]
        steps[name] = ([*sources, *UNDER_WAY_ABOVE.split()], by)
    return [*({*states} - NOT_OF_THE_STATE), *ABOVE.split()], steps


def table(key):
    """States, and for each step where from and by whom, without a look at the definition but for the step's name."""
    if key == "award_state":
        return state_table()
    if key not in CASES:
        states, steps = SHEETS[key]
        return states.split(), {name: (source.split(), by.split()) for name, (source, by) in steps.items()}
    names = {step.id: name for name, step in registry.get(key, 1).transitions().items()}
    steps = {names[id_]: (row["from"], row["actor"]) for id_, row in steps_of(key).items()}
    return [state["id"] for state in machine_of(key)["states"]], steps


def wrong_answers(workflow, states, steps):
    """Every question that is not answered as the table says, with the answer given."""
    free = {name: step.but(when=()) for name, step in workflow.transitions().items()}
    wrong = []
    for name, (sources, by) in steps.items():
        for state in states:
            for role in Role:
                at_hand = [] if role.value in by else SOMEBODY_ELSE
                expected = at_hand if state in sources else ELSEWHERE
                if (got := [*free[name].refusals(state, frozenset({role}), None)]) != expected:
                    wrong.append((name, state, role.value, got))
    return wrong


def test_every_process_has_its_table():
    assert {workflow.key for workflow in registry.all_versions()} == {*CASES, "award_state", *SHEETS}


@pytest.mark.parametrize("workflow", registry.all_versions(), ids=lambda w: w.key)
def test_every_step_answers_every_role_in_every_state(workflow):
    states, steps = table(workflow.key)

    assert ({*workflow.states}, {*workflow.transitions()}) == ({*states}, {*steps})
    assert wrong_answers(workflow, states, steps) == []


@pytest.mark.parametrize("workflow", registry.all_versions(), ids=lambda w: w.key)
def test_one_role_too_many_and_one_state_too_few_are_noticed(workflow):
    states, steps = table(workflow.key)
    name, (sources, by) = next(iter(steps.items()))
    stranger = next(role.value for role in Role if role.value not in by)

    too_many = steps | {name: (sources, [*by, stranger])}
    too_few = steps | {name: (sources[1:], by)}

    assert [one[:3] for one in wrong_answers(workflow, states, too_many)] == [
        (name, state, stranger) for state in states if state in sources
    ]
    assert {one[1] for one in wrong_answers(workflow, states, too_few)} == {sources[0]}

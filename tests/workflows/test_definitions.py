"""Every definition says what the fact file says: nothing more, nothing less, nothing else."""

import pytest

from tests.workflows.facts_file import FACTS, MEDAL, RESOLUTIONS, machine_of, steps_of
from workflows import registry
from workflows.award_province_1 import CONSIDERED_BY, CONSIDERED_BY_BASIS
from workflows.medal_simplified_1 import MedalSimplified1
from workflows.sheets_1 import CouncilMeeting1, Decision1, Proposal1, UnitSubmission1
from workflows.vocabulary import PAPER_NAMES, ROLE_NAMES, SHEET_OF, Role

CASES = ["medal_nomination", "medal_simplified", "award_province"]
ALL = [*CASES, *RESOLUTIONS]
AT_UNIT = frozenset({Role.UNIT_COUNCIL_SECRETARY})
PROVINCE = frozenset(Role) - AT_UNIT
UPWARD = {
    "TTR_UBND_TREN": "Tờ trình của Chủ tịch UBND tỉnh"
}  # of what goes up to the state, which the facts do not tell
NAMES_OF_RESOLUTIONS = {
    "plan_drafting": "R01 R01 N01",
    "sign_request": "R02 RS01 -",
    "approve_request": "R03 RS02 -",
    "send_back_request": "R04 R04 -",
    "refuse_request": "R05 R05 -",
    "open_consultation": "R06 R06 N02",
    "close_consultation": "R07 R07 N03",
    "send_for_appraisal": "R08 R08 N04",
    "consult_again": "R09 R09 -",
    "accept_for_appraisal": "R10 R10 -",
    "ask_for_papers": "R11 R11 -",
    "appraise_fit": "R12 RS04 N05",
    "appraise_unfit": "R13 R13 N06",
    "submit_to_ubnd": "R14 R14 N07",
    "schedule_ubnd": "R15 R15 -",
    "send_back_from_vpub": "R16 R16 -",
    "ubnd_agrees": "R17 R17 N08",
    "ubnd_asks_changes": "R18 R18 -",
    "assign_examination": "R19 R19 N09",
    "leave_off_session": "R20 R20 -",
    "examine": "R21 R21 N10",
    "examine_not_ready": "R22 R22 -",
    "send_revised": "R23 R23 -",
    "withdraw": "R24 R24 -",
    "send_to_delegates": "R25 RS05 N11",
    "put_to_vote": "R26 R26 -",
    "stop_and_defer": "R27 R27 -",
    "pass_resolution": "R28 R28 N12",
    "vote_down": "R29 R29 N13",
    "certify": "R30 R30 -",
    "promulgate": "R31 R31 N14",
    "come_into_force": "R32 RS06 N15",
    "supersede": "R33 R33 N16",
    "take_up_again": "R34 R34 -",
    "send_straight_to_appraisal": "- RS03 -",
}
NAMES = {
    "K01": "send_to_check",
    "K02": "open_unit_notice",
    "K03": "refer_to_unit_council",
    "K04": "hand_back_to_drafter",
    "K05": "close_unit_notice",
    "K06": "pass_unit_council",
    "K07": "refuse_at_unit_council",
    "K08": "submit",
    "K09": "strike_at_signing",
    "K10": "register",
    "K11": "withdraw_submitted",
    "K12": "accept",
    "K13": "ask_for_more",
    "K14": "supplement",
    "K15": "return_overdue",
    "K20": "conclude_fit",
    "K21": "conclude_unfit",
    "K22": "return_to_unit",
    "K23": "put_on_agenda",
    "K24": "propose_directly",
    "K25": "open_meeting",
    "K26": "collect_written_opinions",
    "K27": "count_votes",
    "K28": "pass_council",
    "K29": "refuse_at_council",
    "K30": "ask_to_clarify",
    "K31": "submit_proposal",
    "K32": "forward_to_chairman",
    "K33": "send_back_proposal",
    "K34": "decide",
    "K35": "send_back_from_chairman",
    "K36": "publish",
    "K37": "propose_correction",
    "K38": "sign_correction",
    "K39": "announce_result",
    "K40": "hand_over",
    "K41": "archive",
    "K42": "rework",
    "K43": "withdraw_returned",
    "K45": "resume",
    "K46": "end_after_suspension",
    "K50": "open_revocation_review",
    "K52": "revoke",
    "K53": "keep_award",
    "K55": "reappraise_after_complaint",
    "K56": "refuse_by_chairman",
    "K57": "withdraw",
    "K58": "suspend",
    "K59": "take_off_agenda",
    "K60": "cancel_vote",
    "K61": "abandon_correction",
}


def said(step):
    limit = step.limit
    return {
        "from": sorted(step.source),
        "to": step.target.value,
        "actor": sorted(step.by),
        "action": step.label,
        "guard": step.condition,
        "documents_out": [*step.papers],
        "days": limit and limit.days,
        "day_unit": limit.unit if limit and limit.days else None,
        "days_kind": limit and limit.kind,
        "days_basis": limit and limit.basis,
        "reason_required": step.needs_reason,
        "legal_basis": step.law,
        "confidence": step.confidence,
        "note": step.note,
    }


def differences(ours, facts):
    return [
        f"{id_} {field}: definition {ours[id_][field]!r}, facts {facts[id_][field]!r}"
        for id_ in ours.keys() & facts.keys()
        for field in facts[id_]
        if ours[id_][field] != facts[id_][field]
    ]


@pytest.mark.parametrize("key", ALL)
def test_definition_has_the_steps_of_the_facts(key):
    ours = {step.id: said(step) for step in registry.get(key, 1).transitions().values()}
    facts = steps_of(key)

    assert (sorted(ours), differences(ours, facts)) == (sorted(facts), [])


@pytest.mark.parametrize("key", ALL)
def test_definition_has_the_states_of_the_facts(key):
    states = registry.get(key, 1).states
    ours = [(state.value, info.name_vi, info.kind, info.owner, info.note) for state, info in states.items()]

    assert ours == [(s["id"], s["name"], s["kind"], s["owner"], s.get("note", "")) for s in machine_of(key)["states"]]


def test_a_planted_difference_is_told():
    facts = steps_of("award_province")
    planted = facts | {"K10": facts["K10"] | {"days": 2}}

    assert differences(planted, facts) == ["K10 days: definition 2, facts 1"]


@pytest.mark.parametrize("key", CASES)
def test_steps_bear_their_names(key):
    names = {step.id: name for name, step in registry.get(key, 1).transitions().items() if step.id in NAMES}

    assert names == NAMES


@pytest.mark.parametrize(("key", "place"), [(key, place) for place, key in enumerate(RESOLUTIONS)])
def test_steps_of_resolutions_bear_their_names_in_every_law(key, place):
    ours = {name: step.id for name, step in registry.get(key, 1).transitions().items()}

    assert ours == {name: ids.split()[place] for name, ids in NAMES_OF_RESOLUTIONS.items() if ids.split()[place] != "-"}


def test_a_planted_difference_in_a_resolution_is_told():
    facts = steps_of("resolution_2015_shortened")
    planted = facts | {"RS04": facts["RS04"] | {"days": 15}}

    assert differences(planted, facts) == ["RS04 days: definition 15, facts 7"]


def test_titles_and_laws_of_resolutions_are_those_of_the_facts():
    old, shortened, new = (registry.get(key, 1) for key in RESOLUTIONS)
    machines = [FACTS["machines"][key] for key in ("resolution_2015", "resolution_2025")]

    assert [(d.title, d.law) for d in (old, new)] == [(m["title"], m["legal_profile"]) for m in machines]
    assert (shortened.law, "rút gọn" in shortened.title) == (old.law, True)  # the facts only say "các khác biệt"


def test_titles_law_and_start_are_those_of_the_facts():
    medal, simplified, award = (registry.get(key, 1) for key in CASES)

    assert [d.title for d in (medal, simplified, award)] == [FACTS["machines"][key]["title"] for key in CASES]
    assert {d.law for d in (medal, simplified, award)} == {MEDAL["legal_profile"]}
    assert medal.start_condition == MEDAL["start_guard"]


def test_simplified_procedure_has_the_entry_cases_of_the_facts():
    facts = FACTS["machines"]["medal_simplified"]

    assert [*MedalSimplified1.entry_cases] == facts["entry_cases"]
    assert MedalSimplified1.entry_cases_basis == facts["entry_cases_basis"]
    assert MedalSimplified1.closed_to_secrets == facts["state_secret"]


def test_each_award_is_considered_by_the_body_of_the_facts():
    facts = FACTS["machines"]["award_province"]["considered_by"]

    assert {award: body for body in ("full", "standing") for award in facts[body]} == CONSIDERED_BY
    assert facts["basis"] == CONSIDERED_BY_BASIS


# Where people are told a shorter name: the deputy has a role of his own, and the award stands in the letter's subject.
TOLD_AS = {"snv_ban_head": "Trưởng ban TĐKT", "TTR_SNV": "Tờ trình của Sở Nội vụ"}


def test_roles_and_papers_are_those_of_the_facts():
    roles = {r["id"]: TOLD_AS.get(r["id"], r["name"]) for r in FACTS["roles"]}
    papers = {d["code"]: TOLD_AS.get(d["code"], d["name"]) for d in FACTS["documents"]}

    assert {role.value: name for role, name in ROLE_NAMES.items()} == roles
    assert {p.value: name for p, name in PAPER_NAMES.items()} == papers | UPWARD


def test_each_paper_belongs_to_the_sheet_of_the_facts():
    facts = {
        paper: heading.split()[0] for heading, papers in FACTS["sheets"].items() if heading != "why" for paper in papers
    }

    assert {paper.value: sheet.value for paper, sheet in SHEET_OF.items()} == facts | dict.fromkeys(UPWARD, "upward")


def test_every_paper_of_a_case_has_a_sheet():
    papers = {paper for key in CASES for step in registry.get(key, 1).transitions().values() for paper in step.papers}

    assert papers - SHEET_OF.keys() == set()


def test_the_system_takes_no_step_but_to_notice_that_a_day_has_come():
    """It never signs, numbers or issues a paper."""
    steps = {(d.key, step) for d in registry.all_versions() for step in d.transitions().values()}
    taken = {(key, step.id): [*step.papers] for key, step in steps if Role.SYSTEM in step.by}

    assert taken == {
        ("resolution_2015", "R32"): [],
        ("resolution_2015_shortened", "RS06"): [],
        ("resolution_2025", "N15"): [],
    }


@pytest.mark.parametrize(
    ("actors", "of_cases"),
    [
        (UnitSubmission1.transition("sign").by, ["submit"]),
        (PROVINCE & CouncilMeeting1.transition("open").by, ["open_meeting"]),
        (PROVINCE & CouncilMeeting1.transition("collect_written_opinions").by, ["collect_written_opinions"]),
        (PROVINCE & CouncilMeeting1.transition("count").by, ["count_votes"]),
        (PROVINCE & CouncilMeeting1.transition("close").by, ["pass_council", "refuse_at_council", "ask_to_clarify"]),
        (AT_UNIT & CouncilMeeting1.transition("close").by, ["pass_unit_council", "refuse_at_unit_council"]),
        (PROVINCE & CouncilMeeting1.transition("cancel_vote").by, ["cancel_vote"]),
        (PROVINCE & CouncilMeeting1.transition("discard").by, ["take_off_agenda"]),
        (Proposal1.transition("sign").by, ["submit_proposal"]),
        (Proposal1.transition("forward").by, ["forward_to_chairman"]),
        (Proposal1.transition("send_back").by, ["send_back_proposal"]),
        (Proposal1.transition("send_back_from_chairman").by, ["send_back_from_chairman"]),
        (Proposal1.transition("decide").by, ["decide"]),
        (Decision1.transition("issue").by, ["publish"]),
    ],
)
def test_who_moves_a_sheet_may_move_the_cases_on_it(actors, of_cases):
    award = registry.latest("award_province")

    assert {name: (bool(actors), actors <= award.transition(name).by) for name in of_cases} == dict.fromkeys(
        of_cases, (True, True)
    )


def test_whoever_is_told_of_a_step_reads_what_has_happened():
    """Not the words of the button that somebody else pressed."""
    silent = {
        (definition.key, name)
        for definition in registry.all_versions()
        for name, step in definition.transitions().items()
        if step.then and (not step.told or step.told == step.label)
    }

    assert silent == set()

"""The unit's own route: nobody of the province has a hand in it, and nothing unvoted or unsigned is reported."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.actor import UNIT_ROLES
from workflows.award_province_1 import AwardProvince1, State
from workflows.award_unit_1 import AwardUnit1, UnitState
from workflows.facts import NominationFacts, UnitDecisionFacts, Vote
from workflows.unit_decisions_1 import UnitDecision1
from workflows.vocabulary import Role

STEPS = AwardUnit1.transitions()
WHOLE = NominationFacts(
    subject_kind="individual",
    subject_kinds=frozenset({"individual"}),
    purpose_is_chosen=True,
    rule_set_is_in_force=True,
    unit_vote=Vote(agree=9, members=9, pct=50, strict=True),
    unit_quorum_met=True,
    unit_decision_is_signed=True,
    unit_decision_is_posted=True,
    unit_decision_is_reported=True,
)
MISSING = {  # step: a fact that is not so, and what is said
    "refer_to_unit_council": ({"without_authority": ("Không có thẩm quyền.",)}, ["Không có thẩm quyền."]),
    "decide_in_unit": ({"unit_decision_is_signed": False}, ["Thủ trưởng đơn vị chưa ký Quyết định có tên này."]),
    "strike_from_unit_decision": ({}, ["Tên này không bị gạch khỏi Quyết định của đơn vị."]),
    "publish_in_unit": (
        {"unit_decision_is_posted": False},
        ["Quyết định của đơn vị chưa được công bố: cấp số, phát hành rồi ghi ngày, nơi công bố."],
    ),
    "report_to_department": (
        {"unit_decision_is_reported": False},
        ["Đơn vị chưa báo cáo Quyết định này với Sở Nội vụ."],
    ),
}


def asked(name, facts):
    step = STEPS[name]
    return [*step.refusals(min(step.source), step.by, facts)]


@pytest.mark.parametrize("name", MISSING)
def test_a_step_says_what_stands_in_its_way(name):
    lacking, sentences = MISSING[name]

    assert asked(name, replace(WHOLE, **lacking)) == sentences
    assert name == "strike_from_unit_decision" or asked(name, WHOLE) == []


def test_a_struck_name_is_not_decided():
    struck = replace(WHOLE, is_struck_from_unit_decision=True)

    assert asked("decide_in_unit", struck) == ["Tên này đã bị gạch khỏi Quyết định của đơn vị."]
    assert asked("strike_from_unit_decision", struck) == []


def test_only_people_of_the_unit_take_its_steps():
    took = {role for step in (*STEPS.values(), *UnitDecision1.transitions().values()) for role in step.by}

    assert took <= UNIT_ROLES


def test_no_case_of_the_province_ever_stands_where_only_the_unit_decides():
    assert AwardProvince1.states.keys().isdisjoint(UnitState)


@pytest.mark.parametrize(
    ("of_sheet", "of_cases"),
    [
        ("sign", ["decide_in_unit", "strike_from_unit_decision"]),
        ("post", ["publish_in_unit"]),
        ("report", ["report_to_department"]),
    ],
)
def test_who_moves_the_sheet_may_move_the_cases_on_it(of_sheet, of_cases):
    assert all(UnitDecision1.transition(of_sheet).by <= AwardUnit1.transition(name).by for name in of_cases)


@given(st.lists(st.sampled_from(sorted(STEPS)), max_size=40), st.booleans())
def test_whatever_is_tried_nothing_is_reported_unvoted_or_unsigned(tried, was_struck):
    facts = replace(WHOLE, is_struck_from_unit_decision=was_struck)
    state, road = State.DRAFT, []
    for name in tried:
        if not [*STEPS[name].refusals(state, STEPS[name].by, facts)]:
            state = STEPS[name].target
            road.append(name)

    if state is UnitState.REPORTED:
        kept = [name for name in road if name in {"pass_unit_council", *MISSING}]
        assert kept[-4:] == ["pass_unit_council", "decide_in_unit", "publish_in_unit", "report_to_department"]
        assert not was_struck


def test_a_decision_waits_for_names_number_copy_and_its_posting():
    said = {
        name: [*step.refusals(min(step.source), frozenset(Role), UnitDecisionFacts())]
        for name, step in UnitDecision1.transitions().items()
    }

    assert said == {
        "sign": ["Thêm ít nhất một hồ sơ vào danh sách của Quyết định."],
        "issue": [
            "Ghi số và ngày của Quyết định theo sổ đăng ký của đơn vị.",
            "Đính kèm bản Quyết định đã ký (bản quét hoặc tệp ký số).",
        ],
        "post": ["Ghi ngày và nơi công bố Quyết định tại đơn vị."],
        "report": [],
        "discard": [],
    }

"""Khen thưởng thuộc thẩm quyền thủ trưởng đơn vị: the unit's council votes, its head decides, Sở Nội vụ is told.

Task 1d of the letter of 2024-08-28, the first of its three routes. It ends inside the unit: nothing is received,
appraised or voted on by the province. Up to the council the steps are those of the province's process.
"""

from collections.abc import Iterator
from enum import StrEnum

from workflows import limits
from workflows import nomination_guards_1 as guards
from workflows.award_province_1 import AwardProvince1, State
from workflows.engine import StateInfo, Transition, Workflow, guard
from workflows.facts import NominationFacts
from workflows.vocabulary import Paper, Role, StateKind, Tell, TellNominee

LIMITS = limits.beside(__file__)


@guard("Đơn vị không có thẩm quyền quyết định danh hiệu, hình thức này.")
def unit_may_decide(facts: NominationFacts) -> Iterator[str]:
    yield from facts.without_authority


@guard("Thủ trưởng đơn vị chưa ký Quyết định có tên này.")
def unit_decision_is_signed(facts: NominationFacts) -> bool:
    return facts.unit_decision_is_signed


@guard("Tên này không bị gạch khỏi Quyết định của đơn vị.")
def is_struck_from_unit_decision(facts: NominationFacts) -> bool:
    return facts.is_struck_from_unit_decision


@guard("Tên này đã bị gạch khỏi Quyết định của đơn vị.")
def stays_on_unit_decision(facts: NominationFacts) -> bool:
    return not facts.is_struck_from_unit_decision


@guard("Quyết định của đơn vị chưa được công bố: cấp số, phát hành rồi ghi ngày, nơi công bố.")
def unit_decision_is_posted(facts: NominationFacts) -> bool:
    return facts.unit_decision_is_posted


@guard("Đơn vị chưa báo cáo Quyết định này với Sở Nội vụ.")
def unit_decision_is_reported(facts: NominationFacts) -> bool:
    return facts.unit_decision_is_reported


class UnitState(StrEnum):
    """Where no case of the province ever stands; before the head's signature the states are the shared ones."""

    AWAITS_DECISION = "KD04_AWAITS_DECISION"
    DECIDED = "KD05_UNIT_DECIDED"
    PUBLISHED = "KD06_UNIT_PUBLISHED"
    REPORTED = "KD07_UNIT_REPORTED"


class AwardUnit1(Workflow):
    key = "award_unit"
    version = 1
    title = "Khen thưởng thuộc thẩm quyền thủ trưởng đơn vị (nhiệm vụ 1d)"
    law = "tdkt-2022-nd98"
    recipients_note = AwardProvince1.recipients_note
    start_condition = AwardProvince1.start_condition
    initial = State.DRAFT
    states = {
        **{
            state: AwardProvince1.states[state]
            for state in (State.DRAFT, State.UNIT_CHECK, State.UNIT_PUBLIC, State.UNIT_COUNCIL)
        },
        UnitState.AWAITS_DECISION: StateInfo("Chờ thủ trưởng đơn vị quyết định", StateKind.NORMAL, Role.UNIT_HEAD),
        UnitState.DECIDED: StateInfo("Thủ trưởng đơn vị đã ký Quyết định", StateKind.NORMAL, Role.UNIT_CLERK),
        UnitState.PUBLISHED: StateInfo("Đã công bố tại đơn vị", StateKind.NORMAL, Role.UNIT_CLERK),
        UnitState.REPORTED: StateInfo("Đã khen thưởng, đã báo cáo Sở Nội vụ", StateKind.CLOSED, Role.UNIT_CLERK),
        State.NOT_PROPOSED: AwardProvince1.states[State.NOT_PROPOSED],
        State.RETURNED: StateInfo("Thủ trưởng trả lại", StateKind.NORMAL, Role.UNIT_CLERK),
        State.WITHDRAWN: AwardProvince1.states[State.WITHDRAWN],
    }
    milestones = {
        "Lập hồ sơ": (State.DRAFT, State.UNIT_CHECK, State.UNIT_PUBLIC),
        "Hội đồng đơn vị": (State.UNIT_COUNCIL,),
        "Thủ trưởng quyết định": (UnitState.AWAITS_DECISION,),
        "Công bố, báo cáo": (UnitState.DECIDED, UnitState.PUBLISHED, UnitState.REPORTED),
    }

    # ── As in the province's process ──

    send_to_check = AwardProvince1.send_to_check
    open_unit_notice = AwardProvince1.open_unit_notice.but(
        condition="bật cấu hình công khai cấp đơn vị; đơn vị có thẩm quyền quyết định",
        when=[guards.unit_notice_is_on, unit_may_decide],
    )
    refer_to_unit_council = AwardProvince1.refer_to_unit_council.but(
        condition=(
            "không bật công khai tại đơn vị; đơn vị có thẩm quyền quyết định; không có tiêu chí tự động nào "
            "không đạt; không bị tạm dừng"
        ),
        when=[
            guards.unit_notice_is_off,
            unit_may_decide,
            guards.nothing_fails_automatically,
            guards.is_not_on_hold,
        ],
    )
    hand_back_to_drafter = AwardProvince1.hand_back_to_drafter
    close_unit_notice = AwardProvince1.close_unit_notice
    pass_unit_council = AwardProvince1.pass_unit_council.but(
        target=UnitState.AWAITS_DECISION,
        then=[Tell(Role.UNIT_CLERK)],
        told="Hội đồng đơn vị đã thông qua, chờ đưa vào Quyết định của thủ trưởng",
        law="Luật TĐKT 06/2022 Đ.80; awards-catalogue: vote",
        note="",
    )
    refuse_at_unit_council = AwardProvince1.refuse_at_unit_council

    # ── The head of the unit decides ──

    decide_in_unit = Transition(
        id="KD01",
        label="Ký Quyết định khen thưởng của đơn vị",
        source={UnitState.AWAITS_DECISION},
        target=UnitState.DECIDED,
        by={Role.UNIT_HEAD},
        condition="có tên trong Quyết định của thủ trưởng đơn vị; danh sách khớp biên bản của Hội đồng",
        when=[unit_decision_is_signed, stays_on_unit_decision],
        papers=[Paper.AWARD_DECISION, Paper.AWARD_LIST],
        limit=LIMITS["decide_in_unit"],
        law="Luật TĐKT 06/2022 Đ.80",
        confidence="verified",
    )

    strike_from_unit_decision = Transition(
        id="KD02",
        label="Gạch tên, trả lại",
        source={UnitState.AWAITS_DECISION},
        target=State.RETURNED,
        by={Role.UNIT_HEAD},
        condition="không đồng ý",
        when=[is_struck_from_unit_decision],
        papers=[Paper.COMPLETION_SLIP],
        then=[Tell(Role.UNIT_CLERK)],
        told="Thủ trưởng đơn vị gạch tên khỏi Quyết định",
        limit=LIMITS["strike_from_unit_decision"],
        needs_reason=True,
        confidence="design",
    )

    publish_in_unit = Transition(
        id="KD03",
        label="Công bố tại đơn vị",
        source={UnitState.DECIDED},
        target=UnitState.PUBLISHED,
        by={Role.UNIT_CLERK, Role.UNIT_CLERICAL},
        condition="Quyết định có số, ngày, bản đã ký; ghi ngày và nơi công bố",
        when=[unit_decision_is_posted],
        papers=[Paper.AWARD_DECISION, Paper.AWARD_LIST],
        then=[TellNominee()],
        told="Quyết định khen thưởng của đơn vị đã công bố",
        limit=LIMITS["publish_in_unit"],
        confidence="design",
    )

    report_to_department = Transition(
        id="KD04",
        label="Báo cáo Sở Nội vụ",
        source={UnitState.PUBLISHED},
        target=UnitState.REPORTED,
        by={Role.UNIT_CLERK, Role.UNIT_HEAD},
        condition="báo cáo cả Quyết định: danh sách và bản đã ký",
        when=[unit_decision_is_reported],
        limit=LIMITS["report_to_department"],
        confidence="design",
        note="trước khi báo cáo Sở Nội vụ không thấy hồ sơ",
    )

    # ── What goes back, or ends ──

    rework = AwardProvince1.rework
    withdraw_in_unit = Transition(
        id="KD05",
        label="Rút hồ sơ",
        source={UnitState.AWAITS_DECISION, State.RETURNED},
        target=State.WITHDRAWN,
        by={Role.UNIT_HEAD},
        condition="trước khi ký Quyết định",
        then=[Tell(Role.UNIT_CLERK)],
        told="Đơn vị rút hồ sơ",
        needs_reason=True,
        confidence="design",
    )

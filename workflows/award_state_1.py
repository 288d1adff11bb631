"""Khen thưởng cấp Nhà nước: the province's road up to the Chairman, who signs a Tờ trình upward instead of a decision.

What comes back is recorded with its document. No case is published without the state's decision, and what the state
decided is put right or taken back by the state alone: those steps of the province are none here.
"""

from enum import StrEnum

from workflows import limits
from workflows import nomination_guards_1 as guards
from workflows.award_province_1 import AwardProvince1
from workflows.engine import StateInfo, Transition, guard
from workflows.facts import NominationFacts
from workflows.medal_nomination_1 import UNDER_WAY, State
from workflows.vocabulary import Paper, Role, StateKind, Tell, TellNominee

LIMITS = limits.beside(__file__)
RECORDS = frozenset({Role.APPRAISER, Role.BAN_HEAD})  # Ban Thi đua - Khen thưởng sends, and writes down what comes back
OF_THE_PROVINCE = frozenset({State.REVOCATION_REVIEW, State.REVOKED, State.REPLACING})


class AboveState(StrEnum):
    SIGNED = "KN30_UPWARD_SIGNED"
    SENT = "KN31_SENT_UP"
    MORE_ASKED = "KN32_MORE_ASKED"


ABOVE = frozenset(AboveState)


@guard("Chủ tịch UBND tỉnh chưa ký Tờ trình có hồ sơ này.")
def upward_is_signed(facts: NominationFacts) -> bool:
    return facts.upward_is_signed


@guard("Hồ sơ trình cấp Nhà nước chưa gửi đi: ghi ngày gửi, nơi nhận của Tờ trình.")
def upward_is_sent(facts: NominationFacts) -> bool:
    return facts.upward_is_sent


@guard("Chưa ghi quyết định của cấp Nhà nước: số, ngày, người ký và bản quét.")
def state_decision_is_recorded(facts: NominationFacts) -> bool:
    return facts.decision_is_signed


@guard("Quyết định của cấp Nhà nước chưa được công bố.")
def state_decision_is_published(facts: NominationFacts) -> bool:
    return facts.decision_is_issued


@guard("Chưa ghi kết quả trả lời của cấp Nhà nước về hồ sơ này.")
def answer_is_recorded(facts: NominationFacts) -> bool:
    return facts.answer_is_in


class AwardState1(AwardProvince1):
    key = "award_state"
    version = 1
    title = "Khen thưởng cấp Nhà nước, trình qua Chủ tịch UBND tỉnh (nhiệm vụ 1d)"
    states = {
        **{state: info for state, info in AwardProvince1.states.items() if state not in OF_THE_PROVINCE},
        State.DECIDED: StateInfo("Cấp Nhà nước đã quyết định, chờ công bố", StateKind.NORMAL, Role.APPRAISER),
        AboveState.SIGNED: StateInfo(
            "Chủ tịch UBND đã ký Tờ trình cấp Nhà nước", StateKind.NORMAL, Role.CLERICAL_UBND, "cấp số, rồi gửi đi"
        ),
        AboveState.SENT: StateInfo(
            "Đã gửi cấp Nhà nước, chờ kết quả", StateKind.NORMAL, Role.APPRAISER, "kết quả do cấp trên trả lời"
        ),
        AboveState.MORE_ASKED: StateInfo("Cấp Nhà nước yêu cầu bổ sung", StateKind.NORMAL, Role.APPRAISER),
    }
    milestones = {
        **{words: states for words, states in AwardProvince1.milestones.items() if words != "Ban hành"},
        "Cấp Nhà nước": (AboveState.SIGNED, AboveState.SENT, AboveState.MORE_ASKED),
        "Ban hành": AwardProvince1.milestones["Ban hành"],
    }

    sign_upward = Transition(
        id="K70",
        label="Ký Tờ trình cấp Nhà nước",
        source={State.AT_CHAIR},
        target=AboveState.SIGNED,
        by={Role.CHAIRMAN},
        condition="thuộc thẩm quyền quyết định của cấp Nhà nước: Chủ tịch UBND tỉnh trình",
        when=[upward_is_signed, guards.is_not_excluded],
        papers=[Paper.UPWARD_LETTER],
        then=[Tell(Role.UNIT_CLERK)],
        told="Chủ tịch UBND tỉnh đã ký Tờ trình cấp Nhà nước",
        limit=LIMITS["sign_upward"],
        law="Luật TĐKT 06/2022 Đ.83",
        confidence="verified",
    )
    recall_upward = Transition(
        id="K71",
        label="Thu hồi Tờ trình chưa gửi",
        source={AboveState.SIGNED},
        target=State.SNV_SUBMISSION,
        by={Role.CHAIRMAN},
        condition="Tờ trình chưa gửi đi",
        then=[Tell(Role.SNV_DIRECTOR)],
        told="Chủ tịch UBND tỉnh thu hồi Tờ trình chưa gửi",
        needs_reason=True,
        confidence="design",
    )
    send_up = Transition(
        id="K72",
        label="Gửi hồ sơ lên cấp Nhà nước",
        source={AboveState.SIGNED},
        target=AboveState.SENT,
        by=RECORDS,
        condition="Tờ trình có số, bản đã ký; gói hồ sơ đã lập",
        when=[upward_is_sent],
        then=[Tell(Role.UNIT_CLERK)],
        told="Hồ sơ đã gửi lên cấp Nhà nước, chờ kết quả",
        limit=LIMITS["send_up"],
        law="NĐ 98/2023 Đ.32",
        confidence="verified",
    )
    record_more_asked = Transition(
        id="K73",
        label="Ghi yêu cầu bổ sung của cấp Nhà nước",
        source={AboveState.SENT},
        target=AboveState.MORE_ASKED,
        by=RECORDS,
        then=[Tell(Role.APPRAISER), Tell(Role.UNIT_CLERK)],
        told="Cấp Nhà nước yêu cầu bổ sung hồ sơ",
        needs_reason=True,
        confidence="design",
    )
    send_again = Transition(
        id="K74",
        label="Gửi bổ sung lên cấp Nhà nước",
        source={AboveState.MORE_ASKED},
        target=AboveState.SENT,
        by=RECORDS,
        limit=LIMITS["send_again"],
        confidence="design",
    )
    decide = AwardProvince1.decide.but(
        label="Ghi quyết định khen thưởng của cấp Nhà nước",
        source={AboveState.SENT},
        by=RECORDS,
        condition="có quyết định của Thủ tướng Chính phủ hoặc Chủ tịch nước",
        when=[state_decision_is_recorded],
        papers=[Paper.AWARD_DECISION],
        limit=None,
        law="Luật TĐKT 06/2022 Đ.83",
        confidence="verified",
    )
    record_refusal = Transition(
        id="K75",
        label="Ghi kết quả không được khen thưởng",
        source={AboveState.SENT},
        target=State.NOT_APPROVED,
        by=RECORDS,
        condition="có văn bản trả lời của cấp có thẩm quyền",
        when=[answer_is_recorded],
        then=[Tell(Role.UNIT_CLERK), TellNominee()],
        told="Cấp Nhà nước không khen thưởng",
        needs_reason=True,
        confidence="design",
    )
    take_back_answer = Transition(
        id="K76",
        label="Sửa kết quả ghi nhầm",
        source={State.DECIDED, State.NOT_APPROVED},
        target=AboveState.SENT,
        by=RECORDS,
        condition="chưa công bố",
        when=[answer_is_recorded],
        then=[Tell(Role.UNIT_CLERK)],
        told="Sở Nội vụ sửa kết quả ghi nhầm, hồ sơ vẫn chờ cấp Nhà nước",
        needs_reason=True,
        confidence="design",
    )
    publish = AwardProvince1.publish.but(
        label="Công bố quyết định của cấp Nhà nước",
        by=RECORDS,
        condition="quyết định đã ghi số, ngày, người ký và bản quét",
        when=[state_decision_is_published],
        limit=LIMITS["publish"],
        law="QĐ 311/QĐ-BNV (D_COPY)",
        confidence="verified",
    )
    # between the Chairman's signature and the sending the list stands as it was signed: he recalls it first
    withdraw = AwardProvince1.withdraw.but(source=UNDER_WAY | {AboveState.SENT, AboveState.MORE_ASKED})
    suspend = AwardProvince1.suspend.but(source=UNDER_WAY | {AboveState.SENT, AboveState.MORE_ASKED})
    propose_correction = None  # type: ignore[assignment]
    sign_correction = None  # type: ignore[assignment]
    abandon_correction = None  # type: ignore[assignment]
    open_revocation_review = None  # type: ignore[assignment]
    revoke = None  # type: ignore[assignment]
    keep_award = None  # type: ignore[assignment]

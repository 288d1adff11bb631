"""The sheets of what goes up to the state: Sở Nội vụ's proposal for it, the Chairman's Tờ trình, what comes back."""

from collections.abc import Iterator
from enum import StrEnum

from workflows.engine import StateInfo, Transition, Workflow, guard
from workflows.facts import UpwardFacts
from workflows.paper_life_1 import State as PaperState
from workflows.sheets_1 import Decision1, DecisionState, Proposal1, ProposalState, proposal_has_items
from workflows.vocabulary import Paper, Role, StateKind, Tell

RECORDS = frozenset({Role.APPRAISER, Role.BAN_HEAD})


class StateProposal1(Proposal1):
    """Tờ trình của Sở Nội vụ, with the draft of the Chairman's own; its end is his signature under that one."""

    key = "state_proposal"
    title = "Tờ trình của Sở Nội vụ, khen thưởng cấp Nhà nước"
    states = {
        **Proposal1.states,
        ProposalState.DECIDED: StateInfo("Chủ tịch đã ký Tờ trình cấp Nhà nước", StateKind.CLOSED, Role.CLERICAL_UBND),
    }
    milestones = {
        **{words: states for words, states in Proposal1.milestones.items() if words != "Quyết định"},
        "Tờ trình cấp Nhà nước": (ProposalState.DECIDED,),
    }

    sign = Proposal1.sign.but(
        condition="danh sách khớp biên bản; dự thảo Tờ trình của Chủ tịch đúng thể thức", papers=[Paper.PROPOSAL_LETTER]
    )
    decide = None  # type: ignore[assignment]
    sign_upward = Transition(
        id="TS07",
        label="Ký Tờ trình cấp Nhà nước",
        source={ProposalState.AT_CHAIR},
        target=ProposalState.DECIDED,
        by={Role.CHAIRMAN},
        condition="thuộc thẩm quyền quyết định của cấp Nhà nước",
        when=[proposal_has_items],
        then=[Tell(Role.CLERICAL_UBND)],
        told="Tờ trình cấp Nhà nước đã ký, chờ cấp số",
    )


# ── Tờ trình của Chủ tịch UBND tỉnh ──


@guard("Ghi số và ngày của Tờ trình theo sổ đăng ký của UBND tỉnh.")
def upward_has_a_number(facts: UpwardFacts) -> bool:
    return facts.has_number


@guard("Đính kèm bản Tờ trình đã ký (bản quét hoặc tệp ký số).")
def upward_has_its_signed_copy(facts: UpwardFacts) -> bool:
    return facts.has_signed_copy


@guard("Hồ sơ gửi kèm Tờ trình còn thiếu giấy tờ bắt buộc.")
def nothing_compulsory_is_missing(facts: UpwardFacts) -> Iterator[str]:
    yield from facts.gaps


@guard("Gói hồ sơ chưa lập xong: chờ giây lát rồi tải lại trang.")
def package_is_made(facts: UpwardFacts) -> bool:
    return facts.has_package


@guard("Còn tên chưa có kết quả.")
def every_name_is_answered(facts: UpwardFacts) -> Iterator[str]:
    yield from facts.unanswered


class UpwardState(StrEnum):
    SIGNED = "SIGNED"
    ISSUED = "ISSUED"
    SENT = "SENT"
    ANSWERED = "ANSWERED"
    RECALLED = "RECALLED"


class UpwardSubmission1(Workflow):
    """Tờ trình của Chủ tịch UBND tỉnh to the state: born by his signature, sent with one package."""

    key = "upward_submission"
    version = 1
    title = "Tờ trình cấp Nhà nước của Chủ tịch UBND tỉnh"
    initial = UpwardState.SIGNED
    states = {
        UpwardState.SIGNED: StateInfo("Chủ tịch UBND tỉnh đã ký", StateKind.INITIAL, Role.CLERICAL_UBND),
        UpwardState.ISSUED: StateInfo("Đã cấp số, chờ gửi", StateKind.NORMAL, Role.APPRAISER),
        UpwardState.SENT: StateInfo("Đã gửi, chờ kết quả", StateKind.NORMAL, Role.APPRAISER),
        UpwardState.ANSWERED: StateInfo("Đã có kết quả từng tên", StateKind.CLOSED, Role.APPRAISER),
        UpwardState.RECALLED: StateInfo("Đã thu hồi", StateKind.FINAL, Role.CHAIRMAN),
    }
    milestones = {
        "Đã ký": (UpwardState.SIGNED,),
        "Cấp số": (UpwardState.ISSUED,),
        "Đã gửi": (UpwardState.SENT,),
        "Có kết quả": (UpwardState.ANSWERED,),
    }

    issue = Transition(
        id="TC01",
        label="Cấp số, đóng dấu",
        source={UpwardState.SIGNED},
        target=UpwardState.ISSUED,
        by={Role.CLERICAL_UBND},
        condition="có bản đã ký; số và ngày theo sổ đăng ký; đủ giấy tờ bắt buộc gửi kèm",
        when=[upward_has_a_number, upward_has_its_signed_copy, nothing_compulsory_is_missing],
        papers=[Paper.UPWARD_LETTER],
        then=[Tell(Role.APPRAISER)],
        told="Tờ trình cấp Nhà nước đã có số, gói hồ sơ đang lập",
        law="NĐ 30/2020 Đ.15, Đ.18",
        confidence="verified",
    )
    send = Transition(
        id="TC02",
        label="Ghi đã gửi cấp Nhà nước",
        source={UpwardState.ISSUED},
        target=UpwardState.SENT,
        by=RECORDS,
        condition="gói hồ sơ đã lập, kèm mã kiểm tra",
        when=[package_is_made],
        law="NĐ 98/2023 Đ.32",
        confidence="verified",
    )
    conclude = Transition(
        id="TC03",
        label="Đủ kết quả từng tên",
        source={UpwardState.SENT},
        target=UpwardState.ANSWERED,
        by=RECORDS,
        when=[every_name_is_answered],
    )
    reopen = Transition(
        id="TC04",
        label="Sửa kết quả ghi nhầm",
        source={UpwardState.ANSWERED},
        target=UpwardState.SENT,
        by=RECORDS,
        needs_reason=True,
    )
    recall = Transition(
        id="TC05",
        label="Thu hồi Tờ trình chưa gửi",
        source={UpwardState.SIGNED, UpwardState.ISSUED},
        target=UpwardState.RECALLED,
        by={Role.CHAIRMAN},
        needs_reason=True,
    )


# ── What comes back ──


class StateDecisionState(StrEnum):
    VOID = "VOID"


class StateDecision1(Decision1):
    """Quyết định of the Prime Minister or the President, as it was written down here."""

    key = "state_decision"
    title = "Quyết định khen thưởng của cấp Nhà nước"
    states = {
        DecisionState.SIGNED: StateInfo("Đã ghi nhận, chờ công bố", StateKind.INITIAL, Role.APPRAISER),
        DecisionState.ISSUED: StateInfo("Đã công bố", StateKind.FINAL, Role.APPRAISER),
        StateDecisionState.VOID: StateInfo("Ghi nhầm, đã hủy ghi nhận", StateKind.FINAL, Role.APPRAISER),
    }
    milestones = {"Ghi nhận": (DecisionState.SIGNED,), "Công bố": (DecisionState.ISSUED,)}

    issue = Decision1.issue.but(
        label="Công bố quyết định",
        by=RECORDS,
        condition="có số, ngày và bản quét",
        papers=[Paper.AWARD_DECISION],
        then=[],
        told="",
    )
    void = Transition(
        id="QD02",
        label="Hủy ghi nhận ghi nhầm",
        source={DecisionState.SIGNED},
        target=StateDecisionState.VOID,
        by=RECORDS,
        needs_reason=True,
    )


class ReceivedPaper1(Workflow):
    """Văn bản đến: written, signed and numbered elsewhere; here it is kept as it came."""

    key = "received_paper"
    version = 1
    title = "Văn bản nhận từ cấp trên"
    initial = PaperState.ISSUED
    states = {
        PaperState.ISSUED: StateInfo("Đã nhận", StateKind.INITIAL, Role.APPRAISER),
        PaperState.VOID: StateInfo("Ghi nhầm, đã hủy ghi nhận", StateKind.FINAL, Role.APPRAISER),
    }
    milestones = {"Đã nhận": (PaperState.ISSUED,)}

    void = Transition(
        id="VB20",
        label="Hủy ghi nhận",
        source={PaperState.ISSUED},
        target=PaperState.VOID,
        by=RECORDS,
        needs_reason=True,
    )

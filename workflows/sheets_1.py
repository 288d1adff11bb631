"""The sheets papers belong to. A sheet moves its cases and never decides a nominee's result.

Whoever may take a sheet's step may take the step of the cases on it: both happen in one transaction.
"""

from collections.abc import Iterator
from enum import StrEnum

from workflows.engine import StateInfo, Transition, Workflow, guard
from workflows.facts import DecisionFacts, MeetingFacts, ProposalFacts, SubmissionFacts
from workflows.vocabulary import Paper, Role, StateKind, Tell

# ── Tờ trình of a unit ──


@guard("Thêm ít nhất một hồ sơ vào danh sách của Tờ trình.")
def submission_has_items(facts: SubmissionFacts) -> bool:
    return facts.has_items


@guard("Danh sách của Tờ trình chưa khớp biên bản họp Hội đồng.")
def list_matches_the_minutes(facts: SubmissionFacts) -> Iterator[str]:
    yield from facts.unlisted


@guard("Ghi số và ngày của Tờ trình theo sổ đăng ký của đơn vị.")
def submission_has_a_number(facts: SubmissionFacts) -> bool:
    return facts.has_number


@guard("Đính kèm bản Tờ trình đã ký (bản quét hoặc tệp ký số).")
def submission_has_its_signed_copy(facts: SubmissionFacts) -> bool:
    return facts.has_signed_copy


class SubmissionState(StrEnum):
    DRAFT = "DRAFT"
    SIGNED = "SIGNED"
    ISSUED = "ISSUED"
    CANCELLED = "CANCELLED"


class UnitSubmission1(Workflow):
    """Tờ trình của đơn vị."""

    key = "unit_submission"
    version = 1
    title = "Tờ trình của đơn vị"
    initial = SubmissionState.DRAFT
    states = {
        SubmissionState.DRAFT: StateInfo("Đang soạn Tờ trình", StateKind.INITIAL, Role.UNIT_CLERK),
        SubmissionState.SIGNED: StateInfo("Thủ trưởng đơn vị đã ký", StateKind.NORMAL, Role.UNIT_CLERICAL),
        SubmissionState.ISSUED: StateInfo("Đã phát hành, gửi Sở Nội vụ", StateKind.FINAL, Role.UNIT_CLERICAL),
        SubmissionState.CANCELLED: StateInfo("Đã hủy Tờ trình", StateKind.FINAL, Role.UNIT_CLERK),
    }
    milestones = {
        "Soạn": (SubmissionState.DRAFT,),
        "Ký": (SubmissionState.SIGNED,),
        "Phát hành": (SubmissionState.ISSUED,),
    }

    sign = Transition(
        id="DV01",
        label="Ký Tờ trình và xác nhận thành tích",
        source={SubmissionState.DRAFT},
        target=SubmissionState.SIGNED,
        by={Role.UNIT_HEAD},
        when=[submission_has_items, list_matches_the_minutes],
        papers=[Paper.SUBMISSION_LETTER, Paper.NOMINATION_LIST],
        then=[Tell(Role.UNIT_CLERICAL)],
        told="Tờ trình của đơn vị đã ký, chờ cấp số",
    )
    issue = Transition(
        id="DV02",
        label="Cấp số, phát hành",
        source={SubmissionState.SIGNED},
        target=SubmissionState.ISSUED,
        by={Role.UNIT_CLERICAL, Role.UNIT_CLERK},
        condition="có số, ngày theo sổ đăng ký của đơn vị và bản đã ký",
        when=[submission_has_a_number, submission_has_its_signed_copy],
        papers=[Paper.SUBMISSION_LETTER, Paper.NOMINATION_LIST],
        then=[Tell(Role.INTAKE_OFFICER)],
        told="Đơn vị gửi Tờ trình đề nghị khen thưởng",
    )
    discard = Transition(
        id="DV03",
        label="Hủy Tờ trình",
        source={SubmissionState.DRAFT},
        target=SubmissionState.CANCELLED,
        by={Role.UNIT_CLERK, Role.UNIT_HEAD},
        needs_reason=True,
    )


# ── A council's meeting, of a unit or of the province ──


@guard("Chương trình phiên họp chưa có hồ sơ nào: thêm hồ sơ vào chương trình.")
def meeting_has_an_agenda(facts: MeetingFacts) -> bool:
    return facts.has_agenda


@guard("Chưa đủ số thành viên để khai mạc: điểm danh lại hoặc lấy phiếu bằng văn bản.")
def quorum_is_met(facts: MeetingFacts) -> Iterator[str]:
    if not facts.quorum_met:
        yield f"Chưa đủ số thành viên để khai mạc: {facts.quorum_text or 'chưa điểm danh'}."


@guard("Chưa nhập đủ kết quả bỏ phiếu của từng hồ sơ.")
def totals_are_in(facts: MeetingFacts) -> Iterator[str]:
    if not facts.totals_are_in:
        yield facts.totals_lack or "Chưa nhập đủ kết quả bỏ phiếu của từng hồ sơ."


@guard("Kết quả kiểm phiếu chưa khớp.")
def totals_agree(facts: MeetingFacts) -> Iterator[str]:
    yield from facts.totals_errors


class MeetingState(StrEnum):
    PREPARING = "PREPARING"
    OPEN = "OPEN"
    COUNTED = "COUNTED"
    CLOSED = "CLOSED"
    CANCELLED = "CANCELLED"


class CouncilMeeting1(Workflow):
    """Phiên họp Hội đồng Thi đua - Khen thưởng. A unit's is chaired on paper and led here by its secretary."""

    key = "council_meeting"
    version = 1
    title = "Phiên họp Hội đồng Thi đua - Khen thưởng"
    initial = MeetingState.PREPARING
    states = {
        MeetingState.PREPARING: StateInfo("Chuẩn bị phiên họp", StateKind.INITIAL, Role.COUNCIL_SECRETARY),
        MeetingState.OPEN: StateInfo("Đang họp, bỏ phiếu", StateKind.NORMAL, Role.COUNCIL_CHAIR),
        MeetingState.COUNTED: StateInfo("Đã kiểm phiếu", StateKind.NORMAL, Role.COUNCIL_CHAIR),
        MeetingState.CLOSED: StateInfo("Đã bế mạc, có biên bản", StateKind.FINAL, Role.COUNCIL_SECRETARY),
        MeetingState.CANCELLED: StateInfo("Đã hủy phiên họp", StateKind.FINAL, Role.COUNCIL_SECRETARY),
    }
    milestones = {
        "Chuẩn bị": (MeetingState.PREPARING,),
        "Họp, bỏ phiếu": (MeetingState.OPEN,),
        "Kiểm phiếu": (MeetingState.COUNTED,),
        "Bế mạc": (MeetingState.CLOSED,),
    }

    open = Transition(
        id="PH01",
        label="Khai mạc",
        source={MeetingState.PREPARING},
        target=MeetingState.OPEN,
        by={Role.COUNCIL_CHAIR, Role.UNIT_COUNCIL_SECRETARY},
        when=[meeting_has_an_agenda, quorum_is_met],
    )
    collect_written_opinions = Transition(
        id="PH02",
        label="Lấy phiếu bằng văn bản",
        source={MeetingState.PREPARING},
        target=MeetingState.OPEN,
        by={Role.COUNCIL_SECRETARY},
        condition="không họp được hoặc thành viên vắng",
        when=[meeting_has_an_agenda],
        papers=[Paper.WRITTEN_OPINION],
    )
    count = Transition(
        id="PH03",
        label="Kiểm phiếu",
        source={MeetingState.OPEN},
        target=MeetingState.COUNTED,
        by={Role.COUNCIL_SECRETARY, Role.UNIT_COUNCIL_SECRETARY},
        condition="mọi phiếu đã nộp hoặc đã kết thúc bỏ phiếu; đếm trên tổng số thành viên",
        when=[totals_are_in, totals_agree],
        papers=[Paper.TALLY_SHEET],
    )
    close = Transition(
        id="PH04",
        label="Kết luận, bế mạc",
        source={MeetingState.COUNTED},
        target=MeetingState.CLOSED,
        by={Role.COUNCIL_CHAIR, Role.UNIT_COUNCIL_SECRETARY},
        papers=[Paper.MINUTES],
    )
    cancel_vote = Transition(
        id="PH05",
        label="Hủy lần bỏ phiếu",
        source={MeetingState.OPEN},
        target=MeetingState.PREPARING,
        by={Role.COUNCIL_CHAIR, Role.UNIT_COUNCIL_SECRETARY},
        condition="lập biên bản; không mở thùng phiếu",
        needs_reason=True,
    )
    discard = Transition(
        id="PH06",
        label="Hủy phiên họp",
        source={MeetingState.PREPARING},
        target=MeetingState.CANCELLED,
        by={Role.COUNCIL_SECRETARY, Role.UNIT_COUNCIL_SECRETARY},
        needs_reason=True,
    )


# ── Tờ trình of Sở Nội vụ ──


@guard("Thêm ít nhất một hồ sơ vào danh sách của Tờ trình.")
def proposal_has_items(facts: ProposalFacts) -> bool:
    return facts.has_items


@guard("Tờ trình chưa có số: văn thư Sở Nội vụ ghi số, ngày theo sổ đăng ký.")
def proposal_has_a_number(facts: ProposalFacts) -> bool:
    return facts.has_number


@guard("Tờ trình chưa có bản đã ký: văn thư Sở Nội vụ đính bản quét hoặc tệp ký số.")
def proposal_has_its_signed_copy(facts: ProposalFacts) -> bool:
    return facts.has_signed_copy


class ProposalState(StrEnum):
    DRAFT = "DRAFT"
    AT_VPUB = "AT_VPUB"
    AT_CHAIR = "AT_CHAIR"
    DECIDED = "DECIDED"
    CANCELLED = "CANCELLED"


class Proposal1(Workflow):
    """Tờ trình của Sở Nội vụ, with the draft decision."""

    key = "proposal"
    version = 1
    title = "Tờ trình của Sở Nội vụ"
    initial = ProposalState.DRAFT
    states = {
        ProposalState.DRAFT: StateInfo("Sở Nội vụ soạn Tờ trình", StateKind.INITIAL, Role.SNV_DIRECTOR),
        ProposalState.AT_VPUB: StateInfo("Văn phòng UBND tỉnh kiểm tra", StateKind.NORMAL, Role.VPUB),
        ProposalState.AT_CHAIR: StateInfo("Chủ tịch UBND tỉnh xem xét", StateKind.NORMAL, Role.CHAIRMAN),
        ProposalState.DECIDED: StateInfo("Đã có Quyết định", StateKind.CLOSED, Role.CLERICAL_UBND),
        ProposalState.CANCELLED: StateInfo("Đã hủy Tờ trình", StateKind.FINAL, Role.SNV_DIRECTOR),
    }
    milestones = {
        "Sở Nội vụ soạn": (ProposalState.DRAFT,),
        "Văn phòng kiểm tra": (ProposalState.AT_VPUB,),
        "Chủ tịch xem xét": (ProposalState.AT_CHAIR,),
        "Quyết định": (ProposalState.DECIDED,),
    }

    sign = Transition(
        id="TS01",
        label="Ký Tờ trình trình Chủ tịch UBND",
        source={ProposalState.DRAFT},
        target=ProposalState.AT_VPUB,
        by={Role.SNV_DIRECTOR},
        condition="danh sách khớp biên bản; dự thảo Quyết định đúng thể thức",
        when=[proposal_has_items],
        papers=[Paper.PROPOSAL_LETTER, Paper.DRAFT_DECISION],
        then=[Tell(Role.VPUB), Tell(Role.SNV_CLERICAL)],
        told="Sở Nội vụ trình Tờ trình, chờ kiểm tra",
    )
    forward = Transition(
        id="TS02",
        label="Trình ký",
        source={ProposalState.AT_VPUB},
        target=ProposalState.AT_CHAIR,
        by={Role.VPUB},
        condition="thể thức, căn cứ, nơi nhận đúng; Tờ trình đã có số, ngày và bản đã ký",
        when=[proposal_has_items, proposal_has_a_number, proposal_has_its_signed_copy],
        papers=[Paper.FORWARDING_SLIP],
        then=[Tell(Role.CHAIRMAN)],
        told="Tờ trình chờ Chủ tịch UBND tỉnh xem xét",
    )
    send_back = Transition(
        id="TS03",
        label="Trả Sở Nội vụ",
        source={ProposalState.AT_VPUB},
        target=ProposalState.DRAFT,
        by={Role.VPUB},
        then=[Tell(Role.SNV_DIRECTOR)],
        told="Văn phòng UBND tỉnh trả Tờ trình",
        needs_reason=True,
    )
    send_back_from_chairman = Transition(
        id="TS04",
        label="Không ký, trả Sở Nội vụ",
        source={ProposalState.AT_CHAIR},
        target=ProposalState.DRAFT,
        by={Role.CHAIRMAN},
        then=[Tell(Role.SNV_DIRECTOR)],
        told="Chủ tịch UBND tỉnh không ký, trả danh sách",
        needs_reason=True,
    )
    decide = Transition(
        id="TS05",
        label="Ký Quyết định",
        source={ProposalState.AT_CHAIR},
        target=ProposalState.DECIDED,
        by={Role.CHAIRMAN},
        condition="thuộc thẩm quyền Chủ tịch UBND tỉnh",
        when=[proposal_has_items],
        then=[Tell(Role.CLERICAL_UBND)],
        told="Quyết định đã ký, chờ cấp số",
    )
    discard = Transition(
        id="TS06",
        label="Hủy Tờ trình",
        source={ProposalState.DRAFT},
        target=ProposalState.CANCELLED,
        by={Role.SNV_DIRECTOR},
        needs_reason=True,
    )


# ── Quyết định ──


@guard("Ghi số và ngày của Quyết định theo sổ đăng ký của cơ quan.")
def decision_has_a_number(facts: DecisionFacts) -> bool:
    return facts.has_number


@guard("Đính kèm bản Quyết định đã ký (bản quét hoặc tệp ký số).")
def decision_has_its_signed_copy(facts: DecisionFacts) -> bool:
    return facts.has_signed_copy


class DecisionState(StrEnum):
    SIGNED = "SIGNED"
    ISSUED = "ISSUED"


class Decision1(Workflow):
    """Quyết định khen thưởng: born by the Chairman's signature under the proposal's draft."""

    key = "decision"
    version = 1
    title = "Quyết định khen thưởng"
    initial = DecisionState.SIGNED
    states = {
        DecisionState.SIGNED: StateInfo("Chủ tịch UBND tỉnh đã ký", StateKind.INITIAL, Role.CLERICAL_UBND),
        DecisionState.ISSUED: StateInfo("Đã cấp số, phát hành", StateKind.FINAL, Role.CLERICAL_UBND),
    }
    milestones = {"Đã ký": (DecisionState.SIGNED,), "Phát hành": (DecisionState.ISSUED,)}

    issue = Transition(
        id="QD01",
        label="Cấp số, đóng dấu, phát hành",
        source={DecisionState.SIGNED},
        target=DecisionState.ISSUED,
        by={Role.CLERICAL_UBND},
        condition="có bản đã ký; số và ngày theo sổ đăng ký của cơ quan, không trùng",
        when=[decision_has_a_number, decision_has_its_signed_copy],
        papers=[Paper.AWARD_DECISION, Paper.AWARD_LIST],
        then=[Tell(Role.APPRAISER)],
        told="Quyết định đã phát hành",
    )

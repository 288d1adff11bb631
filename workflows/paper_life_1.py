"""The life of a paper. It moves only when its sheet does, so the sheet's steps say more closely who may do what."""

from enum import StrEnum

from workflows.engine import StateInfo, Transition, Workflow, guard
from workflows.facts import PaperFacts
from workflows.vocabulary import Role, StateKind

REGISTRARS = frozenset(
    {
        Role.UNIT_CLERICAL,
        Role.UNIT_CLERK,
        Role.UNIT_COUNCIL_SECRETARY,
        Role.SNV_CLERICAL,
        Role.SNV_DRAFTER,
        Role.INTAKE_OFFICER,
        Role.APPRAISER,
        Role.COUNCIL_SECRETARY,
        Role.CLERICAL_UBND,
    }
)
SIGNERS = REGISTRARS | {
    Role.UNIT_HEAD,
    Role.BAN_HEAD,
    Role.BAN_DEPUTY,
    Role.SNV_DIRECTOR,
    Role.CONSULTED_AGENCY,
    Role.COUNCIL_CHAIR,
    Role.COUNCIL_DEPUTY_CHAIR,
    Role.VPUB,
    Role.CHAIRMAN,
    Role.ARCHIVIST,
    Role.ACCOUNTANT,
}


@guard("Ghi số và ngày của văn bản theo sổ đăng ký của cơ quan.")
def has_a_number(facts: PaperFacts) -> bool:
    return facts.has_number


@guard("Đính kèm bản đã ký (bản quét hoặc tệp ký số) trước khi phát hành.")
def has_its_signed_copy(facts: PaperFacts) -> bool:
    return facts.has_signed_copy


class State(StrEnum):
    DRAFT = "DRAFT"
    AWAITING = "AWAITING"
    SIGNED = "SIGNED"
    NUMBERED = "NUMBERED"
    ISSUED = "ISSUED"
    VOID = "VOID"


class PaperLife1(Workflow):
    """Dự thảo → Trình ký → Đã ký → Đã cấp số → Phát hành; the system itself never signs, numbers or issues."""

    key = "paper"
    version = 1
    title = "Vòng đời văn bản"
    initial = State.DRAFT
    states = {
        State.DRAFT: StateInfo("Dự thảo", StateKind.INITIAL, Role.SNV_DRAFTER),
        State.AWAITING: StateInfo("Trình ký", StateKind.NORMAL, Role.SNV_DIRECTOR),
        State.SIGNED: StateInfo("Đã ký", StateKind.NORMAL, Role.SNV_CLERICAL),
        State.NUMBERED: StateInfo("Đã cấp số", StateKind.NORMAL, Role.SNV_CLERICAL),
        State.ISSUED: StateInfo("Phát hành", StateKind.FINAL, Role.SNV_CLERICAL),
        State.VOID: StateInfo("Đã hủy", StateKind.FINAL, Role.SNV_CLERICAL),
    }
    milestones = {
        "Dự thảo": (State.DRAFT,),
        "Trình ký": (State.AWAITING,),
        "Đã ký": (State.SIGNED,),
        "Đã cấp số": (State.NUMBERED,),
        "Phát hành": (State.ISSUED,),
    }

    present = Transition(id="VB01", label="Trình ký", source={State.DRAFT}, target=State.AWAITING, by=SIGNERS)
    sign = Transition(id="VB02", label="Ký", source={State.AWAITING}, target=State.SIGNED, by=SIGNERS)
    number = Transition(
        id="VB03",
        label="Cấp số",
        source={State.SIGNED},
        target=State.NUMBERED,
        by=REGISTRARS,
        when=[has_a_number],
        law="NĐ 30/2020 Đ.15",
    )
    issue = Transition(
        id="VB04",
        label="Phát hành",
        source={State.NUMBERED},
        target=State.ISSUED,
        by=REGISTRARS,
        when=[has_a_number, has_its_signed_copy],
        law="NĐ 30/2020 Đ.18",
    )
    issue_unnumbered = Transition(
        id="VB05",
        label="Phát hành, không cấp số",
        source={State.SIGNED},
        target=State.ISSUED,
        by=SIGNERS,
        condition="giấy tờ không lấy số của sổ đăng ký: giấy tiếp nhận, biên bản, phiếu",
    )
    void = Transition(
        id="VB06",
        label="Hủy",
        source={State.DRAFT, State.AWAITING, State.SIGNED, State.NUMBERED},
        target=State.VOID,
        by=SIGNERS,
        needs_reason=True,
    )

"""What the desk hands out: the receipt (Giấy tiếp nhận hồ sơ và hẹn trả kết quả), the slip that asks for more."""

from app import clock
from app.actor import Actor
from app.awards.naming import giving
from app.awards.words import UNSETTLED
from app.documents.kinds.of_intake import HandedIn, IntakeReceipt, Missing, SupplementRequest
from app.documents.printable import Letterhead, PrintedPaper, Signature
from app.intake import checklist
from app.intake.models import Supplement
from app.nominations.models import Nomination
from app.nominations.openings import Look
from app.nominees.models import NomineeKind
from app.organisations.models import Organisation
from app.organisations.naming import in_full
from app.papers import operations as papers
from app.workdays import due
from workflows.engine import Limit
from workflows.vocabulary import Sheet

SIGN_HERE = "(Ký và ghi rõ họ tên)"
DESK = "Bộ phận tiếp nhận và trả kết quả"
LETTER = "to_trinh"
LEGAL = "legal"  # basis of a limit
TERM_IS_A_SETTING = UNSETTLED.lower()


def term(nomination: Nomination) -> Limit:
    """How long appraisal may take, as the case's own process has it (hạn trả kết quả)."""
    limit = nomination.workflow.transition("conclude_fit").limit
    assert limit is not None, "a process without a limit for appraisal promises no day"
    return limit


def receipt(nomination: Nomination, desk: Organisation, *, actor: Actor) -> IntakeReceipt:
    assert nomination.received_at is not None, "a receipt is for what was received"
    limit = term(nomination)
    where = f"{DESK} {desk.name}"
    return IntakeReceipt(
        letterhead=_of_desk(desk),
        subject=f"Hồ sơ đề nghị tặng {giving(nomination.award_version)}",
        signature=Signature(
            lines="Người tiếp nhận hồ sơ",
            name=actor.name,
            note=SIGN_HERE,
            left_lines="Người nộp hồ sơ",
            left_note=SIGN_HERE,
        ),
        dossier_code=nomination.code,
        received_by=where,
        received_from=in_full(nomination.submitting_unit.name),
        request=f"Tặng {giving(nomination.award_version)} cho {_whom(nomination)}",
        papers=tuple(handed_in(nomination)),
        working_days=limit.days,
        received_at=clock.local(nomination.received_at),
        due_at=due(nomination.received_at, limit.days, limit.unit),
        collected_at=f"{where} hoặc trên phần mềm quản lý thi đua, khen thưởng",
        note="" if limit.basis == LEGAL else TERM_IS_A_SETTING,
    )


def supplement_request(case: Nomination, asked: Supplement, desk: Organisation, *, actor: Actor) -> SupplementRequest:
    """Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ: the named items, each with what is wrong with it."""
    where = f"{DESK} {desk.name}"
    return SupplementRequest(
        letterhead=_of_desk(desk),
        subject=f"Hồ sơ đề nghị tặng {giving(case.award_version)}",
        signature=Signature(lines="Người hướng dẫn", name=actor.name, note=SIGN_HERE),
        recipients=("Như trên", "Lưu hồ sơ"),
        dossier_code=case.code,
        received_from=in_full(case.submitting_unit.name),
        request=f"Tặng {giving(case.award_version)} cho {_whom(case)}",
        items=tuple(Missing(name=item.label, note=item.note) for item in asked.items),
        reason=asked.reason,
        due_on=asked.due_on,
        contact=where,
    )


def _of_desk(desk: Organisation) -> Letterhead:
    return Letterhead(
        superior=desk.name,
        organisation=DESK.replace(" và ", "\nvà "),
        symbol="",
        place=desk.place,
        issued_on=clock.today(),
        is_draft=False,
    )


def _whom(nomination: Nomination) -> str:
    """'ông Võ Thành Luân', 'hộ gia đình ông …'; a collective has no form of address."""
    name = nomination.nominee_name
    if nomination.nominee_kind is NomineeKind.HOUSEHOLD:
        return f"{name[:1].lower()}{name[1:]}"
    return f"{nomination.honorific.lower()} {name}".strip()


def handed_in(nomination: Nomination) -> list[HandedIn]:
    """By the names of the law; only a letter is known by its number and day."""
    present = [line for line in checklist.lines(Look(nomination)) if line.is_present]
    return [HandedIn(name=_name(line), form="Bản điện tử", copies=line.copies) for line in present]


def _name(line: checklist.Line) -> str:
    return line.held if line.held and line.doc_code == LETTER else line.name


def issue_receipt(nomination: Nomination, desk: Organisation, *, actor: Actor) -> None:
    _issue(receipt(nomination, desk, actor=actor), nomination, desk, actor)


def issue_request(nomination: Nomination, asked: Supplement, desk: Organisation, *, actor: Actor) -> None:
    _issue(supplement_request(nomination, asked, desk, actor=actor), nomination, desk, actor)


def _issue(content: PrintedPaper, nomination: Nomination, desk: Organisation, actor: Actor) -> None:
    """Signed and issued at once: what the desk hands out takes no number of the register of outgoing papers."""
    paper = papers.draft(content, sheet=Sheet.CASE, sheet_id=nomination.id, issuer=desk, anew=True)
    papers.issue_unnumbered(paper, content, actor=actor)

"""What the receipt (Giấy tiếp nhận hồ sơ và hẹn trả kết quả) says."""

from app import clock
from app.actor import Actor
from app.awards.naming import giving
from app.documents.kinds.of_intake import HandedIn, IntakeReceipt
from app.documents.printable import Letterhead, Signature
from app.intake import checklist
from app.nominations.models import Nomination
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
TERM_IS_A_SETTING = "mức do tỉnh quy định – chưa nhập căn cứ pháp lý"


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
        letterhead=Letterhead(
            superior=desk.name,
            organisation=DESK.replace(" và ", "\nvà "),
            symbol="",
            place=desk.place,
            issued_on=clock.today(),
            is_draft=False,
        ),
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


def _whom(nomination: Nomination) -> str:
    """'ông Võ Thành Luân', 'hộ gia đình ông …'; a collective has no form of address."""
    name = nomination.nominee_name
    if nomination.nominee_kind is NomineeKind.HOUSEHOLD:
        return f"{name[:1].lower()}{name[1:]}"
    return f"{nomination.honorific.lower()} {name}".strip()


def handed_in(nomination: Nomination) -> list[HandedIn]:
    """By the names of the law; only a letter is known by its number and day."""
    present = [line for line in checklist.lines(nomination) if line.is_present]
    return [HandedIn(name=_name(line), form="Bản điện tử", copies=line.copies) for line in present]


def _name(line: checklist.Line) -> str:
    return line.held if line.held and line.doc_code == LETTER else line.name


def issue_receipt(nomination: Nomination, desk: Organisation, *, actor: Actor) -> None:
    """Signed and issued at once: a receipt takes no number of the register of outgoing papers."""
    content = receipt(nomination, desk, actor=actor)
    paper = papers.draft(content, sheet=Sheet.CASE, sheet_id=nomination.id, issuer=desk, anew=True)
    papers.issue_unnumbered(paper, content, actor=actor)

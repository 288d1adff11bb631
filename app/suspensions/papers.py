"""What the letter about a suspension and the notice of its end say. Neither ever says who wrote a petition."""

from app import clock
from app.actor import Actor
from app.awards.naming import giving
from app.documents import layout
from app.documents.kinds.of_letters import OfficialLetter, OfficialNotice
from app.nominations import letters
from app.nominations.models import Nomination
from app.organisations.naming import in_full
from app.suspensions.models import Suspension
from app.text import cited
from workflows.vocabulary import Paper as PaperCode


def suspension_letter(case: Nomination, *, in_letter: str, basis: str, reason: str, signer: Actor) -> OfficialLetter:
    """`in_letter`: the ground after "đang"."""
    unit = in_full(case.unit.name)
    return OfficialLetter(
        paper=PaperCode.SUSPENSION_LETTER.value,
        letterhead=letters.letterhead("SNV-TĐKT"),
        subject=f"V/v tạm dừng xét khen thưởng đối với {letters.whom(case)}",
        signature=letters.signature(signer),
        recipients=letters.RECIPIENTS,
        addressees=(unit,),
        paragraphs=(
            (
                f"Sở Nội vụ đang xét hồ sơ {case.code} của {unit} đề nghị tặng {giving(case.award_version)} cho"
                f" {letters.whom_in_full(case)}"
            ),
            (
                f"Hiện nay, trường hợp này đang {in_letter}. Căn cứ {cited(basis)}, Sở Nội vụ tạm dừng xét khen"
                f" thưởng từ {layout.day(clock.today())}. Lý do: {layout.unended(reason)}"
            ),
            (
                "Khi có kết luận không vi phạm, hồ sơ được xét tiếp từ đúng bước đã tạm dừng, thời hạn còn lại giữ"
                " nguyên; khi có kết luận vi phạm, Sở Nội vụ thông báo kết quả kèm lý do"
            ),
        ),
        closing=f"Sở Nội vụ thông báo để {unit} biết, phối hợp thực hiện",
    )


def result_notice(suspension: Suspension, reason: str, *, signer: Actor) -> OfficialNotice:
    case = suspension.nomination
    unit = in_full(case.unit.name)
    return OfficialNotice(
        paper=PaperCode.RESULT_NOTICE.value,
        letterhead=letters.letterhead("TB-SNV"),
        subject=f"Về việc không khen thưởng đối với\n{letters.whom(case)}",
        signature=letters.signature(signer),
        recipients=letters.RECIPIENTS,
        addressees=(unit,),
        grounds=(f"Căn cứ {cited(suspension.ground_basis)}", f"Căn cứ {_finding(suspension)}"),
        paragraphs=(
            (
                f"Sở Nội vụ đã tạm dừng xét hồ sơ {case.code} đề nghị tặng {giving(case.award_version)} cho"
                f" {letters.whom_in_full(case)} từ {layout.day(clock.local(suspension.suspended_at).date())}"
            ),
            (
                "Theo kết luận của cơ quan có thẩm quyền, trường hợp này có vi phạm, không đủ điều kiện khen thưởng."
                f" Lý do: {layout.unended(reason)}"
            ),
        ),
        closing=f"Sở Nội vụ thông báo để {unit} biết và thông báo cho trường hợp được đề nghị",
    )


def _finding(suspension: Suspension) -> str:
    """'Kết luận số 15/KL-TTT ngày 03 tháng 02 năm 2025 của Thanh tra tỉnh'."""
    number = f" số {suspension.finding_number}" if suspension.finding_number else ""
    return f"Kết luận{number} {layout.day(suspension.finding_on)} của {in_full(suspension.finding_agency)}"

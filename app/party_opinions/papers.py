"""What the letter to Ban Thường vụ Tỉnh ủy says."""

from app.actor import Actor
from app.awards.naming import giving
from app.documents import layout
from app.documents.kinds.of_letters import OfficialLetter
from app.nominations import letters
from app.organisations.naming import in_full
from app.papers.signing import signature_of
from app.party_opinions.models import PartyOpinion
from workflows.vocabulary import Paper as PaperCode

OFFICE = "Giám đốc"
QUESTION = "Kính đề nghị Ban Thường vụ Tỉnh ủy cho ý kiến về việc khen thưởng đối với cán bộ nêu trên."


def request(opinion: PartyOpinion, question: str, *, signer: Actor) -> OfficialLetter:
    case = opinion.nomination
    return OfficialLetter(
        paper=PaperCode.CONSULTATION_REQUEST.value,
        letterhead=letters.letterhead("SNV-TĐKT"),
        subject="V/v xin ý kiến khen thưởng cán bộ thuộc diện Ban Thường vụ Tỉnh ủy quản lý",
        signature=signature_of(signer, office=OFFICE),
        recipients=("Như trên", "Văn phòng Tỉnh ủy", "Ban Tổ chức Tỉnh ủy", "Lưu: VT, TĐKT"),
        addressees=("Ban Thường vụ Tỉnh ủy",),
        paragraphs=(
            (
                f"Sở Nội vụ đang thẩm định hồ sơ {case.code} của {in_full(case.unit.name)} đề nghị tặng"
                f" {giving(case.award_version)} cho {letters.whom_in_full(case)}"
            ),
            (f"Đồng chí nêu trên thuộc diện Ban Thường vụ Tỉnh ủy quản lý (căn cứ: {layout.unended(opinion.basis)})"),
            *(line for line in question.splitlines() if line.strip()),
        ),
        closing="Sở Nội vụ kính trình Ban Thường vụ Tỉnh ủy xem xét, cho ý kiến để hoàn thiện hồ sơ trình khen thưởng",
    )

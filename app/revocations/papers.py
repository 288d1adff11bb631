"""What the revoking decision says, gathered from the rows of the day."""

from app import clock
from app.actor import Actor
from app.awards.naming import giving
from app.decisions import papers as of_decisions
from app.documents import grounds as laws
from app.documents.kinds.of_revocations import RevokingDecision
from app.documents.layout import number_and_symbol
from app.documents.models import Paper
from app.documents.printable import Letterhead
from app.organisations.naming import of_whom
from app.papers.signing import signature_of
from app.revocations import grounds, queries
from app.revocations.models import Revocation

AUTHORITY = "Chủ tịch Ủy ban nhân dân tỉnh Ninh Thuận"
OFFICES = "Chánh Văn phòng Ủy ban nhân dân tỉnh, Giám đốc Sở Nội vụ"
TAKES_EFFECT = "Quyết định này có hiệu lực thi hành kể từ ngày ký"


def revoking_decision(revocation: Revocation, *, signer: Actor | None = None) -> RevokingDecision:
    case = revocation.nomination
    whom = f"{_within_a_sentence(case.honorific)} {case.nominee_name}".strip()
    whose = f"{whom}, {case.nominee_title}" if case.nominee_title else whom
    award, given = giving(case.award_version), _given_by(queries.deciding_paper(case.id))
    return RevokingDecision(
        letterhead=Letterhead(
            organisation="Ủy ban nhân dân\ntỉnh Ninh Thuận",
            symbol="QĐ-UBND",
            place=of_decisions.committee().place,
            issued_on=clock.today(),
        ),
        subject=f"Về việc hủy quyết định tặng {award}",
        signature=signature_of(signer, office="Chủ tịch"),
        recipients=("Như Điều 4", "Chủ tịch, các Phó Chủ tịch UBND tỉnh", "Lưu: VT, VXNV"),
        authority=AUTHORITY,
        grounds=(
            *laws.for_awards(clock.today()),
            f"Căn cứ {given}",
            f"Căn cứ {revocation.source} ngày {revocation.source_on:%d/%m/%Y}",
            "Theo đề nghị của Trưởng Ban Thi đua - Khen thưởng, Sở Nội vụ",
        ),
        articles=(
            f"Hủy việc tặng {award} cho {whose} tại {given}. Lý do: {_why(revocation)}",
            "Thu hồi bằng, hiện vật khen thưởng và tiền thưởng đã nhận",
            TAKES_EFFECT,
            f"{OFFICES}, thủ trưởng {of_whom(case.unit)} và {whom} chịu trách nhiệm thi hành Quyết định này",
        ),
        issuer=AUTHORITY,
    )


def _within_a_sentence(honorific: str) -> str:
    """'bà', 'ông'; a rank keeps its capital."""
    return honorific.lower() if honorific in {"Ông", "Bà"} else honorific


def _why(revocation: Revocation) -> str:
    name = grounds.NAMES[revocation.ground]
    basis = "" if revocation.ground == grounds.COMPLAINT else f" ({grounds.BASIS})"
    return name[:1].lower() + name[1:] + basis


def _given_by(paper: Paper | None) -> str:
    if paper is None or paper.issued_on is None:
        return "Quyết định khen thưởng"
    number = number_and_symbol(paper.number, paper.symbol)
    return f"Quyết định số {number} ngày {paper.issued_on:%d/%m/%Y} của {AUTHORITY}"

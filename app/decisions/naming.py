"""How papers that follow a decision name it, whom it was about and who carries them out."""

from app.documents.layout import number_and_symbol
from app.documents.models import Paper

AUTHORITY = "Chủ tịch Ủy ban nhân dân tỉnh Ninh Thuận"
OFFICES = "Chánh Văn phòng Ủy ban nhân dân tỉnh, Giám đốc Sở Nội vụ"
TAKES_EFFECT = "Quyết định này có hiệu lực thi hành kể từ ngày ký"
OF_A_SENTENCE = frozenset({"Ông", "Bà"})  # a rank keeps its capital


def given_by(paper: Paper | None) -> str:
    """'Quyết định số 1486/QĐ-UBND ngày 05/12/2024 của Chủ tịch …'."""
    if paper is None or paper.issued_on is None:
        return "Quyết định khen thưởng"
    number = number_and_symbol(paper.number, paper.symbol)
    return f"Quyết định số {number} ngày {paper.issued_on:%d/%m/%Y} của {AUTHORITY}"


def whom(honorific: str, name: str) -> str:
    """'bà Katơr Thị Sính', within a sentence."""
    before = honorific.lower() if honorific in OF_A_SENTENCE else honorific
    return f"{before} {name}".strip()

"""How papers that follow a decision name it, whom it was about and who carries them out."""

from app.documents.layout import day, number_and_symbol
from app.documents.models import Paper

AUTHORITY = "Chủ tịch Ủy ban nhân dân tỉnh Ninh Thuận"
OFFICES = "Chánh Văn phòng Ủy ban nhân dân tỉnh, Giám đốc Sở Nội vụ"
TAKES_EFFECT = "Quyết định này có hiệu lực thi hành kể từ ngày ký"
OF_A_SENTENCE = frozenset({"Ông", "Bà"})  # a rank keeps its capital


def given_by(paper: Paper | None) -> str:
    """'Quyết định số 1486/QĐ-UBND ngày 05 tháng 12 năm 2024 của Chủ tịch …'."""
    if paper is None or paper.issued_on is None:
        return "Quyết định khen thưởng"
    number = number_and_symbol(paper.number, paper.symbol)
    return f"Quyết định số {number} {day(paper.issued_on)} của {AUTHORITY}"


def ground_of(paper: Paper | None) -> str:
    """As a ground it says what it is about, too: Nghị định 30/2020/NĐ-CP, Phụ lục I."""
    title = " ".join(paper.title.split()) if paper is not None and paper.issued_on is not None else ""
    return f"Căn cứ {given_by(paper)} {title[:1].lower()}{title[1:]}".rstrip()


def whom(honorific: str, name: str) -> str:
    """'bà Katơr Thị Sính', within a sentence."""
    before = honorific.lower() if honorific in OF_A_SENTENCE else honorific
    return f"{before} {name}".strip()

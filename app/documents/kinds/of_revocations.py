"""The paper that takes an award back."""

from dataclasses import dataclass

from app.documents.printable import PrintedPaper


@dataclass(frozen=True, kw_only=True)
class RevokingDecision(PrintedPaper):
    """Quyết định hủy quyết định tặng, for one recipient."""

    code = "QD_HUY"
    template = "revoking_decision"
    kind = "QUYẾT ĐỊNH"

    authority: str  # "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH NINH THUẬN"
    grounds: tuple[str, ...]
    articles: tuple[str, ...]  # Điều 1, 2, … without their numbers
    issuer: str

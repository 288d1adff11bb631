"""The papers that change what a decision gave: one takes the award back, one puts right what it says."""

from dataclasses import dataclass

from app.documents.printable import PrintedPaper


@dataclass(frozen=True, kw_only=True)
class BareDecision(PrintedPaper):
    """A decision that is its articles alone, for one recipient; no list goes with it."""

    authority: str  # "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH NINH THUẬN"
    grounds: tuple[str, ...]
    articles: tuple[str, ...]  # Điều 1, 2, … without their numbers
    issuer: str


@dataclass(frozen=True, kw_only=True)
class RevokingDecision(BareDecision):
    """Quyết định hủy quyết định tặng."""

    code = "QD_HUY"
    template = "revoking_decision"
    kind = "QUYẾT ĐỊNH"


@dataclass(frozen=True, kw_only=True)
class ReplacingDecision(BareDecision):
    """Quyết định thay thế, sửa đổi what a decision says of one recipient."""

    code = "QD_THAYTHE"
    template = "replacing_decision"
    kind = "QUYẾT ĐỊNH"

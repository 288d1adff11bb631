"""The paper of a unit: its Tờ trình."""

from dataclasses import dataclass

from app.documents.printable import PrintedPaper, Roll


@dataclass(frozen=True, kw_only=True)
class SubmissionLetter(PrintedPaper):
    """Tờ trình của đơn vị, with its Danh sách."""

    code = "TTR_DONVI"
    template = "submission_letter"
    kind = "TỜ TRÌNH"

    addressees: tuple[str, ...]
    grounds: tuple[str, ...]
    opening: str  # "Sở Giáo dục và Đào tạo kính trình … như sau:"
    award: str  # "Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh"
    counts: tuple[str, ...] = ()  # by group: "Nhóm A: 03 cá nhân"
    summary: tuple[str, ...]
    commitments: tuple[str, ...]
    enclosures: tuple[str, ...]
    request: str
    roll: Roll
    issuer: str  # "Sở Giáo dục và Đào tạo"

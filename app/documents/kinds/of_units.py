"""The papers of a unit: its Tờ trình, and the slip with which it hands a dossier back to be mended."""

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


@dataclass(frozen=True, kw_only=True)
class CompletionSlip(PrintedPaper):
    """Phiếu yêu cầu hoàn thiện: it goes to whoever wrote the dossier, and never leaves the unit."""

    code = "PHIEU_YC"
    template = "completion_slip"
    kind = "PHIẾU YÊU CẦU HOÀN THIỆN"

    dossier_code: str
    addressee: str
    request: str  # what the dossier asks for: "Tặng … cho …"
    found: str  # who found what: "Thủ trưởng đơn vị không đồng ý trình"
    wanted: tuple[str, ...]  # what is to be mended, line by line as it was written
    closing: str

    @property
    def title(self) -> str:
        return f"{self.kind.capitalize()} {self.dossier_code}"

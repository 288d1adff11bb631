"""The papers of intake: the receipt, and what asks for more."""

from dataclasses import dataclass
from datetime import date, datetime

from app.documents.printable import Printable, PrintedPaper


@dataclass(frozen=True, kw_only=True)
class HandedIn(Printable):
    """A part of a dossier that was received."""

    name: str
    form: str = ""  # "Bản chính", "Bản điện tử đã ký số"
    copies: int = 1


@dataclass(frozen=True, kw_only=True)
class IntakeReceipt(PrintedPaper):
    """Giấy tiếp nhận hồ sơ và hẹn trả kết quả."""

    code = "PHIEU_TIEPNHAN"
    template = "intake_receipt"
    kind = "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ"

    dossier_code: str
    received_by: str  # the desk
    received_from: str  # the unit
    request: str  # nội dung yêu cầu giải quyết
    papers: tuple[HandedIn, ...]
    working_days: int
    received_at: datetime
    due_at: datetime
    collected_at: str  # where the result is handed over
    note: str = ""  # on what the days rest, where that is not the law

    @property
    def title(self) -> str:
        return f"{self.kind.capitalize()} {self.dossier_code}"


@dataclass(frozen=True, kw_only=True)
class Missing(Printable):
    """What of a dossier is to be mended or added, and why."""

    name: str
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class SupplementRequest(PrintedPaper):
    """Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ; it takes no number of the register, as the receipt."""

    code = "CV_BOSUNG"
    template = "supplement_request"
    kind = "PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ"

    dossier_code: str
    received_from: str
    request: str  # nội dung yêu cầu giải quyết
    items: tuple[Missing, ...]
    reason: str
    due_on: date
    contact: str

    @property
    def title(self) -> str:
        return f"{self.kind.capitalize()} {self.dossier_code}"

"""The paper of intake: the receipt."""

from dataclasses import dataclass
from datetime import datetime

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

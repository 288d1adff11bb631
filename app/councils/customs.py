"""What councils do by custom where the law says nothing, from `customs.yaml`: each number with its basis."""

import re
from dataclasses import dataclass
from pathlib import Path

from app.awards.words import UNSETTLED
from app.facts import read_facts
from app.text import one_line

SOURCE = Path(__file__).with_name("customs.yaml")


@dataclass(frozen=True, kw_only=True)
class TellerCommittee:
    """Ban kiểm phiếu: how many people count, at the fewest."""

    fewest: int
    basis: str
    confidence: str

    @property
    def is_verified(self) -> bool:
        return self.confidence == "verified"

    @property
    def at_least(self) -> str:
        return f"ít nhất {self.fewest} người"

    @property
    def hint(self) -> str:
        said = f"Cần {self.at_least}, không có tên trong danh sách đề nghị. Dòng đầu là Trưởng ban."
        return said if self.is_verified else f"{said} {UNSETTLED}."


@dataclass(frozen=True, kw_only=True)
class FormsOfAddress:
    """Words before a name that make nobody another person."""

    words: list[str]
    basis: str
    confidence: str

    def off(self, name: str) -> str:
        """'Đ/c Bá Văn Trịnh' -> 'Bá Văn Trịnh'. Marks tell 'bà' from the family name 'Bá'."""
        forms = "|".join(re.escape(word) for word in self.words)
        return re.sub(rf"^(?:(?:{forms})(?:\s*[.:]\s*|\s+))+(?=\S)", "", one_line(name), flags=re.IGNORECASE)


_DATA = read_facts(SOURCE)
TELLERS = TellerCommittee(**_DATA["teller_committee"])
ADDRESS = FormsOfAddress(**_DATA["forms_of_address"])

"""What councils do by custom where the law says nothing, from `customs.yaml`: each number with its basis."""

from dataclasses import dataclass
from pathlib import Path

import yaml

from app.awards.words import UNSETTLED

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
        said = f"Mỗi người một dòng, {self.at_least}; dòng đầu là Trưởng ban."
        return said if self.is_verified else f"{said} {UNSETTLED}."


TELLERS = TellerCommittee(**yaml.safe_load(SOURCE.read_text(encoding="utf-8"))["teller_committee"])

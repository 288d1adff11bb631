"""On which grounds a case is suspended, from `grounds.yaml`: each with its legal basis and the days it may be cited."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app import clock
from app.awards.words import UNREAD
from app.facts import read_facts
from app.text import cited

SOURCE = Path(__file__).with_name("grounds.yaml")


@dataclass(frozen=True, kw_only=True)
class Ground:
    """Căn cứ tạm dừng."""

    code: str
    name: str
    in_letter: str  # after "đang"; never who wrote a letter
    basis: str
    confidence: str
    valid_from: date
    valid_to: date | None = None  # the last day

    @property
    def label(self) -> str:
        """As it is chosen; what nobody has compared with its text says so."""
        unread = "" if self.confidence == "verified" else f"; {UNREAD}"
        return f"{self.name} ({cited(self.basis)}{unread})"

    def holds(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


GROUNDS = tuple(Ground(**row) for row in read_facts(SOURCE)["grounds"])


def citable() -> tuple[Ground, ...]:
    today = clock.today()
    return tuple(ground for ground in GROUNDS if ground.holds(today))


def of(code: str) -> Ground | None:
    """The ground of today's law with that code."""
    return next((ground for ground in citable() if ground.code == code), None)

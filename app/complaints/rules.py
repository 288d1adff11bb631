"""How long one may complain, and how long the office has, from `rules.yaml`: data with a basis, no numbers in code."""

from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from app import clock, workdays
from app.awards.words import settled
from app.facts import read_facts
from workflows.vocabulary import DayUnit

SOURCE = Path(__file__).with_name("rules.yaml")


@dataclass(frozen=True, kw_only=True)
class Term:
    days: int
    unit: DayUnit
    basis: str
    confidence: str

    def ends(self, first: date) -> date:
        """The last day of the term that runs from `first`."""
        start = datetime.combine(first, time(8, 0), clock.VIETNAM)
        return clock.local(workdays.due(start, self.days, self.unit)).date()

    @property
    def words(self) -> str:
        days = "ngày làm việc" if self.unit is DayUnit.WORKING else "ngày"
        said = f"{self.days} {days} ({self.basis})."
        return settled(said, self.confidence)


def _read() -> dict[str, Term]:
    facts: dict[str, Any] = read_facts(SOURCE)
    return {name: Term(**{**term, "unit": DayUnit(term["unit"])}) for name, term in facts.items()}


_TERMS = _read()
WINDOW, ACCEPT, SETTLE, SETTLE_COMPLEX = (_TERMS[name] for name in ("window", "accept", "settle", "settle_complex"))

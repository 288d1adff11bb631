"""How long names are laid before the people and where, from `rules.yaml`: settings with a basis, no numbers in code."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from app.awards.words import settled
from app.facts import read_facts

SOURCE = Path(__file__).with_name("rules.yaml")


@dataclass(frozen=True, kw_only=True)
class Term:
    """How many working days from the day of posting."""

    days: int
    basis: str
    confidence: str

    @property
    def words(self) -> str:
        return settled(f"{self.days} ngày làm việc kể từ ngày đăng ({self.basis}).", self.confidence)


@dataclass(frozen=True, kw_only=True)
class Places:
    """Where notices are usually posted."""

    usual: tuple[str, ...]
    basis: str
    confidence: str

    @property
    def hint(self) -> str:
        return settled("Mỗi nơi một dòng; đã điền sẵn nơi thường đăng.", self.confidence)


@dataclass(frozen=True, kw_only=True)
class Demand:
    """By which of its steps the catalogue says that an award is laid before the people, whatever its round says."""

    steps: frozenset[str]
    basis: str
    confidence: str

    def holds(self, steps: Iterable[Mapping[str, Any]]) -> bool:
        return any(step.get("ref") in self.steps for step in steps)


@dataclass(frozen=True, kw_only=True)
class Rules:
    term: Term
    places: Places
    demanded: Demand
    simplified_waits: bool  # whether a case of the simplified procedure waits for a notice, too


@cache
def rules() -> Rules:
    """Read when a page first wants them."""
    facts: dict[str, Any] = read_facts(SOURCE)
    places = facts["places"] | {"usual": tuple(facts["places"]["usual"])}
    return Rules(
        term=Term(**facts["term"]),
        places=Places(**places),
        demanded=Demand(**facts["demanded"] | {"steps": frozenset(facts["demanded"]["steps"])}),
        simplified_waits=bool(facts["simplified"]["waits"]),
    )

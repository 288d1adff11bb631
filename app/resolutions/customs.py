"""Which law a resolution follows by the day, how many members vote and what passes, from `customs.yaml`."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from app.awards.words import UNSETTLED, VERIFIED, settled
from app.facts import read_facts
from workflows.vocabulary import DayUnit, Role

SOURCE = Path(__file__).with_name("customs.yaml")


@dataclass(frozen=True, kw_only=True)
class Profile:
    """A law on making laws, and the processes that follow it."""

    id: str
    law: str
    valid_from: date
    valid_to: date | None
    machine: str
    shortened: str | None
    confidence: str

    def covers(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, kw_only=True)
class Body:
    """Who votes: all its members count, whoever is there."""

    name: str
    of_whom: str
    members: int
    members_basis: str
    members_confidence: str
    pct: int
    strict: bool
    basis: str
    confidence: str

    @property
    def hint(self) -> str:
        share = "quá" if self.strict else "ít nhất"
        said = (
            f"Tổng số {self.members} {self.of_whom}; cần tán thành {share} {self.pct}% tổng số. Căn cứ: {self.basis}."
        )
        return said if self.members_confidence == VERIFIED else f"{said} Số {self.of_whom}: {UNSETTLED}."


@dataclass(frozen=True, kw_only=True)
class Quorum:
    numerator: int
    denominator: int
    basis: str
    confidence: str


@dataclass(frozen=True, kw_only=True)
class Answer:
    days: int
    unit: DayUnit
    basis: str
    confidence: str

    @property
    def hint(self) -> str:
        said = f"Thường là {self.days} ngày."
        return settled(said, self.confidence)


def _facts() -> dict[str, Any]:
    facts: dict[str, Any] = read_facts(SOURCE)
    return facts


_FACTS = _facts()
PROFILES = tuple(Profile(**row) for row in _FACTS["profiles"])
UBND, HDND = (Body(**_FACTS["bodies"][name]) for name in ("ubnd", "hdnd"))
QUORUM = Quorum(**_FACTS["quorum"])
ANSWER = Answer(**{**_FACTS["answer"], "unit": DayUnit(_FACTS["answer"]["unit"])})
ISSUERS: dict[Role, str] = {Role(role): name for role, name in _FACTS["issuers"].items()}
AWARD: str = _FACTS["award"]["code"]
SHORTENED_GROUNDS: tuple[str, ...] = tuple(_FACTS["shortened_grounds"]["words"])
SHORTENED_BASIS: str = _FACTS["shortened_grounds"]["basis"]


def profile_on(day: date) -> Profile:
    """The law of a day; before the first one known, the first."""
    return next((profile for profile in PROFILES if profile.covers(day)), PROFILES[0])


def law_of(profile_id: str) -> str:
    return next(profile.law for profile in PROFILES if profile.id == profile_id)

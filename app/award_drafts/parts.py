"""What is written of a draft at once, as commands: each reads its part of the plain data and writes it back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol, Self

from app.award_drafts.checking import Way
from app.award_drafts.content import Facts

Places = Mapping[Way, str]


class Part(Protocol):
    """`at`: which of several; parts that are there once pay no heed."""

    @classmethod
    def of(cls, award: Facts, at: str) -> Self: ...

    def write(self, award: Facts, at: str) -> Places:
        """Which field will tell what is wrong at which place."""
        ...


@dataclass(frozen=True, kw_only=True)
class Names:
    """Tên, đối tượng, căn cứ."""

    name: str
    name_en: str
    subjects: list[str]
    routes: list[str]
    cycle: str
    proposed_by: list[str]
    legal_basis: list[str]
    note: str
    confidence: str

    @classmethod
    def of(cls, award: Facts, at: str) -> Self:  # noqa: ARG003 -- there once
        return cls(**{name: award[name] for name in cls.__dataclass_fields__})

    def write(self, award: Facts, at: str) -> Places:  # noqa: ARG002
        award |= vars(self)
        return {(name,): name for name in self.__dataclass_fields__}


@dataclass(frozen=True, kw_only=True)
class Validity:
    valid_from: date
    valid_to: date | None
    basis: str = ""  # of the change: the draft's own

    @classmethod
    def of(cls, award: Facts, at: str) -> Self:  # noqa: ARG003
        return cls(valid_from=award["valid_from"], valid_to=award["valid_to"])

    def write(self, award: Facts, at: str) -> Places:  # noqa: ARG002
        award |= {"valid_from": self.valid_from, "valid_to": self.valid_to}
        return {("code",): "valid_from", ("valid_from",): "valid_from", ("valid_to",): "valid_to"}


@dataclass(frozen=True, kw_only=True)
class Consideration:
    """Nơi xét, tỷ lệ phiếu."""

    considered_by: str
    considered_basis: str
    considered_confidence: str
    council: str
    rule: str
    statutory: bool

    @classmethod
    def of(cls, award: Facts, at: str) -> Self:  # noqa: ARG003
        return cls(
            **{f"considered_{name}": award["considered"][name] for name in ("by", "basis", "confidence")},
            council=award["council"] or "",
            rule=award["vote"]["rule"] or "",
            statutory=award["vote"]["statutory"],
        )

    def write(self, award: Facts, at: str) -> Places:  # noqa: ARG002
        names = ("by", "basis", "confidence")
        award["considered"] = {name: getattr(self, f"considered_{name}") for name in names}
        award["council"] = self.council or None
        award["vote"] = {"rule": self.rule or None, "statutory": self.statutory}
        considered: dict[Way, str] = {("considered", n): f"considered_{n}" for n in ("by", "basis", "confidence")}
        return considered | {("council",): "council", ("vote", "rule"): "rule"}


@dataclass(frozen=True, kw_only=True)
class Money:
    """Tiền thưởng: of each kind of nominee how many times the base salary; what is not said is left out."""

    multiples: dict[str, str]
    limits: dict[str, str]
    basis: str
    confidence: str

    @classmethod
    def of(cls, award: Facts, at: str) -> Self:  # noqa: ARG003
        bonus = award["bonus"]
        parts = {name: {**bonus.get(name, {})} for name in ("multiples", "limits")}
        return cls(**parts, basis=bonus["basis"], confidence=bonus["confidence"])

    def write(self, award: Facts, at: str) -> Places:  # noqa: ARG002
        bonus = award["bonus"]
        for name, said in (("multiples", self.multiples), ("limits", self.limits)):
            if said or name in bonus:
                bonus[name] = said
        bonus |= {"basis": self.basis, "confidence": self.confidence}
        found: dict[Way, str] = {("bonus", name): name for name in ("basis", "confidence")}
        for part, prefix in (("multiples", "times"), ("limits", "limit")):
            found |= {("bonus", part, kind): f"{prefix}_{kind}" for kind in award["bonus"].get(part, {})}
        return found

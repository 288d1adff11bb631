"""The numbers by which a council sits and votes on a day: as its regulation has them, else as is the custom.

A regulation may ask for more votes than the law, never for fewer.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Protocol

from app import clock
from app.councils.constitution import SETTLED, CouncilKind, CouncilRules, CouncilThreshold
from app.councils.models import Council, Meeting
from app.facts import read_facts

SOURCE = Path(__file__).with_name("regulation.yaml")


class Rule(Protocol):
    """How many votes are asked for, of whatever it is read from."""

    @property
    def code(self) -> str: ...
    @property
    def pct(self) -> int: ...
    @property
    def strict(self) -> bool: ...
    @property
    def basis(self) -> str: ...
    @property
    def confidence(self) -> str: ...


@dataclass(frozen=True, kw_only=True)
class OwnRule:
    """What a council's regulation makes of a rule; its code stays that of the law's."""

    code: str
    pct: int
    strict: bool
    basis: str
    confidence: str


@dataclass(frozen=True)
class Told:
    """A council's own threshold as its page tells it."""

    id: int
    what: str
    own: CouncilThreshold


def is_settled(confidence: str) -> bool:
    """It stands in a text that somebody has read, or has entered; else it is the province's to settle."""
    return confidence in SETTLED


def in_force(council: Council, day: date) -> CouncilRules:
    """As entered for that day; before anything was, the custom."""
    return next((one for one in reversed(council.settings) if one.valid_from <= day), None) or customary(council)


def of_meeting(meeting: Meeting) -> CouncilRules:
    return in_force(meeting.council, day_of(meeting))


def day_of(meeting: Meeting) -> date:
    """Whose members and numbers count."""
    return clock.local(meeting.held_at).date()


def applied(council: Council, day: date, award_code: str, law: Rule) -> Rule:
    """The rule of one name: the council's own for the award, else for the rule; never below what the law has by now."""
    for own in (_of_award(council, day, award_code), _of_rule(council, day, law.code)):
        if own is not None and not is_below(own, law):
            return OwnRule(code=law.code, pct=own.pct, strict=own.strict, basis=own.basis, confidence=own.confidence)
    return law


class Share(Protocol):
    @property
    def pct(self) -> int: ...
    @property
    def strict(self) -> bool: ...


def is_below(own: Share, law: Share) -> bool:
    """Whether it lets pass what the law does not: of one percentage, more than asks for more than at least."""
    return (own.pct, own.strict) < (law.pct, law.strict)


def _of_award(council: Council, day: date, award_code: str) -> CouncilThreshold | None:
    return _newest(council, day, lambda one: one.award_code == award_code)


def _of_rule(council: Council, day: date, code: str) -> CouncilThreshold | None:
    return _newest(council, day, lambda one: one.vote_rule_code == code)


def _newest(council: Council, day: date, fits: Callable[[CouncilThreshold], bool]) -> CouncilThreshold | None:
    return next((one for one in reversed(council.thresholds) if fits(one) and one.holds_on(day)), None)


def own_thresholds(council: Council, day: date) -> list[Told]:
    """Those of a day, and those that are still to come."""
    return [told(one, council) for one in council.thresholds if one.valid_to is None or day <= one.valid_to]


def told(own: CouncilThreshold, council: Council) -> Told:
    if own.award_code is not None:
        what = own.award.versions[-1].name if own.award and own.award.versions else own.award_code
    else:
        what = what_is_general(council)
    return Told(own.id, what, own)


def what_is_general(council: Council) -> str:
    """What the rule is for that holds where the law sets none."""
    if council.kind is CouncilKind.INITIATIVE:
        return "Công nhận sáng kiến"
    return "Mọi trường hợp luật không quy định tỷ lệ"


def customary(council: Council) -> CouncilRules:
    """What holds where no regulation was entered; no row of the database."""
    customs = _customs()
    quorum = customs["quorum"][_of_which(council)]
    return CouncilRules(
        valid_from=date.min,
        quorum_numerator=quorum["numerator"],
        quorum_denominator=quorum["denominator"],
        quorum_basis=quorum["basis"],
        quorum_confidence=quorum["confidence"],
        is_secret=customs["secret"]["is_secret"],
        secrecy_basis=customs["secret"]["basis"],
        secrecy_confidence=customs["secret"]["confidence"],
        keeps_recused=customs["recused"]["keeps"],
        recused_basis=customs["recused"]["basis"],
        recused_confidence=customs["recused"]["confidence"],
    )


def _of_which(council: Council) -> str:
    if council.kind is CouncilKind.INITIATIVE:
        return "initiative"
    return "emulation_provincial" if council.is_provincial else "emulation_unit"


@cache
def _customs() -> dict[str, Any]:
    found: dict[str, Any] = read_facts(SOURCE)
    return found

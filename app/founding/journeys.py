"""What the demonstration's cases are and how far each of them goes: read from `cases.yaml`, walked by the calendar."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum
from pathlib import Path
from typing import Any

from app.facts import read_facts
from app.nominations.models import Nomination

SOURCE = Path(__file__).with_name("cases.yaml")


class Reach(IntEnum):
    """The last common step of the road that a case takes; what parts it from the others stands with its goal."""

    DRAFTED = 0
    CHECKED = 1
    REFERRED = 2
    SAT = 3
    LISTED = 4
    SIGNED = 5
    ISSUED = 6
    REGISTERED = 7
    ACCEPTED = 8
    APPRAISED = 9


_GOALS = {
    Reach.DRAFTED: ("begun", "draft"),
    Reach.CHECKED: ("check", "public"),
    Reach.REFERRED: ("council", "planned"),
    Reach.SAT: ("not_proposed", "unsigned"),
    Reach.LISTED: ("listed",),
    Reach.SIGNED: ("struck", "letter"),
    Reach.ISSUED: ("submitted",),
    Reach.REGISTERED: ("intake", "supplement_late", "supplement_soon", "supplement_medal", "resubmitted"),
    Reach.ACCEPTED: (
        "unassigned",
        "half_answered",
        "asked",
        "asked_late",
        "answered",
        "returned",
        "unfit",
        "withdrawn",
        "suspended",
        "suspended_medal",
        "suspended_simplified",
        "cleared",
    ),
}
_REACHES = {goal: reach for reach, goals in _GOALS.items() for goal in goals}


@dataclass(kw_only=True)
class Case:
    """One dossier of the plan, and the nomination it became."""

    goal: str
    award: str
    job: str
    name: str = ""  # of whom the plan does not name, the pools give a name, a place and a work
    work: str = ""
    department: str = ""
    movement: str = ""
    group: str = ""  # of a medal, with the day its service began and the case of the law for a simplified one
    since: date | None = None
    simplified: str = ""
    kind: str = "individual"
    locality: str = ""
    people: str = ""
    gender: str = ""
    birth: date | None = None
    position: str = ""
    members: int | None = None  # of a household
    nomination: Nomination | None = None

    @property
    def reach(self) -> Reach:
        """Goals of the province's own steps have all been appraised as fit."""
        return _REACHES.get(self.goal, Reach.APPRAISED)

    @property
    def row(self) -> Nomination:
        assert self.nomination is not None, f"{self.name} has not been drafted yet"
        return self.nomination


@dataclass(kw_only=True)
class Batch:
    """Cases of one unit and round that travel together, and the day of each step."""

    at: str
    round: str
    number: int  # of the unit's Tờ trình
    days: dict[str, date]
    cases: list[Case]
    simplified: bool = False  # no council: straight from the drafts to the letter, and from appraisal to the proposal

    def going(self, reach: Reach, *, but: Iterable[str] = ()) -> list[Case]:
        """The cases that come at least so far."""
        return [case for case in self.cases if case.reach >= reach and case.goal not in but]

    def ending(self, *goals: str) -> list[Case]:
        return [case for case in self.cases if case.goal in goals]


@dataclass(kw_only=True)
class Sitting:
    """A meeting of the provincial council, or of its standing body."""

    body: str
    round: str
    goals: list[str]
    called: date
    held: date
    until: str  # called | opened | counted | closed
    in_writing: bool = False


@dataclass(kw_only=True)
class ProposalPlan:
    """A Tờ trình of Sở Nội vụ with its days, and the decision that came of it."""

    award: str
    round: str
    goals: list[str]
    days: dict[str, date]
    number: int = 0
    excludes: list[str] = field(default_factory=list)
    refused: date | None = None
    reason: str = ""
    decision: int = 0
    after: dict[str, date] = field(default_factory=dict)  # the days of what follows the decision


@dataclass(kw_only=True)
class PetitionPlan:
    """A letter about one case, and the days on which something was done about it."""

    about: str
    kind: str
    petitioner: str
    name: str
    content: str
    days: dict[str, date]
    upheld: bool = False
    number: str = ""
    answer: str = ""


@dataclass(kw_only=True)
class ReviewPlan:
    """An award that is reviewed, and what the Chairman decided."""

    about: str
    ground: str
    source: str
    source_on: date
    reason: str
    days: dict[str, date]
    decided: str = ""
    number: int = 0


@dataclass(kw_only=True)
class CorrectionPlan:
    """A decision that is put right: what of its recipient, and how far that is."""

    about: str
    right: dict[str, str]
    source: str
    reason: str
    days: dict[str, date]


@dataclass(kw_only=True)
class ReissuePlan:
    """A certificate to be made anew."""

    about: str
    kind: str
    reason: str
    days: dict[str, date]


@dataclass(kw_only=True)
class Plan:
    rounds: list[dict[str, Any]]
    batches: list[Batch]
    sittings: list[Sitting]
    proposals: list[ProposalPlan]
    petitions: list[PetitionPlan]
    reviews: list[ReviewPlan]
    corrections: list[CorrectionPlan]
    reissues: list[ReissuePlan]
    by_department: list[tuple[date, Case]]

    def case(self, name: str) -> Case:
        return next(case for batch in self.batches for case in batch.cases if case.name == name)

    def cases(self, round_code: str, goals: Iterable[str]) -> list[Case]:
        wanted = frozenset(goals)
        return [c for batch in self.batches if batch.round == round_code for c in batch.cases if c.goal in wanted]


def read() -> Plan:
    return plan_of(read_facts(SOURCE))


def plan_of(facts: dict[str, Any]) -> Plan:
    return Plan(
        rounds=facts["rounds"],
        batches=[Batch(**{**row, "cases": [Case(**case) for case in row["cases"]]}) for row in facts["batches"]],
        sittings=[Sitting(**row) for row in facts["sittings"]],
        proposals=[ProposalPlan(**row) for row in facts["proposals"]],
        petitions=[PetitionPlan(**row) for row in facts.get("petitions", ())],
        reviews=[ReviewPlan(**row) for row in facts.get("reviews", ())],
        corrections=[CorrectionPlan(**row) for row in facts.get("corrections", ())],
        reissues=[ReissuePlan(**row) for row in facts.get("reissues", ())],
        by_department=[(row.pop("day"), Case(**row)) for row in facts.get("by_department", ())],
    )

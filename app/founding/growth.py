"""The demonstration grown: what stands in every state, and to every dossier of the plan some that travel with it."""

from dataclasses import fields, replace
from datetime import date
from functools import cache
from itertools import cycle
from pathlib import Path
from random import Random
from typing import Any

from app.facts import read_facts
from app.founding import people
from app.founding.journeys import Batch, Case, Plan, plan_of

POOLS = Path(__file__).with_name("pools.yaml")
PLAN = Path(__file__).with_name("growth.yaml")
SEED = 20250217
CASES = 312  # so many dossiers stand in the grown demonstration, those of the schools beside
BORN = (1968, 1994)
TRAVELS_ALONE = frozenset(  # what is told of one dossier only: a letter with its number, a day, a word of the Chairman
    {
        *("chairman_refused", "returned_by_chairman", "left_behind", "suspended", "cleared", "withdrawn"),
        *("supplement_late", "supplement_soon", "resubmitted", "asked_late", "straight", "begun", "at_state"),
    }
)
AMONG_MANY = {"Hiệu trưởng": "Phó Hiệu trưởng"}  # of which a house has but one
IN_A_HAMLET = frozenset({"farmer", "donor", "village_health", "artisan", "household"})
OF_THE_ROLL = "ky_niem_chuong_tinh"


@cache
def _pools() -> dict[str, Any]:
    pools: dict[str, Any] = read_facts(POOLS)
    return pools


class Neighbours:
    """People who were not there before, each with a name that nobody else has."""

    def __init__(self, taken: set[str]) -> None:
        self.taken = taken
        self.chance = Random(SEED)  # noqa: S311 -- the same people every time

    def like(self, case: Case, at: str) -> Case:
        """Somebody of the same trade, from the same unit, on the same way."""
        gender = case.gender or "female"
        born = date(self.chance.randint(*BORN), self.chance.randint(1, 12), self.chance.randint(1, 28))
        return replace(
            case,
            name=self._name(case.people or "Kinh", gender),
            birth=born if case.kind == "individual" else None,
            position=AMONG_MANY.get(case.position, case.position),
            department=self._place(case.job, at),
            work=self.chance.choice(_pools()["works"][case.job]),
            members=self.chance.randint(3, 8) if case.members else None,
        )

    def _name(self, ethnicity: str, gender: str) -> str:
        pools = _pools()
        parts = pools["surnames"][ethnicity], pools["middle"][gender], pools["given"][gender]
        while (name := " ".join(self.chance.choice(part) for part in parts)) in self.taken:
            pass
        self.taken.add(name)
        return name

    def _place(self, job: str, at: str) -> str:
        pools = _pools()
        place = str(self.chance.choice(pools["places"][at]))
        if job not in IN_A_HAMLET or at not in pools["hamlets"]:
            return place[:1].upper() + place[1:]
        hamlet = self.chance.choice(pools["hamlets"][at])
        district = f", {pools['districts'][at]}" if job == "household" else ""
        return f"{hamlet}, {place}{district}"


def grown(plan: Plan) -> Plan:
    """The plan with what it lacks: dossiers in the states where none stood, and neighbours to those that stand."""
    more = plan_of(read_facts(PLAN))
    both = {part.name: [*getattr(plan, part.name), *getattr(more, part.name)] for part in fields(plan)}
    whole = replace(plan, **both)
    neighbours = Neighbours({case.name for batch in whole.batches for case in batch.cases} | _accounts())
    for batch in more.batches:
        batch.cases = [case if case.name else neighbours.like(case, batch.at) for case in batch.cases]
    _fill(whole, neighbours)
    return whole


def _fill(plan: Plan, neighbours: Neighbours) -> None:
    left = CASES - sum(len(batch.cases) for batch in plan.batches)
    patterns = [(batch, case) for batch in plan.batches for case in batch.cases if _has_company(batch, case)]
    for batch, case in cycle(patterns):
        if left <= 0:
            return
        batch.cases.append(neighbours.like(case, batch.at))
        left -= 1


def _has_company(batch: Batch, case: Case) -> bool:
    is_known = case.job in _pools()["works"] and batch.at in _pools()["places"]
    return is_known and case.award != OF_THE_ROLL and case.goal not in TRAVELS_ALONE


def _accounts() -> set[str]:
    return {row["name"] for row in people.read()["accounts"]}

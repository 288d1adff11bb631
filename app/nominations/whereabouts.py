"""Where a case stands and whom it waits for, as it is told: by its state, and by what happens between two states."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

from app.nominations.states import SIMPLIFIED, WITHIN_THE_UNIT
from workflows.award_province_1 import State
from workflows.award_unit_1 import UnitState
from workflows.engine import Workflow
from workflows.vocabulary import ROLE_NAMES, Role, StateKind


@dataclass(frozen=True)
class Where:
    name: str
    who: Role


class Standing(Protocol):
    """A case, or the columns of one."""

    id: Any
    state: Any
    previous_state: Any


Teller = Callable[[Collection[int]], Mapping[int, Where]]
STRUCK = Where("Thủ trưởng gạch tên", Role.UNIT_CLERK)
ENDS = frozenset({StateKind.CLOSED, StateKind.FINAL})
# where another takes the next step than has the state in hand
ACTS_NEXT: Mapping[str, Role] = {State.APPRAISED: Role.COUNCIL_SECRETARY}
SIGNATURES = frozenset({State.UNIT_SIGN, UnitState.AWAITS_DECISION})  # of the unit's head
_tellers: dict[str, Teller] = {}


def tells_where(state: StrEnum) -> Callable[[Teller], Teller]:
    """A room knows more of the cases in a state than the state says: of many at once, by their ids."""

    def keep(teller: Teller) -> Teller:
        _tellers[state] = teller
        return teller

    return keep


def finer(cases: Iterable[Standing], *, is_of_unit: bool = True) -> Mapping[int, Where]:
    """Of those cases of which more is to be told than their state. What it costs does not depend on their states, but a
    reader outside the unit is told nothing finer of what is still within it.
    """
    standing = [(case.id, case.state, case.previous_state) for case in cases]
    told = {case_id: STRUCK for case_id, *states in standing if is_struck(*states)}
    for state, teller in _tellers.items():
        if is_of_unit or state not in WITHIN_THE_UNIT:
            told |= teller([case_id for case_id, now, _ in standing if now == state])
    return told


def of_case(case: Standing) -> Where | None:
    """The same of one; None where the state says it all."""
    if is_struck(case.state, case.previous_state):
        return STRUCK
    teller = _tellers.get(case.state)
    return teller([case.id]).get(case.id) if teller else None


def in_words(workflow: type[Workflow], state: str, finer: Where | None) -> tuple[Where, str]:
    """Where a case stands, and for whom it waits as a page says it: for nobody where its road ends."""
    info = workflow.states[workflow.state(state)]
    where = finer or Where(info.name_vi, _acts_next(workflow, state) or info.owner)
    return where, "" if info.kind in ENDS else ROLE_NAMES[where.who]


def _acts_next(workflow: type[Workflow], state: str) -> Role | None:
    if state == State.APPRAISED and workflow.key in SIMPLIFIED:
        return Role.SNV_DIRECTOR  # no council: straight to the Chairman
    return ACTS_NEXT.get(state)


def is_struck(state: str, previous: str | None) -> bool:
    """Only the head's striking leads from the signature back to the unit."""
    return state == State.RETURNED and previous in SIGNATURES

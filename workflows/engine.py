"""What a process is: states, the transitions between them, and for each the reasons why not.

A definition is a class, read like a page of the law. A broken one is refused when it is imported, a published one is
never edited: the next version is another class, and a case keeps the one it began with.
"""

import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from enum import Enum, StrEnum
from typing import Any, ClassVar, Final

from workflows.vocabulary import DaysKind, DayUnit, Errand, Paper, Role, StateKind, Tell, TellNominee


class Previous(Enum):
    PREVIOUS = "$previous"


PREVIOUS: Final = Previous.PREVIOUS  # back to the state the case was in when it entered the present one


class UnknownTransition(LookupError):
    """A name this definition does not have."""


@dataclass(frozen=True)
class Guard:
    """A condition and the sentence that refuses; `holds` may yield its own sentences, each a refusal, none a yes."""

    otherwise: str
    holds: Callable[[Any], bool | Iterable[str]]

    @property
    def name(self) -> str:
        return getattr(self.holds, "__name__", "guard")

    def refusals(self, facts: object) -> Iterator[str]:
        said = self.holds(facts)
        if isinstance(said, bool):
            yield from () if said else (self.otherwise,)
        else:
            yield from said


def guard(otherwise: str) -> Callable[[Callable[[Any], bool | Iterable[str]]], Guard]:
    return lambda holds: Guard(otherwise, holds)


@dataclass(frozen=True)
class Limit:
    """Days, what kind of days, and on what they rest: legal, practice, or a default of the project."""

    days: int
    unit: DayUnit = DayUnit.WORKING
    kind: DaysKind = DaysKind.LIMIT
    basis: str | None = "default"


@dataclass(frozen=True)
class StateInfo:
    name_vi: str
    kind: StateKind
    owner: Role
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Transition:
    """A step of the process. `condition` is the rule as it is written; `when` is what of it can be checked."""

    id: str
    label: str
    source: AbstractSet[StrEnum]
    target: StrEnum | Previous
    by: AbstractSet[Role]
    when: Sequence[Guard] = ()
    papers: Sequence[Paper] = ()
    then: Sequence[Errand] = ()
    told: str = ""  # what those in `then` read: what has happened, not what was pressed
    limit: Limit | None = None
    needs_reason: bool = False
    law: str | None = None
    condition: str = ""
    confidence: str | None = None
    note: str = ""
    name: str = field(default="", init=False)

    def __post_init__(self) -> None:
        for sets in ("source", "by"):
            object.__setattr__(self, sets, frozenset(getattr(self, sets)))
        for sequences in ("when", "papers", "then"):
            object.__setattr__(self, sequences, tuple(getattr(self, sequences)))

    def __set_name__(self, _owner: type, name: str) -> None:
        object.__setattr__(self, "name", name)

    def but(self, **changes: Any) -> "Transition":  # noqa: ANN401 -- as dataclasses.replace, which checks the names
        """The same step with some of its terms changed, for a process that extends another."""
        return replace(self, **changes)

    def refusals(self, state: str, roles: AbstractSet[Role], facts: object) -> Iterator[str]:
        """Yield every reason why not; no reason at all means yes."""
        if state not in self.source:
            yield "Hồ sơ đã chuyển sang bước khác."
        elif not self.by & roles:
            yield "Bước này thuộc thẩm quyền của người khác."
        else:
            for condition in self.when:
                yield from condition.refusals(facts)


class Workflow:
    """One published version of a process.

    A subclass extends it: changes steps (`accept = Parent.accept.but(…)`), adds some, or drops one (`accept = None`).
    """

    key: ClassVar[str]
    version: ClassVar[int]
    title: ClassVar[str]
    law: ClassVar[str] = ""  # id of the legal profile
    recipients_note: ClassVar[str] = ""
    start_condition: ClassVar[str] = ""  # what must be so before a draft may go on, as it is written
    initial: ClassVar[StrEnum]
    states: ClassVar[Mapping[StrEnum, StateInfo]]
    milestones: ClassVar[Mapping[str, Sequence[StrEnum]]] = {}  # the main road in a few words; a picture, not a rule
    _transitions: ClassVar[Mapping[str, Transition]]
    _digest: ClassVar[str]

    def __init_subclass__(cls) -> None:
        declared = (vars(base) for base in reversed(cls.__mro__))
        names = dict.fromkeys(name for own in declared for name in own)
        cls._transitions = {name: step for name in names if isinstance(step := getattr(cls, name), Transition)}
        if faults := [*_faults(cls)]:
            raise TypeError(f"{cls.__name__}: " + " ".join(faults))
        canonical = json.dumps(_described(cls), ensure_ascii=False, sort_keys=True)
        cls._digest = hashlib.sha256(canonical.encode()).hexdigest()

    @classmethod
    def transition(cls, name: str) -> Transition:
        try:
            return cls._transitions[name]
        except KeyError:
            raise UnknownTransition(f"Quy trình {cls.key} {cls.version} không có bước “{name}”.") from None

    @classmethod
    def transitions(cls) -> Mapping[str, Transition]:
        return cls._transitions

    @classmethod
    def options(cls, state: str) -> tuple[Transition, ...]:
        """The steps that leave a state, whoever may take them."""
        return tuple(transition for transition in cls._transitions.values() if state in transition.source)

    @classmethod
    def state(cls, value: str) -> StrEnum:
        return next(state for state in cls.states if state == value)

    @classmethod
    def state_name(cls, value: str) -> str:
        return cls.states[cls.state(value)].name_vi

    @classmethod
    def digest(cls) -> str:
        """SHA-256 of all that makes the process; the picture may be redrawn."""
        return cls._digest


def _faults(workflow: type[Workflow]) -> Iterator[str]:
    yield from (f"`{name}` is missing." for name in ("key", "version", "title") if not hasattr(workflow, name))
    if getattr(workflow, "initial", None) not in getattr(workflow, "states", ()):
        yield "`initial` is missing or is not one of the states."
        return
    steps = workflow.transitions()
    for name, step in steps.items():
        yield from (f"{name}: {fault}" for fault in _faults_of_step(step, workflow.states))
        if step.name != name:
            yield f"{name}: this transition is already called `{step.name}`."
    ids = [step.id for step in steps.values()]
    yield from (f"Two transitions share the id {shared}." for shared in sorted({i for i in ids if ids.count(i) > 1}))
    reached = _reachable(workflow.initial, steps.values())
    for state, info in workflow.states.items():
        if state not in reached:
            yield f"State {state} is unreachable."
        ends = info.kind in {StateKind.CLOSED, StateKind.FINAL}
        if not ends and not workflow.options(state):
            yield f"State {state} has no way out and is neither closed nor final."
        if info.kind is StateKind.FINAL and workflow.options(state):
            yield f"State {state} is final and has a way out."
    shown = (state for states in workflow.milestones.values() for state in states)
    yield from (f"Milestones show {state}, which is not a state." for state in shown if state not in workflow.states)


def _faults_of_step(step: Transition, states: Collection[StrEnum]) -> Iterator[str]:
    if not step.source or not step.by:
        yield "a step needs a state to start from and a role to take it."
    checks: tuple[tuple[Callable[[object], bool], Collection[object], str], ...] = (
        (lambda thing: thing in states, step.source, "state"),
        (lambda thing: thing is PREVIOUS or thing in states, [step.target], "state"),
        (lambda thing: isinstance(thing, Role), step.by, "role"),
        (lambda thing: isinstance(thing, Guard), step.when, "guard"),
        (lambda thing: isinstance(thing, Paper), step.papers, "paper"),
        (lambda thing: isinstance(thing, Tell | TellNominee), step.then, "errand"),
    )
    for known, things, what in checks:
        yield from (f"{thing!r} is not a known {what}." for thing in things if not known(thing))


def _reachable(initial: StrEnum, steps: Collection[Transition]) -> set[StrEnum | Previous]:
    """$previous opens no new road: it leads to a state the case has been in."""
    reached: set[StrEnum | Previous] = {initial}
    while further := {step.target for step in steps if step.source & reached} - reached:
        reached |= further
    return reached


def _described(workflow: type[Workflow]) -> dict[str, Any]:
    """All that makes the process, as JSON can hold it."""
    return {
        "process": [workflow.key, workflow.version, workflow.title, workflow.law, workflow.initial],
        "notes": [workflow.recipients_note, workflow.start_condition],
        "states": [[state, info.name_vi, info.kind, info.owner, info.note] for state, info in workflow.states.items()],
        "transitions": [
            {
                **vars(step),
                "source": sorted(step.source),
                "target": step.target.value,
                "by": sorted(step.by),
                "when": [[condition.name, condition.otherwise] for condition in step.when],
                "then": [[type(errand).__name__, getattr(errand, "role", None)] for errand in step.then],
                "limit": step.limit and vars(step.limit),
            }
            for step in workflow.transitions().values()
        ],
    }

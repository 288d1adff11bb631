"""The one door: `advance` moves a case, a sheet or a paper from state to state. Nothing else writes `state`.

Permission, guards, the new state, the audit event and the errands are one transaction, for every caller.
"""

from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, partial
from typing import Any

from app import clock, workdays
from app.actor import Actor
from app.audit import operations as audit
from app.errors import Forbidden, Refusal
from app.extensions import db
from app.limits import is_aside, limit_of, limits_of, unit_in
from app.moving import Moving
from app.outbox import operations as outbox
from workflows import registry
from workflows.engine import PREVIOUS, Transition, Workflow
from workflows.vocabulary import DayUnit, Role, Tell, TellNominee


@dataclass(frozen=True)
class Kind:
    """What a room teaches casework about the things it moves."""

    facts: Callable[[Any], Any]
    roles: Callable[[Any, Actor], AbstractSet[Role]]


REPINNED = "move_to_version"  # what the log calls it
NO_SUCH_STEP = "Quy trình của hồ sơ này không có bước này."
NOT_YOURS = "Bước này thuộc thẩm quyền của người khác."
_kinds: dict[type, Kind] = {}


class TransitionRefused(Refusal):
    """Right person, wrong moment: every reason is told."""

    def __init__(self, transition: Transition, reasons: list[str]) -> None:
        super().__init__(f"Chưa thể thực hiện bước “{transition.label}”.", reasons)
        self.transition = transition


class NotYourStep(Forbidden):
    """A role that never takes this step in this case."""

    def __init__(self, transition: Transition) -> None:
        super().__init__(f"Anh/chị không có quyền thực hiện bước “{transition.label}”.", [NOT_YOURS])


@dataclass(frozen=True)
class Option:
    """A step someone may think of now, and what stands in its way, found when it is first asked for."""

    name: str
    transition: Transition
    ask: Callable[[], Iterable[str]]

    @cached_property
    def refusals(self) -> tuple[str, ...]:
        return tuple(self.ask())


def teach(
    model: type[Moving], *, facts: Callable[[Any], Any], roles: Callable[[Any, Actor], AbstractSet[Role]]
) -> None:
    """Tell casework how a room's model gathers its facts and which roles an actor holds for one of its rows."""
    _kinds[model] = Kind(facts, roles)


def begin(case: Moving, key: str) -> None:
    """Pin the newest definition and put a new case into its first state. History begins with its first step."""
    definition = registry.latest(key)
    case.workflow_key = definition.key
    case.workflow_version = definition.version
    case.workflow_digest = definition.digest()
    case.state = definition.initial.value
    case.state_since = clock.now()


def advance(
    case: Moving,
    name: str,
    *,
    actor: Actor,
    reason: str = "",
    due: datetime | None = None,
    data: dict[str, Any] | None = None,
) -> None:
    """Ask, move, record, and queue what must follow. All of it, or none.

    `due` overrides the limit of the new state where a person names the day (a supplement's due date).
    """
    insist(case, name, actor=actor)
    transition = case.workflow.transition(name)
    if reasons := _refusals(case, transition, actor, reason):
        raise TransitionRefused(transition, reasons)

    source, target = case.state, _target(case, transition)
    audit.record(
        actor=actor,
        subject=case.ref,
        action=name,
        source=source,
        target=target,
        reason=reason,
        data=data,
    )
    if transition.target is PREVIOUS:
        _come_back(case, target, due)
    else:
        _move(case, target, due)
    _queue(case, transition, reason)


def repin(case: Moving, definition: type[Workflow], mapping: Mapping[str, str], *, actor: Actor, reason: str) -> None:
    """Move a case to another version of its own process. `mapping`: the state that stands there for one of its own.

    Time goes on: what is due is counted anew, by the other version's limits, from the entry into the old state.
    """
    hold(case)
    assert definition.key == case.workflow_key, "a case keeps its process"
    state = mapping.get(case.state, case.state)
    moved = {"source": case.state, "target": state} if state != case.state else {}
    data = {"from": case.workflow_version, "to": definition.version, "digest": definition.digest()}
    audit.record(actor=actor, subject=case.ref, action=REPINNED, reason=reason, data=data, **moved)
    case.due_at = due_by(case, definition, state)
    if case.days_left is not None and case.previous_state is not None:
        case.days_left = _left_by(case, definition, mapping.get(case.previous_state, case.previous_state))
    case.workflow_version, case.workflow_digest = definition.version, definition.digest()
    case.state = state
    if case.previous_state is not None:
        case.previous_state = mapping.get(case.previous_state, case.previous_state)
    db.session.flush()


def due_by(case: Moving, definition: type[Workflow], state: str) -> datetime | None:
    """When a case is due by another version: by other limits on another day, by the same on the day it has."""
    if limits_of(definition, state) == limits_of(case.workflow, case.state):
        return case.due_at
    due, usual = (limit_of(one, at, case.state_since) for one, at in ((definition, state), (case.workflow, case.state)))
    if due and usual and case.due_at and case.previous_state and is_aside(case.workflow, case.previous_state):
        return _as_much_later(due, usual, case.due_at, unit_in(definition, state))
    return due


def _as_much_later(due: datetime, usual: datetime, known: datetime, unit: DayUnit) -> datetime:
    """A case that was taken aside is due later than its state says, by either version."""
    day, first, last = (clock.local(moment).date() for moment in (due, usual, known))
    if unit is DayUnit.CALENDAR:
        return clock.end_of(day + (last - first))
    return clock.end_of(workdays.add_working_days(day, workdays.working_days_between(first, last)))


def _left_by(case: Moving, definition: type[Workflow], state: str) -> int | None:
    """What the limit of the state a case stands aside of has left by another version."""
    assert case.previous_state is not None, "it stands aside of somewhere"
    if limits_of(definition, state) == limits_of(case.workflow, case.previous_state):
        return case.days_left
    due = limit_of(definition, state, case.stood_since or case.state_since)
    return workdays.days_left(case.state_since, due, unit_in(definition, state)) if due else None


def insist(case: Moving, name: str, *, actor: Actor) -> None:
    """Refuse the wrong person and the wrong moment before anything else is judged; guards are asked by `advance`."""
    audit.take_the_pen()
    if name not in case.workflow.transitions():
        raise Refusal("Chưa thể thực hiện bước này.", [NO_SUCH_STEP])
    transition = case.workflow.transition(name)
    roles = _kind(case).roles(case, actor)
    if not transition.by & roles:
        raise NotYourStep(transition)
    if case.state not in transition.source:
        raise TransitionRefused(transition, [*transition.refusals(case.state, roles, None)])


def why_not(case: Moving, name: str, *, actor: Actor, reason: str = "") -> list[str]:
    """What `advance` would refuse with now, in its words; nothing: it would be done. Writes nothing, never waits."""
    if name not in case.workflow.transitions():
        return [NO_SUCH_STEP]
    transition = case.workflow.transition(name)
    roles = _kind(case).roles(case, actor)
    if not transition.by & roles:
        return [NOT_YOURS]
    if case.state not in transition.source:
        return [*transition.refusals(case.state, roles, None)]
    return _refusals(case, transition, actor, reason)


def hold(case: Moving) -> None:
    """Before a room judges by a case's state what hangs on it: nobody moves the case until that is kept."""
    audit.take_the_pen()
    db.session.refresh(case, ["state"])  # as it is now, not as it was before the pen was ours


def set_due(case: Moving, due: datetime) -> None:
    """Another day for the state a case stands in: it was counted from a day that has been moved."""
    case.due_at = due


def options(case: Moving, actor: Actor, facts: object = None) -> list[Option]:
    """The steps this actor's roles allow from here, each with every reason why not; none means yes.

    `facts`: those of a page that shows more of the case than its steps; else they are gathered here.
    """
    kind = _kind(case)
    roles = kind.roles(case, actor)
    from_here = [t for t in case.workflow.transitions().values() if case.state in t.source and t.by & roles]
    if not from_here:
        return []
    facts = facts or kind.facts(case)
    return [Option(t.name, t, partial(t.refusals, case.state, roles, facts)) for t in from_here]


def option(case: Moving, name: str, actor: Actor) -> Option | None:
    """One of them; None where it is not this actor's, or not from here."""
    return next((one for one in options(case, actor) if one.name == name), None)


def _refusals(case: Moving, transition: Transition, actor: Actor, reason: str) -> list[str]:
    kind = _kind(case)
    refusals = [*transition.refusals(case.state, kind.roles(case, actor), kind.facts(case))]
    if transition.needs_reason and not reason.strip():
        refusals.append("Phải nêu rõ lý do.")
    return refusals


def _target(case: Moving, transition: Transition) -> str:
    if transition.target is PREVIOUS:
        assert case.previous_state is not None, "a state reached by $previous was entered from somewhere"
        return str(case.previous_state)
    return str(transition.target.value)


def _move(case: Moving, target: str, due: datetime | None) -> None:
    now = clock.now()
    # asked first: a query in between would save half of the move
    left, stood = _set_aside(case, now) if is_aside(case.workflow, target) else (None, None)
    due = due or limit_of(case.workflow, target, now)
    case.days_left, case.stood_since = left, stood
    _stand(case, target, now, due)


def _come_back(case: Moving, target: str, due: datetime | None) -> None:
    """To where it was, as it stood there: since when, and with what its limit had left (ADR 16)."""
    if due is None and case.days_left is not None:
        due = workdays.until_with(clock.now(), case.days_left, unit_in(case.workflow, target))
    since = case.stood_since or clock.now()
    case.days_left = case.stood_since = None
    _stand(case, target, since, due)


def _stand(case: Moving, state: str, since: datetime, due: datetime | None) -> None:
    case.previous_state, case.state, case.state_since, case.due_at = case.state, state, since, due
    db.session.flush()  # takes the row's version: somebody who was slower hears of it now


def _set_aside(case: Moving, now: datetime) -> tuple[int | None, datetime]:
    left = workdays.days_left(now, case.due_at, unit_in(case.workflow, case.state)) if case.due_at else None
    return left, case.state_since


def _queue(case: Moving, transition: Transition, reason: str) -> None:
    for errand in transition.then:
        if isinstance(errand, Tell):
            outbox.put("tell", subject=case.ref, role=errand.role.value, step=transition.name, reason=reason)
        elif isinstance(errand, TellNominee):
            outbox.put("tell_nominee", subject=case.ref, step=transition.name, reason=reason)


def _kind(case: Moving) -> Kind:
    return _kinds[type(case)]

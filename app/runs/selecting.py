"""Which cases were chosen, ticked one by one or all that a search finds, and what their office may do with them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Row

from app.actor import Actor
from app.extensions import in_few_lengths, read_rows
from app.nominations import openings
from app.nominations.models import Nomination
from app.nominations.reach import seen_as
from app.nominations.searching import STANDING, Search, standing_of
from workflows import registry
from workflows.engine import Transition
from workflows.vocabulary import Role

MOST = 2000  # cases in one run


class Chosen(NamedTuple):
    """A case, the version somebody has seen of it, and where it stands."""

    id: int
    seen: int
    workflow_key: str
    workflow_version: int
    state: str


class Offer(NamedTuple):
    """A step, what it is called, and how many of the chosen cases stand where it is taken from."""

    name: str
    label: str
    needs_reason: bool
    cases: int


def ticked(seen: Mapping[int, int], actor: Actor) -> list[Chosen]:
    """Those of the ticked cases that this person may see, in the order they were ticked; `seen`: versions by case."""
    wanted = seen_as(actor.role).where(Nomination.id.in_(in_few_lengths(seen))).with_only_columns(*STANDING)
    rows = {row.id: row for row in read_rows(wanted, {"own_unit": actor.organisation_id})}
    return [_chosen(rows[case_id], seen[case_id]) for case_id in seen if case_id in rows]


def found(search: Search, actor: Actor) -> list[Chosen]:
    """All that the search finds, in the order of names; one more than a run may have says that there are more."""
    statement, bound = standing_of(search, actor, MOST + 1)
    return [_chosen(row, row.version) for row in read_rows(statement, bound)]


def offers(chosen: Iterable[Chosen], role: Role | None) -> list[Offer]:
    """What this office may do with some of them at least, the step that most of them wait for first."""
    standing = Counter((one.workflow_key, one.workflow_version, one.state) for one in chosen)
    cases: Counter[str] = Counter()
    steps: dict[str, list[Transition]] = {}
    for (key, version, state), number in standing.items():
        for transition in _from(key, version, state, role):
            cases[transition.name] += number
            steps.setdefault(transition.name, []).append(transition)
    return [
        Offer(name, steps[name][0].label, any(step.needs_reason for step in steps[name]), number)
        for name, number in cases.most_common()
    ]


def _from(key: str, version: int, state: str, role: Role | None) -> Sequence[Transition]:
    open_here = registry.get(key, version).options(state)
    return [step for step in open_here if openings.deed_of(step.name) and role in step.by]


def _chosen(row: Row[Any], seen: int) -> Chosen:
    return Chosen(row.id, seen, row.workflow_key, row.workflow_version, row.state)

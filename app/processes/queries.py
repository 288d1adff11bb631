"""Which processes are published, and which cases walk a version that is not the newest."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func
from werkzeug.exceptions import NotFound

from app.actor import Actor
from app.extensions import db, in_few_lengths, read_rows
from app.nominations.models import Nomination
from app.nominations.reach import seen_as, visible_to
from workflows import registry
from workflows.engine import Workflow

PAGE = 200  # cases that are moved in one go; the next come up afterwards
Definition = type[Workflow]


@dataclass(frozen=True)
class Published:
    """A process, by the newest of its versions."""

    newest: Definition
    older: tuple[Definition, ...]  # the newest of them first


def published() -> list[Published]:
    """In the order in which they were published."""
    by_key: dict[str, list[Definition]] = {}
    for definition in registry.all_versions():
        by_key.setdefault(definition.key, []).append(definition)
    told = []
    for versions in by_key.values():
        newest, *older = sorted(versions, key=lambda definition: -definition.version)
        told.append(Published(newest, tuple(older)))
    return told


def one(key: str, version: int) -> Definition:
    try:
        return registry.get(key, version)
    except registry.UnknownWorkflow as unknown:
        raise NotFound from unknown


def newest_of(definition: Definition) -> Definition:
    return registry.latest(definition.key)


def states_in_use(definition: Definition, actor: Actor) -> dict[str, int]:
    """How many cases this person may see stand in which state of one version, in the order of the process."""
    pinned = seen_as(actor.role).where(*_is_pinned_to(definition))
    counted = pinned.with_only_columns(Nomination.state, func.count()).group_by(Nomination.state)
    found = dict(read_rows(counted, {"own_unit": actor.organisation_id}).tuples().all())
    return {state: found[state] for state in definition.states if state in found}


def cases(definition: Definition, actor: Actor) -> Sequence[Nomination]:
    """A page of those cases, the oldest first."""
    return db.session.scalars(
        visible_to(actor).where(*_is_pinned_to(definition)).order_by(Nomination.id).limit(PAGE)
    ).all()


def chosen(ids: Sequence[int], actor: Actor) -> Sequence[Nomination]:
    """Those that were ticked, whatever version they walk by now, and this person may see."""
    wanted = visible_to(actor).where(Nomination.id.in_(in_few_lengths(ids))).order_by(Nomination.id)
    return db.session.scalars(wanted).all()


def _is_pinned_to(definition: Definition) -> tuple[ColumnElement[bool], ...]:
    return Nomination.workflow_key == definition.key, Nomination.workflow_version == definition.version

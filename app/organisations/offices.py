"""Which role is given at which organisation, and which of them sign: what `offices.yaml` says."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import select

from app.extensions import db
from app.facts import read_facts
from app.organisations.models import Organisation, Successor
from workflows.vocabulary import Role

SOURCE = Path(__file__).with_name("offices.yaml")


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a role may be given."""

    at: tuple[str, ...] = ()
    submits: bool = False
    anywhere: bool = False
    signs: bool = False


@cache
def places() -> dict[Role, Place]:
    facts: dict[str, Any] = read_facts(SOURCE)
    return {Role(role): Place(**{**said, "at": tuple(said.get("at", ()))}) for role, said in facts["offices"].items()}


def belongs(role: Role, organisation: Organisation) -> bool:
    """A role that no line names is given nowhere."""
    place = places().get(role)
    if place is None:
        return False
    if place.anywhere or (place.submits and organisation.proposes):
        return True
    return not {organisation.code, *_predecessors(organisation.code)}.isdisjoint(place.at)


def is_signing(role: Role) -> bool:
    place = places().get(role)
    return place is not None and place.signs


def _predecessors(code: str) -> set[str]:
    """Codes of those the organisation took over from, and of those they took over from."""
    found: set[str] = set()
    asked = {code}
    while asked:
        before = select(Organisation.code).join(Successor).where(Successor.successor_code.in_(asked))
        asked = set(db.session.scalars(before)) - found
        found |= asked
    return found

"""Who may see which records, and whose records an actor may enter. Discipline is told to few."""

from functools import cache

from sqlalchemy import Select, false, select

from app.access import GRANTS, Permission
from app.actor import UNIT_ROLES, Actor
from app.extensions import OWN_UNIT
from app.service_records.models import ServiceRecord
from workflows.vocabulary import Role


def sees_all(role: Role | None) -> bool:
    """Sở Nội vụ, which examines; a unit sees its own."""
    grants = GRANTS.get(role, frozenset()) if role else frozenset()
    return role not in UNIT_ROLES and Permission.SERVICE_RECORD_READ in grants


def visible_to(actor: Actor) -> Select[tuple[ServiceRecord]]:
    return seen_as(actor.role).params(own_unit=actor.organisation_id)


@cache
def seen_as(role: Role | None) -> Select[tuple[ServiceRecord]]:
    """The same for whoever holds a role, written once; who executes it says whose: `own_unit=actor.organisation_id`."""
    if role in UNIT_ROLES:
        return select(ServiceRecord).where(ServiceRecord.unit_id == OWN_UNIT)
    return select(ServiceRecord) if sees_all(role) else select(ServiceRecord).where(false())

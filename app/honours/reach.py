"""Who may see which awards, and whose awards an actor may enter."""

from functools import cache

from sqlalchemy import Select, false, select

from app.access import GRANTS, Permission
from app.actor import UNIT_ROLES, Actor
from app.extensions import OWN_UNIT
from app.honours.models import Honour
from app.nominees.models import Nominee
from app.nominees.reach import register_of
from workflows.vocabulary import Role


def sees_all(role: Role | None) -> bool:
    """Sở Nội vụ, which examines; a unit sees its own."""
    return role is not None and role not in UNIT_ROLES and Permission.HONOUR_READ in GRANTS.get(role, frozenset())


def visible_to(actor: Actor) -> Select[tuple[Honour]]:
    return seen_as(actor.role).params(own_unit=actor.organisation_id)


@cache
def seen_as(role: Role | None) -> Select[tuple[Honour]]:
    """The same for whoever holds a role, written once; who executes it says whose: `own_unit=actor.organisation_id`."""
    if role in UNIT_ROLES:
        return select(Honour).where(Honour.unit_id == OWN_UNIT)
    return select(Honour) if sees_all(role) else select(Honour).where(false())


def people_of(actor: Actor) -> Select[tuple[Nominee]]:
    """Whose awards one enters: a unit of its own register; Sở Nội vụ of whomever an award names."""
    return select(Nominee) if sees_all(actor.role) else register_of(actor)

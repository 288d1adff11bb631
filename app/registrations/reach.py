"""Who sees a unit's registration, and who writes it.

A unit sees its own. Sở Nội vụ sees of every unit whether it has registered, and the names once its head has sent them:
a unit's people are nobody else's business before that.
"""

from collections.abc import Set as AbstractSet

from sqlalchemy import Select, false, select

from app.access import GRANTS, Permission
from app.actor import UNIT_ROLES, Actor
from app.registrations.models import Registration
from workflows.registrations_1 import REOPENING, RegistrationState
from workflows.vocabulary import Role


def sees_all(actor: Actor) -> bool:
    """Sở Nội vụ."""
    if actor.role is None or actor.role in UNIT_ROLES:
        return False
    return Permission.REGISTRATION_READ in GRANTS.get(actor.role, frozenset())


def visible_to(actor: Actor) -> Select[tuple[Registration]]:
    found = select(Registration)
    if sees_all(actor):
        return found
    if actor.role not in UNIT_ROLES:
        return found.where(false())
    return found.where(Registration.organisation_id == actor.organisation_id)


def sees_names(registration: Registration, actor: Actor) -> bool:
    is_own = actor.role in UNIT_ROLES and registration.organisation_id == actor.organisation_id
    return is_own or registration.state == RegistrationState.SENT


def writes(registration: Registration, actor: Actor) -> bool:
    return actor.role is Role.UNIT_CLERK and registration.organisation_id == actor.organisation_id


def roles_of(registration: Registration, actor: Actor) -> AbstractSet[Role]:
    """The unit's head for the unit; of Sở Nội vụ whoever may open it again."""
    if actor.role is None:
        return frozenset()
    is_own_head = actor.role is Role.UNIT_HEAD and registration.organisation_id == actor.organisation_id
    return frozenset({actor.role}) if is_own_head or actor.role in REOPENING else frozenset()

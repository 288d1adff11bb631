"""Who may see which uses of former years: a unit its own people's, Sở Nội vụ all."""

from sqlalchemy import Select, false, select

from app.achievements.models import FormerUse
from app.actor import UNIT_ROLES, Actor
from app.nominations.reach import DEPARTMENT_ROLES


def visible_to(actor: Actor) -> Select[tuple[FormerUse]]:
    if actor.role in UNIT_ROLES:
        return select(FormerUse).where(FormerUse.unit_id == actor.organisation_id)
    return select(FormerUse) if actor.role in DEPARTMENT_ROLES else select(FormerUse).where(false())

"""Whose register an actor may see: a unit's people are nobody else's business before they are nominated."""

from sqlalchemy import Select, false, select

from app.actor import Actor
from app.nominees.models import Nominee
from workflows.vocabulary import Role


def register_of(actor: Actor) -> Select[tuple[Nominee]]:
    if actor.is_of_unit or actor.role is Role.BAN_HEAD:  # whom Sở Nội vụ itself finds (thủ tục đơn giản)
        return select(Nominee).where(Nominee.unit_id == actor.organisation_id)
    return select(Nominee).where(false())

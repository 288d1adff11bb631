"""Who sees initiatives and the meetings on them: the unit's people, whoever keeps the province's council, Sở Nội vụ."""

from sqlalchemy import Select, false, or_, select

from app.actor import UNIT_ROLES, Actor
from app.councils.constitution import CouncilKind
from app.councils.models import Council
from app.councils.reach import councils_of, keeps
from app.errors import or_404
from app.extensions import db
from app.initiatives.models import Initiative, InitiativeSitting
from app.nominations.reach import DEPARTMENT_ROLES


def visible_to(actor: Actor) -> Select[tuple[Initiative]]:
    """A unit its own; what was sent up also Sở Nội vụ and the agency where the province's council sits."""
    found, is_sent_up = select(Initiative), Initiative.sent_up_at.is_not(None)
    if actor.role in DEPARTMENT_ROLES:
        return found.where(is_sent_up)
    if actor.role not in UNIT_ROLES:
        return found.where(false())
    sits_here = (
        select(Council.id)
        .where(Council.kind == CouncilKind.INITIATIVE, Council.is_provincial)
        .where(Council.organisation_id == actor.organisation_id)
        .exists()
    )
    return found.where(or_(Initiative.unit_id == actor.organisation_id, is_sent_up & sits_here))


def sittings_of(actor: Actor) -> Select[tuple[InitiativeSitting]]:
    councils = councils_of(actor).with_only_columns(Council.id)
    return select(InitiativeSitting).where(InitiativeSitting.council_id.in_(councils))


def kept_council(council_id: int, actor: Actor) -> Council:
    return or_404(next((one for one in kept_councils(actor) if one.id == council_id), None))


def is_kept(council_id: int, actor: Actor) -> bool:
    return council_id in {council.id for council in kept_councils(actor)}


def kept_councils(actor: Actor) -> list[Council]:
    """The initiative councils whose meetings an actor enters; the unit's own first."""
    found = db.session.scalars(
        councils_of(actor).where(Council.kind == CouncilKind.INITIATIVE).order_by(Council.is_provincial, Council.id)
    )
    return [council for council in found if keeps(council, actor)]

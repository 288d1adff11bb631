"""Reviews of awards, for whoever may see the case."""

from sqlalchemy import bindparam, select
from sqlalchemy.orm import joinedload
from werkzeug.exceptions import NotFound

from app.actor import Actor
from app.decisions.models import DecisionItem
from app.errors import or_404
from app.extensions import db, read_rows
from app.nominations import queries as nominations
from app.nominations.models import Nomination
from app.revocations.models import Outcome, Revocation


def one(revocation_id: int, actor: Actor) -> Revocation:
    found = or_404(db.session.get(Revocation, revocation_id, options=[joinedload(Revocation.nomination)]))
    nominations.in_short(found.nomination_id, actor)
    return found


_OF_CASE = (
    select(Revocation)
    .where(Revocation.nomination_id == bindparam("nomination_id"))
    .options(joinedload(Revocation.opened_by), joinedload(Revocation.paper))
    .order_by(Revocation.id.desc())
    .limit(1)
)


def newest(nomination: Nomination) -> Revocation | None:
    return db.session.scalars(_OF_CASE, {"nomination_id": nomination.id}).one_or_none()


def under_review(nomination: Nomination) -> Revocation:
    """The review that waits for the Chairman; 404 where there is none."""
    found = newest(nomination)
    if found is None or found.outcome is not Outcome.OPEN:
        raise NotFound
    return found


def is_open(nomination_id: int) -> bool:
    return bool(read_rows(_OPEN, {"nomination_id": nomination_id}).scalar())


_OPEN = select(
    select(Revocation.id)
    .where(Revocation.nomination_id == bindparam("nomination_id"), Revocation.outcome == Outcome.OPEN)
    .exists()
)


def bonus_of(nomination_id: int) -> int | None:
    """What was given with the award, in đồng."""
    return db.session.scalar(select(DecisionItem.bonus).where(DecisionItem.nomination_id == nomination_id))

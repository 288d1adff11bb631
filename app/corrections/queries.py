"""Corrections of decisions, for whoever may see the case."""

from collections.abc import Sequence

from sqlalchemy import bindparam, select
from sqlalchemy.orm import joinedload
from werkzeug.exceptions import NotFound

from app.actor import Actor
from app.corrections.models import Correction, Outcome
from app.errors import or_404
from app.extensions import db
from app.nominations import queries as nominations
from app.nominations.models import Nomination


def one(correction_id: int, actor: Actor) -> Correction:
    found = or_404(db.session.get(Correction, correction_id, options=[joinedload(Correction.nomination)]))
    nominations.in_short(found.nomination_id, actor)
    return found


_OF_CASE = (
    select(Correction)
    .where(Correction.nomination_id == bindparam("nomination_id"))
    .options(joinedload(Correction.opened_by), joinedload(Correction.paper))
    .order_by(Correction.id.desc())
)


def of_case(nomination: Nomination) -> Sequence[Correction]:
    """The newest first."""
    return db.session.scalars(_OF_CASE, {"nomination_id": nomination.id}).all()


def newest(nomination: Nomination) -> Correction | None:
    return db.session.scalars(_OF_CASE.limit(1), {"nomination_id": nomination.id}).one_or_none()


def proposed(nomination: Nomination) -> Correction:
    """What waits for the Chairman; 404 where nothing does."""
    found = newest(nomination)
    if found is None or found.outcome is not Outcome.PROPOSED:
        raise NotFound
    return found


def signed(nomination_id: int) -> Correction | None:
    """What is signed and has no number yet."""
    return db.session.scalars(
        select(Correction)
        .where(Correction.nomination_id == nomination_id, Correction.outcome == Outcome.SIGNED)
        .options(joinedload(Correction.paper))
        .order_by(Correction.id.desc())
        .limit(1)
    ).one_or_none()

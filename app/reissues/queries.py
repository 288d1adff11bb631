"""Certificates made anew, for whoever may see the case."""

from collections.abc import Sequence

from sqlalchemy import bindparam, select
from sqlalchemy.orm import joinedload

from app.actor import Actor
from app.errors import or_404
from app.extensions import db
from app.nominations import queries as nominations
from app.nominations.models import Nomination
from app.reissues.models import Reissue, Standing

OPEN = (Standing.ASKED, Standing.APPROVED)


def one(reissue_id: int, actor: Actor) -> Reissue:
    found = or_404(db.session.get(Reissue, reissue_id, options=[joinedload(Reissue.nomination)]))
    nominations.in_short(found.nomination_id, actor)
    return found


_OF_CASE = (
    select(Reissue)
    .where(Reissue.nomination_id == bindparam("nomination_id"))
    .options(joinedload(Reissue.opened_by), joinedload(Reissue.checked_by))
    .order_by(Reissue.id.desc())
)


def of_case(nomination: Nomination) -> Sequence[Reissue]:
    """The newest first."""
    return db.session.scalars(_OF_CASE, {"nomination_id": nomination.id}).all()


def under_way(nomination: Nomination) -> Reissue | None:
    """What was asked for, or agreed to, and is not handed over."""
    return next((one for one in of_case(nomination) if one.standing in OPEN), None)

"""Which rounds take nominations on a day, and the movements a nomination may answer."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import selectinload
from werkzeug.exceptions import NotFound

from app.extensions import db
from app.rounds.models import AwardRound, Movement


def open_on(day: date) -> Sequence[AwardRound]:
    """Rounds that take nominations on a day, the soonest to close first, with their awards."""
    taking = select(AwardRound).where(AwardRound.opens_on <= day, AwardRound.closes_on >= day)
    return db.session.scalars(
        taking.options(selectinload(AwardRound.awards)).order_by(AwardRound.closes_on, AwardRound.id)
    ).all()


def one(round_id: int) -> AwardRound:
    found = db.session.get(AwardRound, round_id, options=[selectinload(AwardRound.awards)])
    if found is None:
        raise NotFound
    return found


def movements_on(day: date) -> Sequence[Movement]:
    return db.session.scalars(
        select(Movement)
        .where(
            or_(Movement.valid_from.is_(None), Movement.valid_from <= day),
            or_(Movement.valid_to.is_(None), Movement.valid_to >= day),
        )
        .order_by(Movement.id)
    ).all()

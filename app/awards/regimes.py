"""Which law a day falls under, and whether its text was read for this catalogue."""

from datetime import date, datetime

from sqlalchemy import false, or_, select

from app import clock
from app.awards.models import Regime
from app.extensions import db


def unread_on(day: date) -> Regime | None:
    """The law of a day, when nobody has read it yet."""
    return unread_within(day, day)


def unread_for(received_at: datetime | None) -> Regime | None:
    """The like for a case: criteria are those of the day it was received; of one that was not yet, today's."""
    return unread_on(clock.local(received_at).date() if received_at else clock.today())


def unread_within(begins: date, ends: date | None) -> Regime | None:
    """The first unread law whose days reach into these."""
    unread = select(Regime).where(Regime.is_read == false(), or_(Regime.valid_to.is_(None), Regime.valid_to >= begins))
    if ends is not None:
        unread = unread.where(Regime.valid_from <= ends)
    return db.session.scalars(unread.order_by(Regime.valid_from)).first()

"""Which law a day falls under, whether its text was read for this catalogue, and what is cited before it was law."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from sqlalchemy import false, or_, select

from app import clock
from app.awards.models import Regime
from app.extensions import db

_NUMBER = re.compile(r"\d+/\d{4}/[A-ZĐ]\w*(?:-\w+)*")  # of a law or decree: 152/2025/NĐ-CP


def unread_on(day: date) -> Regime | None:
    """The law of a day, when nobody has read it yet."""
    return unread_among(every(), day)


def unread_for(received_at: datetime | None) -> Regime | None:
    """The like for a case: criteria are those of the day it was received; of one that was not yet, today's."""
    return unread_on(clock.local(received_at).date() if received_at else clock.today())


def unread_within(begins: date, ends: date | None) -> Regime | None:
    """The first unread law whose days reach into these."""
    unread = select(Regime).where(Regime.is_read == false(), or_(Regime.valid_to.is_(None), Regime.valid_to >= begins))
    if ends is not None:
        unread = unread.where(Regime.valid_from <= ends)
    return db.session.scalars(unread.order_by(Regime.valid_from)).first()


def every() -> Sequence[Regime]:
    return db.session.scalars(select(Regime).order_by(Regime.valid_from)).all()


def unread_among(regimes: Iterable[Regime], day: date) -> Regime | None:
    return next((regime for regime in regimes if regime.holds_on(day) and not regime.is_read), None)


def cited_too_early(basis: str, day: date, regimes: Iterable[Regime]) -> Regime | None:
    """The law that `basis` names although it begins after `day`; None where it also names one that had begun.

    Such a basis says where a number was read, not that it held on the day: what held then nobody has checked.
    """
    named, ordered = numbers(basis), sorted(regimes, key=lambda regime: regime.valid_from)
    if named & {number for regime in ordered if regime.valid_from <= day for number in numbers(regime.text)}:
        return None
    return next((regime for regime in ordered if regime.valid_from > day and named & numbers(regime.text)), None)


def numbers(text: str) -> set[str]:
    """The laws and decrees a text names, by their numbers."""
    return set(_NUMBER.findall(text))

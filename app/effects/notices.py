"""A notice for each person, once, however often its errand is done."""

from collections.abc import Iterable

from sqlalchemy import select

from app import clock
from app.extensions import db
from app.organisations.models import Appointment
from app.outbox.models import Errand, Notice


def leave(errand: Errand, offices: Iterable[Appointment], text: str, *, but: Iterable[int] = ()) -> None:
    """To whoever holds one of `offices`; `but`: users who know already."""
    told = {*but, *db.session.scalars(select(Notice.user_id).where(Notice.errand_id == errand.id))}
    for held in offices:
        if held.user_id not in told:
            told.add(held.user_id)
            db.session.add(
                Notice(
                    user_id=held.user_id,
                    errand_id=errand.id,
                    organisation_id=held.organisation_id,
                    text=text,
                    subject=errand.subject,
                    created_at=clock.now(),
                )
            )

"""Many cases given to one person in one go: what cannot be given is said case by case, the others are given."""

from collections.abc import Sequence
from functools import partial

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.actor import Actor
from app.appraisals import handing
from app.audit import operations as audit
from app.extensions import db, in_few_lengths
from app.nominations.bulk import Outcome, attempt
from app.nominations.models import Assignment, Nomination
from app.organisations.models import Appointment


def assign_all(nominations: Sequence[Nomination], user_id: int, note: str, *, actor: Actor) -> list[Outcome]:
    """As one by one, but never a case that a colleague has given to somebody meanwhile."""
    chosen = handing.receiver(user_id, actor)
    audit.take_the_pen()
    _read_anew(nominations)
    return [_assign(nomination, chosen, note, actor) for nomination in nominations]


def _read_anew(nominations: Sequence[Nomination]) -> None:
    """With the pen in hand: what the list showed may have changed."""
    ids = in_few_lengths(nomination.id for nomination in nominations)
    who = joinedload(Nomination.holding).joinedload(Assignment.holder)
    anew = select(Nomination).where(Nomination.id.in_(ids)).options(who)
    db.session.scalars(anew.execution_options(populate_existing=True)).all()


def _assign(nomination: Nomination, chosen: Appointment, note: str, actor: Actor) -> Outcome:
    now = nomination.holding
    if now is not None and now.to_id != actor.own_user_id:
        given = f"Hồ sơ đang ở {now.holder.full_name}; muốn giao lại thì mở hồ sơ đó."
        return Outcome(nomination, (given,))
    return attempt(nomination, partial(handing.give, nomination, chosen, note, actor=actor))

"""Many cases given to one appraiser in one go: what cannot be given is said case by case, the others are given."""

from collections.abc import Sequence
from functools import partial

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.accounts.models import User
from app.actor import Actor
from app.appraisals import operations
from app.audit import operations as audit
from app.extensions import db, in_few_lengths
from app.nominations.bulk import Outcome, attempt
from app.nominations.models import Nomination


def assign_all(nominations: Sequence[Nomination], user_id: int, note: str, *, actor: Actor) -> list[Outcome]:
    """As one by one, but never a case that a colleague has given to somebody meanwhile."""
    chosen = operations.appraiser(user_id)
    audit.take_the_pen()
    _read_anew(nominations)
    return [_assign(nomination, chosen, note, actor) for nomination in nominations]


def _read_anew(nominations: Sequence[Nomination]) -> None:
    """With the pen in hand: what the list showed may have changed."""
    ids = in_few_lengths(nomination.id for nomination in nominations)
    anew = select(Nomination).where(Nomination.id.in_(ids)).options(joinedload(Nomination.appraiser))
    db.session.scalars(anew.execution_options(populate_existing=True)).all()


def _assign(nomination: Nomination, chosen: User, note: str, actor: Actor) -> Outcome:
    if nomination.appraiser is not None:
        given = f"Hồ sơ đã có {nomination.appraiser.full_name} thẩm định; muốn giao lại thì mở hồ sơ đó."
        return Outcome(nomination, (given,))
    return attempt(nomination, partial(operations.give, nomination, chosen, note, actor=actor))

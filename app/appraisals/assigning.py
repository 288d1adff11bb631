"""Many cases given to one appraiser in one go: what cannot be given is said case by case, the others are given."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload
from werkzeug.exceptions import NotFound

from app.actor import Actor
from app.appraisals import operations
from app.audit import operations as audit
from app.errors import Invalid, Refusal
from app.extensions import db
from app.nominations.models import Nomination
from app.nominations.reach import visible_to
from app.organisations.queries import holders
from workflows.vocabulary import Role


@dataclass(frozen=True)
class Outcome:
    """What became of one case; no reason means that it was given."""

    nomination: Nomination
    reasons: tuple[str, ...] = ()


def chosen(nomination_ids: Iterable[int], actor: Actor) -> Sequence[Nomination]:
    """The cases that somebody ticked, in the order of the list, or 404 where one was never theirs to see."""
    wanted = set(nomination_ids)
    found = db.session.scalars(
        visible_to(actor)
        .where(Nomination.id.in_(wanted))
        .options(joinedload(Nomination.appraiser))
        .order_by(Nomination.id)
    ).all()
    if len(found) < len(wanted):
        raise NotFound
    return found


def assign_all(nominations: Sequence[Nomination], user_id: int, note: str, *, actor: Actor) -> list[Outcome]:
    """As one by one, but never a case that a colleague has given to somebody meanwhile."""
    if user_id not in {held.user_id for held in holders(Role.APPRAISER)}:
        raise Invalid(user_id=operations.NO_APPRAISER)
    audit.take_the_pen()
    _read_anew(nominations)
    return [Outcome(nomination, _try_to_assign(nomination, user_id, note, actor)) for nomination in nominations]


def _read_anew(nominations: Sequence[Nomination]) -> None:
    """With the pen in hand: what the list showed may have changed."""
    ids = [nomination.id for nomination in nominations]
    anew = select(Nomination).where(Nomination.id.in_(ids)).options(joinedload(Nomination.appraiser))
    db.session.scalars(anew.execution_options(populate_existing=True)).all()


def _try_to_assign(nomination: Nomination, user_id: int, note: str, actor: Actor) -> tuple[str, ...]:
    if nomination.appraiser is not None:
        return (f"Hồ sơ đã có {nomination.appraiser.full_name} thẩm định; muốn giao lại thì mở hồ sơ đó.",)
    try:
        with db.session.begin_nested():
            operations.assign(nomination, user_id, note, actor=actor)
    except Refusal as refused:
        return tuple(refused.reasons)
    return ()

"""The history of the demonstration, moment by moment: the office clock stands at each, and each is one transaction."""

from collections.abc import Callable
from datetime import date, datetime, time

from sqlalchemy import select

from app import clock
from app.clock import VIETNAM
from app.effects import announcing, runs, work
from app.extensions import db, unit_of_work
from app.outbox import operations as outbox
from app.outbox.models import Errand, ErrandStatus

Deed = Callable[[], None]


TELLS = {
    "tell": work.tell,
    "tell_handed": work.tell_handed,
    "tell_holder": work.tell_holder,
    "tell_nominee": work.tell_nominee,
    "tell_offices": work.tell_offices,
    "tell_of_stand_in": announcing.tell_of_stand_in,
    "tell_voters": announcing.tell_voters,
    "tell_tellers": announcing.tell_tellers,
    "tell_paper_voter": announcing.tell_paper_voter,
    "tell_typed_in": announcing.tell_typed_in,
    "run": runs.go_on,
}


class Calendar:
    """Deeds in the order they were entered for the same moment."""

    def __init__(self) -> None:
        self._entries: list[tuple[datetime, int, Deed]] = []

    def at(self, day: date, hour: str, deed: Deed) -> None:
        moment = datetime.combine(day, time.fromisoformat(hour), VIETNAM)
        self._entries.append((moment, len(self._entries), deed))

    def live(self) -> None:
        """Do everything in its time."""
        for moment, _, deed in sorted(self._entries, key=lambda entry: entry[:2]):
            clock.stand_at(moment)
            with unit_of_work():
                deed()
                _tell_everybody()


def _tell_everybody() -> None:
    """Notices bear the moment of what they tell; printing takes long and waits for the server."""
    db.session.flush()
    waiting = select(Errand).where(Errand.status == ErrandStatus.WAITING, Errand.kind.in_(TELLS)).order_by(Errand.id)
    for errand in db.session.scalars(waiting).all():
        TELLS[errand.kind](errand)
        outbox.finish(errand)

"""The history of the demonstration, moment by moment: the office clock stands at each, and each is one transaction."""

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Protocol

from app import clock
from app.clock import VIETNAM
from app.extensions import unit_of_work

Deed = Callable[[], None]


class Schedules(Protocol):
    def at(self, day: date, hour: str, deed: Deed) -> None: ...


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

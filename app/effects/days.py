"""Once an office day: what only waits for a day to come."""

import logging
from datetime import date

from app import clock
from app.extensions import unit_of_work
from app.resolutions import operations as resolutions

log = logging.getLogger(__name__)
_looked_on: date | None = None


def enter_into_force_daily() -> int:
    """How many resolutions came into force. Each process looks at its start and on every new day of the office."""
    global _looked_on  # one calendar a process; looking once too often finds nothing to do
    today = clock.today()
    if _looked_on == today:
        return 0
    with unit_of_work():
        brought = resolutions.bring_into_force()
    _looked_on = today
    if brought:
        log.info("%s resolutions came into force", len(brought))
    return len(brought)

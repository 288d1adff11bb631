"""Whoever changes or signs what they read hears of it when it is no longer so, and gets back what they typed."""

from collections.abc import Mapping, Sequence

from sqlalchemy.orm.attributes import flag_modified

from app import clock
from app.audit import operations as log
from app.audit import queries as audit
from app.errors import SomebodyWasFaster
from app.extensions import Versioned, db


def insist(
    *subjects: str, seen: object, now: object, typed: Mapping[str, str] | None = None, changed: Sequence[str] = ()
) -> None:
    """Go on only if what was `seen` is what there is `now`; else tell who was faster, from the log of the subjects.

    `typed`: what is given back to whoever was slower, by its label; `changed`: sentences that say how it is now.
    """
    log.take_the_pen()
    if seen == now:
        return
    last = audit.last_of(*subjects)
    who = last.actor_name if last else "Một người khác"
    when = clock.local(last.at_office).strftime("%H:%M %d/%m/%Y") if last else "vừa xong"
    raise SomebodyWasFaster(who, when, list(changed), {label: text for label, text in (typed or {}).items() if text})


def touch(row: Versioned, by: str = "title") -> None:
    """A change of its lines is a change of the sheet: its version moves with them. `by`: any column of its own."""
    log.take_the_pen()
    flag_modified(row, by)
    db.session.flush()

"""Writing the log. Its row belongs to the transaction of what it tells: both are kept, or neither.

One pen for all: PostgreSQL holds an advisory lock until the transaction ends, SQLite's BEGIN IMMEDIATE has held the
only write lock from the start. (A transaction begun for reading, as in a GET, has no such lock: SQLite refuses its
first write if another process wrote meanwhile, and the triggers refuse a stale `seq`; nothing is damaged.)

The pen comes before the rows. Whoever will record a change takes the pen before the first row of it is written:
somebody who held a row and waited for the pen, while its holder waits for the row, would wait for ever.
"""

from typing import Any, Final

from sqlalchemy import text

from app import clock
from app.audit.actor import ActsFor
from app.audit.chain import BODY, moment, seal
from app.audit.models import AuditEvent, canonical
from app.audit.queries import head
from app.extensions import db

PEN: Final = 7_214_653_119_024_871_001  # any number nothing else in the house locks
_HELD_IN = "audit pen held in"


def record(  # noqa: PLR0913 -- a row of the log has these parts
    *,
    actor: ActsFor,
    subject: str,
    action: str,
    source: str = "",
    target: str = "",
    reason: str = "",
    data: dict[str, Any] | None = None,
) -> AuditEvent:
    """Append one event to the chain. It is flushed, so that the next one of the same transaction can follow it."""
    take_the_pen()
    db.session.flush()
    last_seq, last_hash = head()
    event = AuditEvent(
        seq=last_seq + 1,
        at_office=clock.now(),
        at_real=clock.real_now(),
        actor_id=actor.user_id,
        actor_name=actor.told_name,
        role=str(actor.role or ""),
        organisation_id=actor.organisation_id,
        subject=subject,
        action=action,
        source=source,
        target=target,
        reason=reason,
        data=data or {},
        previous_hash=last_hash,
    )
    event.hash = seal(last_hash, _body(event))
    db.session.add(event)
    db.session.flush()
    return event


def _body(event: AuditEvent) -> dict[str, object]:
    body: dict[str, object] = {name: getattr(event, name) for name in BODY}
    return body | {
        "at_office": moment(event.at_office),
        "at_real": moment(event.at_real),
        "data": canonical(event.data),
    }


def take_the_pen() -> None:
    """Wait for the only pen and keep it until the transaction ends.

    Once a transaction; inside a savepoint every time: rolling back to it would let go of the lock.
    """
    session = db.session()
    if session.connection().dialect.name != "postgresql":
        return
    if session.info.get(_HELD_IN) is session.get_transaction():
        return
    session.execute(text("SELECT pg_advisory_xact_lock(:pen)"), {"pen": PEN})
    if not session.in_nested_transaction():
        session.info[_HELD_IN] = session.get_transaction()


def record_reading(*, actor: ActsFor, what: str, action: str, **data: Any) -> None:  # noqa: ANN401 -- plain JSON
    """That somebody was shown or took away what is not for everybody. A subject of its own: no story tells it."""
    record(actor=actor, subject=f"reading:{what}", action=action, data=data)

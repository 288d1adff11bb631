"""Whether the votes on initiatives are still those that were entered, going by the log."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from app.audit.models import AuditEvent
from app.extensions import db
from app.initiatives.models import InitiativeSitting, InitiativeVote
from app.initiatives.sittings import sums_of

BATCH = 100


def faults() -> Iterator[str]:
    """A sentence for each meeting whose sums are not those of the log."""
    wanted = select(InitiativeSitting).order_by(InitiativeSitting.id)
    wanted = wanted.options(
        selectinload(InitiativeSitting.votes).joinedload(InitiativeVote.initiative),
        joinedload(InitiativeSitting.council),
    )
    for sittings in db.session.scalars(wanted.execution_options(yield_per=BATCH)).partitions():
        told = _told([one.ref for one in sittings])
        for one in sittings:
            if told.get(one.ref) != sums_of(one):
                name = one.council.name
                yield f"{name}, phiên họp ngày {one.held_on:%d/%m/%Y}: số phiếu khác số đã nhập, theo nhật ký."


def _told(subjects: list[str]) -> dict[str, object]:
    events = select(AuditEvent.subject, AuditEvent.data).where(
        AuditEvent.subject.in_(subjects), AuditEvent.action == "record_initiative_sitting"
    )
    return {subject: data.get("votes") for subject, data in db.session.execute(events)}

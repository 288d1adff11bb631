"""Whether the awards that are held are still those that were entered, going by the log."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.audit.models import AuditEvent
from app.extensions import db
from app.honours.models import Honour

BATCH = 200


def faults() -> Iterator[str]:
    """A sentence for each award that nobody entered so."""
    wanted = select(Honour).options(joinedload(Honour.file), joinedload(Honour.nominee)).order_by(Honour.id)
    for batch in db.session.scalars(wanted.execution_options(yield_per=BATCH)).partitions():
        entered = dict(_entered([one.ref for one in batch]))
        for one in batch:
            if _told(one) != entered.get(one.ref):
                whose = f"{one.award_name} của {one.nominee.full_name}, Quyết định số {one.decision}"
                yield f"Khen thưởng đã có: {whose} khác nội dung đã ghi, theo nhật ký."


def _told(honour: Honour) -> tuple[str, ...]:
    scan = honour.file.sha256 if honour.file else ""
    return f"nominee:{honour.nominee_id}", honour.award_name, honour.decision, scan


def _entered(subjects: list[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    events = select(AuditEvent.subject, AuditEvent.data).where(
        AuditEvent.subject.in_(subjects), AuditEvent.action == "enter_honour"
    )
    for subject, data in db.session.execute(events):
        yield subject, (data["nominee"], data["award"], data["decision"], data.get("sha256", ""))

"""Whether the records are still those that were entered, confirmed and voided, going by the log."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.audit.models import AuditEvent
from app.documents.models import StoredFile
from app.extensions import db
from app.service_records.models import ServiceRecord
from app.service_records.operations import said
from app.service_records.words import NAMES

BATCH = 200
ENTERED, ADDED, CONFIRMED, VOIDED = (
    *("enter_service_record", "add_evidence"),
    *("confirm_service_record", "void_service_record"),
)


def faults() -> Iterator[str]:
    """A sentence for each record that nobody entered so."""
    wanted = (
        select(ServiceRecord, StoredFile.sha256)
        .outerjoin(StoredFile, StoredFile.id == ServiceRecord.file_id)
        .options(joinedload(ServiceRecord.nominee))
        .order_by(ServiceRecord.id)
    )
    for batch in db.session.execute(wanted.execution_options(yield_per=BATCH)).partitions():
        logged = _logged([record.ref for record, _ in batch])
        for record, sha256 in batch:
            if not _is_so(record, sha256, logged[record.ref]):
                whose = f"{NAMES[record.kind]} của {record.nominee.full_name} – {record.when}"
                yield f"Kết quả công tác: {whose} khác nội dung đã ghi, theo nhật ký."


def _is_so(record: ServiceRecord, sha256: str | None, events: Mapping[str, Mapping[str, Any]]) -> bool:
    entered = {name: value for name, value in events.get(ENTERED, {}).items() if name not in {"file", "sha256"}}
    proof = events.get(ADDED, events.get(ENTERED, {})).get("sha256")
    done = (record.confirmed_at is not None, record.voided_at is not None)
    return (entered, proof, done) == (said(record), sha256, (CONFIRMED in events, VOIDED in events))


def _logged(subjects: list[str]) -> Mapping[str, dict[str, Mapping[str, Any]]]:
    found: dict[str, dict[str, Mapping[str, Any]]] = defaultdict(dict)
    events = select(AuditEvent.subject, AuditEvent.action, AuditEvent.data).where(AuditEvent.subject.in_(subjects))
    for subject, action, data in db.session.execute(events):
        found[subject][action] = data
    return found

"""Whether the files of the dossiers are still those that were attached, going by the log."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.audit.models import AuditEvent
from app.extensions import db
from app.nominations.models import Evidence

BATCH = 200


def faults() -> Iterator[str]:
    """A sentence for each file of a dossier that nobody attached."""
    wanted = select(Evidence).options(joinedload(Evidence.file), joinedload(Evidence.nomination)).order_by(Evidence.id)
    for batch in db.session.scalars(wanted.execution_options(yield_per=BATCH)).partitions():
        attached = set(_attached(sorted({one.nomination.ref for one in batch})))
        for one in batch:
            if (one.nomination.ref, one.doc_code, one.file.sha256) not in attached:
                whose = f"Tệp “{one.file.original_name}” của hồ sơ {one.nomination.code}"
                yield f"{whose} khác tệp đã đính kèm, theo nhật ký."


def _attached(subjects: list[str]) -> Iterator[tuple[str, str, str]]:
    events = select(AuditEvent.subject, AuditEvent.data).where(
        AuditEvent.subject.in_(subjects), AuditEvent.action == "add_evidence"
    )
    for subject, data in db.session.execute(events):
        yield subject, data["paper"], data["sha256"]

"""Whether papers are still what was signed: they and their files are held against the log, row by row.

A file's digest beside the file proves little: who can write one can write the other. The log cannot be rewritten
without its chain showing it.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import Integer, cast, func, select
from sqlalchemy.orm import joinedload

from app.audit.models import AuditEvent, canonical
from app.documents.models import Paper, StoredFile
from app.extensions import db
from workflows.paper_life_1 import State

BATCH: Final = 200
PRINTED: Final = "keep_rendering"
RECEIVED: Final = "receive"
SIGNS: Final = frozenset({"sign", RECEIVED})
_DIFFERS: Final = {
    "content": "nội dung khác nội dung đã ký",
    "number": "số khác số đã cấp",
    "issued_on": "ngày khác ngày đã cấp số",
    "signed_copy": "bản đã ký khác tệp đã đính kèm",
    "rendering": "bản in khác bản đã in",
    "state": "trạng thái khác bước sau cùng",
}


def digest(content: Mapping[str, Any]) -> str:
    """What the log says of a paper's content: one text, one digest, whatever the database does to spaces and order."""
    return hashlib.sha256(canonical(content).encode()).hexdigest()


def faults() -> Iterator[str]:
    """A sentence for each paper that is not what the log says of it."""
    wanted = select(Paper).options(joinedload(Paper.rendering), joinedload(Paper.signed_copy)).order_by(Paper.id)
    for papers in db.session.scalars(wanted.execution_options(yield_per=BATCH)).partitions():
        told = _told([paper.ref for paper in papers])
        for paper in papers:
            for what in _differences(paper, told.get(paper.ref)):
                yield f"Văn bản số {paper.id} “{paper.title}”: {what}, theo nhật ký."
    for subject in db.session.scalars(_GONE):
        yield f"Văn bản số {subject.rpartition(':')[2]} đã ký, theo nhật ký, nay không còn."


_number_of_subject = cast(func.substr(AuditEvent.subject, len(f"{Paper.__tablename__}:") + 1), Integer)
_GONE = (
    select(AuditEvent.subject)
    .where(
        AuditEvent.subject.startswith(f"{Paper.__tablename__}:"),
        AuditEvent.action.in_(SIGNS),
        ~select(Paper.id).where(Paper.id == _number_of_subject).exists(),
    )
    .order_by(AuditEvent.seq)
)


def _told(subjects: Sequence[str]) -> dict[str, dict[str, Any]]:
    """What the log says last of each paper."""
    events = (
        select(AuditEvent.subject, AuditEvent.action, AuditEvent.target, AuditEvent.data)
        .where(AuditEvent.subject.in_(subjects))
        .order_by(AuditEvent.seq)
    )
    told: dict[str, dict[str, Any]] = {}
    for subject, action, target, data in db.session.execute(events):
        known = told.setdefault(subject, {})
        known.update({name: data[name] for name in _DIFFERS if name in data})
        known.update({"state": target} if target else {})
        known.update({"is_signed": True} if action in SIGNS else {})
    return told


def _differences(paper: Paper, told: Mapping[str, Any] | None) -> Iterator[str]:
    if told is None or not told.get("is_signed"):
        if paper.state not in {State.DRAFT, State.VOID} or paper.signed_at is not None:
            yield "không có lần ký nào"
        return
    now = {
        "content": digest(paper.content),
        "number": paper.number,
        "issued_on": paper.issued_on and paper.issued_on.isoformat(),
        "signed_copy": _digest_of(paper.signed_copy),
        "rendering": _digest_of(paper.rendering),
        "state": paper.state,
    }
    if "content" not in told:  # signed before the log was told what
        now = {name: now[name] for name in told if name in now}
    yield from (_DIFFERS[name] for name, found in now.items() if found != told.get(name))


def _digest_of(file: StoredFile | None) -> str | None:
    return file.sha256 if file else None

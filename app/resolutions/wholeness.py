"""Whether papers, votes and days of resolutions are still those that were put down, going by the log."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from app.audit.models import AuditEvent
from app.extensions import db
from app.resolutions import kept
from app.resolutions.models import Resolution, ResolutionPaper, ResolutionStep

Told = Mapping[str, list[dict[str, Any]]]  # by the action, what the log keeps of each time
ANSWERED = "record_opinion"


def faults() -> Iterator[str]:
    """A sentence for each resolution and each of its steps that is not what the log says."""
    wanted = select(Resolution).options(
        joinedload(Resolution.assignment_file),
        selectinload(Resolution.steps),
        selectinload(Resolution.papers).joinedload(ResolutionPaper.file),
        selectinload(Resolution.inquiries),
    )
    for resolution in db.session.scalars(wanted.order_by(Resolution.id)):
        told = _told(resolution.ref)
        yield from (f"Nghị quyết số {resolution.id} “{resolution.title}”: {fault}" for fault in _of(resolution, told))


def _told(subject: str) -> Told:
    events = select(AuditEvent.action, AuditEvent.data).where(AuditEvent.subject == subject).order_by(AuditEvent.seq)
    told: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for action, data in db.session.execute(events):
        told[action].append(data)
    return told


def _of(resolution: Resolution, told: Told) -> Iterator[str]:
    begun = told["start"][0] if told["start"] else {}
    if begun.get("letter", {}).get("file") != resolution.assignment_file.sha256:
        yield "công văn giao việc khác tệp đã đính kèm, theo nhật ký."
    yield from _of_steps(resolution, {action: [*data] for action, data in told.items()})
    for entered in (told[name][-1].get("entered", {}) for name in kept.ENTERS if told[name]):
        if entered != {name: kept.as_told(getattr(resolution, name)) for name in entered}:
            yield "số, ngày thông qua hoặc ngày có hiệu lực khác số, ngày đã ghi, theo nhật ký."
    letters = {data["file"] for data in told[ANSWERED]}
    if {inquiry.file.sha256 for inquiry in resolution.inquiries if inquiry.file} - letters:
        yield "có văn bản góp ý khác tệp đã đính kèm, theo nhật ký."


def _of_steps(resolution: Resolution, left: dict[str, list[dict[str, Any]]]) -> Iterator[str]:
    for step in resolution.steps:
        label = resolution.workflow.transition(step.name).label
        data = left[step.name].pop(0) if left.get(step.name) else {}
        if data.get("papers", {}) != _papers(resolution, step):
            yield f"văn bản của bước “{label}” khác tệp đã đính kèm, theo nhật ký."
        if data.get("votes", {}) != kept.votes_told(step):
            yield f"kết quả biểu quyết ở bước “{label}” khác kết quả đã ghi, theo nhật ký."


def _papers(resolution: Resolution, step: ResolutionStep) -> dict[str, str]:
    return {paper.code.value: paper.file.sha256 for paper in resolution.papers if paper.step_id == step.id}

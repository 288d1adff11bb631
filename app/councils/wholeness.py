"""Whether the votes are still those that were handed in, going by the log."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from app.audit.models import AuditEvent
from app.councils.facts import COUNTED
from app.councils.models import AgendaItem, Meeting
from app.extensions import db

BATCH = 100


def faults() -> Iterator[str]:
    """A sentence for each counted meeting, and each name of it, whose votes are not those handed in."""
    wanted = (
        select(Meeting)
        .where(Meeting.state.in_(COUNTED))
        .options(selectinload(Meeting.items).joinedload(AgendaItem.nomination), joinedload(Meeting.council))
        .order_by(Meeting.id)
    )
    for meetings in db.session.scalars(wanted.execution_options(yield_per=BATCH)).partitions():
        told = _told([meeting.ref for meeting in meetings])
        for meeting in meetings:
            yield from _faults(meeting, told.get(meeting.ref, {}))


def _told(subjects: list[str]) -> dict[str, dict[str, object]]:
    """The sums of each meeting as they were typed last, and the rules pinned when they were counted."""
    events = (
        select(AuditEvent.subject, AuditEvent.data)
        .where(AuditEvent.subject.in_(subjects), AuditEvent.action.in_(("record_returns", "count")))
        .order_by(AuditEvent.seq)
    )
    told: dict[str, dict[str, object]] = {}
    for subject, data in db.session.execute(events):
        told.setdefault(subject, {}).update(data)
    return told


def _faults(meeting: Meeting, told: dict[str, object]) -> Iterator[str]:
    ballots = [meeting.ballots_issued, meeting.ballots_returned, meeting.ballots_invalid]
    if told.get("ballots") != ballots:
        yield f"Phiên họp số {meeting.id} “{meeting.title}”: số phiếu khác số đã kiểm, theo nhật ký."
    totals, rules = told.get("totals"), told.get("rules")
    for item in meeting.items:
        if item.removed_reason is not None:
            continue
        sums: list[object] = [item.agree, item.disagree, item.invalid]
        pinned: list[object] = [item.rule_code, item.pct, item.strict, item.members]
        is_same = _is_told(totals, item, sums) and (rules is None or _is_told(rules, item, pinned))
        if not is_same:
            yield (
                f"Phiên họp số {meeting.id} “{meeting.title}”: kết quả bỏ phiếu của {item.name} "
                "khác kết quả đã kiểm, theo nhật ký."
            )


def _is_told(told: object, item: AgendaItem, now: list[object]) -> bool:
    return isinstance(told, dict) and told.get(item.subject) == now

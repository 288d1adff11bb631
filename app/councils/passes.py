"""When a case reached its council. It may come a second time, changed; then only what is voted afterwards counts.

The log tells the order of coming and opening. A day of meeting is typed by people and may lie before either.
"""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import ColumnElement, String, and_, cast, exists, func, literal, or_, select
from sqlalchemy.orm import aliased

from app import clock
from app.audit.models import AuditEvent
from app.councils.models import AgendaItem, Council, Meeting
from app.extensions import db
from app.nominations.models import Nomination
from workflows.award_province_1 import State
from workflows.sheets_1 import MeetingState

REACHES_UNIT = AuditEvent.target == State.UNIT_COUNCIL
REACHES_PROVINCE = and_(AuditEvent.source == State.APPRAISAL, AuditEvent.target == State.APPRAISED)
OPENINGS = ("open", "collect_written_opinions")


def counts() -> ColumnElement[bool]:
    """Of a line of an agenda, its meeting and council: the case has not come anew since the meeting was opened."""
    opening = aliased(AuditEvent)
    opened = (
        select(func.max(opening.seq))
        .where(opening.subject == literal("meeting:") + cast(Meeting.id, String), opening.action.in_(OPENINGS))
        .correlate(Meeting)
        .scalar_subquery()
    )
    reached = (
        select(func.max(AuditEvent.seq))
        .where(
            AuditEvent.subject == literal("nomination:") + cast(AgendaItem.nomination_id, String),
            or_(and_(Council.is_provincial, REACHES_PROVINCE), and_(~Council.is_provincial, REACHES_UNIT)),
        )
        .correlate(AgendaItem, Council)
        .scalar_subquery()
    )
    return func.coalesce(opened > reached, True)


def fault_of_day(meeting: Meeting, held_at: datetime, cases: Iterable[Nomination]) -> str | None:
    """No council meets on a case that had not come yet."""
    by_ref = {case.ref: case for case in cases}
    reaches = REACHES_PROVINCE if meeting.council.is_provincial else REACHES_UNIT
    newest = db.session.execute(
        select(AuditEvent.subject, func.max(AuditEvent.at_office))
        .where(AuditEvent.subject.in_(by_ref), reaches)
        .group_by(AuditEvent.subject)
        .order_by(func.max(AuditEvent.at_office).desc())
        .limit(1)
    ).first()
    if newest is None:
        return None
    ref, reached = newest
    day, came = clock.local(held_at).date(), clock.local(reached).date()
    if came <= day:
        return None
    name = by_ref[ref].nominee_name
    return f"Ngày họp {day:%d/%m/%Y} trước ngày hồ sơ của {name} đến Hội đồng ({came:%d/%m/%Y}). Sửa ngày họp."


def concludable(meeting: Meeting) -> frozenset[int]:
    """The lines whose case waits for its conclusion by this very meeting: a later one, or a new coming, ends that."""
    is_provincial = meeting.council.is_provincial
    awaited = State.COUNCIL_RESULT if is_provincial else State.UNIT_COUNCIL
    newer, its_meeting, its_council = aliased(AgendaItem), aliased(Meeting), aliased(Council)
    came_later = (
        exists()
        .where(newer.nomination_id == AgendaItem.nomination_id, newer.id > AgendaItem.id)
        .where(newer.removed_reason.is_(None), its_meeting.id == newer.meeting_id)
        .where(its_meeting.state != MeetingState.CANCELLED, its_council.id == its_meeting.council_id)
        .where(its_council.is_provincial.is_(is_provincial))
    )
    waiting = (
        select(AgendaItem.id)
        .join(AgendaItem.meeting)
        .join(Meeting.council)
        .join(AgendaItem.nomination)
        .where(Meeting.id == meeting.id, AgendaItem.removed_reason.is_(None))
        .where(Nomination.state == awaited, ~came_later, counts())
    )
    return frozenset(db.session.scalars(waiting))

"""When a case reached its council. It may come a second time, changed; then only what is voted afterwards counts.

The log tells the order of coming and opening. A day of meeting is typed by people and may lie before either.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import ColumnElement, String, and_, cast, func, literal, or_, select
from sqlalchemy.orm import aliased

from app.audit.models import AuditEvent
from app.councils.models import AgendaItem, Council, Meeting
from app.extensions import db
from workflows.award_province_1 import State

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


def reached_at(subjects: Iterable[str], *, is_provincial: bool) -> Mapping[str, datetime]:
    """When each case, by its ref, last came before the council."""
    newest = (
        select(AuditEvent.subject, func.max(AuditEvent.at_office))
        .where(AuditEvent.subject.in_(list(subjects)), REACHES_PROVINCE if is_provincial else REACHES_UNIT)
        .group_by(AuditEvent.subject)
    )
    return dict(db.session.execute(newest).tuples().all())

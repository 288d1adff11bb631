"""What a meeting is or was counted by stays: the members and numbers of its day are nobody's to change any more."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta

from sqlalchemy import and_, or_, select

from app import clock
from app.audit import operations as audit
from app.clock import VIETNAM
from app.councils.models import Body, Council, Meeting
from app.councils.regulation import day_of
from app.extensions import db
from workflows.sheets_1 import MeetingState

STAYS = (
    "đã điểm danh hoặc đã họp: ai được tính, túc số và tỷ lệ của ngày đó giữ nguyên."
    " Ghi thay đổi từ ngày sau phiên họp đó."
)
Source = Callable[[Council, date, date | None], str | None]
_sources: list[Source] = []
BEGUN = (MeetingState.OPEN, MeetingState.COUNTED, MeetingState.CLOSED)


def keeps_still(source: Source) -> Source:
    """A room above has meetings of its own: why nothing may change of the days from one to another."""
    _sources.append(source)
    return source


def fault_of_change(council: Council, first: date, last: date | None, *, is_standing: bool = True) -> str | None:
    """Why nothing may change of the days from `first` to `last`; `is_standing`: the standing body is touched too."""
    audit.take_the_pen()
    if last is not None and last < first:
        return None
    for meeting in _of_days(council, first, last):
        if meeting.body is Body.FULL or is_standing:
            return f"“{meeting.title}” ngày {day_of(meeting):%d/%m/%Y} {STAYS}"
    return next((fault for source in _sources if (fault := source(council, first, last))), None)


def _of_days(council: Council, first: date, last: date | None) -> Iterator[Meeting]:
    """Meetings that were begun, or are about to be: the roll of a day that has come is called."""
    about_to = and_(Meeting.state == MeetingState.PREPARING, Meeting.attendance.any())
    found = (
        select(Meeting)
        .where(Meeting.council_id == council.id, or_(Meeting.state.in_(BEGUN), about_to))
        .where(Meeting.held_at >= _midnight(first))
        .order_by(Meeting.held_at)
    )
    if last is not None:
        found = found.where(Meeting.held_at < _midnight(last + timedelta(days=1)))
    today = clock.today()
    for meeting in db.session.scalars(found):
        if meeting.state != MeetingState.PREPARING or day_of(meeting) <= today:
            yield meeting


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=VIETNAM)

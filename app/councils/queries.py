"""Councils, meetings and the cases that wait for one."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Exists, Integer, Row, ScalarSelect, Select, bindparam, exists, func, or_, select, tuple_
from sqlalchemy.orm import aliased, joinedload, selectinload
from sqlalchemy.sql.base import ExecutableOption
from werkzeug.exceptions import Forbidden

from app.actor import Actor
from app.awards.models import AwardVersion
from app.councils import seats
from app.councils.case_items import CaseItem
from app.councils.models import AgendaItem, Attendance, Council, Meeting, Recusal
from app.councils.reach import councils_of, keeps, own_council, roles_of, seen_as, visible_to, whose
from app.errors import or_404
from app.extensions import at_most, db, read_rows
from app.nominations.models import Nomination
from app.nominations.states import SIMPLIFIED
from app.organisations.models import Organisation
from workflows.award_province_1 import State as CaseState
from workflows.sheets_1 import MeetingState
from workflows.vocabulary import Role

PAGE = 50
BEFORE, NO_MEETING = bindparam("before", type_=Integer), 0
UNDER_WAY = (MeetingState.PREPARING, MeetingState.OPEN, MeetingState.COUNTED)
# a scheduled case may have lost its agenda: suspended, taken off meanwhile, resumed where it was
BEFORE_A_VOTE = (CaseState.APPRAISED, CaseState.COUNCIL_SCHEDULED)


def council(actor: Actor) -> Council | None:
    """The council of an actor's house that votes on awards; None where none was founded."""
    return db.session.scalars(
        own_council(actor).options(joinedload(Council.organisation), selectinload(Council.members))
    ).first()


def kept_council(actor: Actor, council_id: int | None) -> Council | None:
    """For whom to plan a meeting: the one asked for, as far as they keep it; else their own on awards."""
    if council_id is None:
        return council(actor)
    found = db.session.scalars(councils_of(actor).where(Council.id == council_id)).first()
    return found if found and keeps(found, actor) else None


def council_name(actor: Actor) -> str | None:
    return db.session.scalar(own_council(actor).with_only_columns(Council.name))


def one(meeting_id: int, actor: Actor) -> Meeting:
    """The meeting with all that its page shows, or 404."""
    found = visible_to(actor).where(Meeting.id == meeting_id).options(*_whole_meeting())
    return or_404(db.session.scalars(found).unique().one_or_none())


def kept(meeting_id: int, actor: Actor) -> Meeting:
    """The same for whoever keeps it. Who has no more than a seat in it sees it, and gets 403 here."""
    found = one(meeting_id, actor)
    if not seats.keeps(found, actor):
        raise Forbidden
    return found


def led(meeting_id: int, actor: Actor) -> Meeting:
    """The same for whoever leads it, or its secretary in a unit: of its own house, not by a seat alone."""
    found = one(meeting_id, actor)
    if not roles_of(found, actor):
        raise Forbidden
    return found


def read_anew(meeting: Meeting) -> None:
    """Nothing is left as it was read before; all of the meeting at once, and the rest when somebody asks for it."""
    db.session.expire_all()
    found = select(Meeting).where(Meeting.id == meeting.id).options(*_whole_meeting())
    db.session.scalars(found).unique().one()


def _whole_meeting() -> Iterable[ExecutableOption]:
    case = selectinload(Meeting.items).joinedload(AgendaItem.nomination)
    return (
        joinedload(Meeting.council).joinedload(Council.organisation),
        joinedload(Meeting.council).joinedload(Council.settings),  # two or three, as the thresholds
        joinedload(Meeting.council).joinedload(Council.thresholds),
        joinedload(Meeting.council).selectinload(Council.members),
        selectinload(Meeting.attendance).joinedload(Attendance.member),
        case.joinedload(Nomination.award_version).joinedload(AwardVersion.vote_rule),
        case.joinedload(Nomination.award_version).joinedload(AwardVersion.award),
        case.joinedload(Nomination.unit),
        selectinload(Meeting.items).selectinload(AgendaItem.recusals).joinedload(Recusal.member),
        selectinload(Meeting.committee),
    )


def meetings(actor: Actor, *, before: int | None = None) -> Sequence[Row[Any]]:
    """By their day, those to come first: plain rows .id .title .council .body .place .held_at .names, and the state's.

    `before`: the last of the page before.
    """
    return read_rows(_listed(actor.role), whose(actor) | {"before": before or NO_MEETING}).all()


@cache
def _listed(role: Role | None) -> Select[Any]:
    """What is on an agenda is counted for the meetings of the page alone: they are chosen within."""
    page = (
        seen_as(role)
        .where(or_(BEFORE == NO_MEETING, tuple_(Meeting.held_at, Meeting.id) < tuple_(_day_of_before(), BEFORE)))
        .order_by(Meeting.held_at.desc(), Meeting.id.desc())
        .limit(at_most(PAGE))
        .with_only_columns(
            Meeting.id,
            Meeting.title,
            Meeting.body,
            Meeting.place,
            Meeting.held_at,
            Meeting.workflow_key,
            Meeting.workflow_version,
            Meeting.state,
            Council.name.label("council"),
        )
        .subquery()
    )
    names = select(func.count()).where(AgendaItem.meeting_id == page.c.id, AgendaItem.removed_reason.is_(None))
    return select(page, names.scalar_subquery().label("names")).order_by(page.c.held_at.desc(), page.c.id.desc())


def _day_of_before() -> ScalarSelect[datetime]:
    last = aliased(Meeting)
    return select(last.held_at).where(last.id == BEFORE).scalar_subquery()


def item(meeting: Meeting, item_id: int) -> AgendaItem:
    return or_404(next((line for line in meeting.items if line.id == item_id and line.removed_reason is None), None))


def case_item(meeting: Meeting, item_id: int) -> CaseItem:
    found = item(meeting, item_id)
    return or_404(found if isinstance(found, CaseItem) else None)


def _is_listed() -> Exists:
    return (
        exists()
        .where(AgendaItem.nomination_id == Nomination.id, AgendaItem.meeting_id == Meeting.id)
        .where(AgendaItem.removed_reason.is_(None), Meeting.state.in_(UNDER_WAY))
    )


def waiting(of: Council) -> Select[tuple[Nomination]]:
    """Cases that wait for this council and stand on no living agenda, whichever body considers them."""
    cases = (
        select(Nomination)
        .join(Organisation, Organisation.id == Nomination.unit_id)
        .join(AwardVersion, AwardVersion.id == Nomination.award_version_id)
        .where(~_is_listed())
        .options(joinedload(Nomination.award_version), joinedload(Nomination.unit))
        .order_by(AwardVersion.id, Organisation.sort_key, Nomination.nominee_key, Nomination.id)
    )
    if of.is_provincial:
        return cases.where(Nomination.state.in_(BEFORE_A_VOTE), Nomination.workflow_key.not_in(SIMPLIFIED))
    return cases.where(Nomination.state == CaseState.UNIT_COUNCIL, Nomination.submitting_unit_id == of.organisation_id)


def off_agenda(nomination_ids: Iterable[int]) -> set[int]:
    """Which of these stand on no living agenda. Asked even of none: a page costs the same whatever stands on it."""
    return {*db.session.scalars(_OFF_AGENDA, {"nomination_ids": [*nomination_ids]})}


_OFF_AGENDA = select(Nomination.id).where(Nomination.id.in_(bindparam("nomination_ids", expanding=True)), ~_is_listed())


def candidates(meeting: Meeting) -> Sequence[Nomination]:
    """What may be added to this meeting's agenda."""
    found = waiting(meeting.council)
    if meeting.council.is_provincial:
        found = found.where(AwardVersion.considered_by == meeting.body.value)
    return db.session.scalars(found).all()


def of_case(nomination_id: int, actor: Actor) -> Meeting | None:
    """The newest meeting an actor may see that has the case on its agenda."""
    return db.session.scalars(
        visible_to(actor)
        .join(AgendaItem, AgendaItem.meeting_id == Meeting.id)
        .where(AgendaItem.nomination_id == nomination_id, AgendaItem.removed_reason.is_(None))
        .order_by(AgendaItem.id.desc())
        .limit(1)
    ).first()

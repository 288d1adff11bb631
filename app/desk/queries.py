"""The worklist (Việc cần xử lý): most urgent first, each source read by its index and no further than one page."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from itertools import islice
from typing import Any

from sqlalchemy import Integer, Select, bindparam, func, or_, select, union_all
from sqlalchemy.orm import joinedload

from app import clock
from app.actor import Actor
from app.appraisals.models import Consultation, ConsultationStatus
from app.audit.models import AuditEvent
from app.awards.models import AwardVersion
from app.councils.queries import off_agenda
from app.desk import sheets
from app.desk.waiting import CASES, Waiting
from app.extensions import db
from app.moving import state_name_of
from app.nominations import whereabouts
from app.nominations.models import Nomination
from app.nominations.reach import seen_as
from app.nominations.whereabouts import Where
from app.organisations.models import Organisation
from app.organisations.queries import HELD
from app.outbox.models import Notice
from workflows.award_province_1 import State
from workflows.vocabulary import Role

PAGE = 50  # lines of each source; the most urgent of them are shown
LOOK_BACK = 200  # events of one person, the newest first, that are searched for the cases they moved last
FAR_AWAY = datetime.max.replace(tzinfo=clock.VIETNAM)

Source = Callable[[Actor, int], Iterable[Waiting]]  # whose, and how many lines at most


def worklist(actor: Actor) -> list[Waiting]:
    """What waits for this office now, the nearest limit first, then the longest waiting."""
    lines = [line for source in SOURCES for line in source(actor, PAGE)]
    lines.sort(key=lambda line: (line.due or FAR_AWAY, line.since))
    return list(islice(lines, PAGE))


def _cases(actor: Actor, page: int) -> Iterator[Waiting]:
    if actor.role is None or actor.role not in CASES:
        return
    todo = CASES[actor.role]
    own = {"own_unit": actor.organisation_id, "own_user": actor.user_id}
    rows = db.session.execute(_cases_of(actor.role, page), own).all()
    scheduled = [row.id for row in rows if row.state == State.COUNCIL_SCHEDULED]
    adrift = off_agenda(scheduled) if State.COUNCIL_SCHEDULED in todo else ()
    for row in rows:
        yield Waiting(
            what=row.nominee_name,
            detail=row.award if actor.is_of_unit else f"{row.award} – {row.unit}",
            todo=todo[State.APPRAISED if row.id in adrift else State(row.state)],
            room="nominations",
            id=row.id,
            since=row.state_since,
            due=row.due_at,
        )


@cache
def _cases_of(role: Role, page: int) -> Select[Any]:
    """Plain rows of a statement written once, not objects: the list is read all day by everybody."""
    return (
        select(Nomination)
        .where(Nomination.id.in_(_most_urgent(_narrowed(seen_as(role), role), CASES[role], page)))
        .join(AwardVersion, AwardVersion.id == Nomination.award_version_id)
        .join(Organisation, Organisation.id == Nomination.unit_id)
        .order_by(Nomination.due_at.is_(None), Nomination.due_at, Nomination.state_since)
        .limit(page)
        .with_only_columns(
            Nomination.id,
            Nomination.nominee_name,
            Nomination.state,
            Nomination.state_since,
            Nomination.due_at,
            AwardVersion.name.label("award"),
            Organisation.name.label("unit"),
        )
    )


def _most_urgent(cases: Select[tuple[Nomination]], states: Iterable[State], page: int) -> Select[tuple[int]]:
    """Of each state a page, by the index: first by the limit, then what has none by its age. However many wait."""
    parts: list[Select[Any]] = []
    for state in states:
        columns = Nomination.id, Nomination.due_at, Nomination.state_since
        here = cases.where(Nomination.state == state).with_only_columns(*columns)
        dated = here.where(Nomination.due_at.is_not(None)).order_by(Nomination.due_at, Nomination.state_since)
        undated = here.where(Nomination.due_at.is_(None)).order_by(Nomination.state_since)
        parts += [select(part.limit(page).subquery()) for part in (dated, undated)]
    waiting = union_all(*parts).subquery().c
    return select(waiting.id).order_by(waiting.due_at.is_(None), waiting.due_at, waiting.state_since).limit(page)


def _narrowed(cases: Select[tuple[Nomination]], role: Role) -> Select[tuple[Nomination]]:
    """An appraiser's own cases and those nobody has yet."""
    if role is Role.APPRAISER:
        own_user = bindparam("own_user", type_=Integer)
        return cases.where(or_(Nomination.appraiser_id.is_(None), Nomination.appraiser_id == own_user))
    return cases


@dataclass(frozen=True, kw_only=True)
class Sent:
    """A case somebody moved, and where it is now."""

    id: int
    nominee_name: str
    award: str
    state_name: str
    since: datetime


def _consultations(actor: Actor, page: int) -> Iterator[Waiting]:
    if actor.role is not Role.CONSULTED_AGENCY:
        return
    asked = (
        select(Consultation)
        .where(Consultation.agency_id == actor.organisation_id, Consultation.status == ConsultationStatus.ASKED)
        .options(joinedload(Consultation.nomination).joinedload(Nomination.award_version))
        .order_by(Consultation.due_on)
        .limit(page)
    )
    for question in db.session.scalars(asked):
        yield Waiting(
            what=question.nomination.nominee_name,
            detail=question.nomination.award_version.name,
            todo="Trả lời hiệp y",
            room="consultations",
            id=question.id,
            since=question.asked_at,
            due=clock.end_of(question.due_on),
        )


SOURCES: tuple[Source, ...] = (
    _cases,
    *sheets.SHEETS,
    _consultations,
)


def sent_by(actor: Actor, most: int = 20) -> Sequence[Sent]:
    """The cases this person moved last, wherever they are now; what they did longer ago is in the list of cases."""
    ids = _moved_last(actor, most)
    found = db.session.execute(_told_to(actor.role), {"ids": ids, "own_unit": actor.organisation_id}).all()
    finer = whereabouts.finer(found)
    sent = [
        Sent(
            id=row.id,
            nominee_name=row.nominee_name,
            award=row.award,
            state_name=_where(row, finer.get(row.id)),
            since=row.state_since,
        )
        for row in found
    ]
    return sorted(sent, key=lambda case: ids.index(case.id))


@cache
def _told_to(role: Role | None) -> Select[Any]:
    return (
        seen_as(role)
        .where(Nomination.id.in_(bindparam("ids", expanding=True)))
        .join(AwardVersion, AwardVersion.id == Nomination.award_version_id)
        .with_only_columns(
            Nomination.id,
            Nomination.nominee_name,
            AwardVersion.name.label("award"),
            Nomination.state,
            Nomination.previous_state,
            Nomination.workflow_key,
            Nomination.workflow_version,
            Nomination.state_since,
        )
    )


_event = AuditEvent.__table__.c
_LATELY = (
    select(_event.subject, _event.seq)
    .where(_event.actor_id == bindparam("user_id"), _event.subject.startswith("nomination:"))
    .order_by(_event.seq.desc())
    .limit(LOOK_BACK)
    .subquery()
)
_MOVED = (
    select(_LATELY.c.subject)
    .group_by(_LATELY.c.subject)
    .order_by(func.max(_LATELY.c.seq).desc())
    .limit(bindparam("most", type_=Integer))
)


def _moved_last(actor: Actor, most: int) -> list[int]:
    subjects = db.session.scalars(_MOVED, {"user_id": actor.user_id, "most": most})
    return [int(subject.removeprefix("nomination:")) for subject in subjects]


def _where(row: Any, finer: Where | None) -> str:  # noqa: ANN401 -- columns of a case
    return finer.name if finer else state_name_of(row)


_UNREAD = (
    select(Notice)
    .where(Notice.user_id == bindparam("user_id"), Notice.read_at.is_(None), Notice.organisation_id.in_(HELD))
    .order_by(Notice.id.desc())
    .limit(bindparam("most", type_=Integer))
)


def notices(actor: Actor, most: int = 200) -> Sequence[Notice]:
    """What was told to the offices this person still holds; with an office its news ends."""
    return db.session.scalars(_UNREAD, {"user_id": actor.user_id, "day": clock.today(), "most": most}).all()

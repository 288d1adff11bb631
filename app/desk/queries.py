"""The worklist (Việc cần xử lý): most urgent first, each source read by its index and no further than one page."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from functools import cache
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Integer, Row, Select, and_, bindparam, exists, or_, select, union_all

from app import clock
from app.accounts.models import User
from app.actor import Actor
from app.appraisals.models import Conclusion
from app.awards.models import AwardVersion
from app.complaints.queries import awaits_reopening
from app.councils.queries import off_agenda
from app.decisions.queries import is_carried, is_excluded, is_left_behind
from app.desk import beside, opinions, sheets
from app.desk.resolutions import resolutions
from app.desk.waiting import CASES, ON_A_LIST, SIMPLIFIED_DRAFT, Waiting
from app.extensions import read_rows
from app.nominations.models import Nomination
from app.nominations.reach import OPENED_HERE, seen_as
from app.nominations.states import SIMPLIFIED
from app.organisations.models import Organisation
from app.submissions.facts import has_left_the_unit
from app.submissions.queries import is_on_a_draft, waits_for_a_letter
from app.suspensions.models import Finding, Suspension
from workflows.award_province_1 import State
from workflows.vocabulary import Role

PAGE = 50  # lines of each source; the most urgent of them are shown
FOUND = {
    Finding.CLEAR: "Đã có kết luận không vi phạm: xét tiếp",
    Finding.VIOLATION: "Đã có kết luận vi phạm: chấm dứt",
}
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
    own = {"own_unit": actor.organisation_id, "own_user": actor.user_id}
    rows = read_rows(_cases_of(actor.role, page), own).all()
    scheduled = [row.id for row in rows if row.state == State.COUNCIL_SCHEDULED]
    adrift = off_agenda(scheduled) if State.COUNCIL_SCHEDULED in CASES[actor.role] else ()
    for row in rows:
        yield Waiting(
            what=row.nominee_name,
            detail=row.award if actor.is_of_unit else f"{row.award} – {row.unit}",
            todo=_todo(row, actor.role, is_adrift=row.id in adrift),
            room="nominations",
            id=row.id,
            since=row.state_since,
            due=row.due_at,
        )


def _todo(row: Row[Any], role: Role, *, is_adrift: bool) -> str:
    if role is Role.BAN_HEAD and row.state == State.APPRAISAL:
        return _progress(row)
    if role is Role.BAN_HEAD and row.finding is not None:
        return FOUND[Finding(row.finding)]
    if row.is_listed and role is not Role.SNV_DIRECTOR:  # who has those to refuse here, and the lists as sheets
        return ON_A_LIST[row.state]
    if role is Role.UNIT_CLERK and row.state == State.DRAFT and row.workflow_key in SIMPLIFIED:
        return SIMPLIFIED_DRAFT
    return CASES[role][State.APPRAISED if is_adrift else State(row.state)]


@cache
def _cases_of(role: Role, page: int) -> Select[Any]:
    """Plain rows of a statement written once, not objects: the list is read all day by everybody."""
    told = (
        select(Nomination)
        .where(Nomination.id.in_(_most_urgent(role, page)))
        .join(AwardVersion, AwardVersion.id == Nomination.award_version_id)
        .join(Organisation, Organisation.id == Nomination.unit_id)
        .order_by(Nomination.due_at.is_(None), Nomination.due_at, Nomination.state_since)
        .limit(page)
        .with_only_columns(
            Nomination.id,
            Nomination.nominee_name,
            Nomination.state,
            Nomination.workflow_key,
            Nomination.state_since,
            Nomination.due_at,
            AwardVersion.name.label("award"),
            Organisation.name.label("unit"),
            or_(
                and_(waits_for_a_letter(), is_on_a_draft()),
                and_(Nomination.state == State.SNV_SUBMISSION, is_carried()),
            ).label("is_listed"),
        )
    )
    return _with_progress(told) if role is Role.BAN_HEAD else told


def _with_progress(told: Select[Any]) -> Select[Any]:
    """Who appraises each case, whether an opinion was drafted since it came; of a suspended one what was found."""
    is_drafted = exists().where(
        Conclusion.nomination_id == Nomination.id, Conclusion.drafted_at >= Nomination.state_since
    )
    found = (
        select(Suspension.finding)
        .where(Suspension.nomination_id == Nomination.id, Suspension.ended_at.is_(None))
        .correlate(Nomination)
        .limit(1)
        .scalar_subquery()
    )
    of_whom = told.outerjoin(User, User.id == Nomination.appraiser_id)
    return of_whom.add_columns(
        User.full_name.label("appraiser"), is_drafted.label("is_drafted"), found.label("finding")
    )


def _progress(row: Row[Any]) -> str:
    """What the head does about a case under appraisal."""
    if row.is_drafted:
        return "Chờ kết luận thẩm định"
    return f"Đang thẩm định: {row.appraiser}" if row.appraiser else "Phân công thẩm định"


def _most_urgent(role: Role, page: int) -> Select[tuple[int]]:
    """Of each state a page, by the index: first by the limit, then what has none by its age. However many wait."""
    parts: list[Select[Any]] = []
    for state in CASES[role]:
        columns = Nomination.id, Nomination.due_at, Nomination.state_since
        here = _narrowed(seen_as(role), role, state).where(Nomination.state == state).with_only_columns(*columns)
        dated = here.where(Nomination.due_at.is_not(None)).order_by(Nomination.due_at, Nomination.state_since)
        undated = here.where(Nomination.due_at.is_(None)).order_by(Nomination.state_since)
        parts += [select(part.limit(page).subquery()) for part in (dated, undated)]
    waiting = union_all(*parts).subquery().c
    return select(waiting.id).order_by(waiting.due_at.is_(None), waiting.due_at, waiting.state_since).limit(page)


def _narrowed(cases: Select[tuple[Nomination]], role: Role, state: State) -> Select[tuple[Nomination]]:
    """An appraiser's own cases and those nobody has yet; of those submitted, what has left its unit; whom to refuse."""
    if (role, state) in NARROWED:
        return cases.where(NARROWED[role, state]())
    if role is Role.VPUB:
        return cases.where(is_left_behind())
    if role is Role.CHAIRMAN:
        return cases.where(or_(Nomination.state == State.REVOCATION_REVIEW, awaits_reopening(), is_left_behind()))
    if role is Role.APPRAISER:
        own_user = bindparam("own_user", type_=Integer)
        return cases.where(or_(Nomination.appraiser_id.is_(None), Nomination.appraiser_id == own_user))
    return cases


NARROWED: Mapping[tuple[Role, State], Callable[[], ColumnElement[bool]]] = {
    (Role.INTAKE_OFFICER, State.SUBMITTED): has_left_the_unit,
    (Role.SNV_DIRECTOR, State.SNV_SUBMISSION): is_excluded,
    (Role.SNV_DIRECTOR, State.APPRAISED): lambda: Nomination.workflow_key.in_(SIMPLIFIED),
    (Role.COUNCIL_SECRETARY, State.APPRAISED): lambda: Nomination.workflow_key.not_in(SIMPLIFIED),
    (Role.BAN_HEAD, State.DRAFT): lambda: OPENED_HERE,
}


SOURCES: tuple[Source, ...] = (
    _cases,
    *sheets.SHEETS,
    beside.awards,
    beside.consultations,
    beside.petitions,
    beside.revocations,
    beside.honours,
    opinions.notices,
    opinions.party,
    resolutions,
)

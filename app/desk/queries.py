"""The worklist (Việc cần xử lý): most urgent first, each source read by its index and no further than one page."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import cache
from itertools import islice
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Integer,
    Row,
    Select,
    and_,
    func,
    literal,
    literal_column,
    or_,
    select,
    true,
    union_all,
)
from sqlalchemy.orm import aliased

from app import clock
from app.accounts.models import User
from app.actor import Actor
from app.awards.models import AwardVersion
from app.councils.queries import off_agenda
from app.decisions.queries import is_carried
from app.desk import (
    award_drafts,
    beside,
    blocks,
    counting,
    initiatives,
    opinions,
    registrations,
    resolutions,
    sheets,
    votes,
)
from app.desk.narrowing import IN_OWN_HANDS, is_drafted, narrowed
from app.desk.source import MOST, PAGE
from app.desk.waiting import (
    CAME_UP,
    CASES,
    GOING_UP,
    ON_A_LIST,
    SIMPLIFIED_DRAFT,
    SUPPLEMENT_ELSEWHERE,
    TO_SEND_UP,
    InOtherHands,
    Waiting,
)
from app.extensions import read_rows
from app.gatherings.queries import gathering_of
from app.nominations.cases import HANDED
from app.nominations.models import Assignment, Handing, Nomination
from app.nominations.reach import seen_as
from app.nominations.states import SIMPLIFIED
from app.organisations.models import Organisation
from app.submissions.queries import is_on_a_draft, waits_for_a_letter
from app.suspensions.models import Finding, Suspension
from app.unit_decisions.queries import is_on_a_draft as is_on_a_decision
from workflows.award_province_1 import State
from workflows.award_unit_1 import UnitState
from workflows.vocabulary import Role

FOUND = {
    Finding.CLEAR: "Đã có kết luận không vi phạm: xét tiếp",
    Finding.VIOLATION: "Đã có kết luận vi phạm: chấm dứt",
}
HANDLERS = frozenset({Role.BAN_HEAD, Role.BAN_DEPUTY, Role.APPRAISER})
OWN, OF_OTHERS = literal_column("0", Integer), literal_column("1", Integer)
FAR_AWAY = datetime.max.replace(tzinfo=clock.VIETNAM)


def worklist(actor: Actor) -> list[Waiting]:
    """What waits for this office now, the nearest limit first, then the longest waiting; last what others have."""
    lines = [*_cases(actor), *_beside(actor)]
    lines.sort(key=lambda line: (line.is_elsewhere, line.due or FAR_AWAY, line.since))
    return list(islice(lines, PAGE))


def _beside(actor: Actor) -> Iterator[Waiting]:
    """What waits beside the cases, of all kinds in one statement."""
    if actor.role is None or (statement := _beside_cases(actor.role)) is None:
        return
    bound = {"own_unit": actor.organisation_id, "own_seat": actor.user_id, "today": clock.today()}
    for row in read_rows(statement, bound):
        yield SOURCES[row.source].told(row, actor.role)


@cache
def _beside_cases(role: Role) -> CompoundSelect[Any] | None:
    parts = [
        select(literal(number, Integer).label("source"), source.waiting(role).subquery())
        for number, source in enumerate(SOURCES)
        if role in source.offices
    ]
    return union_all(*parts) if parts else None


def _cases(actor: Actor) -> Iterator[Waiting]:
    if actor.role is None or actor.role not in CASES:
        return
    own = {"own_unit": actor.organisation_id, "own_user": actor.own_user_id, "now": clock.now()}
    rows = read_rows(_cases_of(actor.role), own).all()
    scheduled = [row.id for row in rows if row.state == State.COUNCIL_SCHEDULED]
    adrift = off_agenda(scheduled) if State.COUNCIL_SCHEDULED in CASES[actor.role] else ()
    for row in rows:
        yield Waiting(
            what=row.nominee_name,
            detail=row.award if row.unit_id == actor.organisation_id else f"{row.award} – {row.unit}",
            todo=_todo(row, actor.role, actor, is_adrift=row.id in adrift),
            room="nominations",
            id=row.id,
            since=row.state_since,
            due=row.due_at,
            words=_words(row, actor) if actor.role in HANDLERS else "",
        )


def _todo(row: Row[Any], role: Role, actor: Actor, *, is_adrift: bool) -> str:
    if role is Role.BAN_HEAD and row.state == State.APPRAISAL:
        return _progress(row, actor)
    if role is Role.BAN_HEAD and row.finding is not None:
        return FOUND[Finding(row.finding)]
    if row.is_listed and role is not Role.SNV_DIRECTOR:  # who has those to refuse here, and the lists as sheets
        return ON_A_LIST[row.state]
    if row.state == State.SUPPLEMENT and _is_late(row) is not (role is Role.BAN_HEAD):
        return SUPPLEMENT_ELSEWHERE[role]
    if role is Role.UNIT_CLERK:
        return _at_its_unit(row)
    return CASES[role][State.APPRAISED if is_adrift else row.state]


def _is_late(row: Row[Any]) -> bool:
    return row.due_at is not None and row.due_at < clock.now()


def _at_its_unit(row: Row[Any]) -> str:
    if row.state == State.UNIT_CHECK:
        return _on_the_way_up(row)
    if row.state == State.DRAFT and row.workflow_key in SIMPLIFIED:
        return SIMPLIFIED_DRAFT
    return CASES[Role.UNIT_CLERK][row.state]


def _on_the_way_up(row: Row[Any]) -> str:
    """Whose superior submits sends it up; the superior takes it up, and brings it before its council."""
    if row.going_up in GOING_UP:
        return GOING_UP[row.going_up]
    if row.unit_id != row.submitting_unit_id:
        return CAME_UP
    return CASES[Role.UNIT_CLERK][State.UNIT_CHECK] if row.can_submit else TO_SEND_UP


@cache
def _cases_of(role: Role) -> Select[Any]:
    """Plain rows of a statement written once, not objects: the list is read all day by everybody."""
    told = (
        select(Nomination)
        .where(Nomination.id.in_(_most_urgent(role)))
        .join(AwardVersion, AwardVersion.id == Nomination.award_version_id)
        .join(Organisation, Organisation.id == Nomination.unit_id)
        .with_only_columns(
            Nomination.id,
            Nomination.nominee_name,
            Nomination.state,
            Nomination.workflow_key,
            Nomination.state_since,
            Nomination.due_at,
            AwardVersion.name.label("award"),
            Organisation.name.label("unit"),
            Nomination.unit_id,
            or_(
                and_(waits_for_a_letter(), is_on_a_draft()),
                and_(Nomination.state == UnitState.AWAITS_DECISION, is_on_a_decision()),
                and_(Nomination.state == State.SNV_SUBMISSION, is_carried()),
            ).label("is_listed"),
        )
    )
    if role is Role.UNIT_CLERK:
        going_up = gathering_of().label("going_up")
        return told.add_columns(Nomination.submitting_unit_id, Organisation.can_submit, going_up)
    told = _with_who_has_it(told) if role in HANDLERS else told
    return _with_progress(told) if role is Role.BAN_HEAD else told


def _with_who_has_it(told: Select[Any]) -> Select[Any]:
    """Who has each case, from whom, since when, and with which words it came."""
    giver = aliased(User)
    of_whom = (
        told.outerjoin(Assignment, (Assignment.nomination_id == Nomination.id) & Assignment.ended_at.is_(None))
        .outerjoin(User, User.id == Assignment.to_id)
        .outerjoin(giver, giver.id == Assignment.from_id)
    )
    return of_whom.add_columns(
        Assignment.to_id,
        Assignment.handing,
        Assignment.note,
        Assignment.at.label("held_since"),
        User.full_name.label("holder"),
        giver.full_name.label("giver"),
    )


def _words(row: Row[Any], actor: Actor) -> str:
    """Of what came to this person's desk."""
    if row.state != State.APPRAISAL or row.to_id != actor.own_user_id:
        return ""
    return f"{row.giver}: {row.note}" if row.note else f"{row.giver} {HANDED[Handing(row.handing)]}"


def _with_progress(told: Select[Any]) -> Select[Any]:
    """Whether an opinion was drafted since the case came; of a suspended one what was found."""
    found = (
        select(Suspension.finding)
        .where(Suspension.nomination_id == Nomination.id, Suspension.ended_at.is_(None))
        .correlate(Nomination)
        .limit(1)
        .scalar_subquery()
    )
    return told.add_columns(is_drafted().label("is_drafted"), found.label("finding"))


def _progress(row: Row[Any], actor: Actor) -> str:
    """What the head does about a case under appraisal."""
    has_come = row.to_id == actor.own_user_id and row.held_since >= row.state_since
    if row.is_drafted or (has_come and row.handing == Handing.PRESENTED):
        return "Chờ kết luận thẩm định"
    if row.to_id in {None, actor.own_user_id}:
        return "Phân công thẩm định"
    return InOtherHands(f"Đang xử lý: {row.holder}")


def _most_urgent(role: Role) -> Select[tuple[int]]:
    """A page, however many wait; a case that others have in hand after all of one's own."""
    all_of_state = {
        state: narrowed(seen_as(role), role, state).where(Nomination.state == state) for state in CASES[role]
    }
    in_own_hands = {state: IN_OWN_HANDS[role, state]() for state in all_of_state if (role, state) in IN_OWN_HANDS}
    own = [cases.where(in_own_hands.get(state, true())) for state, cases in all_of_state.items()]
    parts = [*_first(own, OWN), *_first([all_of_state[state] for state in in_own_hands], OF_OTHERS)]
    waiting = union_all(*parts).subquery().c
    if not in_own_hands:
        return select(waiting.id).order_by(waiting.due_at.is_(None), waiting.due_at, waiting.state_since).limit(MOST)
    due, since = func.min(waiting.due_at), func.min(waiting.state_since)  # once each: one's own is among all as well
    in_order = (func.min(waiting.rank), due.is_(None), due, since)
    return select(waiting.id).group_by(waiting.id).order_by(*in_order).limit(MOST)


def _first(states: Sequence[Select[tuple[Nomination]]], rank: ColumnElement[int]) -> Iterator[Select[Any]]:
    """A page by the limit, then of what has none by its age: of all states in their common order, by the index of each,
    no further than the page goes.
    """
    if not states:
        return
    columns = Nomination.id, Nomination.due_at, Nomination.state_since, rank.label("rank")
    for is_asked, order in (
        (Nomination.due_at.is_not(None), ("due_at", "state_since")),
        (Nomination.due_at.is_(None), ("state_since",)),
    ):
        together = union_all(*(cases.where(is_asked).with_only_columns(*columns) for cases in states))
        yield select(together.order_by(*order).limit(MOST).subquery())


SOURCES = (
    *sheets.SOURCES,
    *beside.SOURCES,
    *opinions.SOURCES,
    *resolutions.SOURCES,
    *initiatives.SOURCES,
    *blocks.SOURCES,
    *award_drafts.SOURCES,
    *registrations.SOURCES,
    *votes.SOURCES,
    *counting.SOURCES,
)

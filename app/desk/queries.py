"""The worklist (Việc cần xử lý): most urgent first, each source read by its index and no further than one page."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from itertools import islice
from typing import Any

from sqlalchemy import CompoundSelect, Integer, Select, bindparam, or_, select, union_all
from sqlalchemy.orm import joinedload

from app import clock
from app.actor import Actor
from app.appraisals.models import Consultation, ConsultationStatus
from app.audit.models import AuditEvent
from app.awards.models import AwardVersion
from app.councils.models import Council, Meeting
from app.decisions.models import Decision, Proposal
from app.desk.waiting import CASES, DECISIONS, LETTERS, MEETINGS, PROPOSALS, SUBMISSIONS, SheetWork, Waiting
from app.documents.models import Paper
from app.extensions import db
from app.moving import Moving
from app.nominations import whereabouts
from app.nominations.models import Nomination
from app.nominations.reach import seen_as, visible_to
from app.nominations.whereabouts import Where
from app.organisations.models import Organisation
from app.organisations.queries import held_by
from app.outbox.models import Notice
from app.submissions.models import Submission
from workflows import registry
from workflows.award_province_1 import State
from workflows.vocabulary import Paper as PaperCode
from workflows.vocabulary import Role, Sheet

PAGE = 50  # lines of each source; the most urgent of them are shown
LOOK_BACK = 200  # events of one person, the newest first, that are searched for the cases they moved last
FAR_AWAY = datetime.max.replace(tzinfo=clock.VIETNAM)

Source = Callable[[Actor], Iterable[Waiting]]


def worklist(actor: Actor) -> list[Waiting]:
    """What waits for this office now, the nearest limit first, then the longest waiting."""
    lines = [line for source in SOURCES for line in source(actor)]
    lines.sort(key=lambda line: (line.due or FAR_AWAY, line.since))
    return list(islice(lines, PAGE))


def _cases(actor: Actor) -> Iterator[Waiting]:
    if actor.role is None or actor.role not in CASES:
        return
    todo = CASES[actor.role]
    own = {"own_unit": actor.organisation_id, "own_user": actor.user_id}
    for row in db.session.execute(_cases_of(actor.role, PAGE), own):
        yield Waiting(
            what=row.nominee_name,
            detail=row.award if actor.is_of_unit else f"{row.award} – {row.unit}",
            todo=todo[State(row.state)],
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


def _most_urgent(cases: Select[tuple[Nomination]], states: Iterable[State], page: int) -> CompoundSelect[tuple[int]]:
    """Of each state a page, by the index: first by the limit, then what has none by its age. However many wait."""
    parts: list[Select[tuple[int]]] = []
    for state in states:
        here = cases.where(Nomination.state == state).with_only_columns(Nomination.id)
        dated = here.where(Nomination.due_at.is_not(None)).order_by(Nomination.due_at, Nomination.state_since)
        undated = here.where(Nomination.due_at.is_(None)).order_by(Nomination.state_since)
        parts += [select(part.limit(page).subquery().c.id) for part in (dated, undated)]
    return union_all(*parts)


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


@dataclass(frozen=True, kw_only=True)
class SheetSource:
    """How the sheets of one kind are found and told."""

    model: type[Moving]
    work: Mapping[Role, tuple[SheetWork, ...]]
    sheets: Callable[[Actor], Select[Any]]  # columns id, state, state_since, due_at, what, detail
    room: str

    def __call__(self, actor: Actor) -> Iterator[Waiting]:
        todo = {work.state: work.todo for work in self.work.get(actor.role, ())} if actor.role else {}
        if not todo:
            return
        model = self.model
        waiting = self.sheets(actor).where(model.state.in_(todo))
        by_urgency = waiting.order_by(model.due_at.is_(None), model.due_at, model.state_since)
        for row in db.session.execute(by_urgency.limit(PAGE)):
            yield Waiting(
                what=row.what,
                detail=row.detail,
                todo=todo[row.state],
                room=self.room,
                id=row.id,
                since=row.state_since,
                due=row.due_at,
            )


def _submissions(actor: Actor) -> Select[Any]:
    return (
        select(
            Submission.id,
            Submission.state,
            Submission.state_since,
            Submission.due_at,
            Submission.title.label("what"),
            Organisation.name.label("detail"),
        )
        .join(Organisation, Organisation.id == Submission.unit_id)
        .where(Submission.unit_id == actor.organisation_id)
    )


def _meetings(actor: Actor) -> Select[Any]:
    found = select(
        Meeting.id,
        Meeting.state,
        Meeting.state_since,
        Meeting.due_at,
        Meeting.title.label("what"),
        Council.name.label("detail"),
    ).join(Council, Council.id == Meeting.council_id)
    if actor.is_of_unit:
        return found.where(Council.organisation_id == actor.organisation_id)
    return found.where(Council.is_provincial)


def _proposals(_: Actor) -> Select[Any]:
    return select(
        Proposal.id,
        Proposal.state,
        Proposal.state_since,
        Proposal.due_at,
        Proposal.title.label("what"),
        AwardVersion.name.label("detail"),
    ).join(AwardVersion, AwardVersion.id == Proposal.award_version_id)


def _letters(_: Actor) -> Select[Any]:
    """Tờ trình of Sở Nội vụ that are signed and have no number yet, wherever their lists are by now."""
    return (
        select(
            Proposal.id,
            Paper.state,
            Paper.state_since,
            Paper.due_at,
            Proposal.title.label("what"),
            AwardVersion.name.label("detail"),
        )
        .join(Paper, (Paper.sheet_id == Proposal.id) & (Paper.sheet == Sheet.PROPOSAL))
        .join(AwardVersion, AwardVersion.id == Proposal.award_version_id)
        .where(Paper.code == PaperCode.PROPOSAL_LETTER)
    )


def _decisions(_: Actor) -> Select[Any]:
    return select(
        Decision.id,
        Decision.state,
        Decision.state_since,
        Decision.due_at,
        Decision.title.label("what"),
        AwardVersion.name.label("detail"),
    ).join(AwardVersion, AwardVersion.id == Decision.award_version_id)


def _consultations(actor: Actor) -> Iterator[Waiting]:
    if actor.role is not Role.CONSULTED_AGENCY:
        return
    asked = (
        select(Consultation)
        .where(Consultation.agency_id == actor.organisation_id, Consultation.status == ConsultationStatus.ASKED)
        .options(joinedload(Consultation.nomination).joinedload(Nomination.award_version))
        .order_by(Consultation.due_on)
        .limit(PAGE)
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
    SheetSource(model=Submission, work=SUBMISSIONS, sheets=_submissions, room="submissions"),
    SheetSource(model=Meeting, work=MEETINGS, sheets=_meetings, room="meetings"),
    SheetSource(model=Proposal, work=PROPOSALS, sheets=_proposals, room="proposals"),
    SheetSource(model=Paper, work=LETTERS, sheets=_letters, room="proposals"),
    SheetSource(model=Decision, work=DECISIONS, sheets=_decisions, room="decisions"),
    _consultations,
)


def sent_by(actor: Actor, most: int = 20) -> Sequence[Sent]:
    """The cases this person moved last, wherever they are now; what they did longer ago is in the list of cases."""
    latest = (
        select(AuditEvent.subject)
        .where(AuditEvent.actor_id == actor.user_id, AuditEvent.subject.startswith("nomination:"))
        .order_by(AuditEvent.seq.desc())
        .limit(LOOK_BACK)
    )
    subjects = islice(dict.fromkeys(db.session.scalars(latest)), most)
    ids = [int(subject.removeprefix("nomination:")) for subject in subjects]
    found = db.session.execute(
        visible_to(actor)
        .where(Nomination.id.in_(ids))
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
    ).all()
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


def _where(row: Any, finer: Where | None) -> str:  # noqa: ANN401 -- columns of a case
    return finer.name if finer else registry.get(row.workflow_key, row.workflow_version).state_name(row.state)


def notices(actor: Actor, most: int = 200) -> Sequence[Notice]:
    """What was told to the offices this person still holds; with an office its news ends."""
    newest = select(Notice).where(
        Notice.user_id == actor.user_id,
        Notice.read_at.is_(None),
        Notice.organisation_id.in_(held_by(actor.user_id)),
    )
    return db.session.scalars(newest.order_by(Notice.id.desc()).limit(most)).all()

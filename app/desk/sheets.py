"""Sheets that wait for an office: Tờ trình, meetings, letters without a number, decisions.

A sheet has no limit of its own: it must be done by the nearest limit of the cases it carries.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Integer, ScalarSelect, Select, and_, bindparam, func, null, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from app.actor import UNIT_ROLES, Actor
from app.awards.models import AwardVersion
from app.councils.models import AgendaItem, Council, Meeting
from app.decisions.models import Decision, DecisionItem, Proposal, ProposalItem
from app.desk.waiting import (
    CASE_LETTERS,
    DECISIONS,
    GATHERINGS,
    LETTERS,
    MEETINGS,
    PROPOSALS,
    SUBMISSIONS,
    SheetWork,
    Waiting,
)
from app.documents.models import Paper
from app.extensions import OWN_UNIT, read_rows
from app.gatherings.models import Gathering, GatheringItem
from app.moving import Moving
from app.nominations.models import Nomination
from app.organisations.models import Organisation
from app.submissions.models import Submission, SubmissionItem
from workflows.gatherings_1 import GatheringState
from workflows.vocabulary import Paper as PaperCode
from workflows.vocabulary import Role, Sheet

Limit = Callable[[ColumnElement[int]], ScalarSelect[Any]]  # of the sheet with that id


@dataclass(frozen=True, kw_only=True, eq=False)
class SheetSource:
    """How the sheets of one kind are found and told."""

    model: type[Moving]  # what moves, and so what waits
    work: Mapping[Role, tuple[SheetWork, ...]]
    sheets: Callable[[Role], Select[Any]]  # made by `_told`; whose: `own_unit`
    due: Limit  # made by `_nearest`
    room: str

    def __call__(self, actor: Actor, page: int) -> Iterator[Waiting]:
        todo = {work.state: work.todo for work in self.work.get(actor.role, ())} if actor.role else {}
        if not todo:
            return
        waiting = _by_urgency(self, actor.role, tuple(todo))
        for row in read_rows(waiting, {"own_unit": actor.organisation_id, "page": page}):
            yield Waiting(
                what=row.what,
                detail=row.detail,
                todo=todo[row.state],
                room=self.room,
                id=row.id,
                since=row.state_since,
                due=row.due_at,
            )


@cache
def _by_urgency(source: SheetSource, role: Role, states: Sequence[str]) -> Select[Any]:
    """Written once for each office."""
    model = source.model
    waiting = (
        source.sheets(role)
        .add_columns(model.state, model.state_since)
        .where(model.state.in_(states))
        .order_by(model.state_since)  # so by urgency: in one state all have as many days
        .limit(bindparam("page", type_=Integer))
        .subquery()
    )
    return select(waiting, source.due(waiting.c.id).label("due_at"))


def _nearest(case: InstrumentedAttribute[int], sheet: InstrumentedAttribute[int], *stays: ColumnElement[bool]) -> Limit:
    """The nearest limit among the lines of a sheet that stay on it."""
    carried = select(func.min(Nomination.due_at)).where(Nomination.id == case, *stays)
    return lambda of: carried.where(sheet == of).scalar_subquery()


def _told(
    sheet: type[Gathering | Submission | Meeting | Proposal | Decision], detail: InstrumentedAttribute[str]
) -> Select[Any]:
    return select(sheet.id, sheet.title.label("what"), detail.label("detail"))


def _gatherings(_: Role) -> Select[Any]:
    """Its own before they are sent; then it is the superior's turn."""
    found = _told(Gathering, Organisation.name).join(Organisation, Organisation.id == Gathering.unit_id)
    is_sent = Gathering.state == GatheringState.SENT
    return found.where(
        or_(and_(Gathering.superior_id == OWN_UNIT, is_sent), and_(Gathering.unit_id == OWN_UNIT, ~is_sent))
    )


def _submissions(_: Role) -> Select[Any]:
    found = _told(Submission, Organisation.name).join(Organisation, Organisation.id == Submission.unit_id)
    return found.where(Submission.unit_id == OWN_UNIT)


def _meetings(role: Role) -> Select[Any]:
    found = _told(Meeting, Council.name).join(Council, Council.id == Meeting.council_id)
    if role in UNIT_ROLES:
        return found.where(Council.organisation_id == OWN_UNIT)
    return found.where(Council.is_provincial)


def _proposals(_: Role) -> Select[Any]:
    return _told(Proposal, AwardVersion.name).join(AwardVersion, AwardVersion.id == Proposal.award_version_id)


def _letters(role: Role) -> Select[Any]:
    """Tờ trình of Sở Nội vụ that are signed and have no number yet, wherever their lists are by now."""
    found = _proposals(role).join(Paper, (Paper.sheet_id == Proposal.id) & (Paper.sheet == Sheet.PROPOSAL))
    return found.where(Paper.code == PaperCode.PROPOSAL_LETTER)


def _case_letters(_: Role) -> Select[Any]:
    """Letters of Sở Nội vụ about a case or to the people: told is what they are about, and of whose case."""
    is_about_case = and_(Paper.sheet == Sheet.CASE, Nomination.id == Paper.sheet_id)
    detail = func.coalesce(AwardVersion.name, "Lấy ý kiến công khai")
    return (
        select(Paper.id, Paper.title.label("what"), detail.label("detail"))
        .outerjoin(Nomination, is_about_case)
        .outerjoin(AwardVersion, AwardVersion.id == Nomination.award_version_id)
        .where(Paper.sheet.in_((Sheet.CASE, Sheet.NOTICE)), Paper.organisation_id == OWN_UNIT)
    )


def _decisions(_: Role) -> Select[Any]:
    return _told(Decision, AwardVersion.name).join(AwardVersion, AwardVersion.id == Decision.award_version_id)


GOING_UP = _nearest(GatheringItem.nomination_id, GatheringItem.gathering_id, GatheringItem.handed_back_at.is_(None))
LISTED = _nearest(SubmissionItem.nomination_id, SubmissionItem.submission_id, SubmissionItem.struck_reason.is_(None))
ON_AGENDA = _nearest(AgendaItem.nomination_id, AgendaItem.meeting_id, AgendaItem.removed_reason.is_(None))
PROPOSED = _nearest(
    ProposalItem.nomination_id,
    ProposalItem.proposal_id,
    ProposalItem.excluded_reason.is_(None),
    ProposalItem.set_aside_at.is_(None),
)
AWARDED = _nearest(DecisionItem.nomination_id, DecisionItem.decision_id)
NO_LIMIT = select(null()).scalar_subquery()
SHEETS = (
    SheetSource(model=Gathering, work=GATHERINGS, sheets=_gatherings, due=GOING_UP, room="gatherings"),
    SheetSource(model=Submission, work=SUBMISSIONS, sheets=_submissions, due=LISTED, room="submissions"),
    SheetSource(model=Meeting, work=MEETINGS, sheets=_meetings, due=ON_AGENDA, room="meetings"),
    SheetSource(model=Proposal, work=PROPOSALS, sheets=_proposals, due=PROPOSED, room="proposals"),
    SheetSource(model=Paper, work=LETTERS, sheets=_letters, due=PROPOSED, room="proposals"),
    SheetSource(model=Paper, work=CASE_LETTERS, sheets=_case_letters, due=lambda _: NO_LIMIT, room="papers"),
    SheetSource(model=Decision, work=DECISIONS, sheets=_decisions, due=AWARDED, room="decisions"),
)

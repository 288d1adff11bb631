"""Sheets that wait for an office: Tờ trình, meetings, letters without a number, decisions.

A sheet has no limit of its own: it must be done by the nearest limit of the cases it carries.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Row, ScalarSelect, Select, and_, case, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from app.actor import UNIT_ROLES
from app.awards.models import AwardVersion
from app.councils.models import AgendaItem, Council, Meeting
from app.councils.reach import is_kept_by_unit
from app.decisions.models import Decision, DecisionItem, Proposal, ProposalItem
from app.desk.source import MOST, NEVER, Source, line, waits
from app.desk.waiting import (
    CASE_LETTERS,
    DECISIONS,
    GATHERINGS,
    LETTERS,
    MEETINGS,
    PROPOSALS,
    SUBMISSIONS,
    UNIT_DECISIONS,
    UPWARD,
    SheetWork,
    Waiting,
)
from app.documents.models import Paper
from app.extensions import OWN_UNIT
from app.gatherings.models import Gathering, GatheringItem
from app.moving import Moving
from app.nominations.models import Nomination
from app.organisations.models import Organisation
from app.papers.queries import LETTERS as LETTERS_OF
from app.papers.queries import is_numbered_by
from app.submissions.models import Submission, SubmissionItem
from app.unit_decisions.models import UnitDecision, UnitDecisionItem
from app.upward.models import UpwardItem, UpwardSubmission
from workflows.gatherings_1 import GatheringState
from workflows.upward_1 import StateDecision1
from workflows.vocabulary import Paper as PaperCode
from workflows.vocabulary import Role, Sheet

Limit = Callable[[ColumnElement[int]], ScalarSelect[Any]]  # of the sheet with that id


@dataclass(frozen=True, kw_only=True, eq=False)
class Sheets:
    """How the sheets of one kind are found and told."""

    model: type[Moving]  # what moves, and so what waits
    work: Mapping[Role, tuple[SheetWork, ...]]
    sheets: Callable[[Role], Select[Any]]  # made by `_told`; whose: `own_unit`
    due: Limit | None = None  # made by `_nearest`
    room: str

    def source(self) -> Source:
        return Source(offices=self.work, waiting=self._waiting, told=self._told)

    def _todo(self, role: Role) -> Mapping[str, str]:
        return {work.state: work.todo for work in self.work[role]}

    def _waiting(self, role: Role) -> Select[Any]:
        model = self.model
        found = (
            self.sheets(role)
            .add_columns(model.state, model.state_since)
            .where(model.state.in_([*self._todo(role)]))
            .order_by(model.state_since)  # so by urgency: in one state all have as many days
            .limit(MOST)
            .subquery()
            .c
        )
        due_at = self.due(found.id) if self.due else NEVER
        return select(
            *line(
                id=found.id,
                what=found.what,
                detail=found.detail,
                more=found.state,
                since=found.state_since,
                due_at=due_at,
            )
        )

    def _told(self, row: Row[Any], role: Role) -> Waiting:
        return waits(row, self._todo(role)[row.more], self.room)


def _nearest(case: InstrumentedAttribute[Any], sheet: InstrumentedAttribute[int], *stays: ColumnElement[bool]) -> Limit:
    """The nearest limit among the lines of a sheet that stay on it."""
    carried = select(func.min(Nomination.due_at)).where(Nomination.id == case, *stays)
    return lambda of: carried.where(sheet == of).scalar_subquery()


def _told(
    sheet: type[Gathering | Submission | UnitDecision | Meeting | Proposal | Decision | UpwardSubmission],
    detail: InstrumentedAttribute[str],
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


def _unit_decisions(_: Role) -> Select[Any]:
    found = _told(UnitDecision, AwardVersion.name).join(AwardVersion, AwardVersion.id == UnitDecision.award_version_id)
    return found.where(UnitDecision.unit_id == OWN_UNIT)


def _meetings(role: Role) -> Select[Any]:
    found = _told(Meeting, Council.name).join(Council, Council.id == Meeting.council_id)
    if role in UNIT_ROLES:
        return found.where(is_kept_by_unit(), Council.organisation_id == OWN_UNIT)
    return found.where(~is_kept_by_unit())


def _proposals(_: Role) -> Select[Any]:
    return _told(Proposal, AwardVersion.name).join(AwardVersion, AwardVersion.id == Proposal.award_version_id)


def _letters(role: Role) -> Select[Any]:
    """Tờ trình of Sở Nội vụ that are signed and have no number yet, wherever their lists are by now."""
    found = _proposals(role).join(Paper, (Paper.sheet_id == Proposal.id) & (Paper.sheet == Sheet.PROPOSAL))
    return found.where(Paper.code == PaperCode.PROPOSAL_LETTER)


def _case_letters(role: Role) -> Select[Any]:
    """Letters about a case, to the people or to a council: told is what they are about, and of whose case."""
    is_about_case = and_(Paper.sheet == Sheet.CASE, Nomination.id == Paper.sheet_id)
    beside = case(
        (Paper.sheet == Sheet.MEETING, "Họp Hội đồng"),
        (Paper.sheet == Sheet.PROPOSAL, "Tờ trình của Sở Nội vụ"),
        else_="Lấy ý kiến công khai",
    )
    detail = func.coalesce(AwardVersion.name, beside)
    return (
        select(Paper.id, Paper.title.label("what"), detail.label("detail"))
        .outerjoin(Nomination, is_about_case)
        .outerjoin(AwardVersion, AwardVersion.id == Nomination.award_version_id)
        .where(Paper.sheet.in_(LETTERS_OF), is_numbered_by(role))
    )


def _decisions(role: Role) -> Select[Any]:
    """The Chairman's for his văn thư, the state's for whoever noted them."""
    found = _told(Decision, AwardVersion.name).join(AwardVersion, AwardVersion.id == Decision.award_version_id)
    is_of_state = Decision.workflow_key == StateDecision1.key
    return found.where(is_of_state if role is Role.APPRAISER else ~is_of_state)


def _upward(_: Role) -> Select[Any]:
    found = _told(UpwardSubmission, AwardVersion.name)
    return found.join(AwardVersion, AwardVersion.id == UpwardSubmission.award_version_id)


GOING_UP = _nearest(GatheringItem.nomination_id, GatheringItem.gathering_id, GatheringItem.handed_back_at.is_(None))
LISTED = _nearest(SubmissionItem.nomination_id, SubmissionItem.submission_id, SubmissionItem.struck_reason.is_(None))
ON_AGENDA = _nearest(AgendaItem.nomination_id, AgendaItem.meeting_id, AgendaItem.removed_reason.is_(None))
PROPOSED = _nearest(
    ProposalItem.nomination_id,
    ProposalItem.proposal_id,
    ProposalItem.excluded_reason.is_(None),
    ProposalItem.set_aside_at.is_(None),
)
DECIDED = _nearest(
    UnitDecisionItem.nomination_id, UnitDecisionItem.unit_decision_id, UnitDecisionItem.struck_reason.is_(None)
)
GONE_UP = _nearest(UpwardItem.nomination_id, UpwardItem.sheet_id)
AWARDED = _nearest(DecisionItem.nomination_id, DecisionItem.decision_id)
SHEETS = (
    Sheets(model=Gathering, work=GATHERINGS, sheets=_gatherings, due=GOING_UP, room="gatherings"),
    Sheets(model=Submission, work=SUBMISSIONS, sheets=_submissions, due=LISTED, room="submissions"),
    Sheets(model=UnitDecision, work=UNIT_DECISIONS, sheets=_unit_decisions, due=DECIDED, room="unit_decisions"),
    Sheets(model=Meeting, work=MEETINGS, sheets=_meetings, due=ON_AGENDA, room="meetings"),
    Sheets(model=Proposal, work=PROPOSALS, sheets=_proposals, due=PROPOSED, room="proposals"),
    Sheets(model=Paper, work=LETTERS, sheets=_letters, due=PROPOSED, room="proposals"),
    Sheets(model=Paper, work=CASE_LETTERS, sheets=_case_letters, room="papers"),
    Sheets(model=UpwardSubmission, work=UPWARD, sheets=_upward, due=GONE_UP, room="upward"),
    Sheets(model=Decision, work=DECISIONS, sheets=_decisions, due=AWARDED, room="decisions"),
)
SOURCES = tuple(sheets.source() for sheets in SHEETS)

"""What a meeting knows about itself and about the nominations on its agenda."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Row, bindparam, select

from app import clock
from app.casework import teach
from app.councils import agenda, counting, passes, rules
from app.councils.models import AgendaItem, Council, Meeting
from app.councils.reach import roles_of
from app.extensions import db, read_rows
from app.nominations import facts as of_nominations  # noqa: F401 -- teaches casework what a nomination is
from app.nominations.models import Nomination
from app.nominations.openings import Look, contributes_facts
from app.submissions.openings import UnitResult, tells_results
from workflows.facts import MeetingFacts, Vote
from workflows.sheets_1 import MeetingState

COUNTED = frozenset({MeetingState.COUNTED, MeetingState.CLOSED})
OPENED = COUNTED | {MeetingState.OPEN}


@contributes_facts("unit_vote", "is_on_agenda", "meeting_is_open", "is_counted", "vote")
def of_votes(look: Look) -> dict[str, Any]:
    unit, province = _newest(look, is_provincial=False), _newest(look, is_provincial=True)
    return {
        "unit_vote": unit.vote if unit else None,
        "is_on_agenda": province is not None,
        "meeting_is_open": province is not None and province.state in OPENED,
        "is_counted": province is not None and province.state in COUNTED,
        "vote": province.vote if province else None,
    }


@contributes_facts("unit_quorum_met")
def of_unit_quorum(look: Look) -> dict[str, Any]:
    return {"unit_quorum_met": _is_quorum_met(_newest(look, is_provincial=False))}


@contributes_facts("meeting_quorum_met")
def of_quorum(look: Look) -> dict[str, Any]:
    return {"meeting_quorum_met": _is_quorum_met(_newest(look, is_provincial=True))}


def _is_quorum_met(line: "Listed | None") -> bool:
    return line is not None and agenda.quorum_of(db.session.get_one(Meeting, line.meeting_id)).is_met


def _newest(look: Look, *, is_provincial: bool) -> "Listed | None":
    newest = next((line for line in look.read(lines_of) if line.is_provincial is is_provincial), None)
    return newest if newest and newest.counts else None


def vote_of(item: AgendaItem) -> Vote | None:
    """The vote as counted, by the rule pinned then; None before."""
    return _vote(item) if item.meeting.state in COUNTED else None


def _vote(line: "AgendaItem | Listed | Row[Any]") -> Vote | None:
    if line.agree is None or line.members is None or line.pct is None or line.strict is None:
        return None
    return Vote(agree=line.agree, members=line.members, pct=line.pct, strict=line.strict)


class Listed(NamedTuple):
    """A line of an agenda with its meeting and council, as plain values."""

    item_id: int
    agree: int | None
    members: int | None
    pct: int | None
    strict: bool | None
    meeting_id: int
    held_at: datetime
    workflow_key: str  # of the meeting, as its state
    workflow_version: int
    state: str
    council_name: str
    is_provincial: bool
    organisation_id: int
    counts: bool  # the case has not come before that council anew since

    @property
    def vote(self) -> Vote | None:
        """As counted, by the rule pinned then; None before."""
        return _vote(self) if self.state in COUNTED else None


_LINES_OF = (
    select(
        AgendaItem.id,
        AgendaItem.agree,
        AgendaItem.members,
        AgendaItem.pct,
        AgendaItem.strict,
        AgendaItem.meeting_id,
        Meeting.held_at,
        Meeting.workflow_key,
        Meeting.workflow_version,
        Meeting.state,
        Council.name,
        Council.is_provincial,
        Council.organisation_id,
        passes.counts(),
    )
    .join(Meeting, Meeting.id == AgendaItem.meeting_id)
    .join(Council, Council.id == Meeting.council_id)
    .where(
        AgendaItem.nomination_id == bindparam("nomination_id"),
        AgendaItem.removed_reason.is_(None),
        Meeting.state != MeetingState.CANCELLED,
    )
    .order_by(AgendaItem.id.desc())
)


def lines_of(nomination: Nomination) -> list[Listed]:
    """The nomination's lines on agendas that were kept, the newest first."""
    return [Listed(*row) for row in read_rows(_LINES_OF, {"nomination_id": nomination.id})]


def of_meeting(meeting: Meeting) -> MeetingFacts:
    items, quorum = agenda.living(meeting), agenda.quorum_of(meeting)
    totals = agenda.totals_of(items).values()
    is_in = bool(items) and not any(line.is_empty for line in totals)
    return MeetingFacts(
        has_agenda=bool(items),
        quorum_met=quorum.is_met,
        quorum_text=quorum.text if meeting.attendance else "Thư ký Hội đồng chưa điểm danh",
        totals_are_in=is_in,
        totals_lack="" if is_in else counting.unopened(meeting),
        totals_errors=tuple(_in_the_way(meeting, is_in=is_in)),
    )


def _in_the_way(meeting: Meeting, *, is_in: bool) -> Iterable[str]:
    """Asked only where the next step is the count."""
    if meeting.state != MeetingState.OPEN:
        return ()
    return counting.faults(meeting) if is_in else counting.before_sums(meeting)


teach(Meeting, facts=of_meeting, roles=roles_of)


_UNIT_RESULTS = (
    select(
        AgendaItem.nomination_id,
        AgendaItem.meeting_id,
        AgendaItem.agree,
        AgendaItem.members,
        AgendaItem.pct,
        AgendaItem.strict,
        Meeting.held_at,
    )
    .join(Meeting, Meeting.id == AgendaItem.meeting_id)
    .join(Council, Council.id == Meeting.council_id)
    .where(
        AgendaItem.nomination_id.in_(bindparam("nomination_ids", expanding=True)),
        AgendaItem.removed_reason.is_(None),
        Council.is_provincial.is_(False),
        Meeting.state.in_(COUNTED),
        passes.counts(),
    )
    .order_by(AgendaItem.id)
)


@tells_results
def results_of_unit_councils(nomination_ids: Iterable[int]) -> Mapping[int, UnitResult]:
    """What the unit's council last voted on each case, for its Tờ trình; not what it voted before a case came anew."""
    found = read_rows(_UNIT_RESULTS, {"nomination_ids": list(nomination_ids)})
    votes = ((row, _vote(row)) for row in found)
    return {
        row.nomination_id: UnitResult(vote, rules.in_words(vote), clock.local(row.held_at).date(), row.meeting_id)
        for row, vote in votes
        if vote is not None
    }

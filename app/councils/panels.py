"""The council's part of the case page: the numbers of each vote, nothing of who voted how."""

from dataclasses import dataclass
from functools import cache

from sqlalchemy import Select, String, bindparam

from app.actor import UNIT_ROLES, Actor
from app.councils import rules
from app.councils.constitution import CouncilKind
from app.councils.facts import Listed, lines_of
from app.councils.models import Council, Meeting
from app.councils.queries import BEFORE_A_VOTE, UNDER_WAY
from app.councils.reach import is_own, seen_as, whose
from app.extensions import read_rows
from app.moving import state_name_of
from app.nominations.models import Nomination
from app.nominations.openings import Look, Panel, Task, finds_task, shows_panel, takes_step
from workflows.award_province_1 import State
from workflows.sheets_1 import MeetingState
from workflows.vocabulary import Role

for step in (
    "pass_unit_council",
    "refuse_at_unit_council",
    "put_on_agenda",
    "take_off_agenda",
    "open_meeting",
    "collect_written_opinions",
    "count_votes",
    "cancel_vote",
    "pass_council",
    "refuse_at_council",
    "ask_to_clarify",
):
    takes_step(step, "meetings.of_case")


NO_LONGER = "Kết quả này không còn tính: hồ sơ đã trình lại Hội đồng sau phiên họp đó."
WAITS_FOR = {Role.UNIT_COUNCIL_SECRETARY: (State.UNIT_COUNCIL,), Role.COUNCIL_SECRETARY: BEFORE_A_VOTE}


@dataclass(frozen=True)
class Result:
    line: Listed
    words: str
    is_open_to: bool  # this person may open the meeting's page


@shows_panel(order=90)
def results(look: Look, actor: Actor) -> Panel | None:
    lines = [*reversed(look.read(lines_of))]
    return Panel("councils/_results.html", {"results": [_result(line, actor) for line in lines]}) if lines else None


@finds_task
def bring_to_a_meeting(look: Look, actor: Actor) -> Task | None:
    """A secretary takes the case to its meeting: where it lies, where it can be added, or a new one."""
    if actor.role not in WAITS_FOR or look.case.state not in WAITS_FOR[actor.role]:
        return None
    if actor.role is Role.COUNCIL_SECRETARY and look.case.is_simplified:  # no council of the province considers it
        return None
    lines = look.read(lines_of)
    lies_in = next((line for line in lines if line.state in UNDER_WAY and is_own(line, actor)), None)
    if lies_in is not None:
        return Task("Mở phiên họp có hồ sơ này", "meetings.show", {"meeting_id": lies_in.meeting_id})
    prepared = _prepared(look.case, actor)
    if prepared is not None:
        return Task("Đưa vào phiên họp đang chuẩn bị", "meetings.add", {"meeting_id": prepared})
    return Task("Lập phiên họp", "meetings.new", {})


def _prepared(case: Nomination, actor: Actor) -> int | None:
    """The next meeting being prepared that may consider the case; a unit has one council for all."""
    body = case.award_version.considered_by
    return read_rows(_being_prepared(actor.role), whose(actor) | {"body": body}).scalar()


@cache
def _being_prepared(role: Role | None) -> Select[tuple[int]]:
    is_of_awards = Council.kind == CouncilKind.EMULATION
    found = seen_as(role).where(Meeting.state == MeetingState.PREPARING, is_of_awards)
    if role not in UNIT_ROLES:
        found = found.where(Meeting.body == bindparam("body", type_=String))
    return found.order_by(Meeting.held_at, Meeting.id).limit(1).with_only_columns(Meeting.id)


def _result(line: Listed, actor: Actor) -> Result:
    vote = line.vote
    words = rules.in_words(vote) if vote else f"Chưa có kết quả: {state_name_of(line).lower()}"
    shown = words if line.counts else f"{words}. {NO_LONGER}"
    return Result(line, shown, is_own(line, actor))

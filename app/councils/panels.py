"""The council's part of the case page: the numbers of each vote, nothing of who voted how."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.actor import Actor
from app.councils import rules
from app.councils.facts import vote_of
from app.councils.models import AgendaItem, Meeting
from app.councils.reach import visible_to
from app.extensions import db
from app.nominations.models import Nomination
from app.nominations.openings import Panel, shows_panel, takes_step
from workflows.sheets_1 import MeetingState

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


@dataclass(frozen=True)
class Result:
    meeting: Meeting
    words: str
    is_open_to: bool  # this person may open the meeting's page


@shows_panel(50)
def results(nomination: Nomination, actor: Actor) -> Panel | None:
    items = db.session.scalars(
        select(AgendaItem)
        .join(Meeting, Meeting.id == AgendaItem.meeting_id)
        .where(
            AgendaItem.nomination_id == nomination.id,
            AgendaItem.removed_reason.is_(None),
            Meeting.state != MeetingState.CANCELLED,
        )
        .options(joinedload(AgendaItem.meeting).joinedload(Meeting.council))
        .order_by(AgendaItem.id)
    ).all()
    if not items:
        return None
    mine = set(db.session.scalars(visible_to(actor).with_only_columns(Meeting.id).where(
        Meeting.id.in_([item.meeting_id for item in items])
    )))  # fmt: skip
    return Panel("councils/_results.html", {"results": [_result(item, mine) for item in items]})


def _result(item: AgendaItem, mine: set[int]) -> Result:
    vote = vote_of(item)
    words = rules.in_words(vote) if vote else f"Chưa có kết quả: {item.meeting.state_name.lower()}"
    return Result(item.meeting, words, item.meeting_id in mine)

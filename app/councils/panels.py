"""The council's part of the case page: the numbers of each vote, nothing of who voted how."""

from dataclasses import dataclass

from app.actor import Actor
from app.councils import rules
from app.councils.facts import Listed, lines_of, vote_of
from app.councils.models import Meeting
from app.councils.reach import is_own
from app.nominations.openings import Look, Panel, shows_panel, takes_step

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


@dataclass(frozen=True)
class Result:
    meeting: Meeting
    words: str
    is_open_to: bool  # this person may open the meeting's page


@shows_panel(50)
def results(look: Look, actor: Actor) -> Panel | None:
    lines = [*reversed(look.read(lines_of))]
    return Panel("councils/_results.html", {"results": [_result(line, actor) for line in lines]}) if lines else None


def _result(line: Listed, actor: Actor) -> Result:
    vote, meeting = vote_of(line.item), line.item.meeting
    words = rules.in_words(vote) if vote else f"Chưa có kết quả: {meeting.state_name.lower()}"
    shown = words if line.counts else f"{words}. {NO_LONGER}"
    return Result(meeting, shown, is_own(meeting.council, actor))

"""The case page's part of what went up: when, and what came back; and the page where more is sent."""

from app.actor import Actor
from app.nominations.openings import Look, Panel, Task, finds_task, shows_panel
from app.upward import queries
from app.upward.reach import READERS
from workflows.award_state_1 import RECORDS, AboveState, AwardState1


@shows_panel(order=31)
def gone_up(look: Look, actor: Actor) -> Panel | None:
    if look.case.workflow_key != AwardState1.key or (item := look.read(queries.latest_item)) is None:
        return None
    waited = queries.days_waited(item.sheet)
    return Panel("upward/_of_case.html", {"item": item, "opens": actor.role in READERS, "waited": waited})


@finds_task
def written_down(look: Look, actor: Actor) -> Task | None:
    """Whoever notes what comes back finds the page where that is done."""
    if actor.role not in RECORDS or look.case.state not in {AboveState.SENT, AboveState.MORE_ASKED}:
        return None
    item = look.read(queries.latest_item)
    words = "Ghi đã gửi bổ sung" if look.case.state == AboveState.MORE_ASKED else "Ghi kết quả của cấp Nhà nước"
    return Task(words, "upward.show", {"sheet_id": item.sheet_id}) if item else None

"""The suspension's part of the case page: that, since when, and as much of why as this reader may know."""

from collections.abc import Collection, Mapping

from app.actor import Actor
from app.limits import unit_in
from app.nominations import timeline
from app.nominations.models import Nomination
from app.nominations.openings import Look, Panel, Task, finds_task, shows_panel
from app.nominations.whereabouts import Where, tells_where
from app.suspensions import queries, reach
from workflows.award_province_1 import State
from workflows.paper_life_1 import State as PaperState
from workflows.vocabulary import DayUnit, Role

SUSPENDED = "Tạm dừng xét"


@tells_where(State.SUSPENDED)
def called_shortly(case_ids: Collection[int]) -> Mapping[int, Where]:
    return dict.fromkeys(case_ids, Where(SUSPENDED, Role.BAN_HEAD))


@shows_panel(order=5)
def suspensions(look: Look, actor: Actor) -> Panel | None:
    """Of a case that was ever suspended: its log says so, and is read already."""
    if not any(event.action == "suspend" for event in look.read(timeline.log_of)):
        return None
    case = look.case
    return Panel(
        "suspensions/_panel.html",
        {
            "nomination": case,
            "suspensions": queries.of_case(case),
            "stands": case.state == State.SUSPENDED,
            "left": _left(case),
            "may_know_why": actor.role in reach.OF_THE_REASON,
            "may_know_source": actor.role in reach.OF_THE_SOURCE,
            "may_open_files": actor.role in reach.OF_THE_FILES,
            "reads_drafts": actor.role in reach.OF_THE_DRAFTS,
            "issued": PaperState.ISSUED,
        },
    )


@finds_task
def finding(look: Look, actor: Actor) -> Task | None:
    """Before anything else the head records what was found."""
    if actor.role is not Role.BAN_HEAD or look.case.state != State.SUSPENDED:
        return None
    suspension = look.read(queries.current)
    if suspension is None:
        return None
    label = "Ghi kết luận" if suspension.finding is None else "Sửa kết luận đã ghi"
    return Task(label, "suspensions.conclusion", {"nomination_id": look.case.id})


def _left(case: Nomination) -> str:
    """What its limit had left when it was suspended, in words."""
    if case.state != State.SUSPENDED or case.days_left is None:
        return ""
    unit = unit_in(case.workflow, case.previous_state or case.state)
    days = "ngày" if unit is DayUnit.CALENDAR else "ngày làm việc"
    if case.days_left < 0:
        return f"đã quá hạn {-case.days_left} {days}"
    return f"còn {case.days_left} {days}" if case.days_left else "đến hạn trong ngày"

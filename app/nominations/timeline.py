"""What happened to a case: what, who, when, why, and how long it took against which limit."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from app import clock, workdays
from app.actor import Actor
from app.audit import queries as audit
from app.audit.queries import Happened
from app.nominations.models import Nomination
from workflows.award_province_1 import State
from workflows.engine import Limit, Transition, Workflow
from workflows.vocabulary import ROLE_NAMES, DaysKind, DayUnit, Role

WORDS = {  # what else is told; drafts saved and files attached stay in the log alone
    "open_draft": "Lập hồ sơ",
    "check_supplement": "Kiểm tra lại các mục bổ sung",
    "assign_appraiser": "Phân công thẩm định",
    "ask_agencies": "Lấy ý kiến hiệp y",
}
WITHIN_THE_DEPARTMENT = frozenset({"assign_appraiser", "ask_agencies"})  # a unit hears the result, not the way there
WITHIN_THE_UNIT = frozenset({State.DRAFT, State.UNIT_CHECK, State.UNIT_PUBLIC, State.UNIT_COUNCIL, State.UNIT_SIGN})
# Into these a step goes backward: into a draft too, where a new one is no step; to withdraw is no one's sending back.
BACKWARD = frozenset({State.DRAFT, State.RETURNED, State.SUPPLEMENT, State.NOT_PROPOSED, State.NOT_APPROVED})
Counter = Callable[[date, date], int]


@dataclass(frozen=True, kw_only=True)
class Event:
    what: str
    who: str
    role: str
    when: str
    why: str = ""
    took: str = ""
    limit: str = ""
    late: bool = False
    tone: str = "moving"


def log_of(case: Nomination) -> Sequence[Happened]:
    return audit.story_of(case.ref)


def of(
    case: Nomination, logged: Sequence[Happened], actor: Actor, between: Counter = workdays.working_days_between
) -> list[Event]:
    """Oldest first. What a unit did within itself is its own matter. `between` knows the holidays of all these days."""
    shown = _with_starts(logged)
    return [
        _event(case.workflow, event, since, between)
        for event, since in shown
        if (event.source or event.action in WORDS) and not _is_foreign(event, actor)
    ]


def visited(events: Sequence[Happened]) -> list[str]:
    """States in the order the case was in them."""
    return [event.source for event in events if event.source]


def _with_starts(logged: Sequence[Happened]) -> Iterator[tuple[Happened, Happened | None]]:
    """Each event with the one that brought the case into the state it left."""
    arrived: Happened | None = None
    for event in logged:
        yield event, arrived
        if event.target:
            arrived = event


def _is_foreign(event: Happened, actor: Actor) -> bool:
    return event.action in WITHIN_THE_DEPARTMENT if actor.is_of_unit else _is_internal(event)


def _is_internal(event: Happened) -> bool:
    return (event.source in WITHIN_THE_UNIT and event.action != "submit") or event.action == "open_draft"


def _event(workflow: type[Workflow], event: Happened, since: Happened | None, between: Counter) -> Event:
    step = workflow.transitions().get(event.action)
    days = between(_day(since), _day(event)) if since and event.source else None
    limit = step.limit if step and step.limit and step.limit.kind is DaysKind.LIMIT else None
    if limit and limit.unit is DayUnit.CALENDAR and since:
        days = (_day(event) - _day(since)).days
    return Event(
        what=_what(step, event),
        who=event.actor_name,
        role=ROLE_NAMES[Role(event.role)] if event.role else "",
        when=clock.local(event.at_office).strftime("%H:%M %d/%m/%Y"),
        why=event.reason,
        took=_took(days, limit) if days is not None else "",
        limit=_days(limit.days, limit) if limit and limit.days else "",  # a limit of no day says no more than "late"
        late=bool(limit and days is not None and days > limit.days),
        tone="back" if event.target in BACKWARD and event.source else "moving",
    )


def _took(days: int, limit: Limit | None) -> str:
    return f"Mất {_days(days, limit)}" if days else "Xong trong ngày"


def _what(step: Transition | None, event: Happened) -> str:
    said = step.label if step else WORDS.get(event.action, "Cập nhật hồ sơ")
    return f"{said} cho {event.data['to']}" if event.action == "assign_appraiser" and event.data else said


def _days(days: int, limit: Limit | None) -> str:
    return f"{days} ngày" if limit and limit.unit is DayUnit.CALENDAR else f"{days} ngày làm việc"


def _day(event: Happened) -> date:
    return clock.local(event.at_office).date()

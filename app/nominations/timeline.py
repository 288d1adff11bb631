"""What happened to a case: what, who, when, why, and how long it took against which limit."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from app import clock, workdays
from app.actor import Actor
from app.audit import queries as audit
from app.audit.queries import Happened
from app.casework import REPINNED, limits_of
from app.nominations.models import Nomination
from workflows import registry
from workflows.award_province_1 import State
from workflows.engine import Limit, Transition, Workflow
from workflows.vocabulary import ROLE_NAMES, DayUnit, Role

WORDS = {  # what else is told; drafts saved and files attached stay in the log alone
    "open_draft": "Lập hồ sơ",
    "check_supplement": "Kiểm tra lại các mục bổ sung",
    "assign_appraiser": "Phân công thẩm định",
    "ask_agencies": "Lấy ý kiến hiệp y",
    "present_award": "Đã trao cho người được khen",
    "pay_bonus": "Đã chi tiền thưởng",
    REPINNED: "Chuyển sang phiên bản mới của quy trình",
}
WITHIN_THE_DEPARTMENT = frozenset({"assign_appraiser", "ask_agencies"})  # a unit hears the result, not the way there
WITHIN_THE_UNIT = frozenset({State.DRAFT, State.UNIT_CHECK, State.UNIT_PUBLIC, State.UNIT_COUNCIL, State.UNIT_SIGN})
# Into these a step goes backward: into a draft too, where a new one is no step; to withdraw is no one's sending back.
BACKWARD = frozenset({State.DRAFT, State.RETURNED, State.SUPPLEMENT, State.NOT_PROPOSED, State.NOT_APPROVED})
WEEK, WORKING_WEEK = 7, 5  # days
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
    shown = zip(_definitions(case, logged), with_starts(logged), strict=True)
    return [
        event_of(definition, event, since, between)
        for definition, (event, since) in shown
        if (event.source or event.action in WORDS) and not _is_foreign(event, actor)
    ]


def _definitions(case: Nomination, logged: Sequence[Happened]) -> Iterator[type[Workflow]]:
    """By which definition each thing happened: a case may have been moved to a newer one since."""
    moves = [event.data for event in logged if event.action == REPINNED and event.data]
    versions = [*(move["from"] for move in moves), case.workflow_version]
    passed = 0
    for event in logged:
        yield registry.get(case.workflow_key, versions[passed])
        passed += event.action == REPINNED


def visited(events: Sequence[Happened]) -> list[str]:
    """States in the order the case was in them."""
    return [event.source for event in events if event.source]


def with_starts(logged: Sequence[Happened]) -> Iterator[tuple[Happened, Happened | None]]:
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


def event_of(workflow: type[Workflow], event: Happened, since: Happened | None, between: Counter) -> Event:
    step = workflow.transitions().get(event.action)
    took = _against_limits(workflow, event.source, _day(since), _day(event), between) if since and event.source else {}
    return Event(
        what=_what(step, event),
        who=event.actor_name,
        role=ROLE_NAMES[Role(event.role)] if event.role else "",
        when=clock.local(event.at_office).strftime("%H:%M %d/%m/%Y"),
        why=event.reason,
        tone="back" if event.target in BACKWARD and event.source else "moving",
        **took,
    )


def _against_limits(workflow: type[Workflow], state: str, first: date, last: date, between: Counter) -> dict[str, Any]:
    """What a state took is held against the limit it was due by, which is the longest of its steps' (ADR 9)."""

    def spent(limit: Limit | None) -> int:
        return (last - first).days if limit and limit.unit is DayUnit.CALENDAR else between(first, last)

    limits = limits_of(workflow, state)
    longest = max(limits, key=_roughly, default=None)
    return {
        "took": _took(spent(longest), longest),
        "limit": _days(longest.days, longest) if longest and longest.days else "",  # of no day: no more than "late"
        "late": bool(limits) and all(spent(limit) > limit.days for limit in limits),
    }


def _roughly(limit: Limit) -> float:
    """Calendar days, holidays apart: only to tell which of two limits is the longer."""
    return limit.days * WEEK / WORKING_WEEK if limit.unit is DayUnit.WORKING else limit.days


def _took(days: int, limit: Limit | None) -> str:
    return f"Mất {_days(days, limit)}" if days else "Xong trong ngày"


def _what(step: Transition | None, event: Happened) -> str:
    said = step.label if step else WORDS.get(event.action, "Cập nhật hồ sơ")
    return f"{said} cho {event.data['to']}" if event.action == "assign_appraiser" and event.data else said


def _days(days: int, limit: Limit | None) -> str:
    return f"{days} ngày" if limit and limit.unit is DayUnit.CALENDAR else f"{days} ngày làm việc"


def _day(event: Happened) -> date:
    return clock.local(event.at_office).date()

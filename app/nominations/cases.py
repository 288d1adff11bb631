"""What the page of a case lays out around its panels: how far it is, what can be done now, what happened."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from app import clock, workdays
from app.actor import Actor
from app.audit.queries import EXTENDED, Happened
from app.nominations import editing, lists, openings, steps, timeline, whereabouts
from app.nominations.deadlines import Deadline, deadline
from app.nominations.models import Assignment, Handing, Nomination
from app.nominations.reach import DEPARTMENT_ROLES
from app.nominations.states import AWARDED
from app.nominations.stays import Counter
from workflows import describe
from workflows.award_province_1 import State
from workflows.vocabulary import ROLE_NAMES

HANDED = {Handing.GIVEN: "giao", Handing.PRESENTED: "đã xử lý, trình", Handing.SENT_BACK: "trả lại"}


@dataclass(frozen=True, kw_only=True)
class Overview:
    strip: Sequence[tuple[str, str]]
    state_name: str
    who: str  # must act now
    tone: str
    why: str  # it went back or ended
    due: Deadline | None
    held: Assignment | None  # whose desk it lies on
    how_held: str
    tasks: Sequence[openings.Task]
    steps: Sequence[steps.Offered]
    panels: Sequence[openings.Panel]
    events: Sequence[timeline.Event]
    may_edit: bool


@dataclass(frozen=True, kw_only=True)
class Chart:
    title: str
    svg: str
    passed: Sequence[str]
    onward: Sequence[tuple[str, str]]  # step, who takes it


def overview(case: Nomination, actor: Actor) -> Overview:
    where, who = whereabouts.in_words(case.workflow, case.state, whereabouts.of_case(case))
    look = openings.Look(case)
    logged = look.read(timeline.log_of)
    between = _counter(case, logged)
    return Overview(
        strip=strip(case, timeline.visited(logged), where.name),
        state_name=where.name,
        who=who,
        tone=lists.tone_of(case.state, where.who, actor),
        why=timeline.last_why(case, logged, actor),
        due=_deadline(case.due_at, between) if case.due_at else None,
        held=_held(case, actor),
        how_held=HANDED[case.holding.handing] if case.holding else "",
        tasks=openings.tasks(look, actor),
        steps=steps.offered(look, actor),
        panels=openings.panels(look, actor),
        events=timeline.of(case, logged, actor, between),
        may_edit=bool(editing.allowed(case, actor)),
    )


def _held(case: Nomination, actor: Actor) -> Assignment | None:
    """Within the department alone, and as long as it is appraised."""
    return case.holding if actor.role in DEPARTMENT_ROLES and case.state == State.APPRAISAL else None


def _deadline(due_at: datetime, between: Counter) -> Deadline:
    day = clock.local(due_at).date()
    return deadline(day, between(clock.today(), day))


def _counter(case: Nomination, logged: Sequence[Happened]) -> Counter:
    """For all the days that the page tells of, the holidays read once."""
    moments = [clock.now(), *(event.at_office for event in logged), *([case.due_at] if case.due_at else [])]
    days = [clock.local(moment).date() for moment in moments]
    days += [date.fromisoformat(event.data["to"]) for event in logged if event.action in EXTENDED and event.data]
    a_day = timedelta(days=1)  # to either side: whether the first is worked, and the office day of an evening
    return workdays.counter(min(days) - a_day, max(days) + a_day)


def strip(case: Nomination, visited: Sequence[str], here: str = "") -> list[tuple[str, str]]:
    """The milestones as the page's component names them; `here`: what a place beside the road is called instead."""
    kind = case.workflow.states[case.workflow.state(case.state)].kind
    has_ended = kind in whereabouts.ENDS and case.state not in AWARDED
    status = {"done": "done", "current": "stopped" if has_ended else "now", "ahead": "todo"}
    shown = describe.as_steps(case.workflow, case.state, visited)
    told = [(here if here and step.title == case.state_name else step.title, status[step.status]) for step in shown]
    return _as_struck(told) if whereabouts.is_struck(case.state, case.previous_state) else told


def _as_struck(strip: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """A list that the head did not sign with this name on it is no signature of this case: that still lies ahead."""
    here = next(place for place, (_, status) in enumerate(strip) if status == "now")
    signature, _ = strip[max(here - 1, 0)]
    return [*strip[: max(here - 1, 0)], (whereabouts.STRUCK.name, "now"), (signature, "todo"), *strip[here + 1 :]]


def chart(case: Nomination) -> Chart:
    """The whole process as a picture, and the same in words."""
    visited = timeline.visited(timeline.log_of(case))
    return Chart(
        title=describe.title_of(case.workflow),
        svg=describe.as_svg(case.workflow, current=case.state, visited=visited),
        passed=[case.workflow.state_name(state) for state in dict.fromkeys(visited)],
        onward=[
            (step.label, ", ".join(sorted(ROLE_NAMES[role] for role in step.by)))
            for step in case.workflow.options(case.state)
        ],
    )

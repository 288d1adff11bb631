"""A process told to people: as a table, as a picture, as the few steps of a progress strip."""

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from workflows.drawing import as_svg, title_of
from workflows.engine import PREVIOUS, Limit, Transition, Workflow
from workflows.vocabulary import ROLE_NAMES, DaysKind, DayUnit, StateKind

__all__ = ["Step", "as_mermaid", "as_rows", "as_steps", "as_svg", "as_table", "title_of"]

COLUMNS = ("Mã", "Từ", "Hành động", "Ai", "Điều kiện", "Đến", "Giấy tờ", "Hạn", "Căn cứ")
BACK = "bước trước đó"
UNITS = {DayUnit.WORKING: "ngày làm việc", DayUnit.CALENDAR: "ngày"}
KINDS = {
    DaysKind.LIMIT: "trong",
    DaysKind.AT_LEAST: "ít nhất",
    DaysKind.WINDOW: "trong thời gian",
    DaysKind.BEFORE_SESSION: "trước kỳ họp ít nhất",
}
BASES = {
    "legal": "luật định",
    "legal_min_before_session": "luật định",
    "practice": "thông lệ",
    "default": "mặc định của hệ thống",
}


class Row(NamedTuple):
    """A step in words, in the order of `COLUMNS`."""

    id: str
    source: str
    action: str
    who: str
    condition: str
    target: str
    papers: str  # codes
    limit: str
    law: str


class Step(NamedTuple):
    title: str
    status: Literal["done", "current", "ahead"]


def as_table(workflow: type[Workflow]) -> str:
    """One row a step; the bars make it a table wherever Markdown is read."""
    rows = [COLUMNS, ("---",) * len(COLUMNS), *as_rows(workflow)]
    lines = ["| " + " | ".join(cell.replace("|", "/") for cell in row) + " |" for row in rows]
    return "\n".join([f"{workflow.title} ({workflow.key}, phiên bản {workflow.version})", "", *lines, ""])


def as_rows(workflow: type[Workflow]) -> list[Row]:
    return [_row(workflow, step) for step in workflow.transitions().values()]


def as_mermaid(workflow: type[Workflow]) -> str:
    return "\n".join(_mermaid(workflow)) + "\n"


def as_steps(workflow: type[Workflow], current: str, visited: Sequence[str] = ()) -> list[Step]:
    """The milestones of a case: what it has behind it, where it is, what lies ahead.

    A state beside the road (returned, suspended …) shows after the last milestone the case reached. A milestone the
    case went around is left out; after the end of a case nothing lies ahead.
    """
    names = [*workflow.milestones]
    of_state = {str(state): place for place, states in enumerate(workflow.milestones.values()) for state in states}
    been = {of_state[state] for state in visited if state in of_state}
    if current in of_state:
        here = of_state[current]
        behind, now, ahead = names[:here], [Step(names[here], "current")], names[here + 1 :]
    else:
        here = next((of_state[state] for state in reversed(visited) if state in of_state), -1) + 1
        behind, now, ahead = names[:here], [Step(workflow.state_name(current), "current")], names[here:]
        if workflow.states[workflow.state(current)].kind in {StateKind.CLOSED, StateKind.FINAL}:
            ahead = []
    passed = [name for place, name in enumerate(behind) if place in been or not been]
    return [*(Step(name, "done") for name in passed), *now, *(Step(name, "ahead") for name in ahead)]


def _row(workflow: type[Workflow], step: Transition) -> Row:
    sources = (info.name_vi for state, info in workflow.states.items() if state in step.source)
    return Row(
        step.id,
        "; ".join(sources),
        step.label + (" (nêu lý do)" if step.needs_reason else ""),
        "; ".join(sorted(ROLE_NAMES[role] for role in step.by)),
        step.condition or "; ".join(condition.otherwise for condition in step.when),
        BACK if step.target is PREVIOUS else workflow.states[step.target].name_vi,
        ", ".join(step.papers),
        _limit(step.limit) if step.limit else "",
        step.law or "",
    )


def _limit(limit: Limit) -> str:
    if limit.days == 0:
        return "trong ngày"
    basis = f" ({BASES.get(limit.basis, limit.basis)})" if limit.basis else ""
    return f"{KINDS[limit.kind]} {limit.days} {UNITS[limit.unit]}{basis}"


def _mermaid(workflow: type[Workflow]) -> Iterator[str]:
    yield "stateDiagram-v2"
    for state, info in workflow.states.items():
        yield f'    state "{info.name_vi}" as {state}'
    yield f"    [*] --> {workflow.initial}"
    for step in workflow.transitions().values():
        for source in (state for state in workflow.states if state in step.source):
            if step.target is PREVIOUS:
                yield f"    note right of {source}: {step.id} {step.label} → {BACK}"
            else:
                yield f"    {source} --> {step.target}: {step.id} {step.label}"
    for state, info in workflow.states.items():
        if info.kind is StateKind.FINAL:
            yield f"    {state} --> [*]"

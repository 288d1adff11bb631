"""Roads of the resolutions that let the demonstration grow: one for each state, its days counted back from the last."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from app.facts import read_facts
from app.workdays import add_working_days
from workflows import registry
from workflows.engine import Transition

SOURCE = Path(__file__).with_name("roads.yaml")
BEGINS_BEFORE, ASSIGNED_BEFORE, ANSWERED_AFTER = 2, 1, 5  # working days
FIRST_ASSIGNMENT = 4700  # the Chairman's letters, far from the numbers of others


@cache
def _working_days(first: date, days: int) -> date:
    """Many roads meet on the same days; whatever is founded has the same holidays."""
    return add_working_days(first, days)


def read() -> list[dict[str, Any]]:
    """Plans as `resolutions.yaml` has them; counting working days asks the calendar of holidays."""
    facts: dict[str, Any] = read_facts(SOURCE)
    return [_planned(row, number, facts) for number, row in enumerate(facts["resolutions"], start=FIRST_ASSIGNMENT)]


def _planned(row: dict[str, Any], number: int, facts: dict[str, Any]) -> dict[str, Any]:
    steps = [*_steps(row, facts)]
    on = {step["take"]: step["day"] for step in steps}
    started = _working_days(steps[0]["day"], -BEGINS_BEFORE) if steps else row["since"]
    assigned = _working_days(started, -ASSIGNED_BEFORE)
    return {
        "title": row["title"],
        "purpose": row["purpose"],
        "ground": facts["grounds"].get(row.get("ground", ""), ""),
        "assignment": {"number": f"{number}/UBND-VXNV", "day": assigned},
        "started": started,
        "session": facts["sessions"][row["session"]],
        "steps": steps,
        "number": row.get("number", ""),
        "passed_on": on.get("put_to_vote"),
        "effective_on": on.get("come_into_force", row.get("effective_on")),
        "replaced": row.get("replaced"),
        "shares_scans": True,
        **_consultation(row, on, facts),
    }


def _steps(row: dict[str, Any], facts: dict[str, Any]) -> Iterator[dict[str, Any]]:
    paces: dict[str, Any] = facts["paces"]
    day: date = row["since"]
    backward = []
    for name in reversed(_road(row, facts)):
        day = row.get("fixed", {}).get(name, day)
        why = row.get("why", "") if name == row["last"] else ""
        backward.append({"take": name, "day": day, "why": why, **paces[name]})
        day = _working_days(day, -paces[name]["days"])
    yield from reversed(backward)


def _road(row: dict[str, Any], facts: dict[str, Any]) -> list[str]:
    """Along the line to where the last step starts from, and that step."""
    if "last" not in row:
        return []
    key = "resolution_2015_shortened" if "ground" in row else "resolution_2015"
    line: list[str] = facts["lines"]["shortened" if "ground" in row else "ordinary"]
    workflow = registry.latest(key)
    last = workflow.transition(row["last"])
    states = [workflow.initial, *(workflow.transition(name).target for name in line)]
    return [*line[: _place_of(last, states)], last.name]


def _place_of(last: Transition, states: list[Any]) -> int:
    return next(place for place, state in enumerate(states) if state in last.source)


def _consultation(row: dict[str, Any], on: dict[str, date], facts: dict[str, Any]) -> dict[str, Any]:
    if "open_consultation" not in on:
        return {"agencies": []}
    posted = on["open_consultation"]
    agencies = [dict(agency) for agency in facts["agencies"]]
    for agency in agencies:
        if "close_consultation" in on:
            agency["answered_on"] = _working_days(posted, ANSWERED_AFTER)
        if row.get("is_unsettled"):
            agency.pop("answer", None)
    return {"posted_on": posted, "agencies": agencies}

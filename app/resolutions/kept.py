"""What the log keeps of a step beside who and when: its papers, its votes, what was entered."""

from datetime import date
from typing import Any

from app.resolutions import wanted
from app.resolutions.models import Resolution, ResolutionStep
from workflows.engine import Transition

OF_NUMBER = ("number", "passed_on", "effective_on")
OF_SESSION = ("session_name", "session_opens_on")
OF_REPLACEMENT = ("superseded_by", "superseded_on")
ENTERS = ("certify", "pass_resolution", "supersede")  # steps after which what was entered stays as it was


def told(resolution: Resolution, step: Transition, taken: ResolutionStep, papers: dict[str, str]) -> dict[str, Any]:
    """What the log keeps of a step beside who and when."""
    asked = wanted.of(step)
    names = (*OF_NUMBER, *OF_SESSION, *OF_REPLACEMENT)
    is_asked = dict.fromkeys(OF_NUMBER, asked.number) | dict.fromkeys(OF_SESSION, asked.session)
    is_asked |= dict.fromkeys(OF_REPLACEMENT, asked.replacement)
    entered = {name: as_told(getattr(resolution, name)) for name in names if is_asked[name]}
    kept = {"papers": papers, "votes": votes_told(taken), "entered": entered}
    return {what: said for what, said in kept.items() if said}


def votes_told(taken: ResolutionStep) -> dict[str, int]:
    """The sums of a vote as the log keeps them, with all members and the share that passes."""
    names = ("agree", "disagree", "abstain", "absent", "present", "members", "pct", "strict")
    return {name: number for name in names if (number := getattr(taken, name)) is not None}


def as_told(value: str | date | None) -> str | None:
    """As JSON can hold it."""
    return value.isoformat() if isinstance(value, date) else value

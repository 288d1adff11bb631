"""What happened to a resolution, in words: every step, and what was done between two of them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.audit import queries as audit
from app.audit.queries import Happened
from app.nominations import timeline
from app.nominations.stays import Counter, with_stays
from app.nominations.timeline import Event
from app.resolutions.models import Resolution

WORDS = {  # what else is told; papers laid ready and lines of the table stay in the log alone
    "start": "Giao tham mưu nghị quyết",
    "set_session": "Ghi kỳ họp",
    "record_posting": "Ghi ngày đăng Cổng Thông tin điện tử",
    "ask_opinions": "Gửi lấy ý kiến các cơ quan",
}


def log_of(resolution: Resolution) -> Sequence[Happened]:
    return audit.story_of(resolution.ref)


def of(resolution: Resolution, logged: Sequence[Happened], between: Counter) -> Iterator[Event]:
    """Oldest first."""
    steps = resolution.workflow.transitions()
    for event, stays in with_stays([resolution.workflow] * len(logged), logged):
        step = steps.get(event.action)
        if step is None and event.action not in WORDS:
            continue
        told = timeline.event_of(resolution.workflow, event, stays, between)
        what = step.label if step else WORDS[event.action]
        yield replace(told, what=what, tone="back" if step and step.needs_reason else "moving")

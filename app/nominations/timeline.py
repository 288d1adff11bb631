"""What happened to a case: what, who, when, why, and how long it took against which limit."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from typing import Any

from app import clock, workdays
from app.actor import UNIT_ROLES, Actor
from app.audit import queries as audit
from app.audit.queries import DATED, HANDED, RECOUNTED, Happened
from app.casework import REPINNED
from app.nominations.models import Nomination
from app.nominations.states import WITHIN_THE_UNIT
from app.nominations.stays import Counter, Stay, spent, with_stays
from workflows import registry
from workflows.award_province_1 import State
from workflows.engine import Limit, Transition, Workflow
from workflows.vocabulary import ROLE_NAMES, DayUnit, Role

WORDS = {  # what else is told; drafts saved and files attached stay in the log alone
    "open_draft": "Lập hồ sơ",
    "check_supplement": "Kiểm tra lại các mục bổ sung",
    "assign_appraiser": "Phân công thẩm định cho",
    "assign_deputy": "Chuyển Phó Trưởng ban xử lý:",
    "present_work": "Đã xử lý, trình",
    "send_back_work": "Trả lại",
    "ask_agencies": "Lấy ý kiến hiệp y",
    "sign_consultation_letter": "Ký công văn xin ý kiến hiệp y",
    "mark_for_party": "Ghi nhận thuộc diện Ban Thường vụ Tỉnh ủy quản lý",
    "drop_party_mark": "Bỏ dấu thuộc diện Ban Thường vụ Tỉnh ủy quản lý",
    "ask_party": "Xin ý kiến Ban Thường vụ Tỉnh ủy",
    "answer_of_party": "Ban Thường vụ Tỉnh ủy trả lời",
    "open_public_notice": "Đăng lấy ý kiến công khai",
    "close_public_notice": "Có báo cáo kết quả lấy ý kiến công khai",
    "present_award": "Đã trao cho người được khen",
    "pay_bonus": "Đã chi tiền thưởng",
    "ask_for_reissue": "Đề nghị cấp đổi, cấp lại Bằng",
    "approve_reissue": "Đồng ý cấp đổi, cấp lại Bằng",
    "refuse_reissue": "Không cấp đổi, cấp lại Bằng",
    "hand_over_reissue": "Đã giao Bằng cấp đổi, cấp lại",
    "extend_supplement": "Gia hạn bổ sung đến hết ngày",
    "extend_step": "Gia hạn bước này đến hết ngày",
    RECOUNTED: "Lịch nghỉ thay đổi, hạn bước này chuyển sang hết ngày",
    REPINNED: "Chuyển sang phiên bản mới của quy trình",
}
WITHIN_THE_DEPARTMENT = frozenset(  # a unit hears the result, not the way there
    {*HANDED, "extend_step", RECOUNTED, "ask_agencies", "sign_consultation_letter", "ask_party", "answer_of_party"}
)
SAID_BY_EITHER = frozenset({"mark_for_party", "drop_party_mark"})  # a unit reads of these its own alone
WHY_IS_FOR: dict[str, frozenset[Role]] = {}  # steps whose reason is not for everybody who sees the case
# Into these a step goes backward: into a draft too, where a new one is no step; to withdraw is no one's sending back.
BACKWARD = frozenset({State.DRAFT, State.RETURNED, State.SUPPLEMENT, State.NOT_PROPOSED, State.NOT_APPROVED})
SAID_ABOVE = BACKWARD | {State.WITHDRAWN}  # in these the page says why beside where the case is
TOLD_OUTSIDE = frozenset({"submit", "decide_in_unit", "publish_in_unit", "report_to_department"})  # out of the unit


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
    by = [*definitions(case.workflow_key, case.workflow_version, logged)]
    shown = zip(by, with_stays(by, logged), strict=True)
    return [
        event_of(definition, event, stays, between, actor)
        for definition, (event, stays) in shown
        if (event.source or event.action in WORDS) and not _is_foreign(event, actor)
    ]


def last_why(case: Nomination, logged: Sequence[Happened], actor: Actor) -> str:
    """Why the case went back, or came to its end without an award: what its story says, as this person may read it."""
    if case.state not in SAID_ABOVE:
        return ""
    came = next((event for event in reversed(logged) if event.target == case.state and event.action != REPINNED), None)
    is_told = came is not None and not _is_foreign(came, actor) and may_read_why(came.action, actor)
    return came.reason if came is not None and is_told else ""


def definitions(key: str, version: int, logged: Sequence[Happened]) -> Iterator[type[Workflow]]:
    """By which definition each thing happened: a case may have been moved to a newer one since."""
    moves = [event.data for event in logged if event.action == REPINNED and event.data]
    versions = [*(move["from"] for move in moves), version]
    passed = 0
    for event in logged:
        yield registry.get(key, versions[passed])
        passed += event.action == REPINNED


def keeps_why_for(roles: AbstractSet[Role], *steps: str) -> None:
    """A room says who alone reads why these steps were taken."""
    WHY_IS_FOR.update(dict.fromkeys(steps, frozenset(roles)))


def may_read_why(step: str, actor: Actor) -> bool:
    return step not in WHY_IS_FOR or actor.role in WHY_IS_FOR[step]


def visited(events: Sequence[Happened]) -> list[str]:
    """States in the order the case was in them."""
    return [event.source for event in events if event.source]


def _is_foreign(event: Happened, actor: Actor) -> bool:
    if not actor.is_of_unit:
        return _is_internal(event)
    is_their_word = event.action in SAID_BY_EITHER and event.role not in UNIT_ROLES
    return is_their_word or event.action in WITHIN_THE_DEPARTMENT


def _is_internal(event: Happened) -> bool:
    return (event.source in WITHIN_THE_UNIT and event.action not in TOLD_OUTSIDE) or event.action == "open_draft"


def event_of(
    workflow: type[Workflow], event: Happened, stays: Sequence[Stay], between: Counter, actor: Actor | None = None
) -> Event:
    """What is told of one thing that happened; `actor`: where a reason may be kept from some."""
    step = workflow.transitions().get(event.action)
    took = _against_limits(workflow, event, stays, between) if stays and event.source else {}
    return Event(
        what=_what(step, event),
        who=event.actor_name,
        role=ROLE_NAMES[Role(event.role)] if event.role else "",
        when=clock.local(event.at_office).strftime("%H:%M %d/%m/%Y"),
        why=event.reason if actor is None or may_read_why(event.action, actor) else "",
        tone="back" if event.target in BACKWARD and event.source else "moving",
        **took,
    )


def _against_limits(
    workflow: type[Workflow], event: Happened, stays: Sequence[Stay], between: Counter
) -> dict[str, Any]:
    took = spent(workflow, event.source, stays, clock.local(event.at_office).date(), between)
    return {
        "took": _took(took.days, took.limit),
        "limit": _days(took.allowed, took.limit) if took.allowed else "",  # of no day: no more than "late"
        "late": took.is_late,
    }


def _took(days: int, limit: Limit | None) -> str:
    return f"Mất {_days(days, limit)}" if days else "Xong trong ngày"


def _what(step: Transition | None, event: Happened) -> str:
    said = step.label if step else WORDS.get(event.action, "Cập nhật hồ sơ")
    if event.action in DATED and event.data:
        return f"{said} {date.fromisoformat(event.data['to']):%d/%m/%Y}"
    return f"{said} {event.data['to']}" if event.action in HANDED and event.data else said


def _days(days: int, limit: Limit | None) -> str:
    return f"{days} ngày" if limit and limit.unit is DayUnit.CALENDAR else f"{days} ngày làm việc"

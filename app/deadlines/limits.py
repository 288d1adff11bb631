"""The limit a case stands under now, on what it rests, and why it cannot be extended."""

from dataclasses import dataclass

from app import clock
from app.awards.words import UNSETTLED, VERIFIED
from app.limits import is_aside, limits_of, longest_of
from app.nominations.models import Nomination
from app.nominations.reach import DEPARTMENT_ROLES
from workflows.award_province_1 import State
from workflows.engine import Limit, Workflow
from workflows.vocabulary import DayUnit

LEGAL, PRACTICE = "legal", "practice"  # of Limit.basis
FREE, FROZEN = "Hồ sơ không có thời hạn nào để gia hạn ở bước này.", "Hồ sơ đang đứng lại, thời hạn không chạy:"
NEEDS_PAPER = "Thời hạn này do luật định: ghi văn bản cho phép gia hạn."
RETURNED = "Hồ sơ đã trả lại đơn vị, không còn thời hạn bổ sung để gia hạn. Đơn vị hoàn thiện rồi nộp lại."
OF_UNIT = "Bước này do đơn vị làm, không phải thời hạn của Sở Nội vụ. Muộn đợt xét thì gia hạn ở trang Đợt xét."
OF_OTHERS = "Thời hạn bước này không thuộc Sở Nội vụ: cơ quan đang giữ hồ sơ quyết định."


@dataclass(frozen=True, kw_only=True)
class Standing:
    """A limit in words: how long, and on what it rests; `is_verified`: somebody read that."""

    words: str
    basis: str
    is_verified: bool
    is_legal: bool


NONE = Standing(words="Không có hạn", basis="", is_verified=True, is_legal=False)


def of(nomination: Nomination) -> Standing:
    return of_state(nomination.workflow, nomination.state)


def of_state(workflow: type[Workflow], state: str) -> Standing:
    """The longest limit of the steps that lead on (ADR 9)."""
    longest = longest_of(limits_of(workflow, state))
    if longest is None:
        return NONE
    step = next(step for step in workflow.options(state) if step.limit is longest)
    is_verified = longest.basis == LEGAL and step.confidence == VERIFIED
    return Standing(
        words=in_words(longest),
        basis=_basis(longest, step.law or "", is_verified=is_verified),
        is_verified=is_verified,
        is_legal=longest.basis == LEGAL,
    )


def in_words(limit: Limit) -> str:
    return f"{limit.days} {unit_name(limit)}"


def unit_name(limit: Limit | None) -> str:
    return "ngày" if limit and limit.unit is DayUnit.CALENDAR else "ngày làm việc"


def why_not(nomination: Nomination) -> str | None:
    """A sentence where there is nothing that the head may extend."""
    workflow, state = nomination.workflow, nomination.state
    if state == State.RETURNED:
        return RETURNED
    if is_aside(workflow, state):
        return f"{FROZEN} đi tiếp thì tính tiếp những ngày còn lại."
    if nomination.due_at is None:
        return FREE
    if state == State.SUPPLEMENT or workflow.states[workflow.state(state)].owner in DEPARTMENT_ROLES:
        return None
    return OF_UNIT if nomination.submitted_at is None else OF_OTHERS


def is_over(nomination: Nomination) -> bool:
    return nomination.due_at is not None and nomination.due_at < clock.now()


def _basis(limit: Limit, law: str, *, is_verified: bool) -> str:
    if limit.basis == LEGAL:
        return f"luật định: {law}" if is_verified else f"luật định: {law or 'chưa ghi điều'}, chưa đối chiếu văn bản"
    if limit.basis == PRACTICE:
        return "theo thủ tục hành chính đã công bố, chưa đối chiếu văn bản"
    return UNSETTLED

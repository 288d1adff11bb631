"""The plain steps of a case: a name, and a reason where the process asks for one. Others have their rooms' pages."""

from dataclasses import dataclass
from functools import partial

from werkzeug.exceptions import NotFound

from app import casework
from app.actor import Actor
from app.casework import NotYourStep, Option, advance, options
from app.errors import Refusal
from app.nominations import openings
from app.nominations.models import Nomination
from app.nominations.reach import roles_of
from workflows import nomination_guards_1 as guards
from workflows.engine import Transition

WITHDRAWN = "Đã rút hồ sơ, ký công văn rút. Văn thư đơn vị ghi số, phát hành công văn."
PLAIN = {  # what is told after each
    "send_to_check": "Đã gửi kiểm tra. Bộ phận TĐKT đơn vị, có thể chính là anh/chị, kiểm tra rồi trình Hội đồng.",
    "open_unit_notice": "Đã đưa ra công khai tại đơn vị.",
    "close_unit_notice": "Đã kết thúc công khai và trình Hội đồng của đơn vị.",
    "hand_back_to_drafter": "Đã trả về bản nháp để hoàn thiện.",
    "refer_to_unit_council": "Đã trình Hội đồng của đơn vị.",
    "propose_directly": "Đã chuyển thẳng sang lập Tờ trình của Sở Nội vụ, không qua Hội đồng.",
    "submit_at_once": "Đã chuyển ngay sang lập Tờ trình của Sở Nội vụ.",
    "rework": "Đã đưa hồ sơ vào kiểm tra lại.",
    "withdraw_submitted": WITHDRAWN,
    "withdraw_returned": WITHDRAWN,
    "withdraw": WITHDRAWN,
    "withdraw_in_unit": "Đã rút hồ sơ. Hồ sơ dừng tại đơn vị.",
    "announce_result": "Đã thông báo kết quả cho đơn vị và người được khen.",
}
DETOUR = "Hồ sơ theo thủ tục đơn giản không gửi kiểm tra mà đưa thẳng vào Tờ trình."
LEFT_OUT = {  # nobody need hear of a public notice in a round that has none, nor of the way past a council, or to it
    guards.unit_notice_is_on.otherwise,
    guards.no_council_considers_it.otherwise,
    guards.a_council_considers_it.otherwise,
}


@dataclass(frozen=True, kw_only=True)
class Offered:
    """A step this person may think of now, the page that takes it, and what stands in its way."""

    transition: Transition
    endpoint: str
    refusals: tuple[str, ...]


def offered(look: openings.Look, actor: Actor) -> list[Offered]:
    """Steps without a page, and those that the round leaves out, are not offered."""
    found = ((option, openings.page_of(option.name)) for option in options(look.case, actor, look.facts))
    shown = ((option, endpoint) for option, endpoint in found if endpoint and not _is_a_detour(look.case, option.name))
    asked = (Offered(transition=option.transition, endpoint=page, refusals=_told(option)) for option, page in shown)
    return [one for one in asked if LEFT_OUT.isdisjoint(one.refusals)]


def _told(option: Option) -> tuple[str, ...]:
    """What the step's own page asks for is not asked of the case first."""
    return () if openings.is_settled_on_its_page(option.name) else option.refusals


def _is_a_detour(case: Nomination, name: str) -> bool:
    """A simplified draft goes onto its Tờ trình; by way of the check it would go to the unit's council."""
    return case.is_simplified and name == "send_to_check"


def one(case: Nomination, name: str) -> Transition:
    """The step as the case's own process has it; there are processes without it."""
    if name not in case.workflow.transitions():
        raise NotFound
    return case.workflow.transition(name)


def refusals(case: Nomination, name: str, actor: Actor) -> tuple[str, ...]:
    """Why this person may not take a step now; nothing: they may."""
    option = next((option for option in options(case, actor) if option.name == name), None)
    if option is not None:
        return option.refusals
    transition = case.workflow.transition(name)
    if not transition.by & roles_of(case, actor):
        raise NotYourStep(transition)
    return tuple(transition.refusals(case.state, roles_of(case, actor), None))


def take(case: Nomination, name: str, reason: str, *, actor: Actor) -> None:
    if _is_a_detour(case, name):
        raise Refusal("Chưa thể thực hiện bước này.", [DETOUR])
    advance(case, name, actor=actor, reason=reason)
    openings.follow(case, name, reason, actor)


def why_not(case: Nomination, name: str, reason: str, *, actor: Actor) -> list[str]:
    """What taking a step of one's own page would be refused with, asked without doing it; nothing: it would be done."""
    return [DETOUR] if _is_a_detour(case, name) else casework.why_not(case, name, actor=actor, reason=reason)


def _deed(name: str, case: Nomination, reason: str, actor: Actor) -> None:
    take(case, name, reason, actor=actor)


for step in PLAIN:
    openings.takes_step(step, f"nominations.{step}")
    openings.takes_step_of_many(step, partial(_deed, step))

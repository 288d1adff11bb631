"""Names that stand still while their list goes on: set aside on it, sent back alone where they come too late."""

from collections.abc import Mapping

from app import clock
from app.actor import Actor
from app.audit import operations as audit
from app.casework import advance, insist
from app.decisions import queries
from app.decisions.models import Proposal
from app.errors import Refusal
from app.extensions import db
from app.nominations.models import Nomination
from workflows.award_province_1 import State

BACK_ALONE: Mapping[str, str] = {State.VPUB_REVIEW: "send_back_proposal", State.AT_CHAIR: "send_back_from_chairman"}
WHY = "Hồ sơ được xét tiếp khi Tờ trình có tên này đã đi tiếp: đưa vào Tờ trình khác."


def send_back(nomination: Nomination, reason: str, *, actor: Actor) -> None:
    """A case that came back under signature after its list had gone on: it waits for another list at Sở Nội vụ."""
    step = insist_on(nomination, actor)
    advance(nomination, step, actor=actor, reason=reason)


def insist_on(nomination: Nomination, actor: Actor) -> str:
    """Which step leads back; every other case goes with its list."""
    here = BACK_ALONE.get(nomination.state)
    steps = [here] if here else [*BACK_ALONE.values()]
    step = next((one for one in steps if actor.role in nomination.workflow.transition(one).by), steps[0])
    insist(nomination, step, actor=actor)
    if not queries.stands_left_behind(nomination):
        raise Refusal("Trả hồ sơ về Sở Nội vụ", ["Hồ sơ đang ở trong Tờ trình: trả cả danh sách, hoặc loại tên này."])
    return step


def forget_exclusion(nomination: Nomination) -> None:
    """A case is examined anew: that the Chairman once took it off a list keeps it from no other one."""
    for item in queries.exclusions_of(nomination.id):
        item.set_aside_at = clock.now()
    db.session.flush()


def leave_out(proposal: Proposal) -> None:
    """Of a list that is signed for good: the names that were withdrawn or ended meanwhile are none of its own."""
    living = set(queries.living_items(proposal))
    for item in proposal.items:
        if item.excluded_reason is None and item.set_aside_at is None and item not in living:
            item.set_aside_at = clock.now()


def set_aside(proposal: Proposal, actor: Actor) -> None:
    """The list goes on without the names whose cases stand still; each may be put on another."""
    suspended = queries.suspended_items(proposal)
    for item in suspended:
        item.set_aside_at = clock.now()
    if suspended:
        data = {"cases": [item.nomination.ref for item in suspended]}
        audit.record(actor=actor, subject=proposal.ref, action="go_on_without", data=data)

"""The decision's part of the case page, once it is issued and for those who may see it; and who is to be refused."""

from functools import cache
from typing import Any

from sqlalchemy import Select, and_, bindparam

from app.actor import Actor
from app.decisions.facts import latest_item
from app.decisions.models import Decision, DecisionItem
from app.decisions.queries import stands_left_behind
from app.decisions.reach import decisions_seen_as
from app.documents.models import Paper
from app.extensions import read_rows
from app.nominations.openings import Look, Panel, Task, finds_task, shows_panel
from app.nominations.states import AWARDED
from workflows.award_province_1 import State
from workflows.sheets_1 import DecisionState, ProposalState
from workflows.vocabulary import Role, Sheet

PREPARE = frozenset({Role.APPRAISER, Role.SNV_DRAFTER})
BACK_BY: dict[str, Role] = {State.VPUB_REVIEW: Role.VPUB, State.AT_CHAIR: Role.CHAIRMAN}


@shows_panel(order=30)
def awarded(look: Look, actor: Actor) -> Panel | None:
    if look.case.state not in AWARDED | {State.REPLACING}:
        return None
    own = {"nomination_id": look.case.id, "own_unit": actor.organisation_id}
    found = read_rows(_awarded_by(actor.role), own).first()
    return Panel("decisions/_awarded_by.html", {"decision": found}) if found else None


@finds_task
def to_be_refused(look: Look, actor: Actor) -> Task | None:
    """Whom the Chairman took off a list is told so by the director, on the page of that list's name."""
    if actor.role is not Role.SNV_DIRECTOR or look.case.state != State.SNV_SUBMISSION or not look.facts.is_excluded:
        return None
    item = look.read(latest_item)
    assert item is not None, "the fact was read off it"
    where = {"proposal_id": item.proposal_id, "item_id": item.id}
    return Task("Thông báo không khen thưởng", "proposals.refuse", where)


@finds_task
def put_on_a_list(look: Look, actor: Actor) -> Task | None:
    """What the council passed waits for a Tờ trình of Sở Nội vụ; whoever prepares them finds the one it is on."""
    if actor.role not in PREPARE or look.case.state != State.SNV_SUBMISSION or look.facts.is_excluded:
        return None
    item = look.read(latest_item)
    if item is not None and item.proposal.state == ProposalState.DRAFT:
        return Task("Mở Tờ trình có hồ sơ này", "proposals.show", {"proposal_id": item.proposal_id})
    return Task("Đưa vào Tờ trình của Sở Nội vụ", "proposals.new", {"award_version_id": look.case.award_version_id})


@finds_task
def left_behind(look: Look, actor: Actor) -> Task | None:
    """Whoever has a case whose list went on without it sends it back for another list."""
    if BACK_BY.get(look.case.state) is not actor.role or not stands_left_behind(look.case):
        return None
    return Task("Trả Sở Nội vụ, đưa vào Tờ trình khác", "proposals.left_behind", {"nomination_id": look.case.id})


@cache
def _awarded_by(role: Role | None) -> Select[Any]:
    """The newest decision with its paper."""
    return (
        decisions_seen_as(role)
        .join(DecisionItem, DecisionItem.decision_id == Decision.id)
        .join(Paper, and_(Paper.sheet == Sheet.DECISION, Paper.sheet_id == Decision.id))
        .where(
            DecisionItem.nomination_id == bindparam("nomination_id"),
            Decision.state == DecisionState.ISSUED,
            Paper.number.is_not(None),  # what is written after it has none
        )
        .order_by(Paper.id.desc())
        .limit(1)
        .with_only_columns(
            Decision.id,
            Decision.title,
            Paper.id.label("paper_id"),
            Paper.number,
            Paper.symbol,
            Paper.issued_on,
            Paper.signed_copy_id,
        )
    )

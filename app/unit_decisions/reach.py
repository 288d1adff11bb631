"""Who may see a decision of a unit: its own unit; a subordinate whose people are on it, Sở Nội vụ: once it is out."""

from collections.abc import Set as AbstractSet
from functools import cache

from sqlalchemy import Select, and_, exists, false, or_, select

from app.actor import UNIT_ROLES, Actor
from app.extensions import OWN_UNIT, is_there
from app.nominations.models import Nomination
from app.nominations.reach import DEPARTMENT_ROLES
from app.papers import queries as papers
from app.unit_decisions.models import UnitDecision, UnitDecisionItem
from workflows.unit_decisions_1 import UnitDecisionState
from workflows.vocabulary import Role, Sheet

OUT = (UnitDecisionState.POSTED, UnitDecisionState.REPORTED)  # made known


def visible_to(actor: Actor) -> Select[tuple[UnitDecision]]:
    return seen_as(actor.role).params(own_unit=actor.organisation_id)


@cache
def seen_as(role: Role | None) -> Select[tuple[UnitDecision]]:
    """The same for whoever holds a role, written once; who executes it says whose: `own_unit=actor.organisation_id`."""
    if role in UNIT_ROLES:
        on_it = exists().where(
            UnitDecisionItem.unit_decision_id == UnitDecision.id,
            UnitDecisionItem.struck_reason.is_(None),
            UnitDecisionItem.nomination_id == Nomination.id,
            Nomination.unit_id == OWN_UNIT,
        )
        of_subordinates = and_(UnitDecision.state.in_(OUT), on_it)
        return select(UnitDecision).where(or_(UnitDecision.unit_id == OWN_UNIT, of_subordinates))
    if role in DEPARTMENT_ROLES:
        return select(UnitDecision).where(UnitDecision.state == UnitDecisionState.REPORTED)
    return select(UnitDecision).where(false())


@papers.guards(Sheet.UNIT_DECISION)
def may_see(decision_id: int, actor: Actor) -> bool:
    return is_there(visible_to(actor).where(UnitDecision.id == decision_id))


def roles_of(decision: UnitDecision, actor: Actor) -> AbstractSet[Role]:
    if actor.role not in UNIT_ROLES or actor.organisation_id != decision.unit_id:
        return frozenset()
    return frozenset({actor.role})

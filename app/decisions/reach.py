"""Who may see proposals and decisions, and which roles an actor holds for one."""

from collections.abc import Set as AbstractSet
from functools import cache

from sqlalchemy import Select, exists, false, or_, select

from app.actor import UNIT_ROLES, Actor
from app.decisions.models import Decision, DecisionItem, Proposal
from app.documents.models import Paper
from app.extensions import is_there
from app.nominations.models import Nomination
from app.nominations.reach import COUNCIL_ROLES, DEPARTMENT_ROLES, OF_OWN_UNIT
from app.papers import queries as papers
from workflows.paper_life_1 import State as PaperState
from workflows.sheets_1 import DecisionState, ProposalState
from workflows.vocabulary import Paper as PaperCode
from workflows.vocabulary import Role, Sheet

AT_UBND = frozenset({Role.VPUB, Role.CHAIRMAN, Role.CLERICAL_UBND})


def proposals_visible_to(actor: Actor) -> Select[tuple[Proposal]]:
    """Sở Nội vụ sees its own; Văn phòng and Chairman see what has been signed over to them, and its later fate."""
    return proposals_seen_as(actor.role)


@cache
def proposals_seen_as(role: Role | None) -> Select[tuple[Proposal]]:
    """The same for whoever holds a role, written once."""
    if role in DEPARTMENT_ROLES:
        return select(Proposal)
    if role in AT_UBND:
        return select(Proposal).where(or_(Proposal.state != ProposalState.DRAFT, Proposal.signed_at.is_not(None)))
    return select(Proposal).where(false())


def decisions_visible_to(actor: Actor) -> Select[tuple[Decision]]:
    """Whoever made it; once it is issued the units whose people are on it, and the accountant."""
    return decisions_seen_as(actor.role).params(own_unit=actor.organisation_id)


@cache
def decisions_seen_as(role: Role | None) -> Select[tuple[Decision]]:
    """The same for whoever holds a role, written once; who executes it says whose: `own_unit=actor.organisation_id`."""
    if role in DEPARTMENT_ROLES | AT_UBND:
        return select(Decision)
    if role is Role.ACCOUNTANT:
        return select(Decision).where(Decision.state == DecisionState.ISSUED)
    if role in UNIT_ROLES:
        own = exists().where(
            DecisionItem.decision_id == Decision.id,
            DecisionItem.nomination_id == Nomination.id,
            OF_OWN_UNIT,
        )
        return select(Decision).where(Decision.state == DecisionState.ISSUED, own)
    return select(Decision).where(false())


@papers.guards(Sheet.PROPOSAL)
def may_see_proposal(proposal_id: int, actor: Actor) -> bool:
    return is_there(proposals_visible_to(actor).where(Proposal.id == proposal_id))


@papers.guards(Sheet.DECISION)
def may_see_decision(decision_id: int, actor: Actor) -> bool:
    return is_there(decisions_visible_to(actor).where(Decision.id == decision_id))


@papers.guards_paper(PaperCode.REPLACING_DECISION, PaperCode.CORRECTION_LETTER, PaperCode.REVOKING_DECISION)
def may_read_of_case(paper: Paper, actor: Actor) -> bool:
    """What the Chairman signs about one case later: its unit and the council read it once it is issued."""
    return actor.role in DEPARTMENT_ROLES | AT_UBND or paper.state == PaperState.ISSUED


@papers.guards_paper(PaperCode.CONCLUSION_NOTICE)
def may_read_conclusion(paper: Paper, actor: Actor) -> bool:
    """Likewise what the Chairman or the council concluded; the council reads its own before."""
    return may_read_of_case(paper, actor) or actor.role in COUNCIL_ROLES


def roles_of(_: Proposal | Decision, actor: Actor) -> AbstractSet[Role]:
    """Province-level sheets: the role is enough, there is one of each office."""
    return frozenset({actor.role}) if actor.role else frozenset()

"""What proposals and decisions know about a nomination, and about themselves."""

from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import joinedload

from app.casework import teach
from app.decisions import queries
from app.decisions.models import Decision, DecisionItem, Proposal, ProposalItem
from app.decisions.reach import roles_of
from app.documents.models import Paper
from app.extensions import db
from app.nominations.models import Nomination
from app.nominations.openings import Look, contributes_facts
from app.papers import operations as papers
from workflows.facts import DecisionFacts, ProposalFacts
from workflows.sheets_1 import ProposalState
from workflows.vocabulary import Paper as PaperCode
from workflows.vocabulary import Sheet

SIGNED = frozenset({ProposalState.AT_VPUB, ProposalState.AT_CHAIR, ProposalState.DECIDED})
FORWARDED = frozenset({ProposalState.AT_CHAIR, ProposalState.DECIDED})


@contributes_facts("proposal_is_signed", "proposal_is_forwarded", "is_excluded", "may_be_refused_by_chairman")
def of_listed(look: Look) -> dict[str, Any]:
    item = look.read(latest_item)
    state = item.proposal.state if item else None
    excluded = item is not None and item.excluded_reason is not None
    return {
        "proposal_is_signed": state in SIGNED,
        "proposal_is_forwarded": state in FORWARDED,
        "is_excluded": excluded,
        "may_be_refused_by_chairman": excluded,
    }


def latest_item(nomination: Nomination) -> ProposalItem | None:
    """The nomination's line on the newest list that carries it, and did not go on without it."""
    return db.session.scalars(_LATEST_ITEM, {"nomination_id": nomination.id}).one_or_none()


_LATEST_ITEM = (
    select(ProposalItem)
    .where(ProposalItem.nomination_id == bindparam("nomination_id"), ProposalItem.set_aside_at.is_(None))
    .options(joinedload(ProposalItem.proposal))
    .order_by(ProposalItem.id.desc())
    .limit(1)
)


def decision_of(nomination: Nomination) -> Decision | None:
    return db.session.scalars(_DECISION, {"nomination_id": nomination.id}).one_or_none()


_DECISION = (
    select(Decision)
    .join(DecisionItem, DecisionItem.decision_id == Decision.id)
    .where(DecisionItem.nomination_id == bindparam("nomination_id"))
)


def of_proposal(proposal: Proposal) -> ProposalFacts:
    paper = papers.of_sheet(PaperCode.PROPOSAL_LETTER, Sheet.PROPOSAL, proposal.id)
    return ProposalFacts(
        has_items=bool(queries.living_items(proposal)),
        has_number=_has(paper, "number"),
        has_signed_copy=_has(paper, "signed_copy_id"),
    )


def of_decision(decision: Decision) -> DecisionFacts:
    paper = papers.of_sheet(queries.paper_of(decision), Sheet.DECISION, decision.id)
    return DecisionFacts(has_number=_has(paper, "number"), has_signed_copy=_has(paper, "signed_copy_id"))


def _has(paper: Paper | None, column: str) -> bool:
    return paper is not None and getattr(paper, column) is not None


teach(Proposal, facts=of_proposal, roles=roles_of)
teach(Decision, facts=of_decision, roles=roles_of)

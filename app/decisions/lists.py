"""Proposals and decisions as plain rows, and how many cases of each award wait for a list."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import Integer, Row, Select, bindparam, func, select

from app.actor import Actor
from app.awards.models import AwardVersion
from app.decisions.models import Decision, DecisionItem, Proposal, ProposalItem
from app.decisions.queries import is_carried
from app.decisions.reach import decisions_seen_as, proposals_seen_as
from app.extensions import at_most, read_rows
from app.nominations.models import Nomination
from app.numbers import LARGEST
from workflows.award_province_1 import State
from workflows.vocabulary import Role

PAGE = 50
MOST = 200  # cases of an award that are counted; of more it is said that there are more


def proposals(actor: Actor, *, before: int | None = None) -> Sequence[Row[Any]]:
    """The newest first: .id .title .award .names .created_at .state_since, and what names the state."""
    return read_rows(_proposals(actor.role), {"before": before or LARGEST}).all()


@cache
def _proposals(role: Role | None) -> Select[Any]:
    names = select(func.count()).where(
        ProposalItem.proposal_id == Proposal.id,
        ProposalItem.excluded_reason.is_(None),
        ProposalItem.set_aside_at.is_(None),
    )
    return (
        proposals_seen_as(role)
        .join(AwardVersion, AwardVersion.id == Proposal.award_version_id)
        .where(Proposal.id < bindparam("before", type_=Integer))
        .order_by(Proposal.id.desc())
        .limit(at_most(PAGE))
        .with_only_columns(
            Proposal.id,
            Proposal.title,
            Proposal.created_at,
            Proposal.state_since,
            Proposal.workflow_key,
            Proposal.workflow_version,
            Proposal.state,
            AwardVersion.name.label("award"),
            names.correlate(Proposal).scalar_subquery().label("names"),
        )
    )


def decisions(actor: Actor, *, before: int | None = None) -> Sequence[Row[Any]]:
    """The newest first: .id .title .award .names .signed_at, and what names the state."""
    whose = {"own_unit": actor.organisation_id, "before": before or LARGEST}
    return read_rows(_decisions(actor.role), whose).all()


@cache
def _decisions(role: Role | None) -> Select[Any]:
    names = select(func.count()).where(DecisionItem.decision_id == Decision.id)
    return (
        decisions_seen_as(role)
        .join(AwardVersion, AwardVersion.id == Decision.award_version_id)
        .where(Decision.id < bindparam("before", type_=Integer))
        .order_by(Decision.id.desc())
        .limit(at_most(PAGE))
        .with_only_columns(
            Decision.id,
            Decision.title,
            Decision.signed_at,
            Decision.workflow_key,
            Decision.workflow_version,
            Decision.state,
            AwardVersion.name.label("award"),
            names.correlate(Decision).scalar_subquery().label("names"),
        )
    )


def waiting_by_award() -> Sequence[Row[Any]]:
    """Awards that have cases waiting for a list: .id .name .cases, of which no more than MOST + 1 are counted."""
    return [row for row in read_rows(_WAITING, {"most": MOST + 1}) if row.cases]


def _waiting() -> Select[Any]:
    some = (
        select(Nomination.id)
        .where(Nomination.state == State.SNV_SUBMISSION, Nomination.award_version_id == AwardVersion.id, ~is_carried())
        .correlate(AwardVersion)
        .limit(bindparam("most", type_=Integer))
        .subquery()
    )
    counted = select(func.count()).select_from(some).scalar_subquery()
    return select(AwardVersion.id, AwardVersion.name, counted.label("cases")).order_by(AwardVersion.id)


_WAITING = _waiting()

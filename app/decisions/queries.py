"""Proposals and decisions as lists and one by one, and the cases that wait for a list."""

from collections.abc import Mapping, Sequence

from sqlalchemy import BindParameter, ColumnElement, Exists, Select, bindparam, case, exists, select
from sqlalchemy.orm import joinedload, selectinload

from app.actor import Actor
from app.audit.models import AuditEvent
from app.awards.models import AwardVersion
from app.decisions.models import Decision, DecisionItem, Proposal, ProposalItem
from app.decisions.reach import decisions_visible_to, proposals_visible_to
from app.documents.models import Paper
from app.errors import or_404
from app.extensions import db, read_rows
from app.nominations.models import Nomination
from app.nominees.queries import by_kind
from app.organisations.models import Organisation
from workflows import registry
from workflows.award_province_1 import State as CaseState
from workflows.award_state_1 import AwardState1
from workflows.sheets_1 import Proposal1, ProposalState
from workflows.upward_1 import StateProposal1
from workflows.vocabulary import Paper as PaperCode
from workflows.vocabulary import Sheet

UNDER_SIGNATURE = frozenset({CaseState.VPUB_REVIEW, CaseState.AT_CHAIR})
LIST_OF = {
    CaseState.VPUB_REVIEW.value: ProposalState.AT_VPUB.value,
    CaseState.AT_CHAIR.value: ProposalState.AT_CHAIR.value,
}
LIVING = (ProposalState.DRAFT, ProposalState.AT_VPUB, ProposalState.AT_CHAIR)
NO_DRAFT = "Danh sách đã quyết định hoặc đã hủy, không còn dự thảo. Bản đã ký ở mục Văn bản."


def award(award_version_id: int) -> AwardVersion:
    return or_404(db.session.get(AwardVersion, award_version_id))


def proposal(proposal_id: int, actor: Actor) -> Proposal:
    return or_404(
        db.session.scalars(
            proposals_visible_to(actor)
            .where(Proposal.id == proposal_id)
            .options(
                joinedload(Proposal.award_version),
                selectinload(Proposal.items).joinedload(ProposalItem.nomination).joinedload(Nomination.unit),
            )
        ).one_or_none()
    )


def decision(decision_id: int, actor: Actor) -> Decision:
    return or_404(
        db.session.scalars(
            decisions_visible_to(actor)
            .where(Decision.id == decision_id)
            .options(
                joinedload(Decision.award_version),
                joinedload(Decision.signed_by),
                selectinload(Decision.items).joinedload(DecisionItem.nomination).joinedload(Nomination.unit),
            )
        ).one_or_none()
    )


def process_of(nomination_ids: Sequence[int]) -> str:
    """Which sheet carries cases of one kind of process: what goes up to the state has its own."""
    keys = select(Nomination.workflow_key).where(Nomination.id.in_(nomination_ids)).order_by(Nomination.id).limit(1)
    return sheet_for(db.session.scalar(keys) or "")


def sheet_for(process: str) -> str:
    return StateProposal1.key if process == AwardState1.key else Proposal1.key


def items_shown_to(found: Decision, actor: Actor) -> list[DecisionItem]:
    """A unit reads its own people's lines here, and those it submitted; the whole list is in the issued paper."""
    if not actor.is_of_unit:
        return list(found.items)
    units = ((item, (item.nomination.unit_id, item.nomination.submitting_unit_id)) for item in found.items)
    return [item for item, of in units if actor.organisation_id in of]


def living_items(found: Proposal) -> list[ProposalItem]:
    """The names still on the list, in its order: neither taken off nor withdrawn or suspended meanwhile."""
    return [
        item
        for item in sorted(found.items, key=lambda item: item.position)
        if item.excluded_reason is None
        and item.set_aside_at is None
        and item.nomination.state in UNDER_SIGNATURE | {CaseState.SNV_SUBMISSION}
    ]


def suspended_items(found: Proposal) -> list[ProposalItem]:
    """The names that stand still: the list goes on without them, and with those that come back in time."""
    return [
        item
        for item in found.items
        if item.excluded_reason is None and item.set_aside_at is None and item.nomination.state == CaseState.SUSPENDED
    ]


def set_aside_items(found: Proposal) -> list[ProposalItem]:
    """The names this list went on without."""
    return [item for item in found.items if item.set_aside_at is not None and item.excluded_reason is None]


def listed_items(found: Proposal) -> list[ProposalItem]:
    """The names to read: those that were decided once they are, else those still on the list."""
    if found.goes_up and found.state == ProposalState.DECIDED:
        return [item for item in found.items if item.excluded_reason is None and item.set_aside_at is None]
    if found.decision is None:
        return living_items(found)
    decided = {item.nomination_id for item in found.decision.items}
    return [item for item in found.items if item.nomination_id in decided]


def as_shown(found: Proposal) -> str:
    """What a signature is given to: the sheet's version, and the names on it in their order."""
    return f"{found.version}:{','.join(str(item.id) for item in living_items(found))}"


def excluded_items(found: Proposal) -> list[ProposalItem]:
    """Names the Chairman took off and whose units have not been told yet."""
    return [
        item
        for item in found.items
        if item.excluded_reason is not None
        and item.set_aside_at is None
        and item.nomination.state == CaseState.SNV_SUBMISSION
    ]


def paper_of(found: Proposal | Decision) -> PaperCode:
    """Which paper decides about the cases on a list: the first that their own process names at the signature."""
    of_cases = (item.nomination.workflow for item in found.items)
    process = next(of_cases, None) or registry.latest(found.award_version.process)
    return process.transition("decide").papers[0]


def deciding_paper(nomination_id: int) -> Paper | None:
    """The decision by which the award was given, as it was issued."""
    return db.session.scalars(_DECIDED_BY, {"nomination_id": nomination_id}).first()


_DECIDED_BY = (
    select(Paper)
    .join(DecisionItem, DecisionItem.decision_id == Paper.sheet_id)
    .where(
        DecisionItem.nomination_id == bindparam("nomination_id"),
        Paper.sheet == Sheet.DECISION,
        Paper.code.in_((PaperCode.AWARD_DECISION, PaperCode.MEDAL_DECISION)),
    )
    .order_by(Paper.id.desc())
    .limit(1)
)


def is_carried() -> Exists:
    """Of a nomination: it stands on a living list that did not go on without it, or the Chairman took it off one."""
    return (
        exists()
        .where(ProposalItem.nomination_id == Nomination.id, ProposalItem.proposal_id == Proposal.id)
        .where(
            ProposalItem.set_aside_at.is_(None),
            Proposal.state.in_(LIVING) | ProposalItem.excluded_reason.is_not(None),
        )
    )


def is_left_behind(*of: ColumnElement[bool]) -> ColumnElement[bool]:
    """Of a nomination under signature: its list went on while it was suspended. They are few, found from the lists."""
    carried = (
        exists()
        .where(ProposalItem.nomination_id == Nomination.id, ProposalItem.proposal_id == Proposal.id)
        .where(ProposalItem.excluded_reason.is_(None), ProposalItem.set_aside_at.is_(None))
        .where(Proposal.state == case(LIST_OF, value=Nomination.state, else_=""))
    )
    set_aside = select(ProposalItem.nomination_id).where(ProposalItem.set_aside_at.is_not(None), *of)
    return Nomination.id.in_(set_aside) & Nomination.state.in_(UNDER_SIGNATURE) & ~carried


_CASE: BindParameter[int] = bindparam("nomination_id")
_LEFT_BEHIND = select(
    select(Nomination.id)
    .where(Nomination.id == _CASE, is_left_behind(ProposalItem.nomination_id == _CASE))  # not every line of every list
    .exists()
)


def stands_left_behind(nomination: Nomination) -> bool:
    return bool(read_rows(_LEFT_BEHIND, {"nomination_id": nomination.id}).scalar())


def is_excluded() -> ColumnElement[bool]:
    """Of a nomination: the Chairman took it off a list. They are few, and found from the lists."""
    return Nomination.id.in_(select(ProposalItem.nomination_id).where(*_EXCLUDED))


_EXCLUDED = ProposalItem.excluded_reason.is_not(None), ProposalItem.set_aside_at.is_(None)


def exclusions_of(nomination_id: int) -> Sequence[ProposalItem]:
    """Lines from which the Chairman took a case off, and that still say so of it."""
    return db.session.scalars(select(ProposalItem).where(ProposalItem.nomination_id == nomination_id, *_EXCLUDED)).all()


def awaiting_proposal(award_version_id: int) -> Select[tuple[Nomination]]:
    """Cases of one award that the council passed and no living list carries, in the order of units and names."""
    return (
        select(Nomination)
        .join(Organisation, Organisation.id == Nomination.unit_id)
        .where(
            Nomination.award_version_id == award_version_id,
            Nomination.state == CaseState.SNV_SUBMISSION,
            ~is_carried(),
        )
        .options(joinedload(Nomination.unit))
        .order_by(Organisation.sort_key, by_kind(Nomination.nominee_kind), Nomination.nominee_key)
    )


def reasons_of(cases: Sequence[Nomination], state: CaseState) -> Mapping[str, str]:
    """Why each case came into `state`, in the words of whoever moved it there last, by the case's ref."""
    moved = (
        select(AuditEvent.subject, AuditEvent.reason)
        .where(AuditEvent.subject.in_([one.ref for one in cases]), AuditEvent.target == state.value)
        .order_by(AuditEvent.seq)
    )
    return {row.subject: row.reason for row in read_rows(moved)}

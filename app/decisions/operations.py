"""From the cases the council passed to the issued decision: one list, one Tờ trình, one Quyết định."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app import clock, versions
from app.actor import Actor
from app.audit import operations as audit
from app.awards import money
from app.awards.models import AwardVersion
from app.casework import advance, begin, insist
from app.decisions import (
    facts,  # noqa: F401 -- teaches casework what proposals and decisions are
    queries,
    slips,
)
from app.decisions import papers as said
from app.decisions.aside import set_aside
from app.decisions.models import Decision, DecisionItem, Proposal, ProposalItem
from app.documents.models import Paper, StoredFile
from app.errors import Invalid, Refusal
from app.extensions import db
from app.nominations import letters, listing
from app.nominations.models import Nomination
from app.organisations.models import Organisation
from app.papers import operations as papers
from app.papers.operations import Registration
from workflows.paper_life_1 import State as PaperState
from workflows.sheets_1 import ProposalState
from workflows.vocabulary import Paper as PaperCode
from workflows.vocabulary import Sheet

TWO_ROADS = (
    "Danh sách có cả hồ sơ theo quy trình cấp tỉnh và hồ sơ theo quy trình cấp Nhà nước: lập hai Tờ trình riêng."
)


@dataclass(frozen=True, kw_only=True)
class ProposalDraft:
    """Which cases of one award go onto one list."""

    title: str
    summary: str
    nomination_ids: list[int]
    version: int = 0  # of the proposal when its form was opened; 0: a new one


@dataclass(frozen=True, kw_only=True)
class Return:
    """Why a signed list comes back, and which names, each with its reason."""

    reason: str
    exclusions: Mapping[int, str]  # ProposalItem.id -> reason


def draft(award: AwardVersion, wanted: ProposalDraft, *, actor: Actor) -> Proposal:
    """Begin a Tờ trình of Sở Nội vụ with its list, in the order given."""
    assert actor.user_id is not None, "a proposal is drafted by a person"
    audit.take_the_pen()  # two lists at once: the slower sees what the faster took
    proposal = Proposal(
        award_version_id=award.id,
        title=wanted.title,
        summary=wanted.summary,
        created_by_id=actor.user_id,
        created_at=clock.now(),
    )
    begin(proposal, queries.process_of(wanted.nomination_ids))
    db.session.add(proposal)
    db.session.flush()
    _list(proposal, wanted.nomination_ids, actor)
    audit.record(actor=actor, subject=proposal.ref, action="draft", target=proposal.state)
    return proposal


def redraft(proposal: Proposal, wanted: ProposalDraft, *, actor: Actor) -> None:
    """Change a draft's words and list; names the Chairman took off stay off, those it went on without may be back."""
    _insist_on_draft(proposal)
    typed = {"Trích yếu": wanted.title, "Kết quả thẩm định": wanted.summary}
    versions.insist(proposal.ref, seen=wanted.version, now=proposal.version, typed=typed)
    proposal.title, proposal.summary = wanted.title, wanted.summary
    for item in [item for item in proposal.items if item.excluded_reason is None or item.set_aside_at is not None]:
        if item.set_aside_at is not None and item.nomination_id not in wanted.nomination_ids:
            continue
        proposal.items.remove(item)
        db.session.delete(item)
    db.session.flush()
    _list(proposal, wanted.nomination_ids, actor)
    versions.touch(proposal)
    audit.record(actor=actor, subject=proposal.ref, action="redraft")


def _list(proposal: Proposal, nomination_ids: Iterable[int], actor: Actor) -> None:
    waiting = queries.awaiting_proposal(proposal.award_version_id)
    for position, case in enumerate(listing.chosen(nomination_ids, waiting, actor), start=1):
        if queries.sheet_for(case.workflow_key) != proposal.workflow_key:
            raise Invalid(nomination_ids=TWO_ROADS)
        proposal.items.append(ProposalItem(nomination_id=case.id, position=position))
    db.session.flush()


def move(item: ProposalItem, by: int, *, actor: Actor) -> None:
    """Move a name up (-1) or down (+1): the list's order is set by hand."""
    _insist_on_draft(item.proposal)
    listing.move(queries.living_items(item.proposal), item, by)
    versions.touch(item.proposal)
    audit.record(actor=actor, subject=item.proposal.ref, action="reorder", data={"case": item.nomination.ref})


def sign(proposal: Proposal, *, actor: Actor, seen: str | None = None) -> None:
    """The director signs: the Tờ trình is frozen and every listed case goes to Văn phòng UBND.

    `seen`: what the page showed (`queries.as_shown`); None: the caller has just looked.
    """
    insist_on_what_was_seen(proposal, "sign", seen, actor)
    set_aside(proposal, actor)
    content = said.proposal_letter(proposal, signer=actor)
    paper = papers.draft(content, sheet=Sheet.PROPOSAL, sheet_id=proposal.id, issuer=said.department(), anew=True)
    advance(proposal, "sign", actor=actor)
    papers.sign(paper, content, actor=actor)
    proposal.signed_at = clock.now()
    for item in queries.living_items(proposal):
        advance(item.nomination, "submit_proposal", actor=actor)


def register(proposal: Proposal, entry: Registration, signed_copy: StoredFile, *, actor: Actor) -> None:
    """Number, date and signed copy of the Tờ trình, from the register of Sở Nội vụ."""
    paper = _paper(proposal)
    if paper is None or paper.signed_at is None:
        raise Refusal("Chưa ghi được số Tờ trình.", ["Tờ trình chưa được ký: Giám đốc Sở ký rồi mới cấp số."])
    papers.register(paper, entry, signed_copy, actor=actor)


def forward(proposal: Proposal, *, actor: Actor, seen: str | None = None) -> None:
    """Văn phòng UBND found the papers in order and puts them before the Chairman."""
    insist_on_what_was_seen(proposal, "forward", seen, actor)
    set_aside(proposal, actor)
    content = slips.forwarding_slip(proposal, signer=actor)
    office = db.session.get_one(Organisation, actor.organisation_id)
    slip = papers.draft(content, sheet=Sheet.PROPOSAL, sheet_id=proposal.id, issuer=office, anew=True)
    advance(proposal, "forward", actor=actor)
    papers.issue_unnumbered(slip, content, actor=actor)
    for item in queries.living_items(proposal):
        advance(item.nomination, "forward_to_chairman", actor=actor)


def send_back(proposal: Proposal, reason: str, *, actor: Actor) -> None:
    """Văn phòng UBND sends the whole list back to Sở Nội vụ."""
    _return(proposal, "send_back", "send_back_proposal", Return(reason=reason, exclusions={}), actor)


def send_back_from_chairman(proposal: Proposal, wanted: Return, *, actor: Actor) -> None:
    """The Chairman does not sign, or takes names off: the list returns with the names and reasons."""
    insist(proposal, "send_back_from_chairman", actor=actor)
    if not wanted.reason.strip():
        raise Invalid(reason="Nêu lý do trả lại danh sách.")
    struck = [item for item in queries.living_items(proposal) if wanted.exclusions.get(item.id, "").strip()]
    for item in struck:
        item.excluded_reason, item.excluded_at = wanted.exclusions[item.id].strip(), clock.now()
    content = slips.conclusion(proposal, wanted.reason, struck, signer=actor)
    paper = papers.draft(content, sheet=Sheet.PROPOSAL, sheet_id=proposal.id, issuer=said.committee(), anew=True)
    _return(proposal, "send_back_from_chairman", "send_back_from_chairman", wanted, actor)
    papers.sign(paper, content, actor=actor)


def _return(proposal: Proposal, sheet_step: str, case_step: str, wanted: Return, actor: Actor) -> None:
    under_way = [item for item in proposal.items if item.set_aside_at is None]
    listed = [item for item in under_way if item.nomination.state in queries.UNDER_SIGNATURE]
    set_aside(proposal, actor)
    advance(proposal, sheet_step, actor=actor, reason=wanted.reason)
    proposal.returned_reason = wanted.reason
    for item in listed:
        own = wanted.exclusions.get(item.id, "").strip()
        advance(item.nomination, case_step, actor=actor, reason=own or wanted.reason)
    paper = _paper(proposal)
    if paper is not None and paper.state != PaperState.ISSUED:  # a numbered one stays in the register
        papers.void(paper, wanted.reason, actor=actor)


def decide(proposal: Proposal, *, actor: Actor, seen: str | None = None) -> Decision:
    """The Chairman signs: the decision is born with its list, and with the money of the day."""
    insist_on_what_was_seen(proposal, "decide", seen, actor)
    assert actor.user_id is not None, "a decision is signed by a person"
    set_aside(proposal, actor)
    advance(proposal, "decide", actor=actor)
    decision = Decision(
        proposal_id=proposal.id,
        award_version_id=proposal.award_version_id,
        title=said.decision_title(proposal),
        signed_by_id=actor.user_id,
        signed_at=clock.now(),
    )
    begin(decision, "decision")
    db.session.add(decision)
    for item in queries.living_items(proposal):
        bonus = money.bonus(proposal.award_version, item.nomination.subject, clock.today())
        decision.items.append(DecisionItem(nomination_id=item.nomination_id, position=item.position, bonus=bonus))
    db.session.flush()
    content = said.award_decision(proposal, signer=actor)
    paper = papers.draft(content, sheet=Sheet.DECISION, sheet_id=decision.id, issuer=said.committee())
    papers.sign(paper, content, actor=actor)
    for item in queries.living_items(proposal):
        advance(item.nomination, "decide", actor=actor)
    return decision


def issue(decision: Decision, entry: Registration, signed_copy: StoredFile, *, actor: Actor) -> None:
    """Văn thư numbers and issues with the signed copy; units and nominees are told."""
    insist(decision, "issue", actor=actor)
    paper = papers.of_sheet(queries.paper_of(decision), Sheet.DECISION, decision.id)
    assert paper is not None, "a decision is born with its paper"
    papers.register(paper, entry, signed_copy, actor=actor)
    advance(decision, "issue", actor=actor)
    for item in decision.items:
        advance(item.nomination, "publish", actor=actor)


def refuse(nomination: Nomination, reason: str, *, actor: Actor) -> None:
    """Tell the unit that the Chairman did not agree to this name."""
    advance(nomination, "refuse_by_chairman", actor=actor, reason=reason)
    letters.sign(said.refusal(nomination, reason, signer=actor), nomination, actor=actor)


def discard(proposal: Proposal, reason: str, *, actor: Actor) -> None:
    """Give a draft up; its cases are free for another list."""
    advance(proposal, "discard", actor=actor, reason=reason)


def _paper(proposal: Proposal) -> Paper | None:
    return papers.of_sheet(PaperCode.PROPOSAL_LETTER, Sheet.PROPOSAL, proposal.id)


def insist_on_what_was_seen(proposal: Proposal, step: str, seen: str | None, actor: Actor) -> None:
    """Nobody signs a list that became another one while it was read."""
    insist(proposal, step, actor=actor)
    if seen is None:
        return
    names = ", ".join(item.nomination.nominee_name for item in queries.living_items(proposal))
    versions.insist(
        proposal.ref,
        *(item.nomination.ref for item in proposal.items),
        seen=seen,
        now=queries.as_shown(proposal),
        changed=[f"Danh sách nay gồm: {names}." if names else "Danh sách nay không còn tên nào."],
    )


def _insist_on_draft(proposal: Proposal) -> None:
    if proposal.state != ProposalState.DRAFT:
        raise Refusal("Chưa thể sửa Tờ trình.", ["Tờ trình đã ký hoặc đã hủy: chỉ sửa được khi bị trả lại."])

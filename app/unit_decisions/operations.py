"""From the cases a unit's council passed to the reported decision of its head: one award, one list, one signature."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from app import clock, versions
from app.actor import Actor
from app.audit import operations as audit
from app.awards import money
from app.awards.models import AwardVersion
from app.casework import advance, begin, insist
from app.documents.models import StoredFile
from app.errors import Invalid, Refusal
from app.extensions import db
from app.gatherings import sheets, striking
from app.nominations import listing
from app.organisations import substitutes
from app.organisations.models import Organisation
from app.papers import operations as papers
from app.papers.operations import Registration
from app.submissions import completing
from app.unit_decisions import authority, queries
from app.unit_decisions import papers as said
from app.unit_decisions.facts import as_shown, living
from app.unit_decisions.models import UnitDecision, UnitDecisionItem
from workflows.unit_decisions_1 import UnitDecisionState
from workflows.vocabulary import Paper as PaperCode
from workflows.vocabulary import Sheet

NOT_SIGNED = "Chưa ký được Quyết định."


@dataclass(frozen=True, kw_only=True)
class UnitDecisionDraft:
    """Which cases of one award go onto one list, and what the decision says. `version` 0: a new one."""

    title: str
    merit: str
    nomination_ids: list[int]
    version: int = 0


@dataclass(frozen=True, kw_only=True)
class Posting:
    """When and where the decision was made known in the unit."""

    posted_on: date
    posted_where: str


def draft(unit: Organisation, award: AwardVersion, wanted: UnitDecisionDraft, *, actor: Actor) -> UnitDecision:
    assert actor.user_id is not None, "a decision is drafted by a person"
    audit.take_the_pen()  # two lists at once: the slower sees the one that was begun
    if faults := [*authority.faults(unit, award, clock.today())]:
        raise Refusal("Chưa lập được Quyết định.", faults)
    if queries.draft_of(unit.id, award.id) is not None:
        raise Invalid(title="Danh hiệu, hình thức này đã có một Quyết định đang soạn: thêm hồ sơ vào đó.")
    decision = UnitDecision(
        unit=unit,
        award_version=award,
        title=wanted.title,
        merit=wanted.merit,
        created_by_id=actor.user_id,
        created_at=clock.now(),
    )
    begin(decision, "unit_decision")
    db.session.add(decision)
    db.session.flush()
    _list(decision, wanted.nomination_ids, actor)
    audit.record(actor=actor, subject=decision.ref, action="draft", target=decision.state)
    return decision


def redraft(decision: UnitDecision, wanted: UnitDecisionDraft, *, actor: Actor) -> None:
    """Change a draft's words and list; names that stay keep their order, new ones follow."""
    _insist_on_draft(decision)
    typed = {"Trích yếu": wanted.title, "Thành tích": wanted.merit}
    versions.insist(decision.ref, seen=wanted.version, now=decision.version, typed=typed)
    decision.title, decision.merit = wanted.title, wanted.merit
    _list(decision, sheets.clear(decision, wanted.nomination_ids), actor)
    versions.touch(decision)
    audit.record(actor=actor, subject=decision.ref, action="redraft")


def move(item: UnitDecisionItem, by: int, *, actor: Actor) -> None:
    """Move a name up (-1) or down (+1): the list's order is set by hand."""
    _insist_on_draft(item.decision)
    listing.move(living(item.decision), item, by)
    versions.touch(item.decision)
    audit.record(actor=actor, subject=item.decision.ref, action="reorder", data={"case": item.nomination.ref})


def sign(decision: UnitDecision, strikes: Mapping[int, str], *, actor: Actor, seen: str | None = None) -> None:
    """The head decides on what remains (item id to reason for those struck); nobody else's case moves.

    `seen`: what the page showed (`facts.as_shown`); None: the caller has just looked.
    """
    insist(decision, "sign", actor=actor)
    substitutes.insist_may_sign(actor, NOT_SIGNED)
    striking.insist_on_what_was_seen(decision, living(decision), strikes, seen=seen, now=as_shown(decision))
    struck = striking.strike(living(decision), strikes, "Quyết định")
    content = said.unit_decision(decision, signer=actor)
    paper = papers.draft(content, sheet=Sheet.UNIT_DECISION, sheet_id=decision.id, issuer=decision.unit)
    advance(decision, "sign", actor=actor)
    papers.sign(paper, content, actor=actor)
    decision.signed_at = clock.now()
    for item in living(decision):
        case = item.nomination
        item.bonus = money.bonus(decision.award_version, case.subject, clock.today())
        advance(case, "decide_in_unit", actor=actor)
    for item in struck:
        advance(item.nomination, "strike_from_unit_decision", actor=actor, reason=item.struck_reason or "")
        completing.write(item.nomination, item.struck_reason or "", actor)


def issue(decision: UnitDecision, entry: Registration, signed_copy: StoredFile, *, actor: Actor) -> None:
    """Number and date of the unit's register, and the signed copy."""
    insist(decision, "issue", actor=actor)
    paper = papers.of_sheet(PaperCode.AWARD_DECISION, Sheet.UNIT_DECISION, decision.id)
    assert paper is not None, "signing it made its paper"
    papers.register(paper, entry, signed_copy, actor=actor)
    advance(decision, "issue", actor=actor)


def post(decision: UnitDecision, posting: Posting, *, actor: Actor) -> None:
    """Made known in the unit: from now on the awards stand in everybody's history."""
    insist(decision, "post", actor=actor)
    paper = papers.of_sheet(PaperCode.AWARD_DECISION, Sheet.UNIT_DECISION, decision.id)
    assert paper is not None, "signing it made its paper"
    if paper.issued_on and posting.posted_on < paper.issued_on:
        raise Invalid(posted_on=f"Ngày công bố không thể trước ngày Quyết định ({paper.issued_on:%d/%m/%Y}).")
    decision.posted_on, decision.posted_where = posting.posted_on, posting.posted_where
    advance(decision, "post", actor=actor)
    for item in living(decision):
        advance(item.nomination, "publish_in_unit", actor=actor)


def report(decision: UnitDecision, *, actor: Actor) -> None:
    """To Sở Nội vụ, which sees the decision and its cases from now on."""
    advance(decision, "report", actor=actor)
    decision.reported_at = clock.now()
    for item in living(decision):
        item.nomination.submitted_at = item.nomination.submitted_at or decision.reported_at
        advance(item.nomination, "report_to_department", actor=actor)


def discard(decision: UnitDecision, reason: str, *, actor: Actor) -> None:
    """Give a draft up; its cases are free for another decision."""
    advance(decision, "discard", actor=actor, reason=reason)


def _list(decision: UnitDecision, nomination_ids: Iterable[int], actor: Actor) -> None:
    waiting = queries.waiting(decision.unit_id, decision.award_version_id)
    sheets.enlist(decision, UnitDecisionItem, listing.chosen(nomination_ids, waiting, actor))


def _insist_on_draft(decision: UnitDecision) -> None:
    if decision.state != UnitDecisionState.DRAFT:
        raise Refusal("Chưa thể sửa Quyết định.", ["Quyết định đã ký hoặc đã hủy: không sửa được nữa."])

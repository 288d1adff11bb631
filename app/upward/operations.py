"""From the Chairman's signature to the day the package was sent: one list, one Tờ trình, one package."""

from dataclasses import dataclass
from datetime import date

from app import clock
from app.actor import Actor
from app.audit import operations as audit
from app.casework import advance, begin, insist
from app.decisions import papers as said
from app.decisions import queries as proposals
from app.decisions.aside import leave_out, set_aside
from app.decisions.models import Proposal
from app.decisions.operations import insist_on_what_was_seen
from app.decisions.upward import addressee_of, authority_of
from app.documents.models import StoredFile
from app.errors import NOT_AFTER_TODAY, refuse_all
from app.extensions import db
from app.organisations.substitutes import insist_may_sign
from app.outbox import operations as outbox
from app.papers import operations as papers
from app.papers.operations import Registration
from app.upward import facts
from app.upward import papers as content
from app.upward.models import UpwardItem, UpwardSubmission
from workflows.award_state_1 import AboveState
from workflows.paper_life_1 import State as PaperState
from workflows.vocabulary import Sheet

PACK = "pack_upward"  # the errand
NOT_BEFORE_ITS_NUMBER = "Ngày gửi không thể trước ngày của Tờ trình."


@dataclass(frozen=True, kw_only=True)
class Sending:
    """When, to whom and how the package went (gửi hồ sơ)."""

    sent_on: date
    sent_to: str
    sent_how: str


def sign(proposal: Proposal, *, actor: Actor, seen: str | None = None) -> UpwardSubmission:
    """The Chairman signs: the Tờ trình to the state is born with its list, and every listed case goes with it."""
    insist_on_what_was_seen(proposal, "sign_upward", seen, actor)
    assert actor.user_id is not None, "a Tờ trình is signed by a person"
    set_aside(proposal, actor)
    leave_out(proposal)
    cases = [item.nomination for item in proposals.living_items(proposal)]
    letter = content.letter(proposal, cases, signer=actor)
    advance(proposal, "sign_upward", actor=actor)
    sheet = UpwardSubmission(
        proposal_id=proposal.id,
        award_version_id=proposal.award_version_id,
        title=letter.subject,
        addressee=addressee_of(proposal.award_version),
        authority=authority_of(proposal.award_version),
        signed_by_id=actor.user_id,
        signed_at=clock.now(),
    )
    begin(sheet, "upward_submission")
    db.session.add(sheet)
    sheet.items = [UpwardItem(nomination_id=case.id, position=place) for place, case in enumerate(cases, start=1)]
    db.session.flush()
    paper = papers.draft(letter, sheet=Sheet.UPWARD, sheet_id=sheet.id, issuer=said.committee())
    papers.sign(paper, letter, actor=actor)
    audit.record(actor=actor, subject=sheet.ref, action="sign", target=sheet.state)
    for case in cases:
        advance(case, "sign_upward", actor=actor)
    return sheet


def issue(sheet: UpwardSubmission, entry: Registration, signed_copy: StoredFile, *, actor: Actor) -> None:
    """Văn thư of UBND tỉnh numbers it with its signed copy; the package is made from then on."""
    insist(sheet, "issue", actor=actor)
    paper = facts.paper_of(sheet)
    assert paper is not None, "a Tờ trình is born with its paper"
    papers.register(paper, entry, signed_copy, actor=actor)
    advance(sheet, "issue", actor=actor)
    outbox.put(PACK, subject=sheet.ref)


def keep_package(sheet: UpwardSubmission, package: StoredFile, *, actor: Actor) -> None:
    """From now on it is served as it was made."""
    db.session.flush()
    sheet.package_id = package.id
    audit.record(actor=actor, subject=sheet.ref, action="keep_package", data={"package": package.sha256})


def send(sheet: UpwardSubmission, wanted: Sending, *, actor: Actor) -> None:
    """The package went up: on which day, to whom, how, and with which checksum."""
    insist(sheet, "send", actor=actor)
    paper = facts.paper_of(sheet)
    refuse_all(sent_on=_fault_of(wanted.sent_on, paper.issued_on if paper else None))
    sheet.sent_on, sheet.sent_to, sheet.sent_how = wanted.sent_on, wanted.sent_to, wanted.sent_how
    digest = sheet.package.sha256 if sheet.package else ""
    told = {"sent_on": wanted.sent_on.isoformat(), "sent_to": wanted.sent_to, "package": digest}
    advance(sheet, "send", actor=actor, data=told)
    for item in sheet.items:
        advance(item.nomination, "send_up", actor=actor)


def _fault_of(day: date, issued_on: date | None) -> str | None:
    if day > clock.today():
        return NOT_AFTER_TODAY
    return NOT_BEFORE_ITS_NUMBER if issued_on is not None and day < issued_on else None


def recall(sheet: UpwardSubmission, reason: str, *, actor: Actor) -> None:
    """What was not sent yet the Chairman takes back: its names wait for another list at Sở Nội vụ."""
    insist_may_sign(actor, "Chưa thu hồi được.")  # what he signed is undone, and no paper says so
    advance(sheet, "recall", actor=actor, reason=reason)
    for item in sheet.items:
        if item.nomination.state == AboveState.SIGNED:
            advance(item.nomination, "recall_upward", actor=actor, reason=reason)
    paper = facts.paper_of(sheet)
    if paper is not None and paper.state != PaperState.ISSUED:  # a numbered one stays in the register
        papers.void(paper, reason, actor=actor)

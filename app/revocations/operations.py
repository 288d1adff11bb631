"""An award is reviewed, then kept or taken back; what was given with it is recovered."""

from dataclasses import dataclass
from datetime import date

from app import clock, versions
from app.actor import Actor
from app.audit import operations as audit
from app.casework import advance, insist
from app.complaints import queries as complaints
from app.decisions.papers import committee
from app.documents.models import StoredFile
from app.errors import NOT_AFTER_TODAY, Invalid, Refusal, refuse_all
from app.extensions import db
from app.nominations.models import Nomination
from app.organisations.substitutes import insist_may_sign, insist_on_another
from app.papers import operations as papers
from app.papers.operations import Registration
from app.revocations import grounds
from app.revocations import papers as said
from app.revocations.models import Outcome, Revocation
from workflows.paper_life_1 import State as PaperState
from workflows.vocabulary import Sheet

NO_COMPLAINT = "Chưa có đơn khiếu nại, tố cáo nào về hồ sơ này được giải quyết là đúng."


@dataclass(frozen=True, kw_only=True)
class Review:
    """Căn cứ xem xét hủy, and the document it stands in."""

    ground: str
    source: str
    source_on: date
    reason: str


@dataclass(frozen=True, kw_only=True)
class Recovery:
    """What came back, and when."""

    recovered: str
    recovered_on: date
    version: int


def open_review(nomination: Nomination, review: Review, file: StoredFile, *, actor: Actor) -> Revocation:
    """Keep the ground with its document, and put the case before the Chairman."""
    assert actor.user_id is not None, "a review is opened by a person"
    insist(nomination, "open_revocation_review", actor=actor)
    waiting = complaints.upheld_and_waiting(nomination.id)
    by_complaint = review.ground == grounds.COMPLAINT
    refuse_all(
        ground=(
            "Chọn một căn cứ trong danh sách."
            if review.ground not in grounds.NAMES
            else NO_COMPLAINT
            if by_complaint and not waiting
            else None
        ),
        source_on=NOT_AFTER_TODAY if review.source_on > clock.today() else None,
    )
    made = Revocation(
        nomination_id=nomination.id,
        ground=review.ground,
        source=review.source,
        source_on=review.source_on,
        reason=review.reason,
        file_id=file.id,
        opened_by_id=actor.user_id,
        opened_at=clock.now(),
    )
    db.session.add(made)
    db.session.flush()
    advance(
        nomination,
        "open_revocation_review",
        actor=actor,
        reason=review.reason,
        data={"revocation": made.id, "ground": review.ground, "file": file.sha256},
    )
    if by_complaint:
        for complaint in waiting:
            complaint.acted_on_at = clock.now()
    return made


def revoke(revocation: Revocation, reason: str, *, version: int, actor: Actor) -> None:
    """The Chairman takes the award back: the decision is frozen with his signature and goes to văn thư."""
    _insist(revocation, "revoke", version, actor)
    insist_on_another(actor, revocation.opened_by_id, "Chưa quyết định được.")
    content = said.revoking_decision(revocation, signer=actor)
    paper = papers.draft(content, sheet=Sheet.CASE, sheet_id=revocation.nomination_id, issuer=committee())
    advance(revocation.nomination, "revoke", actor=actor, reason=reason)
    papers.sign(paper, content, actor=actor)
    revocation.paper_id = paper.id
    _decide(revocation, Outcome.REVOKED, reason)


def keep(revocation: Revocation, reason: str, *, version: int, actor: Actor) -> None:
    """Không đủ căn cứ: the case goes back to where it was."""
    _insist(revocation, "keep_award", version, actor)
    insist_on_another(actor, revocation.opened_by_id, "Chưa quyết định được.")
    insist_may_sign(actor, "Chưa quyết định được.")
    content = said.keeping(revocation, reason, signer=actor)
    paper = papers.draft(content, sheet=Sheet.CASE, sheet_id=revocation.nomination_id, issuer=committee(), anew=True)
    advance(revocation.nomination, "keep_award", actor=actor, reason=reason)
    papers.sign(paper, content, actor=actor)
    _decide(revocation, Outcome.KEPT, reason)


def register(revocation: Revocation, entry: Registration, signed_copy: StoredFile, *, actor: Actor) -> None:
    """Văn thư numbers the revoking decision and issues it with its signed copy."""
    paper = revocation.paper
    if paper is None or paper.state != PaperState.SIGNED:
        raise Refusal("Chưa cấp số được.", ["Quyết định hủy chưa được ký, hoặc đã cấp số."])
    papers.register(paper, entry, signed_copy, actor=actor)


def recover(revocation: Revocation, found: Recovery, file: StoredFile, *, actor: Actor) -> None:
    """Biên bản thu hồi: what came back, once."""
    audit.take_the_pen()
    subject = revocation.nomination.ref
    versions.insist(subject, seen=found.version, now=revocation.version)
    if revocation.outcome is not Outcome.REVOKED or revocation.recovered_on is not None:
        raise Refusal("Chưa ghi được.", ["Chỉ ghi thu hồi một lần, sau khi có Quyết định hủy."])
    if found.recovered_on > clock.today():
        raise Invalid(recovered_on=NOT_AFTER_TODAY)
    revocation.recovered, revocation.recovered_on = found.recovered, found.recovered_on
    revocation.recovery_file_id = file.id
    db.session.flush()
    data = {"revocation": revocation.id, "file": file.sha256}
    audit.record(actor=actor, subject=subject, action="record_recovery", reason=found.recovered, data=data)


def _insist(revocation: Revocation, step: str, version: int, actor: Actor) -> None:
    insist(revocation.nomination, step, actor=actor)
    versions.insist(revocation.nomination.ref, seen=version, now=revocation.version)


def _decide(revocation: Revocation, outcome: Outcome, reason: str) -> None:
    revocation.outcome, revocation.decided_reason, revocation.decided_at = outcome, reason, clock.now()
    db.session.flush()

"""From the cases the unit's council passed to the issued Tờ trình: one list, one signature; each result its own."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app import clock, versions
from app.actor import Actor
from app.audit import operations as audit
from app.casework import advance, begin, insist
from app.documents.models import Paper, StoredFile
from app.errors import Invalid, Refusal
from app.extensions import db
from app.gatherings import sheets, striking
from app.nominations import listing
from app.organisations.models import Organisation
from app.papers import operations as papers
from app.papers.operations import Registration
from app.rounds.models import AwardRound
from app.submissions import completing, queries
from app.submissions import papers as said
from app.submissions.facts import as_shown, living, step_on
from app.submissions.models import Submission, SubmissionItem
from workflows.award_province_1 import State
from workflows.sheets_1 import SubmissionState
from workflows.vocabulary import Paper as PaperCode
from workflows.vocabulary import Sheet


@dataclass(frozen=True, kw_only=True)
class SubmissionDraft:
    """Which cases of one round go onto one list, and what the Tờ trình says. `version` 0: a new one."""

    title: str
    summary: str
    nomination_ids: list[int]
    version: int = 0


def draft(unit: Organisation, award_round: AwardRound, wanted: SubmissionDraft, *, actor: Actor) -> Submission:
    assert actor.user_id is not None, "a Tờ trình is drafted by a person"
    audit.take_the_pen()  # two lists at once: the slower sees the one that was begun
    if queries.draft_of(unit.id, award_round.id) is not None:
        raise Invalid(title="Đợt này đã có một Tờ trình đang soạn: thêm hồ sơ vào Tờ trình đó.")
    submission = Submission(
        unit=unit,
        award_round=award_round,
        title=wanted.title,
        summary=wanted.summary,
        created_by_id=actor.user_id,
        created_at=clock.now(),
    )
    begin(submission, "unit_submission")
    db.session.add(submission)
    db.session.flush()
    _list(submission, wanted.nomination_ids, actor)
    audit.record(actor=actor, subject=submission.ref, action="draft", target=submission.state)
    return submission


def redraft(submission: Submission, wanted: SubmissionDraft, *, actor: Actor) -> None:
    """Change a draft's words and list; names that stay keep their order, new ones follow."""
    _insist_on_draft(submission)
    typed = {"Trích yếu": wanted.title, "Tóm tắt thành tích": wanted.summary}
    versions.insist(submission.ref, seen=wanted.version, now=submission.version, typed=typed)
    submission.title, submission.summary = wanted.title, wanted.summary
    _list(submission, sheets.clear(submission, wanted.nomination_ids), actor)
    versions.touch(submission)
    audit.record(actor=actor, subject=submission.ref, action="redraft")


def move(item: SubmissionItem, by: int, *, actor: Actor) -> None:
    """Move a name up (-1) or down (+1): the list's order is set by hand."""
    _insist_on_draft(item.submission)
    listing.move(living(item.submission), item, by)
    versions.touch(item.submission)
    audit.record(actor=actor, subject=item.submission.ref, action="reorder", data={"case": item.nomination.ref})


def sign(submission: Submission, strikes: Mapping[int, str], *, actor: Actor, seen: str | None = None) -> None:
    """The head signs what remains (item id to reason for those struck); nobody else's case moves.

    `seen`: what the page showed (`facts.as_shown`); None: the caller has just looked.
    """
    insist(submission, "sign", actor=actor)
    striking.insist_on_what_was_seen(submission, living(submission), strikes, seen=seen, now=as_shown(submission))
    struck = striking.strike(living(submission), strikes, "Tờ trình")
    content = said.submission_letter(submission, signer=actor)
    paper = papers.draft(content, sheet=Sheet.SUBMISSION, sheet_id=submission.id, issuer=submission.unit)
    advance(submission, "sign", actor=actor)
    papers.sign(paper, content, actor=actor)
    submission.signed_at = clock.now()
    for item in living(submission):
        item.nomination.submitted_at = item.nomination.submitted_at or clock.now()
        advance(item.nomination, step_on(item.nomination), actor=actor)
    for item in struck:
        if item.nomination.state == State.DRAFT:  # a simplified one stays the draft it is
            continue
        advance(item.nomination, "strike_at_signing", actor=actor, reason=item.struck_reason or "")
        completing.write(item.nomination, item.struck_reason or "", actor)


def issue(submission: Submission, entry: Registration, signed_copy: StoredFile, *, actor: Actor) -> None:
    """Number and date of the unit's register, and the signed copy: Sở Nội vụ may receive the cases."""
    insist(submission, "issue", actor=actor)
    paper = _paper(submission)
    assert paper is not None, "signing it made its letter"
    papers.register(paper, entry, signed_copy, actor=actor)
    advance(submission, "issue", actor=actor)


def discard(submission: Submission, reason: str, *, actor: Actor) -> None:
    """Give a draft up; its cases are free for another Tờ trình."""
    advance(submission, "discard", actor=actor, reason=reason)


def _paper(submission: Submission) -> Paper | None:
    return papers.of_sheet(PaperCode.SUBMISSION_LETTER, Sheet.SUBMISSION, submission.id)


def _list(submission: Submission, nomination_ids: Iterable[int], actor: Actor) -> None:
    waiting = queries.waiting(submission.unit_id, submission.award_round_id)
    sheets.enlist(submission, SubmissionItem, listing.chosen(nomination_ids, waiting, actor))


def _insist_on_draft(submission: Submission) -> None:
    if submission.state != SubmissionState.DRAFT:
        raise Refusal("Chưa thể sửa Tờ trình.", ["Tờ trình đã ký hoặc đã hủy: không sửa được nữa."])

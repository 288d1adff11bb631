"""A decision is put right: proposed, then signed or given up; once numbered, the case reads as corrected."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from app import clock, versions
from app.actor import Actor
from app.casework import advance, hold, insist
from app.corrections import (
    changes,
    facts,  # noqa: F401 -- teaches the case when its correction is signed
)
from app.corrections import papers as said
from app.corrections.kinds import CorrectionKind
from app.corrections.models import Correction, Outcome
from app.decisions.facts import decision_of
from app.decisions.papers import committee
from app.documents.models import StoredFile
from app.errors import Refusal, refuse_all
from app.extensions import db
from app.nominations.models import Nomination
from app.nominees.models import NomineeKind
from app.organisations.substitutes import insist_on_another
from app.papers import operations as papers
from app.papers.operations import Registration
from app.reissues import operations as reissues
from app.text import fold, name_key, sort_key
from workflows.sheets_1 import DecisionState
from workflows.vocabulary import Sheet

NOT_ISSUED = (
    "Quyết định chưa phát hành: văn thư cấp số, phát hành trước; chỉ văn bản đã phát hành mới đính chính, thay thế."
)
NOTHING_CHANGED = "Chưa sửa nội dung nào: ghi lại cho đúng họ tên, chức vụ, hoặc ghi nội dung khác cần sửa."
BOTH = "Ghi cả nội dung đã ghi và nội dung sửa lại."
OVERTAKEN = "Đã ký đính chính, thay thế khác trước khi cấp số."


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What is to be put right, by which paper, on what that rests."""

    kind: str
    honorific: str
    nominee_name: str
    nominee_title: str
    wrong_text: str
    right_text: str
    source: str
    reason: str

    @property
    def right(self) -> dict[str, str]:
        return {name: getattr(self, name).strip() for name in changes.FIELDS}


def propose(
    nomination: Nomination, wanted: Wanted, file: StoredFile, *, actor: Actor, seen: int | None = None
) -> Correction:
    """Both wordings are kept with the document that shows which is right; the case waits for the Chairman.

    `seen`: the version of the case that was written over; None: the caller has just looked.
    """
    assert actor.user_id is not None, "a correction is proposed by a person"
    insist(nomination, "propose_correction", actor=actor)
    if seen is not None:
        typed = {"Giấy tờ làm căn cứ": wanted.source, "Lý do": wanted.reason}
        versions.insist(nomination.ref, seen=seen, now=nomination.version, typed=typed)
    decision = decision_of(nomination)
    if decision is None or decision.state != DecisionState.ISSUED:
        raise Refusal("Chưa trình đính chính, thay thế được.", [NOT_ISSUED])
    as_it_says = {name: getattr(nomination, name) for name in changes.FIELDS}
    _check(wanted, as_it_says, nomination.nominee_kind)
    made = Correction(
        nomination_id=nomination.id,
        kind=CorrectionKind(wanted.kind),
        said=as_it_says,
        right=wanted.right,
        wrong_text=wanted.wrong_text.strip(),
        right_text=wanted.right_text.strip(),
        source=wanted.source,
        file_id=file.id,
        reason=wanted.reason,
        opened_by_id=actor.user_id,
        opened_at=clock.now(),
    )
    db.session.add(made)
    db.session.flush()
    told = {"correction": made.id, "kind": wanted.kind, "file": file.sha256}
    advance(nomination, "propose_correction", actor=actor, reason=wanted.reason, data=told)
    return made


def _check(wanted: Wanted, as_it_says: Mapping[str, str], whose: NomineeKind) -> None:
    wrong, right = wanted.wrong_text.strip(), wanted.right_text.strip()
    one_missing = bool(wrong) != bool(right)
    found = [*changes.changes(whose, as_it_says, wanted.right, wrong, right)]
    refuse_all(
        kind=None if wanted.kind in [*CorrectionKind] else "Chọn loại sai sót.",
        wrong_text=BOTH if one_missing and not wrong else None,
        right_text=BOTH if one_missing and not right else None,
        nominee_name=None if found else NOTHING_CHANGED,
    )


def sign(correction: Correction, *, version: int, actor: Actor) -> None:
    """The Chairman signs: the paper is frozen and goes to văn thư. One signed before and not numbered is void."""
    _insist(correction, "sign_correction", version, actor)
    insist_on_another(actor, correction.opened_by_id, "Chưa ký được.")
    for earlier in _unnumbered(correction):
        assert earlier.paper is not None, "it was signed"
        papers.void(earlier.paper, OVERTAKEN, actor=actor)
        earlier.outcome = Outcome.OVERTAKEN
    content = said.of(correction, signer=actor)
    case = correction.nomination
    paper = papers.draft(content, sheet=Sheet.CASE, sheet_id=case.id, issuer=committee(), anew=True)
    papers.sign(paper, content, actor=actor)
    correction.paper_id, correction.outcome, correction.decided_at = paper.id, Outcome.SIGNED, clock.now()
    db.session.flush()
    advance(case, "sign_correction", actor=actor, data={"correction": correction.id})


def abandon(correction: Correction, reason: str, *, version: int, actor: Actor) -> None:
    """Thôi đính chính: the case goes back to where it was."""
    _insist(correction, "abandon_correction", version, actor)
    advance(correction.nomination, "abandon_correction", actor=actor, reason=reason)
    correction.outcome, correction.decided_reason, correction.decided_at = Outcome.ABANDONED, reason, clock.now()
    db.session.flush()


def issue(correction: Correction, entry: Registration, signed_copy: StoredFile, *, actor: Actor) -> None:
    """Văn thư numbers and issues it; the case reads as corrected, and a certificate that does not is made anew."""
    case = correction.nomination
    hold(case)
    insist(case, "publish", actor=actor)
    db.session.refresh(correction)
    if correction.outcome is not Outcome.SIGNED or correction.paper is None:
        raise Refusal("Chưa cấp số được.", ["Văn bản đính chính, thay thế này chưa ký, đã cấp số hoặc đã hủy."])
    papers.register(correction.paper, entry, signed_copy, actor=actor)
    correction.outcome = Outcome.ISSUED
    _write(case, correction.right)
    reissues.follow_correction(case, actor=actor)
    advance(case, "publish", actor=actor, data={"correction": correction.id})


def _write(case: Nomination, right: Mapping[str, str]) -> None:
    """Papers are frozen as they were signed; whatever is read from the case from now on is what is right."""
    case.honorific, case.nominee_name = right["honorific"], right["nominee_name"]
    case.nominee_title = right["nominee_title"]
    is_collective = case.nominee_kind is NomineeKind.COLLECTIVE
    case.nominee_key = (sort_key if is_collective else name_key)(case.nominee_name)
    case.nominee_folded = fold(case.nominee_name)
    db.session.flush()


def _unnumbered(correction: Correction) -> list[Correction]:
    others = select(Correction).where(
        Correction.nomination_id == correction.nomination_id, Correction.outcome == Outcome.SIGNED
    )
    return [*db.session.scalars(others)]


def _insist(correction: Correction, step: str, version: int, actor: Actor) -> None:
    insist(correction.nomination, step, actor=actor)
    versions.insist(correction.nomination.ref, seen=version, now=correction.version)

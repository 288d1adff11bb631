"""What was noted wrongly of the state's answers, and is not published: its names wait again, the note stays as void."""

from app import versions
from app.actor import Actor
from app.audit import operations as audit
from app.casework import advance, insist
from app.decisions.models import Decision
from app.errors import Refusal
from app.extensions import db
from app.papers import operations as papers
from app.upward.models import UpwardRefusal, UpwardSubmission
from workflows.upward_1 import UpwardState
from workflows.vocabulary import Paper as PaperCode
from workflows.vocabulary import Sheet

IS_VOID = "Văn bản này đã được ghi là ghi nhầm:"


def take_back_decision(sheet: UpwardSubmission, decision: Decision, reason: str, *, actor: Actor) -> None:
    insist(decision, "void", actor=actor)
    _reopen(sheet, reason, actor)
    for item in [item for item in sheet.items if item.decision_id == decision.id]:
        advance(item.nomination, "take_back_answer", actor=actor, reason=reason)
        item.decision_id = None
    paper = papers.of_sheet(PaperCode.AWARD_DECISION, Sheet.DECISION, decision.id)
    for line in [*decision.items]:
        decision.items.remove(line)
        db.session.delete(line)
    db.session.flush()
    advance(decision, "void", actor=actor, reason=reason)
    if paper is not None:
        papers.void(paper, reason, actor=actor)


def take_back_refusal(sheet: UpwardSubmission, refusal: UpwardRefusal, reason: str, *, actor: Actor) -> None:
    audit.take_the_pen()
    db.session.refresh(refusal)
    if refusal.void_reason:
        raise Refusal("Chưa hủy được kết quả này.", [f"{IS_VOID} {refusal.void_reason}"])
    _reopen(sheet, reason, actor)
    for item in [item for item in sheet.items if item.refusal_id == refusal.id]:
        advance(item.nomination, "take_back_answer", actor=actor, reason=reason)
        item.refusal_id = None
    refusal.void_reason = reason
    versions.touch(sheet)


def _reopen(sheet: UpwardSubmission, reason: str, actor: Actor) -> None:
    if sheet.state == UpwardState.ANSWERED:
        advance(sheet, "reopen", actor=actor, reason=reason)
    else:
        versions.touch(sheet)

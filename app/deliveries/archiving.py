"""Kết thúc hồ sơ, nộp lưu: cases of one decision closed together, with one index of what they hold."""

from collections.abc import Sequence
from dataclasses import dataclass

from app import clock
from app.actor import Actor
from app.audit import operations as audit
from app.casework import advance, hold, insist
from app.decisions.models import Decision, DecisionItem
from app.deliveries import (
    dossier,
    facts,  # noqa: F401 -- teaches the case when its dossier is complete
    papers,
)
from app.deliveries.models import Deposit
from app.deliveries.preparing import begin_all
from app.deliveries.settings import RETENTIONS
from app.errors import Invalid
from app.extensions import db
from app.papers import operations as paper_life
from workflows.vocabulary import Sheet

NOBODY = "Chọn ít nhất một hồ sơ."


@dataclass(frozen=True, kw_only=True)
class Closing:
    """Which cases of a decision are closed as one dossier, how long it is kept and where."""

    item_ids: list[int]
    code: str
    title: str
    retention: str
    place: str
    sheets: int | None


def close(decision: Decision, wanted: Closing, *, actor: Actor) -> Deposit:
    """Each chosen case is archived in the same transaction; one that lacks a paper is named with what it lacks."""
    begun = begin_all(decision)
    chosen = [item for item in decision.items if item.id in wanted.item_ids]
    for item in chosen:
        hold(item.nomination)
        insist(item.nomination, "archive", actor=actor)
    _insist_on_whole(chosen)
    deposit = _recorded(decision, wanted, actor)
    for item in chosen:
        begun[item.id].deposit_id = deposit.id
    db.session.flush()
    _issue_index(deposit, chosen, actor)
    for item in chosen:
        advance(item.nomination, "archive", actor=actor, data={"deposit": deposit.id})
    return deposit


def _insist_on_whole(chosen: Sequence[DecisionItem]) -> None:
    if not chosen:
        raise Invalid(item_ids=NOBODY)
    gaps = dossier.missing_of([item.nomination for item in chosen])
    lacking = [
        f"{one.nomination.nominee_name}: {' '.join(gaps[one.nomination_id])}"
        for one in chosen
        if gaps[one.nomination_id]
    ]
    if lacking:
        raise Invalid(item_ids=f"Chưa đủ văn bản. {' '.join(lacking)}")


def _recorded(decision: Decision, wanted: Closing, actor: Actor) -> Deposit:
    assert actor.user_id is not None, "dossiers are closed by people"
    retention = RETENTIONS[wanted.retention]
    deposit = Deposit(
        decision_id=decision.id,
        code=wanted.code,
        title=wanted.title,
        retention=retention.name,
        retention_basis=retention.words.partition(" – ")[2],
        place=wanted.place,
        sheets=wanted.sheets,
        deposited_on=clock.today(),
        made_by_id=actor.user_id,
    )
    db.session.add(deposit)
    db.session.flush()
    audit.record(
        actor=actor, subject=decision.ref, action="deposit", data={"deposit": deposit.id, "code": deposit.code}
    )
    return deposit


def _issue_index(deposit: Deposit, chosen: Sequence[DecisionItem], actor: Actor) -> None:
    content = papers.index_of(deposit, dossier.kept([item.nomination for item in chosen]), actor)
    index = paper_life.draft(
        content, sheet=Sheet.DECISION, sheet_id=deposit.decision_id, issuer=papers.issuer(), anew=True
    )
    paper_life.issue_unnumbered(index, content, actor=actor)
    deposit.index_id = index.id
    db.session.flush()

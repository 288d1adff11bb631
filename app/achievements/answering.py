"""Sở Nội vụ says of two cases whether they tell of one achievement. Of one achievement only one case goes on (G01)."""

from dataclasses import dataclass

from app import clock, versions
from app.achievements import overlaps
from app.achievements.models import OverlapAnswer
from app.achievements.overlaps import Overlap
from app.actor import Actor
from app.audit import operations as audit
from app.casework import hold
from app.errors import Refusal, or_404
from app.extensions import db
from app.nominations.models import Nomination
from workflows.award_province_1 import State

NOT_APPRAISED = "Cảnh báo được trả lời trong khi thẩm định hồ sơ; hồ sơ đang ở bước “{}”."


@dataclass(frozen=True, kw_only=True)
class Answer:
    """`seen`: what the page showed of the two cases."""

    is_same: bool
    reason: str
    seen: str


def answer(case: Nomination, other_id: int, wanted: Answer, *, actor: Actor) -> OverlapAnswer:
    assert actor.user_id is not None, "answered by a person"
    hold(case)
    insist_on_appraisal(case)
    overlap = one(case, other_id)
    typed = {"Lý do": wanted.reason}
    changed = [f"Điều trùng nhau với hồ sơ {overlap.code}, hoặc câu trả lời."]
    versions.insist(case.ref, seen=wanted.seen, now=seen(overlap), typed=typed, changed=changed)
    low, high = sorted((case.id, other_id))
    made = OverlapAnswer(
        low_id=low,
        high_id=high,
        is_same=wanted.is_same,
        grounds=sorted(overlap.grounds),
        reason=wanted.reason,
        answered_by_id=actor.user_id,
        answered_at=clock.now(),
    )
    db.session.add(made)
    db.session.flush()
    said = {"other": f"nomination:{other_id}", "is_same": wanted.is_same, "grounds": made.grounds}
    audit.record(actor=actor, subject=case.ref, action="answer_overlap", reason=wanted.reason, data=said)
    return made


def insist_on_appraisal(case: Nomination) -> None:
    if case.state != State.APPRAISAL:
        raise Refusal("Chưa trả lời được cảnh báo.", [NOT_APPRAISED.format(case.state_name)])


def one(case: Nomination, other_id: int) -> Overlap:
    return or_404(next((found for found in overlaps.of_case(case) if found.id == other_id), None))


def seen(overlap: Overlap) -> str:
    """In a few signs: how much is alike, and which answer stands."""
    return f"{len(overlap.grounds)}-{overlap.answer.id if overlap.answer else 0}"

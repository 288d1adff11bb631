"""The unit's side of a request for more: each named item answered, nothing else touched, then sent back."""

from dataclasses import dataclass

from app import clock, versions
from app.actor import Actor
from app.audit import operations as audit
from app.casework import advance
from app.documents.models import StoredFile
from app.errors import Forbidden, Invalid, Refusal
from app.extensions import db
from app.intake import facts, mend, nameable, queries
from app.intake.models import Supplement, SupplementItem
from app.nominations.models import Nomination
from app.nominations.openings import opens_edits
from app.nominations.reach import roles_of
from workflows.award_province_1 import State
from workflows.vocabulary import Role

ANSWERING = "Trả lời mục bổ sung"


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What the unit did about one item: a new text, a new file, or an explanation."""

    text: str | None = None
    version: int = 0
    explanation: str = ""
    seen: str | None = None  # `as_shown` of the item; None: the caller has just looked


def as_shown(item: SupplementItem) -> str:
    """Which answer the page showed."""
    return item.answered_at.isoformat() if item.answered_at else "-"


def answer(
    nomination: Nomination, item: SupplementItem, given: Answer, file: StoredFile | None = None, *, actor: Actor
) -> None:
    """Mend one named item, or say why it stays as it is."""
    audit.take_the_pen()
    db.session.refresh(item)  # as it is now, not as it was before the pen was ours
    may_answer(nomination, item.supplement, actor)
    _insist_on_what_was_seen(nomination, item, given)
    done = []
    if given.text is not None and mend.save_text(nomination, item.key, given.text, given.version, actor=actor):
        done.append("Đã sửa nội dung.")
    if file is not None:
        mend.add_file(nomination, item.key, file, actor=actor)
        done.append(f"Đã nộp tệp “{file.original_name}”.")
    if not done and not given.explanation and not item.answer:
        raise Invalid(explanation=_what_is_missing(item))
    item.answer = " ".join(done) or item.answer
    item.explanation = given.explanation
    item.answered_at = clock.now()
    said = {"item": item.label, "answer": item.said}
    audit.record(actor=actor, subject=nomination.ref, action="answer_supplement", data=said)


def send(nomination: Nomination, *, actor: Actor, note: str = "") -> None:
    """Send the mended dossier back to the intake desk (nộp bổ sung)."""
    supplement = queries.open_supplement(nomination.id)
    advance(nomination, "supplement", actor=actor, reason=note)
    assert supplement is not None, "its guard asked for an answered request"
    supplement.answered_at = clock.now()


@opens_edits
def may_edit(nomination: Nomination, actor: Actor) -> frozenset[str]:
    """The names of what is open to this person while the dossier is with its unit for mending: 'field-citation'."""
    if nomination.state != State.SUPPLEMENT or Role.UNIT_CLERK not in roles_of(nomination, actor):
        return frozenset()
    supplement = queries.open_supplement(nomination.id)
    if supplement is None or facts.is_overdue(supplement):
        return frozenset()
    return frozenset(f"{item.kind}-{item.key}" for item in supplement.items)


def may_answer(nomination: Nomination, supplement: Supplement, actor: Actor) -> None:
    if Role.UNIT_CLERK not in roles_of(nomination, actor):
        raise Forbidden(ANSWERING, ["Việc bổ sung do cán bộ thi đua, khen thưởng của đơn vị thực hiện."])
    if nomination.state != State.SUPPLEMENT:
        raise Refusal(ANSWERING, ["Hồ sơ không ở bước chờ bổ sung."])
    if facts.is_overdue(supplement):
        raise Refusal(ANSWERING, ["Đã quá hạn bổ sung. Liên hệ Sở Nội vụ để biết cách giải quyết."])


def _insist_on_what_was_seen(nomination: Nomination, item: SupplementItem, given: Answer) -> None:
    """Nobody writes over an answer they have not read."""
    if given.seen is not None:
        typed = {"Nội dung sửa lại": given.text or "", "Giải trình, ghi chú": given.explanation}
        changed = [f"Mục “{item.label}”: {item.said}" if item.said else f"Mục “{item.label}”."]
        versions.insist(nomination.ref, seen=given.seen, now=as_shown(item), typed=typed, changed=changed)


def _what_is_missing(item: SupplementItem) -> str:
    if nameable.shape(item) == nameable.PAPER:
        return "Chọn tệp mới, hoặc giải trình vì sao giữ nguyên."
    if nameable.shape(item) == nameable.DATA:
        return "Ghi ngắn đã sửa gì, hoặc giải trình vì sao giữ nguyên."
    return "Sửa nội dung ở trên, hoặc giải trình vì sao giữ nguyên."

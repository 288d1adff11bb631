"""Whoever does something with a draft holds the pen, has seen it as it is, and is written down."""

from typing import Any

from app import versions
from app.actor import Actor
from app.audit import operations as audit
from app.award_drafts import content
from app.award_drafts.models import AwardDraft
from app.errors import Refusal
from app.extensions import db

NOT_OPEN = "Bản soạn này đã ban hành hoặc đã bỏ, không sửa được nữa."


def insist_on_open(draft: AwardDraft) -> None:
    if not draft.is_open:
        raise Refusal("Không làm được việc này.", [NOT_OPEN])


def hold(draft: AwardDraft, seen: int, typed: dict[str, str] | None = None) -> None:
    """The pen, and the draft as it is now: on, if it is open and the one that was seen."""
    audit.take_the_pen()
    db.session.refresh(draft)  # somebody may have written or published it while we waited
    db.session.refresh(draft.base)
    insist_on_open(draft)
    versions.insist(draft.ref, seen=seen, now=draft.version, typed=typed)


def people(actor: Actor) -> list[int]:
    return [one for one in (actor.user_id, actor.for_user_id) if one is not None]


def record(draft: AwardDraft, action: str, actor: Actor, reason: str = "", **more: Any) -> None:  # noqa: ANN401 -- JSON
    data = {"award": draft.award_code, "number": draft.number, "sha256": content.digest(draft.content), **more}
    audit.record(actor=actor, subject=draft.ref, action=action, reason=reason, data=data)

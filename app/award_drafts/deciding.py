"""A draft is sent; another person publishes it or sends it back. The version before ends the day before it begins."""

from datetime import timedelta

from app import clock
from app.actor import Actor
from app.award_drafts import content, obstacles
from app.award_drafts.holding import hold, people, record
from app.award_drafts.models import AwardDraft, DraftStatus
from app.awards.models import AwardVersion
from app.errors import Invalid, Refusal
from app.extensions import db
from app.text import one_line

ALREADY_SENT = "Bản soạn này đã gửi phê duyệt."
NO_REASON = "Nêu rõ lý do."


def send(draft: AwardDraft, *, seen: int, actor: Actor) -> None:
    hold(draft, seen)
    if draft.status is DraftStatus.SENT:
        raise Refusal("Chưa gửi được.", [ALREADY_SENT])
    if reasons := obstacles.every(draft):
        raise Refusal("Chưa gửi phê duyệt được.", reasons)
    draft.status, draft.sent_by_id, draft.sent_at, draft.reason = DraftStatus.SENT, actor.user_id, clock.now(), ""
    draft.writers = sorted({*draft.writers, *people(actor)})
    record(draft, "send_award_draft", actor)


def send_back(draft: AwardDraft, reason: str, *, seen: int, actor: Actor) -> None:
    hold(draft, seen)
    if draft.status is not DraftStatus.SENT:
        raise Refusal("Chưa trả lại được.", [obstacles.NOT_SENT])
    if not one_line(reason):
        raise Invalid(reason=NO_REASON)
    draft.status, draft.reason = DraftStatus.WRITING, reason.strip()
    draft.decided_by_id, draft.decided_at = actor.user_id, clock.now()
    record(draft, "return_award_draft", actor, reason=draft.reason)


def discard(draft: AwardDraft, *, seen: int, actor: Actor) -> None:
    hold(draft, seen)
    draft.status, draft.decided_by_id, draft.decided_at = DraftStatus.DISCARDED, actor.user_id, clock.now()
    record(draft, "discard_award_draft", actor)


def publish(draft: AwardDraft, *, seen: int, actor: Actor) -> AwardVersion:
    """The new version stands, the one before ends, the log names both people: all of it, or none."""
    hold(draft, seen)
    if reasons := [*obstacles.why_not_by(draft, actor), *obstacles.every(draft)]:
        raise Refusal("Chưa phê duyệt, ban hành được.", reasons)
    made = content.built(draft.content)
    ends = draft.base.valid_to is None
    if ends:
        draft.base.valid_to = made.valid_from - timedelta(days=1)
    db.session.add(made)
    db.session.flush()
    draft.status, draft.published_id = DraftStatus.PUBLISHED, made.id
    draft.decided_by_id, draft.decided_at = actor.user_id, clock.now()
    sender = draft.sent_by.full_name if draft.sent_by else ""
    record(draft, "publish_award_version", actor, sent_by=sender, writers=draft.writers, ends_before=ends)
    return made

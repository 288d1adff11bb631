"""New versions of awards: sent and waiting for another person's approval, or sent back to whoever began them."""

from typing import Any

from sqlalchemy import Row, Select, literal, select

from app.award_drafts.models import AwardDraft, DraftStatus
from app.awards.models import AwardVersion
from app.desk.source import MOST, Source, line, waits
from app.desk.votes import OWN_SEAT
from app.desk.waiting import AWARD_DRAFTS, Waiting
from workflows.vocabulary import Role

DETAIL = literal("Bản mới của danh mục")


def _waiting(role: Role) -> Select[Any]:
    draft = AwardDraft
    is_writers = role is Role.APPRAISER
    since = draft.decided_at if is_writers else draft.sent_at
    found = select(*line(id=draft.id, what=AwardVersion.name, detail=DETAIL, since=since))
    found = found.join(AwardVersion, AwardVersion.id == draft.base_id).order_by(since).limit(MOST)
    if is_writers:
        return found.where(draft.status == DraftStatus.WRITING, draft.reason != "", draft.created_by_id == OWN_SEAT)
    return found.where(draft.status == DraftStatus.SENT, draft.sent_by_id != OWN_SEAT)


def _told(row: Row[Any], role: Role) -> Waiting:
    return waits(row, AWARD_DRAFTS[role], "award_drafts")


SOURCES = (Source(offices=AWARD_DRAFTS, waiting=_waiting, told=_told),)

"""Which versions are written, for the pages of the catalogue."""

from app.award_drafts import queries
from app.award_drafts.models import DraftStatus
from app.awards.openings import Underway, tells_underway

STATUSES = {
    DraftStatus.WRITING: "Đang soạn",
    DraftStatus.SENT: "Chờ phê duyệt",
    DraftStatus.PUBLISHED: "Đã ban hành",
    DraftStatus.DISCARDED: "Đã bỏ",
}


@tells_underway
def underway() -> list[Underway]:
    return [
        Underway(draft.id, draft.award_code, draft.name, draft.number, STATUSES[draft.status])
        for draft in queries.every_open()
    ]

"""What keeps a draft from being published: by the catalogue, by its day, by whoever wrote it."""

from datetime import date

from app import clock
from app.actor import Actor
from app.award_drafts import checking, queries
from app.award_drafts.holding import people
from app.award_drafts.models import AwardDraft, DraftStatus
from app.awards.models import AwardVersion

NOT_SENT = "Bản soạn chưa được gửi phê duyệt, hoặc đã sửa sau khi gửi."
WROTE_IT = "Anh/chị (hoặc người anh/chị làm thay) đã viết bản soạn này: người khác đọc và phê duyệt."
NOTHING_NEW = "Bản soạn chưa khác bản đang có ở điều nào ngoài ngày hiệu lực."


def why_not_by(draft: AwardDraft, actor: Actor) -> list[str]:
    """Two people, whatever offices they hold or stand in for."""
    if draft.status is not DraftStatus.SENT:
        return [NOT_SENT]
    return [WROTE_IT] if {*draft.writers} & {*people(actor)} else []


def every(draft: AwardDraft) -> list[str]:
    """Everything that keeps it from being published, whoever asks."""
    if reasons := _of_the_catalogue(draft):
        return reasons
    found = [one.told for one in checking.objections(draft.content, draft.base)]
    found += [fault] if (fault := fault_of_first_day(draft.base, draft.begins)) else []
    return list(dict.fromkeys([*found, *([] if queries.says_something_new(draft) else [NOTHING_NEW])]))


def _of_the_catalogue(draft: AwardDraft) -> list[str]:
    """What others published since leaves this one behind."""
    number = queries.next_number(draft.award_code)
    if number == draft.number:
        return []
    return [f"Danh mục đã có bản {number - 1} sau khi bắt đầu soạn. Bỏ bản soạn này (tải tệp trước nếu cần), soạn lại."]


def fault_of_first_day(base: AwardVersion, day: date) -> str | None:
    if day <= base.valid_from:
        return f"Bản mới phải bắt đầu sau ngày {base.valid_from:%d/%m/%Y} của bản {base.number}."
    return _past_day(base.award_code, day)


def _past_day(award_code: str, day: date) -> str | None:
    """A day that is gone would change which law held for the cases of then."""
    if day <= clock.today() and queries.began_since(award_code, day):
        return "Từ ngày này đã có hồ sơ lập theo bản đang áp dụng: chọn ngày sau hôm nay."
    return None

"""Write the next version of an award; another person publishes it. The version before ends the day before it begins."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from app import clock, versions
from app.actor import Actor
from app.audit import operations as audit
from app.award_drafts import checking, content, queries, rows
from app.award_drafts.content import Facts
from app.award_drafts.models import AwardDraft, DraftStatus
from app.award_drafts.parts import Part, Validity
from app.awards import exporting
from app.awards.models import AwardVersion
from app.errors import Invalid, Refusal, refuse_all
from app.extensions import db
from app.text import one_line

UNDER_WAY = "Danh hiệu, hình thức này đang có một bản soạn: mở bản ấy để viết tiếp."
NOT_OPEN = "Bản soạn này đã ban hành hoặc đã bỏ, không sửa được nữa."
NOT_SENT = "Bản soạn chưa được gửi phê duyệt, hoặc đã sửa sau khi gửi."
ALREADY_SENT = "Bản soạn này đã gửi phê duyệt."
WROTE_IT = "Anh/chị (hoặc người anh/chị làm thay) đã viết bản soạn này: người khác đọc và phê duyệt."
NO_REASON = "Nêu rõ lý do."
NOTHING_NEW = "Bản soạn chưa khác bản đang có ở điều nào ngoài ngày hiệu lực."
OTHER_AWARD = "Tệp của danh hiệu, hình thức khác: mục “code” và “kind” phải như bản đang soạn."


@dataclass(frozen=True, kw_only=True)
class Opening:
    """From which day the new version holds, and by what (căn cứ của thay đổi)."""

    valid_from: date
    basis: str


def start(base: AwardVersion, wanted: Opening, *, actor: Actor) -> AwardDraft:
    """As the version it comes from, until somebody writes it otherwise."""
    audit.take_the_pen()  # of two who begin at once, the slower finds the faster's
    assert actor.user_id is not None, "a draft is written by a person"
    if queries.open_of(base.award_code) is not None:
        raise Refusal("Chưa soạn được bản mới.", [UNDER_WAY])
    refuse_all(valid_from=_fault_of_first_day(base, wanted.valid_from))
    said = exporting.told(base, base.award.kind)
    said |= {"number": queries.next_number(base.award_code), "valid_from": wanted.valid_from, "valid_to": None}
    draft = AwardDraft(
        award_code=base.award_code,
        base=base,
        status=DraftStatus.WRITING,
        basis=one_line(wanted.basis),
        content=content.kept(said),
        writers=_people(actor),
        created_by_id=actor.user_id,
        created_at=clock.now(),
    )
    db.session.add(draft)
    db.session.flush()
    _record(draft, "start_award_draft", actor)
    return draft


def _fault_of_first_day(base: AwardVersion, day: date) -> str | None:
    if day <= base.valid_from:
        return f"Bản mới phải bắt đầu sau ngày {base.valid_from:%d/%m/%Y} của bản {base.number}."
    return past_day(base.award_code, day)


def past_day(award_code: str, day: date) -> str | None:
    """A day that is gone would change which law held for the cases of then."""
    if day <= clock.today() and queries.began_since(award_code, day):
        return "Từ ngày này đã có hồ sơ lập theo bản đang áp dụng: chọn ngày sau hôm nay."
    return None


def save(draft: AwardDraft, wanted: Part, at: str, *, seen: int, typed: dict[str, str], actor: Actor) -> None:
    """One part of it, judged as an import would judge it; what is wrong elsewhere is told on its page."""
    _insist_on_open(draft, seen, typed)
    said = content.said(draft.content)
    places = wanted.write(said, at)
    if isinstance(wanted, Validity):
        refuse_all(valid_from=_fault_of_first_day(draft.base, wanted.valid_from))
        draft.basis = one_line(wanted.basis)
    after = content.kept(said)
    found = [one for one in checking.objections(after, draft.base) if one.way in places]
    if found:
        raise Invalid(**{places[one.way]: one.reason for one in reversed(found)})
    _write(draft, after, actor)


def remove(draft: AwardDraft, kind: str, at: str, *, seen: int, actor: Actor) -> None:
    _insist_on_open(draft, seen)
    said = content.said(draft.content)
    rows.remove(said, kind, at)
    _write(draft, content.kept(said), actor)


def take_file(draft: AwardDraft, source: bytes, *, seen: int, actor: Actor) -> None:
    """The whole award from a file, refused whole with every line that is wrong. Its number is the draft's."""
    _insist_on_open(draft, seen)
    said, faults = checking.read(source, draft.base)
    if faults:
        lines = {f"line_{at}": str(fault)[:1].upper() + str(fault)[1:] for at, fault in enumerate(faults)}
        raise Invalid(file="Tệp có lỗi, chưa ghi gì. Mỗi lỗi nêu ở đầu trang.", **lines)
    if any(said[name] != draft.content[name] for name in ("code", "kind")):
        raise Invalid(file=OTHER_AWARD)
    whole = content.kept({**said, "number": draft.number})
    told = exporting.told(content.built(whole, exporting.whole()), said["kind"])  # what a file may leave out is said
    _write(draft, content.kept(told), actor)


def _write(draft: AwardDraft, after: Facts, actor: Actor) -> None:
    """Anything written after it was sent has to be sent anew."""
    before, draft.content = draft.content, after
    draft.writers = sorted({*draft.writers, *_people(actor)})
    draft.status, draft.sent_by_id, draft.sent_at = DraftStatus.WRITING, None, None
    versions.touch(draft, by="basis")
    changed = [name for name in after if before.get(name) != after[name]]
    _record(draft, "edit_award_draft", actor, changed=changed)


def send(draft: AwardDraft, *, seen: int, actor: Actor) -> None:
    _insist_on_open(draft, seen)
    if draft.status is DraftStatus.SENT:
        raise Refusal("Chưa gửi được.", [ALREADY_SENT])
    if reasons := obstacles(draft):
        raise Refusal("Chưa gửi phê duyệt được.", reasons)
    draft.status, draft.sent_by_id, draft.sent_at, draft.reason = DraftStatus.SENT, actor.user_id, clock.now(), ""
    draft.writers = sorted({*draft.writers, *_people(actor)})
    _record(draft, "send_award_draft", actor)


def send_back(draft: AwardDraft, reason: str, *, seen: int, actor: Actor) -> None:
    _insist_on_open(draft, seen)
    if draft.status is not DraftStatus.SENT:
        raise Refusal("Chưa trả lại được.", [NOT_SENT])
    if not one_line(reason):
        raise Invalid(reason=NO_REASON)
    draft.status, draft.reason = DraftStatus.WRITING, reason.strip()
    draft.decided_by_id, draft.decided_at = actor.user_id, clock.now()
    _record(draft, "return_award_draft", actor, reason=draft.reason)


def discard(draft: AwardDraft, *, seen: int, actor: Actor) -> None:
    _insist_on_open(draft, seen)
    draft.status, draft.decided_by_id, draft.decided_at = DraftStatus.DISCARDED, actor.user_id, clock.now()
    _record(draft, "discard_award_draft", actor)


def publish(draft: AwardDraft, *, seen: int, actor: Actor) -> AwardVersion:
    """The new version stands, the one before ends, the log names both people: all of it, or none."""
    _insist_on_open(draft, seen)
    if reasons := [*why_not_by(draft, actor), *obstacles(draft)]:
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
    _record(draft, "publish_award_version", actor, sent_by=sender, writers=draft.writers, ends_before=ends)
    return made


def why_not_by(draft: AwardDraft, actor: Actor) -> list[str]:
    """Two people, whatever offices they hold or stand in for."""
    if draft.status is not DraftStatus.SENT:
        return [NOT_SENT]
    return [WROTE_IT] if {*draft.writers} & {*_people(actor)} else []


def obstacles(draft: AwardDraft) -> list[str]:
    """Everything that keeps it from being published, whoever asks."""
    if reasons := _of_the_catalogue(draft):
        return reasons
    found = [one.told for one in checking.objections(draft.content, draft.base)]
    found += [fault] if (fault := _fault_of_first_day(draft.base, draft.begins)) else []
    return list(dict.fromkeys([*found, *([] if queries.says_something_new(draft) else [NOTHING_NEW])]))


def _of_the_catalogue(draft: AwardDraft) -> list[str]:
    """What others published since leaves this one behind."""
    number = queries.next_number(draft.award_code)
    if number == draft.number:
        return []
    return [f"Danh mục đã có bản {number - 1} sau khi bắt đầu soạn. Bỏ bản soạn này (tải tệp trước nếu cần), soạn lại."]


def insist_on_open(draft: AwardDraft) -> None:
    if not draft.is_open:
        raise Refusal("Không làm được việc này.", [NOT_OPEN])


def _insist_on_open(draft: AwardDraft, seen: int, typed: dict[str, str] | None = None) -> None:
    audit.take_the_pen()
    db.session.refresh(draft)  # somebody may have written or published it while we waited
    db.session.refresh(draft.base)
    insist_on_open(draft)
    versions.insist(draft.ref, seen=seen, now=draft.version, typed=typed)


def _people(actor: Actor) -> list[int]:
    return [one for one in (actor.user_id, actor.for_user_id) if one is not None]


def _record(draft: AwardDraft, action: str, actor: Actor, reason: str = "", **more: Any) -> None:  # noqa: ANN401 -- JSON
    data = {"award": draft.award_code, "number": draft.number, "sha256": content.digest(draft.content), **more}
    audit.record(actor=actor, subject=draft.ref, action=action, reason=reason, data=data)

"""What people say of the names while the notice is open: kept, and each remark looked into."""

from dataclasses import dataclass
from datetime import date

from app import clock, versions
from app.actor import SYSTEM, Actor
from app.audit import operations as audit
from app.documents.models import StoredFile
from app.errors import Refusal, refuse_all
from app.extensions import db
from app.outbox import operations as outbox
from app.public_notices.models import NoticeOpinion, NoticeStatus, PublicNotice, Stance

ABOUT_ALL = 0  # the whole list
ANSWER = "answer_opinion"  # the errand: an answer goes to whoever wrote by the public page
TELL = "tell_opinion"  # the errand: whoever looks into opinions hears of one that nobody of them typed in
OFFERED = {  # on paper and on the public page, in the same words
    Stance.OBJECTS.value: "Không đồng tình, có điều cần xem xét",
    Stance.OTHER.value: "Ý kiến khác: đính chính, bổ sung thông tin",
    Stance.AGREES.value: "Đồng tình",
}
RECEIVED_LATER = "Ngày nhận không thể sau hôm nay."


@dataclass(frozen=True, kw_only=True)
class Said:
    """An opinion as it came in."""

    nomination_id: int
    said_by: str
    contact: str
    received_on: date
    stance: Stance
    content: str


def must_be_handled(opinion: NoticeOpinion) -> bool:
    """Whoever agrees awaits nothing; every other opinion is looked into."""
    return opinion.stance is not Stance.AGREES and not opinion.handling


def enter(notice: PublicNotice, said: Said, file: StoredFile | None = None, *, actor: Actor) -> NoticeOpinion:
    assert actor.user_id is not None, "an opinion is entered by a person"
    opinion = _kept(notice, said)
    opinion.file, opinion.entered_by_id = file, actor.user_id
    _record(opinion, "enter_opinion", actor)
    return opinion


def receive(notice: PublicNotice, said: Said, *, email: str) -> NoticeOpinion:
    """From the public page, by somebody whose address was verified; `contact` is what they added."""
    opinion = _kept(notice, said)
    opinion.email = email
    outbox.put(TELL, subject=notice.ref)
    _record(opinion, "receive_opinion", SYSTEM)
    return opinion


def _kept(notice: PublicNotice, said: Said) -> NoticeOpinion:
    _hold(notice)
    listed = {item.nomination_id for item in notice.items}
    refuse_all(
        nomination_id=None if said.nomination_id in {ABOUT_ALL, *listed} else "Chọn một tên trong danh sách.",
        received_on=_fault_of_day(notice, said.received_on),
    )
    opinion = NoticeOpinion(
        notice=notice,
        nomination_id=said.nomination_id or None,
        said_by=said.said_by,
        contact=said.contact,
        received_on=said.received_on,
        stance=said.stance,
        content=said.content,
        entered_at=clock.now(),
    )
    db.session.add(opinion)
    db.session.flush()
    return opinion


def handle(opinion: NoticeOpinion, handling: str, *, version: int, actor: Actor) -> None:
    """Ghi kết quả xem xét; until the notice is summed up it may be written again."""
    _hold(opinion.notice)
    db.session.refresh(opinion)
    typed = {"Kết quả xem xét": handling}
    changed = [f"Kết quả xem xét nay là: {opinion.handling}"] if opinion.handling else []
    versions.insist(opinion.notice.ref, seen=version, now=opinion.version, typed=typed, changed=changed)
    if opinion.email and handling != opinion.handling:
        outbox.put(ANSWER, subject=opinion.ref)
    opinion.handling = handling
    opinion.handled_by_id, opinion.handled_at = actor.user_id, clock.now()
    db.session.flush()
    _record(opinion, "handle_opinion", actor)


def _hold(notice: PublicNotice) -> None:
    audit.take_the_pen()
    db.session.refresh(notice)
    if notice.status is not NoticeStatus.OPEN:
        raise Refusal("Chưa ghi được ý kiến.", ["Chỉ ghi khi thông báo đang lấy ý kiến."])


def _fault_of_day(notice: PublicNotice, day: date) -> str | None:
    if day > clock.today():
        return RECEIVED_LATER
    assert notice.posted_on is not None, "it is open"
    assert notice.closes_on is not None, "it is open"
    if not notice.posted_on <= day <= notice.closes_on:
        return (
            f"Chỉ ghi ý kiến nhận từ {notice.posted_on:%d/%m/%Y} đến {notice.closes_on:%d/%m/%Y}; ngoài thời hạn thì"
            " ghi ở mục Khiếu nại, phản ánh của hồ sơ."
        )
    return None


def _record(opinion: NoticeOpinion, action: str, actor: Actor) -> None:
    """Of an opinion the log has the number and about whom it is, never who sent it."""
    data = {"opinion": opinion.id, "case": opinion.nomination_id, "stance": opinion.stance.value}
    audit.record(actor=actor, subject=opinion.notice.ref, action=action, data=data)

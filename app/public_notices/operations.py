"""From a list of names to the report on what people said of them. It moves no case; its cases wait for its report."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from app import clock, versions, workdays
from app.actor import Actor
from app.audit import operations as audit
from app.errors import Refusal, refuse_all
from app.extensions import db, in_few_lengths
from app.nominations import listing
from app.nominations.letters import department
from app.nominations.models import Nomination
from app.papers import operations as papers
from app.public_notices import papers as said
from app.public_notices import queries
from app.public_notices.achievements import insist_on_nothing_personal
from app.public_notices.models import NoticeItem, NoticeStatus, PublicNotice
from app.public_notices.opinions import must_be_handled
from app.public_notices.rules import rules
from app.rounds.models import AwardRound
from workflows.award_province_1 import State
from workflows.paper_life_1 import State as PaperState
from workflows.vocabulary import Sheet

NO_PLACE = "Ghi nơi đăng thông báo."
POSTED_LATER = "Ngày đăng không thể sau hôm nay."
NOT_YET = "Chưa thực hiện được."


@dataclass(frozen=True, kw_only=True)
class NoticeDraft:
    """Which cases of one round go onto one list, and its trích yếu. `version` 0: a new one."""

    title: str
    nomination_ids: list[int]
    version: int = 0


@dataclass(frozen=True, kw_only=True)
class Posting:
    """When and where the notice was posted (đăng)."""

    posted_on: date
    places: str
    version: int = 0


def draft(award_round: AwardRound, wanted: NoticeDraft, *, actor: Actor) -> PublicNotice:
    assert actor.user_id is not None, "a notice is drafted by a person"
    audit.take_the_pen()  # two lists at once: the slower sees whom the other took
    notice = PublicNotice(
        award_round=award_round,
        title=wanted.title,
        created_by_id=actor.user_id,
        created_at=clock.now(),
        status_since=clock.now(),
    )
    db.session.add(notice)
    _list(notice, wanted.nomination_ids, actor)
    _record(notice, "draft", actor)
    return notice


def redraft(notice: PublicNotice, wanted: NoticeDraft, *, actor: Actor) -> None:
    """Other words, other names, as long as nobody signed."""
    _insist(notice, {NoticeStatus.DRAFT}, wanted.version, {"Trích yếu": wanted.title})
    notice.title = wanted.title
    written = {item.nomination_id: item.achievement for item in notice.items}
    for item in list(notice.items):
        notice.items.remove(item)
        db.session.delete(item)
    db.session.flush()
    _list(notice, wanted.nomination_ids, actor)
    for item in notice.items:
        item.achievement = written.get(item.nomination_id, "")
    versions.touch(notice)
    _record(notice, "redraft", actor)


def sign(notice: PublicNotice, *, version: int, actor: Actor) -> None:
    """Ký Thông báo: what was read, and only about cases that are still appraised."""
    _insist(notice, {NoticeStatus.DRAFT}, version)
    _read_anew(notice)
    if gone := [item.nomination.nominee_name for item in notice.items if item.nomination.state != State.APPRAISAL]:
        raise Refusal(NOT_YET, [f"Không còn ở bước thẩm định: {', '.join(gone)}. Sửa danh sách rồi ký."])
    notice.working_days = rules().term.days
    content = said.notice_letter(notice, signer=actor)
    notice.letter = papers.draft(content, sheet=Sheet.NOTICE, sheet_id=notice.id, issuer=department())
    papers.sign(notice.letter, content, actor=actor)
    _stand(notice, NoticeStatus.SIGNED)
    _record(notice, "sign", actor)


def post(notice: PublicNotice, posting: Posting, *, actor: Actor) -> None:
    """Đăng: from that day its term runs. A slip is mended by recording it again; no day told is cut."""
    _insist(notice, {NoticeStatus.SIGNED, NoticeStatus.OPEN}, posting.version, {"Nơi đăng": posting.places})
    if notice.letter is None or notice.letter.state != PaperState.ISSUED or notice.letter.issued_on is None:
        raise Refusal(NOT_YET, ["Thông báo chưa có số: văn thư Sở ghi số, ngày, đính bản đã ký rồi mới đăng."])
    places = [line.strip() for line in posting.places.splitlines() if line.strip()]
    early = posting.posted_on < notice.letter.issued_on
    refuse_all(
        posted_on=(
            POSTED_LATER
            if posting.posted_on > clock.today()
            else f"Ngày đăng không thể trước ngày thông báo ({notice.letter.issued_on:%d/%m/%Y})."
            if early
            else None
        ),
        places=None if places else NO_PLACE,
    )
    assert notice.working_days is not None, "they were set with the signature"
    insist_on_nothing_personal(notice)
    is_first = notice.status is NoticeStatus.SIGNED
    notice.posted_on, notice.places = posting.posted_on, "\n".join(places)
    by_its_term = workdays.add_working_days(posting.posted_on, notice.working_days)
    notice.closes_on = max(by_its_term, notice.closes_on or by_its_term)
    _stand(notice, NoticeStatus.OPEN)
    _record(notice, "post", actor, posted_on=posting.posted_on.isoformat(), closes_on=notice.closes_on.isoformat())
    if is_first:
        _tell_cases(notice, "open_public_notice", actor)


def close(notice: PublicNotice, summary: str, *, version: int, actor: Actor) -> None:
    """Kết thúc: after its last day, each opinion handled; what is to be reported of it."""
    _insist(notice, {NoticeStatus.OPEN}, version, {"Tổng hợp, đánh giá": summary})
    if reasons := [*in_the_way_of_closing(notice)]:
        raise Refusal(NOT_YET, reasons)
    notice.summary, notice.closed_at = summary, clock.now()
    _stand(notice, NoticeStatus.CLOSED)
    _record(notice, "close", actor)


def in_the_way_of_closing(notice: PublicNotice) -> Iterable[str]:
    if notice.closes_on is None or clock.today() <= notice.closes_on:
        until = f" ({notice.closes_on:%d/%m/%Y})" if notice.closes_on else ""
        yield f"Chưa hết thời hạn lấy ý kiến{until}: chờ đến hết ngày cuối."
    yield from _not_looked_into(notice)


def _not_looked_into(notice: PublicNotice) -> Iterable[str]:
    if waiting := sum(must_be_handled(opinion) for opinion in notice.opinions):
        yield f"Còn {waiting} ý kiến chưa ghi kết quả xem xét."


def insist_on_posted(notice: PublicNotice) -> None:
    if notice.posted_on is None:
        raise Refusal(NOT_YET, ["Thông báo chưa đăng: chưa có gì để báo cáo."])


def sign_report(notice: PublicNotice, *, version: int, actor: Actor) -> None:
    """Ký Báo cáo: from now on nothing of it stands in the way of the cases it lists."""
    _insist(notice, {NoticeStatus.CLOSED}, version)
    content = said.report(notice, signer=actor)
    notice.report = papers.draft(content, sheet=Sheet.NOTICE, sheet_id=notice.id, issuer=department())
    papers.sign(notice.report, content, actor=actor)
    _stand(notice, NoticeStatus.SUMMARISED)
    _record(notice, "sign_report", actor)
    _tell_cases(notice, "close_public_notice", actor)


def reopen(notice: PublicNotice, reason: str, *, version: int, actor: Actor) -> None:
    """The director gives a summary back to be written again."""
    _insist(notice, {NoticeStatus.CLOSED}, version, {"Lý do": reason})
    notice.closed_at = None
    _stand(notice, NoticeStatus.OPEN)
    _record(notice, "reopen", actor, reason)


def cancel(notice: PublicNotice, reason: str, *, version: int, actor: Actor) -> None:
    """Hủy: its cases are free for another one; a letter that is out stays what it was.

    What people said is not got rid of that way: each opinion is looked into first.
    """
    _insist(notice, {NoticeStatus.DRAFT, NoticeStatus.SIGNED, NoticeStatus.OPEN}, version, {"Lý do": reason})
    if unread := [*_not_looked_into(notice)]:
        raise Refusal(NOT_YET, unread)
    if notice.letter is not None and notice.letter.state != PaperState.ISSUED:
        papers.void(notice.letter, reason, actor=actor)
    notice.cancelled_reason = reason
    _stand(notice, NoticeStatus.CANCELLED)
    _record(notice, "cancel", actor, reason)


def _list(notice: PublicNotice, nomination_ids: Iterable[int], actor: Actor) -> None:
    """In the order of names."""
    chosen = listing.chosen(nomination_ids, queries.free(notice.award_round.id), actor)
    by_name = sorted(chosen, key=lambda case: (case.nominee_kind, case.nominee_key, case.id))
    notice.items = [NoticeItem(nomination=case, position=place) for place, case in enumerate(by_name, start=1)]
    db.session.flush()


def _insist(
    notice: PublicNotice, allowed: set[NoticeStatus], version: int, typed: dict[str, str] | None = None
) -> None:
    """With the pen in hand: as it is now, not as it was on the page."""
    audit.take_the_pen()
    db.session.refresh(notice)
    changed = [f"Thông báo nay ở trạng thái “{queries.STATUS_NAMES[notice.status]}”."]
    versions.insist(notice.ref, seen=version, now=notice.version, typed=typed, changed=changed)
    if notice.status not in allowed:
        raise Refusal(NOT_YET, changed)


def _read_anew(notice: PublicNotice) -> None:
    """With the pen in hand: where its cases stand now."""
    ids = in_few_lengths(item.nomination_id for item in notice.items)
    anew = select(Nomination).where(Nomination.id.in_(ids))
    db.session.scalars(anew.execution_options(populate_existing=True)).all()


def _stand(notice: PublicNotice, status: NoticeStatus) -> None:
    notice.status, notice.status_since = status, clock.now()
    db.session.flush()


def _record(notice: PublicNotice, action: str, actor: Actor, reason: str = "", **more: str) -> None:
    db.session.flush()
    data = {"cases": [item.nomination_id for item in notice.items], **more}
    audit.record(actor=actor, subject=notice.ref, action=action, target=notice.status.value, reason=reason, data=data)


def _tell_cases(notice: PublicNotice, action: str, actor: Actor) -> None:
    """Each case's own story says it too."""
    data = {"notice": notice.id, "closes_on": notice.closes_on.isoformat() if notice.closes_on else ""}
    for item in notice.items:
        audit.record(actor=actor, subject=item.nomination.ref, action=action, data=data)

"""The draft stands on the portal, agencies are asked, what they say is answered line by line."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select

from app import clock
from app.actor import Actor
from app.audit import operations as audit
from app.casework import hold
from app.documents.models import StoredFile
from app.errors import Invalid, Refusal
from app.extensions import db
from app.resolutions.customs import ANSWER
from app.resolutions.models import Answered, Comment, Inquiry, InquiryStatus, Resolution
from app.text import fold, one_line
from workflows.resolution_2015_1 import State

ASKS_IN = frozenset({State.CONSULTING})
ASKS_WHEN_SHORTENED = ASKS_IN | {State.DRAFTING}  # its draft goes straight to the appraisal
WRITES_COMMENTS_IN = ASKS_IN | {State.REVISING}
ASKING, POSTING, COMMENTING = "Lấy ý kiến cơ quan", "Ghi ngày đăng Cổng", "Ghi ý kiến góp ý"
LONGEST_NAME = 200
MOST_AGENCIES = 100
NOBODY = "Ghi ít nhất một cơ quan, mỗi cơ quan một dòng."


@dataclass(frozen=True, kw_only=True)
class Posting:
    posted_on: date
    posted_at: str = ""


@dataclass(frozen=True, kw_only=True)
class Question:
    """Whom to ask, a line each, and until when."""

    agencies: str
    asked_on: date
    due_on: date


@dataclass(frozen=True, kw_only=True)
class Reply:
    letter_number: str
    answered_on: date


@dataclass(frozen=True, kw_only=True)
class Opinion:
    """One line of the table of opinions."""

    said_by: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Response:
    answered: Answered
    answer: str


def proposed_due(asked_on: date) -> date:
    return asked_on + timedelta(days=ANSWER.days)


def may_ask(resolution: Resolution) -> bool:
    return resolution.state in (ASKS_WHEN_SHORTENED if resolution.shortened_ground else ASKS_IN)


def may_comment(resolution: Resolution) -> bool:
    return may_ask(resolution) or resolution.state in WRITES_COMMENTS_IN


def record_posting(resolution: Resolution, posting: Posting, *, actor: Actor) -> None:
    """Since when the draft stands on the portal; the days are counted from there."""
    hold(resolution)
    if resolution.state not in ASKS_IN:
        raise Refusal(POSTING, ["Chỉ ghi ngày đăng Cổng khi dự thảo đang được lấy ý kiến."])
    settled_on = clock.local(resolution.state_since).date()
    if posting.posted_on < settled_on:
        raise Invalid(posted_on=f"Dự thảo được chốt ngày {settled_on:%d/%m/%Y}: không đăng trước ngày đó.")
    resolution.posted_on, resolution.posted_at = posting.posted_on, posting.posted_at
    audit.record(
        actor=actor,
        subject=resolution.ref,
        action="record_posting",
        data={"on": posting.posted_on.isoformat(), "at": posting.posted_at},
    )


def ask(resolution: Resolution, question: Question, *, actor: Actor) -> list[Inquiry]:
    """Ask several agencies by one letter; in one round each is asked once."""
    hold(resolution)
    if not may_ask(resolution):
        raise Refusal(ASKING, ["Chỉ hỏi ý kiến khi dự thảo đang được lấy ý kiến."])
    names = _names(question.agencies)
    _check(resolution, question, names)
    asked = [
        Inquiry(
            resolution_id=resolution.id,
            round=resolution.consultation_round,
            agency=name,
            asked_on=question.asked_on,
            due_on=question.due_on,
        )
        for name in names
    ]
    db.session.add_all(asked)
    audit.record(
        actor=actor,
        subject=resolution.ref,
        action="ask_opinions",
        data={"agencies": names, "due_on": question.due_on.isoformat()},
    )
    return asked


def reply(inquiry: Inquiry, given: Reply, letter: StoredFile, *, actor: Actor) -> None:
    """The letter an agency sent; that it has nothing to remark is an answer too."""
    _insist_on_open(inquiry)
    if given.answered_on < inquiry.asked_on:
        raise Invalid(answered_on=f"Cơ quan được hỏi ngày {inquiry.asked_on:%d/%m/%Y}: không trả lời trước ngày đó.")
    inquiry.status, inquiry.answered_on = InquiryStatus.ANSWERED, given.answered_on
    inquiry.letter_number, inquiry.file_id = given.letter_number, letter.id
    _tell(inquiry, "record_opinion", {"letter": given.letter_number, "file": letter.sha256}, actor)


def record_silence(inquiry: Inquiry, *, actor: Actor) -> None:
    """Hết hạn không trả lời: only after the limit, and only when a person says so."""
    _insist_on_open(inquiry)
    if clock.today() <= inquiry.due_on:
        raise Refusal(
            "Ghi nhận không trả lời", [f"Hạn trả lời đến hết ngày {inquiry.due_on:%d/%m/%Y}: ghi nhận được từ hôm sau."]
        )
    inquiry.status = InquiryStatus.SILENT
    _tell(inquiry, "record_silence", {}, actor)


def add_comment(resolution: Resolution, opinion: Opinion, *, actor: Actor) -> Comment:
    """One remark, one line: it must be accepted or explained before the draft goes on."""
    hold(resolution)
    if not may_comment(resolution):
        raise Refusal(COMMENTING, ["Chỉ ghi ý kiến khi đang lấy ý kiến hoặc đang tổng hợp, tiếp thu."])
    comment = Comment(
        resolution_id=resolution.id,
        round=resolution.consultation_round,
        said_by=opinion.said_by,
        text=opinion.text,
    )
    db.session.add(comment)
    audit.record(actor=actor, subject=resolution.ref, action="add_comment", data={"by": opinion.said_by})
    return comment


def respond(comment: Comment, given: Response, *, actor: Actor) -> None:
    """Accepted, or explained with words."""
    hold(comment.resolution)
    if not may_comment(comment.resolution):
        raise Refusal(COMMENTING, ["Bảng tổng hợp đã gửi thẩm định: không sửa được nữa."])
    if given.answered is Answered.EXPLAINED and not given.answer:
        raise Invalid(answer="Không tiếp thu thì giải trình lý do.")
    comment.answered, comment.answer = given.answered, given.answer
    told = {"by": comment.said_by, "answered": given.answered.value}
    audit.record(actor=actor, subject=comment.resolution.ref, action="respond", data=told)


def _names(lines: str) -> list[str]:
    """Each once, however it was written."""
    named = {fold(name): name for name in map(one_line, lines.splitlines()) if name}
    return [*named.values()]


def _check(resolution: Resolution, question: Question, names: list[str]) -> None:
    faults = {}
    asked = select(Inquiry.agency).where(
        Inquiry.resolution_id == resolution.id, Inquiry.round == resolution.consultation_round
    )
    again = {fold(name) for name in db.session.scalars(asked)} & {fold(name) for name in names}
    if not names:
        faults["agencies"] = NOBODY
    elif again:
        told = ", ".join(name for name in names if fold(name) in again)
        faults["agencies"] = f"Đã hỏi trong đợt này: {told}. Bỏ khỏi danh sách."
    elif len(names) > MOST_AGENCIES or max(map(len, names)) > LONGEST_NAME:
        faults["agencies"] = f"Ghi không quá {MOST_AGENCIES} cơ quan, mỗi tên không quá {LONGEST_NAME} ký tự."
    if question.due_on < proposed_due(question.asked_on):
        day = f"{proposed_due(question.asked_on):%d/%m/%Y}"
        faults["due_on"] = f"Cơ quan có ít nhất {ANSWER.days} ngày để trả lời: hạn từ ngày {day}."
    if faults:
        raise Invalid(**faults)


def _insist_on_open(inquiry: Inquiry) -> None:
    hold(inquiry.resolution)
    if inquiry.status is not InquiryStatus.ASKED:
        raise Refusal(ASKING, ["Cơ quan này đã có kết quả trong đợt lấy ý kiến."])
    if not may_ask(inquiry.resolution):
        raise Refusal(ASKING, ["Đợt lấy ý kiến đã đóng."])


def _tell(inquiry: Inquiry, action: str, data: dict[str, str], actor: Actor) -> None:
    audit.record(actor=actor, subject=inquiry.resolution.ref, action=action, data={"agency": inquiry.agency} | data)

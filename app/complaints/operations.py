"""What is done about a petition: entered, taken up, declined, settled, withdrawn. The case moves only by its steps."""

from dataclasses import dataclass
from datetime import date

from app import clock, versions
from app.actor import Actor
from app.audit import operations as audit
from app.casework import advance, hold, insist
from app.complaints import queries, rules
from app.complaints.models import OPEN, Complaint, ComplaintKind, ComplaintStatus, Petitioner
from app.decisions.aside import forget_exclusion
from app.documents.models import StoredFile
from app.errors import NOT_AFTER_TODAY, Invalid, Refusal, refuse_all
from app.extensions import db
from app.nominations.models import Nomination
from app.organisations.substitutes import insist_may_sign
from app.outbox import operations as outbox
from app.papers import operations as papers
from workflows.paper_life_1 import State as PaperState
from workflows.vocabulary import Paper as PaperCode
from workflows.vocabulary import Role, Sheet

NOT_AFTER_RECEIPT = "Ngày biết không thể sau ngày nhận đơn."
CLOSED = "Đơn này đã giải quyết xong: mở lại trang để xem."
ACCEPT_FIRST = "Đơn chưa thụ lý: thụ lý rồi mới giải quyết."
EXAMINED_ANEW = "Hồ sơ được thẩm định lại theo kết quả giải quyết khiếu nại."


@dataclass(frozen=True, kw_only=True)
class Petition:
    """What stands in the letter, and who handed it in."""

    kind: ComplaintKind
    petitioner: Petitioner
    name: str
    contact: str
    received_on: date
    known_on: date | None
    obstacle: str
    content: str


@dataclass(frozen=True, kw_only=True)
class Settlement:
    """Quyết định giải quyết khiếu nại, kết luận nội dung tố cáo: what it says and where it is registered."""

    is_upheld: bool
    answer: str
    letter_number: str
    letter_on: date
    version: int


def enter(nomination: Nomination, petition: Petition, file: StoredFile | None = None, *, actor: Actor) -> Complaint:
    """Keep it. A complaint out of time is kept as phản ánh and says so; nobody's letter is sent away here."""
    assert actor.user_id is not None, "a petition is entered by a person"
    _check(petition)
    hold(nomination)
    if nomination.submitted_at is None:
        raise Refusal("Chưa ghi nhận được đơn.", ["Hồ sơ chưa nộp: việc còn trong nội bộ đơn vị."])
    late = _is_out_of_time(petition)
    complaint = Complaint(
        nomination_id=nomination.id,
        kind=ComplaintKind.REFLECTION if late else petition.kind,
        petitioner=petition.petitioner,
        name=petition.name,
        contact=petition.contact,
        received_on=petition.received_on,
        known_on=petition.known_on,
        obstacle=petition.obstacle,
        is_out_of_time=late,
        content=petition.content,
        file_id=file.id if file else None,
        entered_by_id=actor.user_id,
        entered_at=clock.now(),
        due_on=rules.ACCEPT.ends(petition.received_on),
    )
    db.session.add(complaint)
    nomination.has_complaints = True
    db.session.flush()
    _record(complaint, "enter_complaint", "", actor)
    _tell(nomination, Role.COMPLAINT_OFFICER, "Có đơn mới, cần thụ lý hoặc trả lời")
    if (
        nomination.state in nomination.workflow.transition("suspend").source
        and complaint.kind is not ComplaintKind.REFLECTION
    ):
        _tell(nomination, Role.BAN_HEAD, "Hồ sơ đang xét có đơn khiếu nại, tố cáo: xem xét tạm dừng")
    return complaint


def accept(complaint: Complaint, *, is_complex: bool, version: int, actor: Actor) -> None:
    """Thụ lý: from now on the office has its days to settle it."""
    _insist(complaint, version)
    if complaint.status is not ComplaintStatus.RECEIVED:
        raise Refusal("Chưa thụ lý được đơn.", ["Đơn này đã được thụ lý."])
    term = rules.SETTLE_COMPLEX if is_complex else rules.SETTLE
    complaint.status, complaint.is_complex = ComplaintStatus.ACCEPTED, is_complex
    complaint.due_on = term.ends(clock.today())
    db.session.flush()
    _record(complaint, "accept_complaint", "", actor)


def decline(complaint: Complaint, reason: str, *, version: int, actor: Actor) -> None:
    """Không thụ lý, with the reason the petitioner is told."""
    _insist(complaint, version)
    if complaint.status is not ComplaintStatus.RECEIVED:
        raise Refusal("Chưa từ chối được đơn.", ["Đơn đã thụ lý thì phải giải quyết hoặc ghi nhận rút đơn."])
    _close(complaint, ComplaintStatus.DECLINED, reason, "decline_complaint", actor)


def withdraw(complaint: Complaint, reason: str, *, version: int, actor: Actor) -> None:
    """Người có đơn rút đơn."""
    _insist(complaint, version)
    _close(complaint, ComplaintStatus.WITHDRAWN, reason, "withdraw_complaint", actor)


def settle(complaint: Complaint, found: Settlement, letter: StoredFile | None = None, *, actor: Actor) -> None:
    """Bác, or công nhận đúng. Dismissed it changes nothing; upheld it opens the steps that the process has for it."""
    _insist(complaint, found.version)
    if complaint.status is not ComplaintStatus.ACCEPTED:
        raise Refusal("Chưa giải quyết được đơn.", [ACCEPT_FIRST])
    if found.letter_on > clock.today():
        raise Invalid(letter_on=NOT_AFTER_TODAY)
    complaint.letter_number, complaint.letter_on = found.letter_number, found.letter_on
    complaint.letter_id = letter.id if letter else None
    outcome = ComplaintStatus.UPHELD if found.is_upheld else ComplaintStatus.DISMISSED
    _close(complaint, outcome, found.answer, "settle_complaint", actor)
    nomination = complaint.nomination
    if found.is_upheld:
        _tell(nomination, Role.BAN_HEAD, "Đơn về hồ sơ này được giải quyết là đúng")
        if nomination.state in queries.REAPPRAISABLE:
            _tell(nomination, Role.CHAIRMAN, "Khiếu nại được giải quyết là đúng: xem xét cho thẩm định lại")
    if complaint.petitioner is not Petitioner.OTHER:
        _tell(nomination, Role.UNIT_CLERK, "Đã có kết quả giải quyết đơn của đơn vị, của người được đề nghị")


def reappraise(nomination: Nomination, *, actor: Actor) -> None:
    """The Chairman has a case that was refused examined again, as the settled complaint wants it (K55)."""
    insist(nomination, "reappraise_after_complaint", actor=actor)
    insist_may_sign(actor, "Chưa quyết định được.")  # no paper is signed, and yet it is the Chairman's word
    advance(nomination, "reappraise_after_complaint", actor=actor)
    forget_exclusion(nomination)
    _call_off_refusal(nomination, actor)
    for complaint in queries.upheld_and_waiting(nomination.id):
        complaint.acted_on_at = clock.now()


def _call_off_refusal(nomination: Nomination, actor: Actor) -> None:
    """A notice that it is refused, which has not gone out yet, never will."""
    notice = papers.of_sheet(PaperCode.RESULT_NOTICE, Sheet.CASE, nomination.id)
    if notice is not None and notice.state == PaperState.SIGNED:
        papers.void(notice, EXAMINED_ANEW, actor=actor)


def _check(petition: Petition) -> None:
    after = petition.known_on is not None and petition.known_on > petition.received_on
    is_complaint = petition.kind is ComplaintKind.COMPLAINT
    refuse_all(
        received_on=NOT_AFTER_TODAY if petition.received_on > clock.today() else None,
        known_on=(
            NOT_AFTER_RECEIPT
            if after
            else "Khiếu nại thì phải ghi ngày biết quyết định, kết quả bị khiếu nại, để tính thời hiệu."
            if is_complaint and petition.known_on is None
            else None
        ),
        petitioner=(
            "Khiếu nại là của người bị tác động: chọn người được đề nghị hoặc đơn vị, hoặc ghi là phản ánh, tố cáo."
            if is_complaint and petition.petitioner is Petitioner.OTHER
            else None
        ),
    )


def _is_out_of_time(petition: Petition) -> bool:
    """What kept the petitioner from writing is not counted (trở ngại khách quan); how long it did, a person judges."""
    if petition.kind is not ComplaintKind.COMPLAINT or petition.known_on is None or petition.obstacle:
        return False
    return petition.received_on > rules.WINDOW.ends(petition.known_on)


def _insist(complaint: Complaint, version: int) -> None:
    hold(complaint.nomination)
    versions.insist(complaint.nomination.ref, seen=version, now=complaint.version, changed=[queries.told(complaint)])
    if complaint.status not in OPEN:
        raise Refusal("Chưa ghi được.", [CLOSED])


def _close(complaint: Complaint, status: ComplaintStatus, answer: str, action: str, actor: Actor) -> None:
    complaint.status, complaint.answer, complaint.due_on = status, answer, None
    complaint.closed_by_id, complaint.closed_at = actor.user_id, clock.now()
    db.session.flush()
    _record(complaint, action, answer, actor)


def _record(complaint: Complaint, action: str, reason: str, actor: Actor) -> None:
    """Of a petition the log has the number, never the name."""
    data = {"complaint": complaint.id, "kind": complaint.kind.value, "status": complaint.status.value}
    audit.record(actor=actor, subject=f"nomination:{complaint.nomination_id}", action=action, reason=reason, data=data)


def _tell(nomination: Nomination, role: Role, happened: str) -> None:
    outbox.put("tell_offices", subject=nomination.ref, role=role.value, happened=happened)

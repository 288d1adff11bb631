"""A cadre under the management of Ban Thường vụ Tỉnh ủy: marked by who knows, asked about by letter, answered."""

from dataclasses import dataclass
from datetime import date

from app import clock, versions
from app.actor import Actor
from app.audit import operations as audit
from app.casework import hold
from app.documents.models import StoredFile
from app.errors import NOT_AFTER_TODAY, Refusal, refuse_all
from app.extensions import db
from app.nominations import editing, letters
from app.nominations.models import Nomination
from app.nominees.models import NomineeKind
from app.outbox import operations as outbox
from app.party_opinions import papers, queries
from app.party_opinions.models import PartyAnswer, PartyOpinion, PartyStatus
from workflows.award_province_1 import State
from workflows.vocabulary import Role

MARKERS = frozenset({Role.APPRAISER, Role.BAN_HEAD})  # at Sở Nội vụ; at the unit whoever writes the dossier
NO_CONTENT = "Ghi nội dung trả lời."
NOT_YET = "Chưa thực hiện được."


@dataclass(frozen=True, kw_only=True)
class Mark:
    """Whether the nominee is under that management, and by what: a post, a decision on who manages whom."""

    is_managed: bool
    basis: str
    version: int = 0  # of the row when the form was opened; 0: there was none


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What the letter of Tỉnh ủy says (văn bản trả lời)."""

    outcome: PartyAnswer
    answer: str
    answer_number: str
    answered_on: date
    version: int


def mark(nomination: Nomination, wanted: Mark, *, actor: Actor) -> None:
    """Said by the unit while it writes the dossier, or by Sở Nội vụ while it appraises it."""
    assert actor.user_id is not None, "a mark is set by a person"
    hold(nomination)
    insist_on_a_person(nomination)
    opinion = queries.of(nomination.id)
    if not may_mark(nomination, actor) or queries.is_kept_from(opinion, actor):
        raise Refusal(NOT_YET, ["Chỉ ghi khi đơn vị đang soạn hồ sơ, hoặc khi hồ sơ đang thẩm định."])
    now = opinion.version if opinion else 0
    versions.insist(nomination.ref, seen=wanted.version, now=now, typed={"Căn cứ": wanted.basis})
    if opinion is not None and opinion.status in {PartyStatus.ASKED, PartyStatus.ANSWERED}:
        raise Refusal(NOT_YET, ["Đã xin ý kiến Ban Thường vụ Tỉnh ủy: không sửa dấu này nữa."])
    if opinion is None:
        if not wanted.is_managed:
            return
        opinion = PartyOpinion(nomination=nomination)
        db.session.add(opinion)
    opinion.status = PartyStatus.NEEDED if wanted.is_managed else PartyStatus.DROPPED
    opinion.basis, opinion.marked_by_id, opinion.marked_at = wanted.basis, actor.user_id, clock.now()
    opinion.is_of_department = not actor.is_of_unit
    db.session.flush()
    action = "mark_for_party" if wanted.is_managed else "drop_party_mark"
    audit.record(actor=actor, subject=nomination.ref, action=action, reason=wanted.basis)
    if wanted.is_managed and nomination.state == State.APPRAISAL:
        _tell(nomination, Role.SNV_DIRECTOR, "Thuộc diện Ban Thường vụ Tỉnh ủy quản lý: ký công văn xin ý kiến")


def insist_on_a_person(nomination: Nomination) -> None:
    if nomination.nominee_kind is not NomineeKind.INDIVIDUAL:
        raise Refusal(NOT_YET, ["Chỉ cá nhân mới có thể thuộc diện Ban Thường vụ Tỉnh ủy quản lý."])


def may_mark(nomination: Nomination, actor: Actor) -> bool:
    if nomination.nominee_kind is not NomineeKind.INDIVIDUAL:
        return False
    if actor.role in MARKERS and nomination.state == State.APPRAISAL:
        return True
    return editing.allowed(nomination, actor).everything


def ask(opinion: PartyOpinion, question: str, *, version: int, actor: Actor) -> None:
    """Xin ý kiến: the director signs the letter; its answer is awaited before appraisal is concluded."""
    nomination = opinion.nomination
    _insist(opinion, version, {"Nội dung": question})
    if opinion.status is not PartyStatus.NEEDED:
        raise Refusal(NOT_YET, ["Việc xin ý kiến này đã được thực hiện hoặc không còn cần nữa."])
    if nomination.state != State.APPRAISAL:
        raise Refusal(NOT_YET, ["Chỉ xin ý kiến khi hồ sơ đang thẩm định."])
    content = papers.request(opinion, question, signer=actor)
    opinion.letter = letters.sign(content, nomination, actor=actor)
    opinion.question = question
    opinion.asked_by_id, opinion.asked_at = actor.user_id, clock.now()
    _stand(opinion, PartyStatus.ASKED)
    audit.record(actor=actor, subject=nomination.ref, action="ask_party")
    _tell(nomination, Role.PARTY_COMMITTEE, "Sở Nội vụ xin ý kiến Ban Thường vụ Tỉnh ủy")


def answer(opinion: PartyOpinion, given: Answer, file: StoredFile, *, actor: Actor) -> None:
    """Văn phòng Tỉnh ủy records what the Ban Thường vụ answered, with its letter."""
    _insist(opinion, given.version, {"Nội dung trả lời": given.answer})
    if opinion.status is not PartyStatus.ASKED:
        raise Refusal(NOT_YET, ["Nội dung này đã có trả lời, hoặc Sở Nội vụ đã thôi hỏi."])
    assert opinion.asked_at is not None, "it was asked"
    asked_on = clock.local(opinion.asked_at).date()
    early = f"Ngày văn bản trả lời không thể trước ngày hỏi ({asked_on:%d/%m/%Y})."
    refuse_all(
        answered_on=(
            NOT_AFTER_TODAY if given.answered_on > clock.today() else early if given.answered_on < asked_on else None
        ),
        answer=None if given.answer or given.outcome is PartyAnswer.AGREES else NO_CONTENT,
    )
    opinion.outcome, opinion.answer = given.outcome, given.answer
    opinion.answer_number, opinion.answered_on, opinion.answer_file = given.answer_number, given.answered_on, file
    opinion.answered_by_id, opinion.answered_at = actor.user_id, clock.now()
    _stand(opinion, PartyStatus.ANSWERED)
    said = {"outcome": given.outcome.value, "number": given.answer_number, "on": given.answered_on.isoformat()}
    audit.record(actor=actor, subject=opinion.nomination.ref, action="answer_of_party", data=said)
    _tell(opinion.nomination, Role.APPRAISER, "Ban Thường vụ Tỉnh ủy đã trả lời")


def stop_asking(nomination: Nomination, reason: str, *, actor: Actor) -> None:
    """The case was concluded another way: no answer is awaited now; should it come again, it is asked again."""
    opinion = queries.of(nomination.id)
    if opinion is None or opinion.status is not PartyStatus.ASKED:
        return
    _stand(opinion, PartyStatus.NEEDED)
    audit.record(actor=actor, subject=nomination.ref, action="stop_asking_party", reason=reason)


def _insist(opinion: PartyOpinion, version: int, typed: dict[str, str]) -> None:
    hold(opinion.nomination)
    db.session.refresh(opinion)
    versions.insist(opinion.nomination.ref, seen=version, now=opinion.version, typed=typed)


def _stand(opinion: PartyOpinion, status: PartyStatus) -> None:
    opinion.status = status
    db.session.flush()


def _tell(nomination: Nomination, role: Role, happened: str) -> None:
    outbox.put("tell_offices", subject=nomination.ref, role=role.value, happened=happened)

"""Hiệp y: agencies asked, answers kept, silence recorded by a person and never assumed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from app import clock
from app.actor import Actor
from app.appraisals import agencies
from app.appraisals.models import Consultation, ConsultationStatus
from app.audit import operations as audit
from app.casework import hold
from app.documents.models import StoredFile
from app.errors import Invalid, Refusal
from app.extensions import db
from app.nominations.models import Nomination
from app.party_opinions import operations as party_opinions
from workflows.award_province_1 import State

FROM_TOMORROW = "Hạn trả lời phải từ ngày mai trở đi."


@dataclass(frozen=True, kw_only=True)
class Inquiry:
    """One question to one or several agencies."""

    agency_ids: list[int]
    question: str
    due_on: date


@dataclass(frozen=True, kw_only=True)
class Reply:
    """What an agency answers, and whether it objects."""

    answer: str
    objects: bool
    letter_number: str


def ask(nomination: Nomination, inquiry: Inquiry, *, actor: Actor) -> list[Consultation]:
    """Ask agencies side by side; one that still owes an answer is not asked twice."""
    assert actor.user_id is not None, "agencies are asked by a person"
    hold(nomination)
    if nomination.state != State.APPRAISAL:
        raise Refusal("Hiệp y", ["Chỉ hỏi ý kiến cơ quan khác khi hồ sơ đang thẩm định."])
    _check(nomination, inquiry)
    asked = [
        Consultation(
            nomination_id=nomination.id,
            agency_id=agency_id,
            question=inquiry.question,
            asked_by_id=actor.user_id,
            asked_at=clock.now(),
            due_on=inquiry.due_on,
        )
        for agency_id in inquiry.agency_ids
    ]
    db.session.add_all(asked)
    audit.record(
        actor=actor,
        subject=nomination.ref,
        action="ask_agencies",
        data={"agencies": inquiry.agency_ids, "due_on": inquiry.due_on.isoformat()},
    )
    return asked


def reply(consultation: Consultation, given: Reply, file: StoredFile | None = None, *, actor: Actor) -> None:
    _must_be_open(consultation, "Trả lời hiệp y")
    if given.objects and not given.answer:
        raise Invalid(answer="Không đồng ý thì phải nêu rõ lý do.")
    consultation.answer, consultation.objects = given.answer, given.objects
    consultation.letter_number = given.letter_number
    consultation.answered_by_id, consultation.answered_at = actor.user_id, clock.now()
    consultation.file_id = file.id if file else None
    _close(consultation, ConsultationStatus.ANSWERED, "answer_consultation", "", actor)


def record_silence(consultation: Consultation, *, actor: Actor) -> None:
    """Hết hạn không trả lời: only after the limit, and only when a person says so."""
    _must_be_open(consultation, "Ghi nhận không trả lời")
    if clock.now() <= clock.end_of(consultation.due_on):
        due = f"{consultation.due_on:%d/%m/%Y}"
        raise Refusal("Ghi nhận không trả lời", [f"Chưa hết hạn trả lời ({due}): chờ đến hết hạn, hoặc thôi hỏi."])
    consultation.closing_reason = "Hết hạn không trả lời."
    _close(consultation, ConsultationStatus.SILENT, "record_silence", consultation.closing_reason, actor)


def cancel(consultation: Consultation, reason: str, *, actor: Actor) -> None:
    _must_be_open(consultation, "Thôi hỏi ý kiến")
    consultation.closing_reason = reason
    _close(consultation, ConsultationStatus.CANCELLED, "cancel_consultation", reason, actor)


def stop_asking(nomination: Nomination, reason: str, *, actor: Actor) -> None:
    """Close what is still open, because the case has been concluded."""
    for consultation in open_in(nomination.id):
        cancel(consultation, reason, actor=actor)
    party_opinions.stop_asking(nomination, reason, actor=actor)


def open_in(nomination_id: int) -> Sequence[Consultation]:
    return db.session.scalars(
        select(Consultation)
        .where(Consultation.nomination_id == nomination_id, Consultation.status == ConsultationStatus.ASKED)
        .order_by(Consultation.id)
    ).all()


def _check(nomination: Nomination, inquiry: Inquiry) -> None:
    faults: dict[str, str] = {}
    existing = {agency.id: agency.name for agency in agencies.askable(nomination)}
    owing = {consultation.agency_id for consultation in open_in(nomination.id)}
    if not inquiry.agency_ids or not existing.keys() >= set(inquiry.agency_ids):
        faults["agency_ids"] = "Chọn ít nhất một cơ quan đang hoạt động."
    elif twice := owing & set(inquiry.agency_ids):
        names = ", ".join(existing[agency_id] for agency_id in sorted(twice))
        faults["agency_ids"] = f"Đã hỏi và đang chờ trả lời: {names}."
    if inquiry.due_on <= clock.today():
        faults["due_on"] = FROM_TOMORROW
    if faults:
        raise Invalid(**faults)


def _must_be_open(consultation: Consultation, doing: str) -> None:
    if consultation.status is not ConsultationStatus.ASKED:
        raise Refusal(doing, ["Việc hỏi ý kiến này đã kết thúc: mở lại danh sách để xem."])


def _close(consultation: Consultation, status: ConsultationStatus, action: str, reason: str, actor: Actor) -> None:
    consultation.status = status
    db.session.flush()
    audit.record(
        actor=actor,
        subject=f"nomination:{consultation.nomination_id}",
        action=action,
        reason=reason,
        data={"consultation": consultation.id, "objects": consultation.objects},
    )

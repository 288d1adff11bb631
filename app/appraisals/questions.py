"""What a consulted agency sees: its own questions, and of the case whom, so that it finds the person, and for what."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Row, Select, select
from sqlalchemy.orm import joinedload

from app import clock
from app.actor import Actor
from app.appraisals.models import Consultation, ConsultationStatus
from app.awards.models import AwardVersion
from app.documents.models import Paper
from app.errors import or_404
from app.extensions import at_most, db, read_rows
from app.nominations.models import Nomination
from app.nominees.models import Nominee
from app.organisations.models import Organisation

PAGE = 50
STATUS_NAMES = {
    ConsultationStatus.ASKED: "Chờ trả lời",
    ConsultationStatus.ANSWERED: "Đã trả lời",
    ConsultationStatus.SILENT: "Hết hạn không trả lời",
    ConsultationStatus.CANCELLED: "Đã thôi hỏi",
}


@dataclass(frozen=True, kw_only=True)
class Question:
    """One question to one agency. There is no nomination in it, so no page can show more of one."""

    id: int
    version: int
    honorific: str
    nominee_name: str
    birth_date: date | None
    nominee_title: str  # chức vụ, nơi công tác
    unit_name: str
    award_name: str
    question: str
    status: ConsultationStatus
    asked_at: datetime
    due_on: date
    answer: str
    objects: bool | None
    letter_number: str
    answered_at: datetime | None
    closing_reason: str
    file_id: int | None
    letter_id: int | None  # of Sở Nội vụ, by which it is asked
    request_number: int | None  # none as long as văn thư gave it no number
    request_symbol: str | None
    request_on: date | None

    @property
    def status_name(self) -> str:
        return STATUS_NAMES[self.status]

    @property
    def is_open(self) -> bool:
        return self.status is ConsultationStatus.ASKED

    @property
    def due_at(self) -> datetime | None:
        """The end of the last day; none once nothing is awaited."""
        return clock.end_of(self.due_on) if self.is_open else None


def addressed_to(actor: Actor, *, before: int | None = None) -> Sequence[Question]:
    """Newest first; `before` is the last id of the page above."""
    found = _questions(actor)
    if before is not None:
        found = found.where(Consultation.id < before)
    rows = read_rows(found.order_by(Consultation.id.desc()).limit(at_most(PAGE)))
    return [_question(row) for row in rows]


def question(consultation_id: int, actor: Actor) -> Question:
    row = or_404(read_rows(_questions(actor).where(Consultation.id == consultation_id)).one_or_none())
    return _question(row)


def consultation(consultation_id: int, actor: Actor) -> Consultation:
    """The row behind a question of this agency."""
    return or_404(
        db.session.scalars(
            select(Consultation)
            .where(Consultation.id == consultation_id, Consultation.agency_id == actor.organisation_id)
            .options(joinedload(Consultation.file), joinedload(Consultation.letter))
        ).one_or_none()
    )


def _question(row: Row[tuple[object, ...]]) -> Question:
    return Question(**row._mapping)  # noqa: SLF001 -- SQLAlchemy's public name for it


def _questions(actor: Actor) -> Select[tuple[object, ...]]:
    return (
        select(
            Consultation.id,
            Consultation.version,
            Nomination.honorific,
            Nomination.nominee_name,
            Nominee.birth_date,
            Nomination.nominee_title,
            Organisation.name.label("unit_name"),
            AwardVersion.name.label("award_name"),
            Consultation.question,
            Consultation.status,
            Consultation.asked_at,
            Consultation.due_on,
            Consultation.answer,
            Consultation.objects,
            Consultation.letter_number,
            Consultation.answered_at,
            Consultation.closing_reason,
            Consultation.file_id,
            Consultation.letter_id,
            Paper.number.label("request_number"),
            Paper.symbol.label("request_symbol"),
            Paper.issued_on.label("request_on"),
        )
        .join(Nomination, Nomination.id == Consultation.nomination_id)
        .join(Nominee, Nominee.id == Nomination.nominee_id)
        .join(Organisation, Organisation.id == Nomination.unit_id)
        .join(AwardVersion, AwardVersion.id == Nomination.award_version_id)
        .outerjoin(Paper, Paper.id == Consultation.letter_id)
        .where(Consultation.agency_id == actor.organisation_id)
    )

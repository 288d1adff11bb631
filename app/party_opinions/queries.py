"""The opinion of a case; and what Văn phòng Tỉnh ủy sees: whom, for what and the question, never a dossier."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Integer, Select, bindparam, select
from sqlalchemy.orm import joinedload
from werkzeug.exceptions import NotFound

from app.actor import Actor
from app.awards.models import AwardVersion
from app.documents.models import Paper
from app.errors import or_404
from app.extensions import db, read_rows
from app.nominations import queries as nominations
from app.nominations.models import Nomination
from app.nominees.models import Nominee
from app.numbers import LARGEST
from app.organisations.models import Organisation
from app.party_opinions.models import PartyAnswer, PartyOpinion, PartyStatus

PAGE = 50
STATUS_NAMES = {
    PartyStatus.NEEDED: "Chưa xin ý kiến",
    PartyStatus.ASKED: "Chờ trả lời",
    PartyStatus.ANSWERED: "Đã trả lời",
    PartyStatus.DROPPED: "Không thuộc diện",
}
OUTCOME_NAMES = {
    PartyAnswer.AGREES: "Đồng ý",
    PartyAnswer.OBJECTS: "Không đồng ý",
    PartyAnswer.OTHER: "Ý kiến khác",
}
SHOWN_TO_THE_PARTY = (PartyStatus.ASKED, PartyStatus.ANSWERED)


class Question(NamedTuple):
    """One question to Ban Thường vụ Tỉnh ủy. There is no nomination in it, so no page can show more of one."""

    id: int
    version: int
    honorific: str
    nominee_name: str
    birth_date: date | None
    nominee_title: str
    unit_name: str
    award_name: str
    basis: str
    question: str
    status: PartyStatus
    asked_at: datetime
    letter_id: int | None
    letter_number: int | None  # none as long as văn thư gave it no number
    letter_symbol: str | None
    letter_on: date | None
    outcome: PartyAnswer | None
    answer: str
    answer_number: str
    answered_on: date | None
    answer_file_id: int | None

    @property
    def is_open(self) -> bool:
        return self.status is PartyStatus.ASKED

    @property
    def status_name(self) -> str:
        return STATUS_NAMES[self.status]

    @property
    def outcome_name(self) -> str:
        return OUTCOME_NAMES[self.outcome] if self.outcome else ""


_QUESTIONS: Select[Any] = (
    select(
        PartyOpinion.id,
        PartyOpinion.version,
        Nomination.honorific,
        Nomination.nominee_name,
        Nominee.birth_date,
        Nomination.nominee_title,
        Organisation.name.label("unit_name"),
        AwardVersion.name.label("award_name"),
        PartyOpinion.basis,
        PartyOpinion.question,
        PartyOpinion.status,
        PartyOpinion.asked_at,
        PartyOpinion.letter_id,
        Paper.number,
        Paper.symbol,
        Paper.issued_on,
        PartyOpinion.outcome,
        PartyOpinion.answer,
        PartyOpinion.answer_number,
        PartyOpinion.answered_on,
        PartyOpinion.answer_file_id,
    )
    .join(Nomination, Nomination.id == PartyOpinion.nomination_id)
    .join(Nominee, Nominee.id == Nomination.nominee_id)
    .join(Organisation, Organisation.id == Nomination.unit_id)
    .join(AwardVersion, AwardVersion.id == Nomination.award_version_id)
    .outerjoin(Paper, Paper.id == PartyOpinion.letter_id)
    .where(PartyOpinion.status.in_(SHOWN_TO_THE_PARTY))
)
_LISTED = (
    _QUESTIONS.where(PartyOpinion.id < bindparam("before", type_=Integer)).order_by(PartyOpinion.id.desc()).limit(PAGE)
)


def questions(*, before: int | None = None) -> Sequence[Question]:
    """Newest first; there is one such office in the province."""
    return [Question(*row) for row in read_rows(_LISTED, {"before": before or LARGEST})]


def question(opinion_id: int) -> Question:
    row = or_404(read_rows(_QUESTIONS.where(PartyOpinion.id == opinion_id)).one_or_none())
    return Question(*row)


def asked(opinion_id: int) -> PartyOpinion:
    """The row behind a question that was put to the party office."""
    return or_404(
        db.session.scalars(
            select(PartyOpinion)
            .where(PartyOpinion.id == opinion_id, PartyOpinion.status.in_(SHOWN_TO_THE_PARTY))
            .options(
                joinedload(PartyOpinion.nomination),
                joinedload(PartyOpinion.letter),
                joinedload(PartyOpinion.answer_file),
            )
        ).one_or_none()
    )


_OF = select(PartyOpinion).where(PartyOpinion.nomination_id == bindparam("nomination_id"))


def of(nomination_id: int) -> PartyOpinion | None:
    return db.session.scalars(
        _OF.options(joinedload(PartyOpinion.marked_by)), {"nomination_id": nomination_id}
    ).one_or_none()


def is_kept_from(opinion: PartyOpinion | None, actor: Actor) -> bool:
    """A unit reads its own word on it. What Sở Nội vụ found, asked and heard stays there."""
    return opinion is not None and opinion.is_of_department and actor.is_of_unit


def needed(nomination_id: int, actor: Actor) -> PartyOpinion:
    """The opinion of a case this actor may see, to be worked on; 404 where nobody said that it is needed."""
    nominations.in_short(nomination_id, actor)
    opinion = of(nomination_id)
    if opinion is None or opinion.status is PartyStatus.DROPPED:
        raise NotFound
    return opinion

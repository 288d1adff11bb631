"""Whom else a case waits for while it is appraised: agencies, the party committee, the people. Read at once."""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import (
    Boolean,
    Date,
    Integer,
    Select,
    String,
    bindparam,
    cast,
    func,
    literal,
    null,
    select,
    type_coerce,
    union_all,
)

from app.appraisals.models import Consultation, ConsultationStatus
from app.extensions import read_rows
from app.nominations.models import Nomination
from app.organisations.models import Organisation
from app.party_opinions.models import PartyAnswer, PartyOpinion, PartyStatus
from app.public_notices.models import LIVING, NoticeItem, NoticeOpinion, NoticeStatus, PublicNotice
from app.public_notices.rules import rules

AGENCY, PARTY, PEOPLE = "agency", "party", "people"
PARTY_NAME = "Ban Thường vụ Tỉnh ủy"


class Asked(NamedTuple):
    """One who was asked: an agency, the party committee, or the people by a notice."""

    kind: str
    id: int
    who: str  # the agency; of a notice its title
    status: str  # of ConsultationStatus, PartyStatus or NoticeStatus
    objects: bool | None
    until: date | None  # of an agency and of a notice the last day; of the party the day of its letter
    answer: str  # of the party while there is none: by what the nominee is under its management
    number: str  # of the answer of the party
    opinions: int  # of a notice: that came in about this case or the whole list


class Beside(NamedTuple):
    """All of them by kind, the oldest first."""

    agencies: list[Asked]
    party: Asked | None
    notices: list[Asked]


def _columns(*columns: Any) -> Select[Any]:  # noqa: ANN401 -- columns
    return select(*(column.label(name) for name, column in zip(Asked._fields, columns, strict=True)))


_CASE = bindparam("nomination_id", type_=Integer)
_NOTHING = literal("", String)
_AGENCIES = (
    _columns(
        literal(AGENCY, String),
        Consultation.id,
        Organisation.name,
        type_coerce(Consultation.status, String),
        Consultation.objects,
        Consultation.due_on,
        Consultation.answer,
        _NOTHING,
        literal(0, Integer),
    )
    .join(Organisation, Organisation.id == Consultation.agency_id)
    .where(Consultation.nomination_id == _CASE)
)
_PARTY = _columns(
    literal(PARTY, String),
    PartyOpinion.id,
    literal(PARTY_NAME, String),
    type_coerce(PartyOpinion.status, String),
    PartyOpinion.outcome == PartyAnswer.OBJECTS,
    PartyOpinion.answered_on,
    func.coalesce(func.nullif(PartyOpinion.answer, ""), PartyOpinion.basis),
    PartyOpinion.answer_number,
    literal(0, Integer),
).where(PartyOpinion.nomination_id == _CASE, PartyOpinion.status != PartyStatus.DROPPED)
_SAID = (
    select(func.count(NoticeOpinion.id))
    .where(
        NoticeOpinion.notice_id == PublicNotice.id,
        func.coalesce(NoticeOpinion.nomination_id, _CASE) == _CASE,
    )
    .correlate(PublicNotice)
    .scalar_subquery()
)
_NOTICES = (
    _columns(
        literal(PEOPLE, String),
        PublicNotice.id,
        PublicNotice.title,
        type_coerce(PublicNotice.status, String),
        cast(null(), Boolean),
        type_coerce(PublicNotice.closes_on, Date),
        _NOTHING,
        _NOTHING,
        _SAID,
    )
    .join(NoticeItem, NoticeItem.notice_id == PublicNotice.id)
    .where(NoticeItem.nomination_id == _CASE, PublicNotice.status != NoticeStatus.CANCELLED)
)
_ASKED = union_all(_AGENCIES, _PARTY, _NOTICES)


def of_case(nomination: Nomination) -> Beside:
    """Whom a case was sent to for an opinion and what came back, as it is shown."""
    found = sorted((Asked(*row) for row in read_rows(_ASKED, {"nomination_id": nomination.id})), key=lambda one: one.id)
    return Beside(
        agencies=[one for one in found if one.kind == AGENCY],
        party=next((one for one in found if one.kind == PARTY), None),
        notices=[one for one in found if one.kind == PEOPLE],
    )


def open_matters(nomination: Nomination, asked: Beside) -> Iterator[str]:
    """A sentence for each of them that is not settled: appraisal is not concluded as fit before."""
    for agency in asked.agencies:
        if agency.status == ConsultationStatus.ASKED:
            yield f"Hiệp y: {agency.who} chưa trả lời (hạn {agency.until:%d/%m/%Y})."
    if asked.party is not None and asked.party.status == PartyStatus.NEEDED:
        yield "Thuộc diện Ban Thường vụ Tỉnh ủy quản lý: chưa xin ý kiến."
    if asked.party is not None and asked.party.status == PartyStatus.ASKED:
        yield "Ban Thường vụ Tỉnh ủy chưa trả lời."
    yield from _of_notices(nomination, asked.notices)


def _of_notices(nomination: Nomination, notices: list[Asked]) -> Iterator[str]:
    if any(notice.status in LIVING for notice in notices):
        yield "Công khai: thông báo lấy ý kiến có hồ sơ này chưa có báo cáo kết quả được ký."
    elif not notices and (who := who_demands_notice(nomination)):
        yield f"Công khai: {who} phải lấy ý kiến công khai, hồ sơ chưa có trong thông báo nào."


def who_demands_notice(nomination: Nomination) -> str:
    """Who says that a notice must be: the law of the award, or the round; by the simplified procedure nobody waits,
    unless the rule says otherwise.
    """
    if nomination.is_simplified and not rules().simplified_waits:
        return ""
    demanded = rules().demanded
    if demanded.holds(nomination.award_version.steps):
        return f"danh hiệu, hình thức này ({demanded.basis})"
    return "đợt này" if nomination.award_round.people_notice else ""

"""What waits for an opinion, or for what is done with it: agencies, notices to the people, Ban Thường vụ Tỉnh ủy."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, case, or_, select

from app.appraisals.models import Consultation, ConsultationStatus
from app.awards.models import AwardVersion
from app.desk.source import MOST, NO_DAY, TODAY, Source, line, waits
from app.desk.waiting import NOTICES, PARTY, Waiting
from app.documents.models import Paper
from app.extensions import OWN_UNIT
from app.nominations.models import Nomination
from app.party_opinions.models import PartyOpinion, PartyStatus
from app.public_notices.models import NoticeStatus, PublicNotice
from app.rounds.models import AwardRound
from workflows.award_province_1 import State
from workflows.paper_life_1 import State as PaperState
from workflows.vocabulary import Role


def _asked(_: Role) -> Select[Any]:
    columns = line(
        id=Consultation.id,
        what=Nomination.nominee_name,
        detail=AwardVersion.name,
        since=Consultation.asked_at,
        due_on=Consultation.due_on,
    )
    return (
        select(*columns)
        .join(Nomination, Nomination.id == Consultation.nomination_id)
        .join(AwardVersion, AwardVersion.id == Nomination.award_version_id)
        .where(Consultation.agency_id == OWN_UNIT, Consultation.status == ConsultationStatus.ASKED)
        .order_by(Consultation.due_on)
        .limit(MOST)
    )


def _told_agency(row: Row[Any], _: Role) -> Waiting:
    return waits(row, "Trả lời hiệp y", "consultations")


def _without_letter(_: Role) -> Select[Any]:
    """Of the questions that have not gone out by letter the oldest: signing leads on to the next letter."""
    found = (
        select(Consultation.id, Consultation.nomination_id, Consultation.asked_at)
        .where(Consultation.status == ConsultationStatus.ASKED, Consultation.letter_id.is_(None))
        .order_by(Consultation.id)
        .limit(1)
        .subquery()
        .c
    )
    columns = line(id=found.id, what=Nomination.nominee_name, detail=AwardVersion.name, since=found.asked_at)
    return (
        select(*columns)
        .join(Nomination, Nomination.id == found.nomination_id)
        .join(AwardVersion, AwardVersion.id == Nomination.award_version_id)
    )


def _told_letter(row: Row[Any], _: Role) -> Waiting:
    return waits(row, "Ký công văn xin ý kiến hiệp y", "consultation_letters")


def _notices(role: Role) -> Select[Any]:
    """Of each status by the index; an open one when its last day is over, a signed one when it may be posted."""
    narrower: Mapping[NoticeStatus, ColumnElement[bool]] = {
        NoticeStatus.OPEN: PublicNotice.closes_on < TODAY,
        NoticeStatus.SIGNED: Paper.state == PaperState.ISSUED,
    }
    wanted = (
        and_(PublicNotice.status == status, narrower[status]) if status in narrower else PublicNotice.status == status
        for status in NOTICES[role]
    )
    columns = line(
        id=PublicNotice.id,
        what=PublicNotice.title,
        detail=AwardRound.name,
        more=PublicNotice.status,
        since=PublicNotice.status_since,
        due_on=case((PublicNotice.status == NoticeStatus.OPEN, PublicNotice.closes_on), else_=NO_DAY),
    )
    return (
        select(*columns)
        .join(AwardRound, AwardRound.id == PublicNotice.award_round_id)
        .outerjoin(Paper, Paper.id == PublicNotice.letter_id)
        .where(PublicNotice.status.in_(NOTICES[role]), or_(*wanted))
        .order_by(PublicNotice.closes_on, PublicNotice.id)
        .limit(MOST)
    )


def _told_notice(row: Row[Any], role: Role) -> Waiting:
    return waits(row, NOTICES[role][NoticeStatus(row.more)], "public_notices")


def _party(role: Role) -> Select[Any]:
    """The director asks, Văn phòng Tỉnh ủy records the answer; each is led to a page of its own."""
    status, _ = PARTY[role]
    is_asking = status is PartyStatus.NEEDED
    columns = line(
        id=PartyOpinion.nomination_id if is_asking else PartyOpinion.id,
        what=Nomination.nominee_name,
        detail=AwardVersion.name,
        since=PartyOpinion.marked_at if is_asking else PartyOpinion.asked_at,
    )
    stands = (Nomination.state == State.APPRAISAL,) if is_asking else ()
    return (
        select(*columns)
        .join(Nomination, Nomination.id == PartyOpinion.nomination_id)
        .join(AwardVersion, AwardVersion.id == Nomination.award_version_id)
        .where(PartyOpinion.status == status, *stands)
        .order_by(PartyOpinion.id)
        .limit(MOST)
    )


def _told_party(row: Row[Any], role: Role) -> Waiting:
    status, todo = PARTY[role]
    return waits(row, todo, "nominations" if status is PartyStatus.NEEDED else "party_opinions")


SOURCES = (
    Source(offices={Role.CONSULTED_AGENCY}, waiting=_asked, told=_told_agency),
    Source(offices={Role.BAN_HEAD}, waiting=_without_letter, told=_told_letter),
    Source(offices=NOTICES, waiting=_notices, told=_told_notice),
    Source(offices=PARTY, waiting=_party, told=_told_party),
)

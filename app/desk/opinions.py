"""What waits for an opinion, or for what is done with it: notices to the people, and Ban Thường vụ Tỉnh ủy."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, and_, bindparam, or_, select

from app import clock
from app.actor import Actor
from app.awards.models import AwardVersion
from app.desk.waiting import NOTICES, PARTY, Waiting
from app.documents.models import Paper
from app.extensions import read_rows
from app.nominations.models import Nomination
from app.party_opinions.models import PartyOpinion, PartyStatus
from app.public_notices.models import NoticeStatus, PublicNotice
from app.rounds.models import AwardRound
from workflows.award_province_1 import State
from workflows.paper_life_1 import State as PaperState
from workflows.vocabulary import Role


def notices(actor: Actor, page: int) -> Iterator[Waiting]:
    if actor.role is None or actor.role not in NOTICES:
        return
    for row in read_rows(_notices(actor.role), {"page": page, "today": clock.today()}):
        yield Waiting(
            what=row.title,
            detail=row.award_round,
            todo=NOTICES[actor.role][row.status],
            room="public_notices",
            id=row.id,
            since=row.status_since,
            due=clock.end_of(row.closes_on) if row.closes_on and row.status is NoticeStatus.OPEN else None,
        )


@cache
def _notices(role: Role) -> Select[Any]:
    """Of each status by the index; an open one when its last day is over, a signed one when it may be posted."""
    is_over = PublicNotice.closes_on < bindparam("today")
    narrower: Mapping[NoticeStatus, ColumnElement[bool]] = {
        NoticeStatus.OPEN: is_over,
        NoticeStatus.SIGNED: Paper.state == PaperState.ISSUED,
    }
    wanted = (
        and_(PublicNotice.status == status, narrower[status]) if status in narrower else PublicNotice.status == status
        for status in NOTICES[role]
    )
    return (
        select(
            PublicNotice.id,
            PublicNotice.title,
            AwardRound.name.label("award_round"),
            PublicNotice.status,
            PublicNotice.status_since,
            PublicNotice.closes_on,
        )
        .join(AwardRound, AwardRound.id == PublicNotice.award_round_id)
        .outerjoin(Paper, Paper.id == PublicNotice.letter_id)
        .where(PublicNotice.status.in_(NOTICES[role]), or_(*wanted))
        .order_by(PublicNotice.closes_on, PublicNotice.id)
        .limit(bindparam("page", type_=Integer))
    )


def party(actor: Actor, page: int) -> Iterator[Waiting]:
    """The director asks, Văn phòng Tỉnh ủy records the answer; each is led to a page of its own."""
    if actor.role is None or actor.role not in PARTY:
        return
    is_director = actor.role is Role.SNV_DIRECTOR
    for row in read_rows(_party(actor.role), {"page": page}):
        yield Waiting(
            what=row.nominee_name,
            detail=row.award,
            todo=PARTY[actor.role][1],
            room="nominations" if is_director else "party_opinions",
            id=row.nomination_id if is_director else row.id,
            since=row.marked_at if is_director else row.asked_at,
            due=None,
        )


@cache
def _party(role: Role) -> Select[Any]:
    status, _ = PARTY[role]
    stands = (Nomination.state == State.APPRAISAL,) if status is PartyStatus.NEEDED else ()
    return (
        select(
            PartyOpinion.id,
            PartyOpinion.nomination_id,
            PartyOpinion.marked_at,
            PartyOpinion.asked_at,
            Nomination.nominee_name,
            AwardVersion.name.label("award"),
        )
        .join(Nomination, Nomination.id == PartyOpinion.nomination_id)
        .join(AwardVersion, AwardVersion.id == Nomination.award_version_id)
        .where(PartyOpinion.status == status, *stands)
        .order_by(PartyOpinion.id)
        .limit(bindparam("page", type_=Integer))
    )

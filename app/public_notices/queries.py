"""Notices as a list and one by one, the cases that wait for one, and what people said."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Integer, Select, bindparam, exists, func, select
from sqlalchemy.orm import joinedload, selectinload

from app import clock
from app.awards.models import AwardVersion
from app.documents.models import Paper
from app.errors import or_404
from app.extensions import at_most, db, read_rows
from app.nominations.models import Nomination
from app.numbers import LARGEST
from app.public_notices.models import NoticeItem, NoticeOpinion, NoticeStatus, PublicNotice, Stance
from app.public_notices.rules import rules
from app.rounds.models import AwardRound
from workflows.award_province_1 import State

PAGE = 50
STATUS_NAMES = {
    NoticeStatus.DRAFT: "Chờ Giám đốc Sở ký",
    NoticeStatus.SIGNED: "Đã ký, chờ đăng",
    NoticeStatus.OPEN: "Đang lấy ý kiến",
    NoticeStatus.CLOSED: "Chờ ký báo cáo kết quả",
    NoticeStatus.SUMMARISED: "Đã có báo cáo kết quả",
    NoticeStatus.CANCELLED: "Đã hủy",
}
STANCE_NAMES = {
    Stance.AGREES: "Đồng tình",
    Stance.OBJECTS: "Không đồng tình",
    Stance.OTHER: "Ý kiến khác",
}


class Line(NamedTuple):
    """One notice in the list."""

    id: int
    title: str
    award_round: str
    status: NoticeStatus
    posted_on: date | None
    closes_on: date | None
    names: int
    opinions: int
    objections: int
    number: int | None  # of its letter, with its symbol, once văn thư gave it
    symbol: str | None

    @property
    def status_name(self) -> str:
        return STATUS_NAMES[self.status]

    @property
    def due_at(self) -> datetime | None:
        """The end of its last day, while it is open."""
        return clock.end_of(self.closes_on) if self.closes_on and self.status is NoticeStatus.OPEN else None


def _count(what: Any, *where: Any) -> Any:  # noqa: ANN401 -- columns
    return select(func.count(what.id)).where(what.notice_id == PublicNotice.id, *where).scalar_subquery()


_LISTED = (
    select(
        PublicNotice.id,
        PublicNotice.title,
        AwardRound.name.label("award_round"),
        PublicNotice.status,
        PublicNotice.posted_on,
        PublicNotice.closes_on,
        _count(NoticeItem).label("names"),
        _count(NoticeOpinion).label("opinions"),
        _count(NoticeOpinion, NoticeOpinion.stance == Stance.OBJECTS).label("objections"),
        Paper.number,
        Paper.symbol,
    )
    .outerjoin(Paper, Paper.id == PublicNotice.letter_id)
    .join(AwardRound, AwardRound.id == PublicNotice.award_round_id)
    .where(PublicNotice.id < bindparam("before", type_=Integer))
    .order_by(PublicNotice.id.desc())
    .limit(at_most(PAGE))
)


def notices(*, before: int | None = None) -> list[Line]:
    """The newest first; whoever may open the list sees them all."""
    return [Line(*row) for row in read_rows(_LISTED, {"before": before or LARGEST})]


def one(notice_id: int) -> PublicNotice:
    case = selectinload(PublicNotice.items).joinedload(NoticeItem.nomination)
    said = selectinload(PublicNotice.opinions)
    return or_404(
        db.session.scalars(
            select(PublicNotice)
            .where(PublicNotice.id == notice_id)
            .options(
                joinedload(PublicNotice.award_round),
                joinedload(PublicNotice.created_by),
                joinedload(PublicNotice.letter),
                joinedload(PublicNotice.report),
                case.joinedload(Nomination.award_version).joinedload(AwardVersion.award),
                case.joinedload(Nomination.unit),
                said.joinedload(NoticeOpinion.nomination),
                said.joinedload(NoticeOpinion.entered_by),
                said.joinedload(NoticeOpinion.handled_by),
            )
        ).one_or_none()
    )


def opinion(notice: PublicNotice, opinion_id: int) -> NoticeOpinion:
    return or_404(next((said for said in notice.opinions if said.id == opinion_id), None))


def is_free() -> ColumnElement[bool]:
    """Under appraisal, and on no notice but one that was cancelled."""
    listed = exists().where(
        NoticeItem.nomination_id == Nomination.id,
        NoticeItem.notice_id == PublicNotice.id,
        PublicNotice.status != NoticeStatus.CANCELLED,
    )
    return (Nomination.state == State.APPRAISAL) & ~listed


def titles_of(round_id: int) -> Sequence[str]:
    """Of the lists a round has had, without those that were cancelled."""
    living = PublicNotice.status != NoticeStatus.CANCELLED
    return db.session.scalars(select(PublicNotice.title).where(PublicNotice.award_round_id == round_id, living)).all()


def free(round_id: int) -> Select[tuple[Nomination]]:
    """The cases of a round that a new notice may list, in the order of names."""
    return (
        select(Nomination)
        .where(Nomination.award_round_id == round_id, is_free())
        .options(joinedload(Nomination.award_version), joinedload(Nomination.unit))
        .order_by(Nomination.nominee_kind, Nomination.nominee_key, Nomination.id)
    )


class Waiting(NamedTuple):
    """A round with cases that no notice lists yet."""

    id: int
    name: str
    must: bool  # the round or the law of one of its awards does not go without
    cases: int


_WAITING = (
    select(
        AwardRound.id,
        AwardRound.name,
        AwardRound.people_notice,
        AwardVersion.steps,
        func.count(Nomination.id).label("cases"),
    )
    .join(Nomination, Nomination.award_round_id == AwardRound.id)
    .join(AwardVersion, AwardVersion.id == Nomination.award_version_id)
    .where(is_free())
    .group_by(AwardRound.id, AwardVersion.id)
)


def rounds_waiting() -> list[Waiting]:
    """First those that must not do without, the newest first."""
    found: dict[int, Waiting] = {}
    for row in read_rows(_WAITING):
        known = found.get(row.id, Waiting(row.id, row.name, row.people_notice, 0))
        must = known.must or rules().demanded.holds(row.steps)
        found[row.id] = known._replace(must=must, cases=known.cases + row.cases)
    return sorted(found.values(), key=lambda one: (not one.must, -one.id))

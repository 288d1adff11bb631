"""What the public may read, and nothing beside it: each query names its columns, and asks itself whether it may answer.

No page of this room is given a row of the database's tables. Whoever wants to show one more thing writes it here, into
the statement of names, where `tests/public/test_secrets.py` looks.
"""

from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Date, Integer, Select, and_, bindparam, select

from app import clock
from app.awards.models import AwardVersion
from app.extensions import at_most, read_rows
from app.nominations.models import Nomination
from app.organisations.models import Organisation
from app.public_notices.models import NoticeItem, NoticeStatus, PublicNotice
from app.text import fold
from workflows.award_province_1 import State

ENDED = 20  # of notices that have ended, how many the page still names
_NOTICE = bindparam("notice_id", type_=Integer)
_ITEM = bindparam("item_id", type_=Integer)
_TODAY = bindparam("today", type_=Date)


class Notice(NamedTuple):
    """A list that is or was open to everybody."""

    id: int
    title: str
    posted_on: date
    closes_on: date
    status: NoticeStatus

    @property
    def is_open(self) -> bool:
        return self.status is NoticeStatus.OPEN and self.posted_on <= clock.today() <= self.closes_on


class Name(NamedTuple):
    """One line of a list, whole. `id`: of its place on the list."""

    id: int
    honorific: str
    name: str
    unit: str
    award: str
    achievement: str

    @property
    def called(self) -> str:
        return f"{self.honorific} {self.name}".strip()


def is_shown() -> ColumnElement[bool]:
    """On an open list, on a day of its term, and its case still examined: whoever withdrew is on it no more."""
    return and_(
        PublicNotice.status == NoticeStatus.OPEN,
        PublicNotice.posted_on <= _TODAY,
        PublicNotice.closes_on >= _TODAY,
        Nomination.state == State.APPRAISAL,
    )


def _on_a_list(*columns: Any) -> Select[Any]:  # noqa: ANN401 -- columns
    return (
        select(*columns)
        .join_from(NoticeItem, PublicNotice, PublicNotice.id == NoticeItem.notice_id)
        .join(Nomination, Nomination.id == NoticeItem.nomination_id)
        .where(NoticeItem.notice_id == _NOTICE, is_shown())
    )


NAMES = (
    _on_a_list(
        NoticeItem.id,
        Nomination.honorific,
        Nomination.nominee_name,
        Organisation.name,
        AwardVersion.name,
        NoticeItem.achievement,
    )
    .join(Organisation, Organisation.id == Nomination.unit_id)
    .join(AwardVersion, AwardVersion.id == Nomination.award_version_id)
    .order_by(NoticeItem.position, NoticeItem.id)
)
_CASE = _on_a_list(Nomination.id).where(NoticeItem.id == _ITEM)
_NOTICES = select(
    PublicNotice.id, PublicNotice.title, PublicNotice.posted_on, PublicNotice.closes_on, PublicNotice.status
).where(
    PublicNotice.status.in_({NoticeStatus.OPEN, NoticeStatus.CLOSED, NoticeStatus.SUMMARISED}),
    PublicNotice.posted_on.is_not(None),
    PublicNotice.closes_on.is_not(None),
)
_OPEN = _NOTICES.where(
    PublicNotice.status == NoticeStatus.OPEN, PublicNotice.posted_on <= _TODAY, PublicNotice.closes_on >= _TODAY
).order_by(PublicNotice.closes_on, PublicNotice.id)
_ENDED = (
    _NOTICES.where((PublicNotice.status != NoticeStatus.OPEN) | (PublicNotice.closes_on < _TODAY))
    .order_by(PublicNotice.closes_on.desc(), PublicNotice.id.desc())
    .limit(at_most(ENDED))
)


def open_notices() -> list[Notice]:
    """Those that end first."""
    return [Notice(*row) for row in read_rows(_OPEN, {"today": clock.today()})]


def ended_notices() -> list[Notice]:
    """The newest; of these nothing but the title is told."""
    return [Notice(*row) for row in read_rows(_ENDED, {"today": clock.today()})]


def one(notice_id: int) -> Notice | None:
    """Posted once and not cancelled; None: there is nothing the public could know of."""
    row = read_rows(_NOTICES.where(PublicNotice.id == _NOTICE), {"notice_id": notice_id}).one_or_none()
    return Notice(*row) if row else None


def names(notice_id: int, words: str = "") -> list[Name]:
    """In their order; of a list that is not open there are none. Searched without marks in all that is shown."""
    rows = read_rows(NAMES, {"notice_id": notice_id, "today": clock.today()})
    listed = [Name(*row) for row in rows]
    wanted = fold(words).split()
    return [name for name in listed if all(word in fold(" ".join(name[1:])) for word in wanted)]


def case_of(notice_id: int, item_id: int) -> int | None:
    """Which case a name that is shown stands for; this number is for no page."""
    bound = {"notice_id": notice_id, "item_id": item_id, "today": clock.today()}
    return read_rows(_CASE, bound).scalar()

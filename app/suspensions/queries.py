"""The suspensions of a case: the one that stands, all of them for its page, and the files of one."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import Row, bindparam, select
from sqlalchemy.orm import aliased
from werkzeug.exceptions import NotFound

from app.accounts.models import User
from app.actor import Actor
from app.documents.models import Paper, StoredFile
from app.extensions import db, in_few_lengths, is_there, read_rows
from app.nominations.models import Nomination
from app.nominations.reach import visible_to
from app.suspensions.models import Suspension
from app.suspensions.reach import OF_THE_FILES
from workflows.award_province_1 import State

_CURRENT = (
    select(Suspension)
    .where(Suspension.nomination_id == bindparam("nomination_id"), Suspension.ended_at.is_(None))
    .order_by(Suspension.id.desc())
    .limit(1)
)


def current(nomination: Nomination) -> Suspension | None:
    """The one that stands."""
    return db.session.scalars(_CURRENT, {"nomination_id": nomination.id}).one_or_none()


_letter, _notice = aliased(Paper), aliased(Paper)
_OF_CASE = (
    select(
        Suspension.id,
        Suspension.state,
        Suspension.ground_name,
        Suspension.ground_basis,
        Suspension.source_agency,
        Suspension.source_number,
        Suspension.source_on,
        Suspension.source_file_id,
        Suspension.reason,
        Suspension.suspended_at,
        User.full_name.label("suspended_by"),
        Suspension.finding,
        Suspension.finding_agency,
        Suspension.finding_number,
        Suspension.finding_on,
        Suspension.finding_summary,
        Suspension.finding_file_id,
        Suspension.ended_at,
        *(
            getattr(paper, name).label(f"{what}_{name}")
            for what, paper in (("letter", _letter), ("notice", _notice))
            for name in ("id", "state", "number", "symbol", "issued_on", "signed_copy_id")
        ),
    )
    .join(User, User.id == Suspension.suspended_by_id)
    .outerjoin(_letter, _letter.id == Suspension.letter_id)
    .outerjoin(_notice, _notice.id == Suspension.notice_id)
    .where(Suspension.nomination_id == bindparam("nomination_id"))
    .order_by(Suspension.id.desc())
)


def of_case(nomination: Nomination) -> Sequence[Row[Any]]:
    """All of a case as its page tells them, the newest first."""
    return read_rows(_OF_CASE, {"nomination_id": nomination.id}).all()


_ELSEWHERE = select(Nomination.id).where(
    Nomination.nominee_id == bindparam("nominee_id"),
    Nomination.id != bindparam("nomination_id"),
    Nomination.state == State.SUSPENDED,
)


def is_suspended_elsewhere(nomination: Nomination) -> bool:
    """The same person, collective or household has another case that stands still."""
    asked = {"nominee_id": nomination.nominee_id, "nomination_id": nomination.id}
    return read_rows(_ELSEWHERE.limit(1), asked).first() is not None


def grounds_of(nominee_ids: Collection[int]) -> Mapping[int, set[str]]:
    """Of each of them the grounds on which a case of theirs stands still."""
    found: dict[int, set[str]] = {}
    standing = (
        select(Nomination.nominee_id, Suspension.ground)
        .join(Nomination, Nomination.id == Suspension.nomination_id)
        .where(Nomination.nominee_id.in_(in_few_lengths(nominee_ids)), Suspension.ended_at.is_(None))
    )
    for row in read_rows(standing):
        found.setdefault(row.nominee_id, set()).add(row.ground)
    return found


def file(suspension_id: int, column: str, actor: Actor) -> StoredFile:
    """A scan, for the few who may read who wrote and what was found; else 404."""
    found = db.session.get(Suspension, suspension_id)
    if found is None or actor.role not in OF_THE_FILES:
        raise NotFound
    kept: StoredFile | None = getattr(found, column)
    if kept is None or not is_there(visible_to(actor).where(Nomination.id == found.nomination_id)):
        raise NotFound
    return kept

"""Which drafts there are, and what they are measured by."""

from collections.abc import Sequence
from datetime import date, datetime, time

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from app import clock
from app.award_drafts import content
from app.award_drafts.models import AwardDraft, DraftStatus
from app.awards import exporting
from app.awards.models import AwardVersion
from app.errors import or_404
from app.extensions import db
from app.nominations.models import Nomination

_OPEN = (DraftStatus.WRITING, DraftStatus.SENT)
_OF_THE_DRAFT = frozenset({"number", "valid_from", "valid_to"})  # of which the version before has others anyhow


def one(draft_id: int) -> AwardDraft:
    return or_404(db.session.get(AwardDraft, draft_id, options=[joinedload(AwardDraft.base)]))


def open_of(award_code: str) -> AwardDraft | None:
    """Of one award there is one at a time."""
    found = select(AwardDraft).where(AwardDraft.award_code == award_code, AwardDraft.status.in_(_OPEN))
    return db.session.scalars(found).first()


def every_open() -> Sequence[AwardDraft]:
    found = select(AwardDraft).where(AwardDraft.status.in_(_OPEN))
    return db.session.scalars(found.order_by(AwardDraft.created_at, AwardDraft.id)).all()


def newest(award_code: str) -> AwardVersion:
    """The version that a new one follows."""
    of_award = select(AwardVersion).where(AwardVersion.award_code == award_code)
    newest_first = of_award.order_by(AwardVersion.valid_from.desc(), AwardVersion.number.desc())
    return or_404(db.session.scalars(newest_first.limit(1)).first())


def next_number(award_code: str) -> int:
    last = select(func.max(AwardVersion.number)).where(AwardVersion.award_code == award_code)
    return (db.session.scalar(last) or 0) + 1


def began_since(award_code: str, day: date) -> bool:
    """Whether a case of the award was opened on that day or later."""
    since = datetime.combine(day, time.min, clock.VIETNAM)
    found = (
        select(Nomination.id)
        .join(AwardVersion, AwardVersion.id == Nomination.award_version_id)
        .where(AwardVersion.award_code == award_code, Nomination.created_at >= since)
    )
    return db.session.scalar(found.limit(1)) is not None


def says_something_new(draft: AwardDraft) -> bool:
    before = content.kept(exporting.told(draft.base, draft.base.award.kind))
    return any(before[name] != draft.content[name] for name in before.keys() - _OF_THE_DRAFT)

"""Tờ trình as lists and one by one, and the nominations that wait for one."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Exists, Row, Select, and_, exists, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from app.actor import Actor
from app.awards.models import AwardVersion
from app.errors import or_404
from app.extensions import db, read_rows
from app.gatherings import sheets
from app.moving import state_name_of
from app.nominations.models import Nomination
from app.nominations.states import SIMPLIFIED
from app.nominees.queries import by_kind
from app.numbers import LARGEST
from app.submissions.models import Submission, SubmissionItem
from app.submissions.reach import seen_as, visible_to
from workflows.award_province_1 import State
from workflows.sheets_1 import SubmissionState
from workflows.vocabulary import Role

PAGE = sheets.PAGE


def one(submission_id: int, actor: Actor) -> Submission:
    case = selectinload(Submission.items).joinedload(SubmissionItem.nomination)
    return or_404(
        db.session.scalars(
            visible_to(actor)
            .where(Submission.id == submission_id)
            .options(
                joinedload(Submission.unit),
                joinedload(Submission.award_round),
                joinedload(Submission.created_by),
                case.joinedload(Nomination.award_version).joinedload(AwardVersion.award),
                case.joinedload(Nomination.nominee),
            )
        ).one_or_none()
    )


def item(submission: Submission, item_id: int) -> SubmissionItem:
    return or_404(next((line for line in submission.items if line.id == item_id), None))


class Line(NamedTuple):
    """One Tờ trình in the list."""

    id: int
    title: str
    unit: str
    award_round: str
    state: str
    state_name: str
    signed_at: datetime | None
    names: int  # without those that were struck


def submissions(actor: Actor, *, before: int | None = None) -> list[Line]:
    """The newest first."""
    rows = read_rows(_listed(actor.role), {"own_unit": actor.organisation_id, "before": before or LARGEST})
    return [
        Line(
            id=row.id,
            title=row.title,
            unit=row.unit,
            award_round=row.award_round,
            state=row.state,
            state_name=state_name_of(row),
            signed_at=row.signed_at,
            names=row.names,
        )
        for row in rows
    ]


@cache
def _listed(role: Role | None) -> Select[Any]:
    kept = SubmissionItem.struck_reason.is_(None)
    names = select(func.count()).where(SubmissionItem.submission_id == Submission.id, kept)
    return sheets.listed(Submission, seen_as(role), names.correlate(Submission).scalar_subquery().label("names"))


def waiting(unit_id: int, round_id: int) -> Select[tuple[Nomination]]:
    """The unit's cases of a round that wait for the head's signature and stand on no draft."""
    return (
        select(Nomination)
        .join(AwardVersion, AwardVersion.id == Nomination.award_version_id)
        .where(
            Nomination.submitting_unit_id == unit_id,
            Nomination.award_round_id == round_id,
            waits_for_a_letter(),
            ~is_on_a_draft(),
        )
        .options(joinedload(Nomination.award_version).joinedload(AwardVersion.award))
        .order_by(AwardVersion.id, by_kind(Nomination.nominee_kind), Nomination.nominee_key, Nomination.id)
    )


def waits_for_a_letter() -> ColumnElement[bool]:
    """Passed by the unit's council, or a draft that needs none (thủ tục đơn giản)."""
    in_either = Nomination.state.in_((State.UNIT_SIGN, State.DRAFT))  # by the index; an OR of both would walk the unit
    return and_(in_either, or_(Nomination.state == State.UNIT_SIGN, Nomination.workflow_key.in_(SIMPLIFIED)))


def left_out(submission: Submission) -> Sequence[Nomination]:
    """Whom a draft could carry and does not; of one that is signed nothing is asked any more."""
    if submission.state != SubmissionState.DRAFT:
        return ()
    return db.session.scalars(waiting(submission.unit_id, submission.award_round_id)).all()


def draft_of(unit_id: int, round_id: int) -> Submission | None:
    return db.session.scalars(
        select(Submission).where(
            Submission.unit_id == unit_id,
            Submission.award_round_id == round_id,
            Submission.state == SubmissionState.DRAFT,
        )
    ).first()


def is_on_a_draft() -> Exists:
    return (
        exists()
        .where(SubmissionItem.nomination_id == Nomination.id, SubmissionItem.submission_id == Submission.id)
        .where(Submission.state == SubmissionState.DRAFT)
    )


_ROUNDS_WAITING = sheets.rounds_with(Submission, waits_for_a_letter(), ~is_on_a_draft())


def rounds_waiting(unit_id: int) -> Sequence[Row[Any]]:
    """Rounds in which the unit has cases that wait for a Tờ trình: .id .name .closes_on .cases .draft_id"""
    return read_rows(_ROUNDS_WAITING, {"unit_id": unit_id}).all()


def seen(submission_id: int, actor: Actor) -> Submission | None:
    return db.session.scalars(visible_to(actor).where(Submission.id == submission_id)).one_or_none()


def struck_shown_to(submission: Submission, actor: Actor) -> list[SubmissionItem]:
    """Whom the head struck is the unit's own matter."""
    return [item for item in submission.items if item.struck_reason is not None] if actor.is_of_unit else []

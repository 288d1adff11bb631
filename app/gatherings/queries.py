"""Tờ trình to a superior as a list and one by one, and the cases that may go up."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Row, ScalarSelect, Select, exists, func, select
from sqlalchemy.orm import aliased, joinedload, selectinload

from app.actor import Actor
from app.awards.models import AwardVersion
from app.errors import or_404
from app.extensions import db, read_rows
from app.gatherings import sheets
from app.gatherings.facts import LIVING
from app.gatherings.models import Gathering, GatheringItem
from app.gatherings.reach import seen_as, visible_to
from app.moving import state_name_of
from app.nominations.models import Nomination
from app.nominees.queries import by_kind
from app.numbers import LARGEST
from app.organisations.models import Organisation
from workflows.award_province_1 import State
from workflows.gatherings_1 import GatheringState
from workflows.vocabulary import Role

PAGE = sheets.PAGE


def one(gathering_id: int, actor: Actor) -> Gathering:
    case = selectinload(Gathering.items).joinedload(GatheringItem.nomination)
    return or_404(
        db.session.scalars(
            visible_to(actor)
            .where(Gathering.id == gathering_id)
            .options(
                joinedload(Gathering.unit),
                joinedload(Gathering.superior),
                joinedload(Gathering.award_round),
                case.joinedload(Nomination.award_version).joinedload(AwardVersion.award),
                case.joinedload(Nomination.nominee),
            )
        ).one_or_none()
    )


class Line(NamedTuple):
    """One Tờ trình in the list."""

    id: int
    title: str
    unit: str
    superior: str
    award_round: str
    state: str
    state_name: str
    signed_at: datetime | None
    names: int
    handed_back: int


def gatherings(actor: Actor, *, before: int | None = None) -> list[Line]:
    """The newest first: those of the unit, and those that its subordinates sent it."""
    rows = read_rows(_listed(actor.role), {"own_unit": actor.organisation_id, "before": before or LARGEST})
    return [
        Line(
            id=row.id,
            title=row.title,
            unit=row.unit,
            superior=row.superior,
            award_round=row.award_round,
            state=row.state,
            state_name=state_name_of(row),
            signed_at=row.signed_at,
            names=row.names,
            handed_back=row.handed_back,
        )
        for row in rows
    ]


@cache
def _listed(role: Role | None) -> Select[Any]:
    superior = aliased(Organisation)
    names = select(func.count()).where(GatheringItem.gathering_id == Gathering.id).correlate(Gathering)
    handed_back = names.where(GatheringItem.handed_back_at.is_not(None))
    return sheets.listed(
        Gathering,
        seen_as(role).join(superior, superior.id == Gathering.superior_id),
        superior.name.label("superior"),
        names.scalar_subquery().label("names"),
        handed_back.scalar_subquery().label("handed_back"),
    )


def is_on_the_way_up() -> ColumnElement[bool]:
    """A case stands on a Tờ trình to the superior that was neither given up nor answered with its being handed back."""
    return (
        exists()
        .where(GatheringItem.nomination_id == Nomination.id, GatheringItem.gathering_id == Gathering.id)
        .where(LIVING)
    )


def gathering_of() -> ScalarSelect[str | None]:
    """In which state the Tờ trình is that carries a case up and was not answered about it."""
    return (
        select(func.min(Gathering.state))
        .join(GatheringItem, GatheringItem.gathering_id == Gathering.id)
        .where(GatheringItem.nomination_id == Nomination.id, GatheringItem.taken_up_at.is_(None), LIVING)
        .correlate(Nomination)
        .scalar_subquery()
    )


def waiting(unit_id: int, round_id: int) -> Select[tuple[Nomination]]:
    """The unit's cases of a round that were checked and stand on no living list."""
    return (
        select(Nomination)
        .join(AwardVersion, AwardVersion.id == Nomination.award_version_id)
        .where(
            Nomination.submitting_unit_id == unit_id,
            Nomination.unit_id == unit_id,
            Nomination.award_round_id == round_id,
            Nomination.state == State.UNIT_CHECK,
            ~is_on_the_way_up(),
        )
        .options(joinedload(Nomination.award_version).joinedload(AwardVersion.award))
        .order_by(AwardVersion.id, by_kind(Nomination.nominee_kind), Nomination.nominee_key, Nomination.id)
    )


_ROUNDS_WAITING = sheets.rounds_with(
    Gathering,
    Nomination.state == State.UNIT_CHECK,
    Nomination.unit_id.in_(select(Organisation.id).where(Organisation.can_submit.is_(False))),
    ~is_on_the_way_up(),
)


def rounds_waiting(unit_id: int) -> Sequence[Row[Any]]:
    """Rounds in which a subordinate unit has checked cases to send up: .id .name .closes_on .cases .draft_id"""
    return read_rows(_ROUNDS_WAITING, {"unit_id": unit_id}).all()


def left_out(gathering: Gathering) -> Sequence[Nomination]:
    """Whom a draft could carry and does not; of one that is signed nothing is asked any more."""
    if gathering.state != GatheringState.DRAFT:
        return ()
    return db.session.scalars(waiting(gathering.unit_id, gathering.award_round_id)).all()


def draft_of(unit_id: int, round_id: int) -> Gathering | None:
    return db.session.scalars(
        select(Gathering).where(
            Gathering.unit_id == unit_id,
            Gathering.award_round_id == round_id,
            Gathering.state == GatheringState.DRAFT,
        )
    ).first()


def seen(gathering_id: int, actor: Actor) -> Gathering | None:
    return db.session.scalars(visible_to(actor).where(Gathering.id == gathering_id)).one_or_none()

"""Which rounds take nominations on a day, and the movements a nomination may answer."""

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import selectinload

from app.awards import queries as awards
from app.awards.models import AwardVersion
from app.errors import or_404
from app.extensions import db
from app.rounds import inviting
from app.rounds.extending import is_given
from app.rounds.models import AwardRound, Movement, RoundExtension


def open_on(day: date, unit_id: int | None = None) -> Sequence[AwardRound]:
    """Rounds that take nominations on a day, of a unit where one is named, the soonest to close first."""
    still = [AwardRound.closes_on >= day, *([is_given(unit_id, day)] if unit_id is not None else [])]
    taking = select(AwardRound).where(AwardRound.opens_on <= day, or_(*still))
    if unit_id is not None:
        taking = taking.where(inviting.is_for(unit_id))
    return db.session.scalars(
        taking.options(selectinload(AwardRound.awards)).order_by(AwardRound.closes_on, AwardRound.id)
    ).all()


def one(round_id: int) -> AwardRound:
    return or_404(db.session.get(AwardRound, round_id, options=[selectinload(AwardRound.awards)]))


def newest(unit_id: int | None = None) -> Sequence[AwardRound]:
    """Every round with its awards, or those a unit is invited to; there are a few a year."""
    given = selectinload(AwardRound.extensions)
    of_whom = given.joinedload(RoundExtension.unit), given.joinedload(RoundExtension.extended_by)
    found = select(AwardRound).options(selectinload(AwardRound.awards), *of_whom)
    if unit_id is not None:
        found = found.where(inviting.is_for(unit_id))
    return db.session.scalars(found.order_by(AwardRound.opens_on.desc(), AwardRound.id.desc())).all()


def awards_offered(day: date) -> Sequence[AwardVersion]:
    """What a round may be for: awards that walk a road here.

    One that waits for its resolution is among them: until then its cases stay drafts.
    """
    return [award for award in awards.versions_open(day) if award.level in awards.WALKED]


def current_ids(award_round: AwardRound, day: date) -> list[int]:
    """Its awards by their versions of a day, as the form of the round lists them."""
    return sorted(version.id for version in awards.current(award_round.awards, day).values())


def codes_of(version_ids: Iterable[int]) -> set[str]:
    found = select(AwardVersion.award_code).where(AwardVersion.id.in_(sorted(version_ids)))
    return set(db.session.scalars(found))


def movements_on(day: date, kept: int | None = None) -> Sequence[Movement]:
    """Those that run on a day, and the one that a case has already."""
    return db.session.scalars(
        select(Movement)
        .where(
            or_(
                Movement.id == kept,
                and_(
                    or_(Movement.valid_from.is_(None), Movement.valid_from <= day),
                    or_(Movement.valid_to.is_(None), Movement.valid_to >= day),
                    Movement.closed_on.is_(None),
                ),
            )
        )
        .order_by(Movement.id)
    ).all()


def movements() -> Sequence[Movement]:
    """All there ever were; those that run come first."""
    return db.session.scalars(select(Movement).order_by(Movement.closed_on.is_not(None), Movement.id)).all()


def movement(movement_id: int) -> Movement:
    return or_404(db.session.get(Movement, movement_id))

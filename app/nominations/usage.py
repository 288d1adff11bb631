"""What the rounds and movements already have cases of, for the room that keeps them."""

from sqlalchemy import func, select

from app.extensions import db, read_rows
from app.nominations.models import Nomination
from app.nominations.states import AWARDED
from app.rounds.models import AwardRound, Movement
from app.rounds.openings import Answer, tells_answers, tells_senders, tells_usage


@tells_usage
def awards_in(award_round: AwardRound) -> frozenset[int]:
    found = select(Nomination.award_version_id).where(Nomination.award_round_id == award_round.id).distinct()
    return frozenset(db.session.scalars(found))


@tells_senders
def units_in(award_round: AwardRound) -> frozenset[tuple[int, int]]:
    whose = select(Nomination.unit_id, Nomination.submitting_unit_id).distinct()
    rows = read_rows(whose.where(Nomination.award_round_id == award_round.id))
    return frozenset((row.unit_id, row.submitting_unit_id) for row in rows)


@tells_answers
def cases_for(movement: Movement) -> list[Answer]:
    """Only what left its unit: what a unit still writes is nobody else's business."""
    awarded = func.count().filter(Nomination.state.in_(AWARDED))
    found = (
        select(AwardRound.name, func.count().label("cases"), awarded.label("awarded"))
        .join(AwardRound, AwardRound.id == Nomination.award_round_id)
        .where(Nomination.movement_id == movement.id, Nomination.submitted_at.is_not(None))
        .group_by(AwardRound.id, AwardRound.name, AwardRound.opens_on)
        .order_by(AwardRound.opens_on.desc(), AwardRound.id.desc())
    )
    return [Answer(row.name, row.cases, row.awarded) for row in read_rows(found)]

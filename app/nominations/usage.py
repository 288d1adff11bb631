"""What the rounds already have cases of, for the room that keeps the rounds."""

from sqlalchemy import select

from app.extensions import db
from app.nominations.models import Nomination
from app.rounds.models import AwardRound
from app.rounds.openings import tells_usage


@tells_usage
def awards_in(award_round: AwardRound) -> frozenset[int]:
    found = select(Nomination.award_version_id).where(Nomination.award_round_id == award_round.id).distinct()
    return frozenset(db.session.scalars(found))

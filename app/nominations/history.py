"""A nominee's earlier and present cases, for their page in the register."""

from sqlalchemy.orm import joinedload

from app import clock
from app.actor import Actor
from app.extensions import db
from app.nominations.models import Nomination
from app.nominations.reach import visible_to
from app.nominees.models import Nominee
from app.nominees.openings import Past, shows_history


@shows_history
def nominations_of(nominee: Nominee, actor: Actor) -> list[Past]:
    cases = db.session.scalars(
        visible_to(actor)
        .where(Nomination.nominee_id == nominee.id)
        .options(joinedload(Nomination.award_version), joinedload(Nomination.award_round))
        .order_by(Nomination.id.desc())
    )
    return [
        Past(
            award=case.award_version.name,
            round_name=case.award_round.name,
            state=case.state_name,
            since=clock.local(case.state_since).date(),
            endpoint="nominations.show",
            values={"nomination_id": case.id},
        )
        for case in cases
    ]

"""What the pages of voting show, as plain rows: three hundred names cost the statements of three."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, and_, exists, select
from sqlalchemy.orm import joinedload, selectinload

from app.actor import Actor
from app.ballots.models import Ballot, BallotName, Excused, Slip
from app.councils import matters
from app.councils.models import Meeting
from app.extensions import db, read_rows
from app.nominees.models import NomineeKind

WITHOUT_NAMES = (joinedload(Ballot.meeting).joinedload(Meeting.council), selectinload(Ballot.slips))


def of_seat(ballot_id: int) -> Ballot:
    """With its meeting and whom to tell; for whoever was found to have a seat."""
    return db.session.get_one(Ballot, ballot_id, options=WITHOUT_NAMES)


def of_teller(ballot_id: int, actor: Actor) -> Ballot | None:
    """For who holds one of its slips; for anybody else there is none."""
    held = select(Ballot).join(Slip, Slip.ballot_id == Ballot.id)
    own = held.where(Ballot.id == ballot_id, Slip.user_id == actor.user_id).options(*WITHOUT_NAMES)
    return db.session.scalars(own).one_or_none()


def names(ballot: Ballot, member_id: int) -> Sequence[Row[Any]]:
    """The frozen list as one member has it: .item_id .position .honorific .name .title .kind .award .unit and
    .is_excused: this one has no vote on it.
    """
    is_excused = exists().where(
        and_(
            Excused.ballot_id == BallotName.ballot_id,
            Excused.item_id == BallotName.item_id,
            Excused.member_id == member_id,
        )
    )
    named = matters.of(ballot.meeting).ballot_names().subquery()
    listed = (
        select(*named.c, BallotName.position, is_excused.label("is_excused"))
        .join(named, named.c.item_id == BallotName.item_id)
        .where(BallotName.ballot_id == ballot.id)
        .order_by(BallotName.position)
    )
    return read_rows(listed).all()


def called(listed: Sequence[Row[Any]]) -> str:
    """What the names of a list are together, for its counter."""
    return "người" if all(row.kind == NomineeKind.INDIVIDUAL for row in listed) else "trường hợp"

"""Ballots, seats on their rolls, and what of a box may be told when."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from app.actor import Actor
from app.ballots.models import Ballot, BallotName, Roll
from app.ballots.reach import visible_to
from app.councils.models import AgendaItem, CouncilMember, Meeting
from app.errors import or_404
from app.extensions import db, read_rows
from app.nominations.models import Nomination
from workflows.ballot_1 import BallotState

IS_CLOSED = frozenset({BallotState.CLOSED, BallotState.COUNTED, BallotState.SIGNED, BallotState.KEPT})


def one(ballot_id: int, actor: Actor) -> Ballot:
    """The ballot with all that its page shows, or 404."""
    case = selectinload(Ballot.names).joinedload(BallotName.item).joinedload(AgendaItem.nomination)
    found = (
        visible_to(actor)
        .where(Ballot.id == ballot_id)
        .options(
            joinedload(Ballot.meeting).joinedload(Meeting.council),
            case.joinedload(Nomination.award_version),
            case.joinedload(Nomination.unit),
            selectinload(Ballot.slips),
        )
    )
    return or_404(db.session.scalars(found).one_or_none())


def of_meeting(meeting_id: int, actor: Actor) -> Sequence[Ballot]:
    """The newest first: each but the newest was cancelled."""
    found = visible_to(actor).where(Ballot.meeting_id == meeting_id).order_by(Ballot.id.desc())
    return db.session.scalars(found).all()


def seat(ballot_id: int, actor: Actor) -> CouncilMember | None:
    """The actor's own seat on the roll; nobody sits on another's, also who stands in for them."""
    seats = (
        select(CouncilMember)
        .join(Roll, Roll.member_id == CouncilMember.id)
        .where(Roll.ballot_id == ballot_id, CouncilMember.user_id == actor.user_id)
    )
    return db.session.scalars(seats).first()


def has_voted(ballot_id: int, member_id: int) -> bool:
    """For the member alone; of others nobody is told while the box is open."""
    own = select(Roll.voted).where(Roll.ballot_id == ballot_id, Roll.member_id == member_id)
    return bool(read_rows(own).scalar())


def not_voted(ballot: Ballot) -> Sequence[CouncilMember]:
    """Who gave no ballot, once the box is closed; before, nobody is told."""
    if ballot.state not in IS_CLOSED:
        return []
    found = (
        select(CouncilMember)
        .join(Roll, Roll.member_id == CouncilMember.id)
        .where(Roll.ballot_id == ballot.id, Roll.voted.is_(False))
        .order_by(CouncilMember.position)
    )
    return db.session.scalars(found).all()

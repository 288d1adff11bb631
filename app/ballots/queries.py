"""Ballots, seats on their rolls, and what of a box may be told when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from app.actor import Actor
from app.ballots import box, secrecy
from app.ballots.models import Ballot, BallotName, Excused, Roll, Slip
from app.ballots.reach import slip_of, visible_to
from app.councils import reach as councils
from app.councils.models import AgendaItem, CouncilMember, Meeting
from app.errors import or_404
from app.extensions import db, is_there, read_rows
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


def newest_of(meeting: Meeting) -> Ballot | None:
    """For the meeting itself, whoever asks."""
    newest = select(Ballot).where(Ballot.meeting_id == meeting.id).order_by(Ballot.id.desc()).limit(1)
    return db.session.scalars(newest).one_or_none()


def seat(ballot_id: int, actor: Actor) -> CouncilMember | None:
    """The actor's own seat on the roll; nobody sits on another's, also who stands in for them."""
    seats = (
        select(CouncilMember)
        .join(Roll, Roll.member_id == CouncilMember.id)
        .where(Roll.ballot_id == ballot_id, CouncilMember.user_id == actor.user_id)
    )
    return db.session.scalars(seats).first()


def seats(ballot: Ballot) -> Sequence[CouncilMember]:
    """All on the roll, whoever has voted."""
    on_it = select(CouncilMember).join(Roll, Roll.member_id == CouncilMember.id).where(Roll.ballot_id == ballot.id)
    return db.session.scalars(on_it.order_by(CouncilMember.position)).all()


def sees_meeting(ballot: Ballot, actor: Actor) -> bool:
    """Who is here by their seat or slip alone does not see the council's meetings."""
    return is_there(councils.visible_to(actor).where(Meeting.id == ballot.meeting_id))


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


def own_slip(ballot: Ballot, actor: Actor) -> Slip:
    """A teller's; for anybody else there is no such page."""
    return or_404(slip_of(ballot, actor))


def excused(ballot: Ballot) -> Mapping[int, Sequence[str]]:
    """By name (AgendaItem.id), the members who have no vote on it."""
    rows = (
        select(Excused.item_id, CouncilMember.name)
        .join(CouncilMember, CouncilMember.id == Excused.member_id)
        .where(Excused.ballot_id == ballot.id)
        .order_by(CouncilMember.position)
    )
    found: dict[int, list[str]] = {}
    for item_id, name in read_rows(rows):
        found.setdefault(item_id, []).append(name)
    return found


@dataclass(frozen=True, kw_only=True)
class ToldOfBox:
    """What may be said of a box: how many ballots are in it, how many it wants; who gave none, once it is closed."""

    cast: int
    needed: int  # to be opened
    members: int
    not_voted: Sequence[CouncilMember]

    @property
    def missing(self) -> int:
        return self.members - self.cast


def told_of_box(ballot: Ballot) -> ToldOfBox:
    cast = ballot.cast if ballot.cast is not None else box.cast_in(ballot)
    return ToldOfBox(
        cast=cast, needed=secrecy.needed(ballot.meeting), members=ballot.members or 0, not_voted=not_voted(ballot)
    )

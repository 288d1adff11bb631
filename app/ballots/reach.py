"""Who may see a ballot: whoever sees its meeting, and whoever has a seat in its body. Who may vote: the roll says."""

from collections.abc import Set as AbstractSet

from sqlalchemy import Select, or_, select

from app.actor import Actor
from app.ballots.models import Ballot, Roll, Slip
from app.councils import reach as councils
from app.councils.models import CouncilMember, Meeting
from workflows.vocabulary import Role


def visible_to(actor: Actor) -> Select[tuple[Ballot]]:
    """By the office one acts in, or by one's own seat or slip, whatever the office."""
    meetings = councils.visible_to(actor).with_only_columns(Meeting.id)
    seats = (
        select(Roll.ballot_id)
        .join(CouncilMember, CouncilMember.id == Roll.member_id)
        .where(CouncilMember.user_id == actor.user_id)
    )
    slips = select(Slip.ballot_id).where(Slip.user_id == actor.user_id)
    return select(Ballot).where(or_(Ballot.meeting_id.in_(meetings), Ballot.id.in_(seats), Ballot.id.in_(slips)))


def roles_of(ballot: Ballot, actor: Actor) -> AbstractSet[Role]:
    """That of the council's house; and who holds a slip is a teller of this ballot, whatever their office."""
    own = councils.roles_of(ballot.meeting, actor)
    return own | {Role.TELLER} if slip_of(ballot, actor) else own


def takes(ballot: Ballot, step: str, actor: Actor) -> bool:
    """Whether the step is theirs at all, now or at another time."""
    return bool(ballot.workflow.transition(step).by & roles_of(ballot, actor))


def slip_of(ballot: Ballot, actor: Actor) -> Slip | None:
    return next((slip for slip in ballot.slips if slip.user_id == actor.user_id), None)

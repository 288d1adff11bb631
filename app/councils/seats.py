"""Who sits in a meeting's body, and who may count its papers, by their own account."""

from app.actor import Actor
from app.councils import agenda
from app.councils.models import CouncilMember, Meeting
from app.councils.reach import roles_of
from workflows.vocabulary import Role

KEEPERS = frozenset({Role.COUNCIL_SECRETARY, Role.UNIT_COUNCIL_SECRETARY})


def of_actor(meeting: Meeting, actor: Actor) -> CouncilMember | None:
    """Their own seat: nobody sits in it for them, whoever stands in for them elsewhere."""
    if actor.user_id is None:
        return None
    return next((member for member in agenda.body_of(meeting) if member.user_id == actor.user_id), None)


def keeps(meeting: Meeting, actor: Actor) -> bool:
    """Its secretary."""
    return bool(roles_of(meeting, actor) & KEEPERS)


def may_enter(meeting: Meeting, actor: Actor) -> bool:
    """Who may type sums: of a show of hands the secretary; of papers the tellers too, and in a unit, where accounts are
    few, any member with one.
    """
    if keeps(meeting, actor):
        return True
    if not meeting.is_on_paper:
        return False
    if any(teller.user_id == actor.user_id for teller in meeting.committee if teller.user_id):
        return True
    return meeting.council.is_kept_by_unit and of_actor(meeting, actor) is not None

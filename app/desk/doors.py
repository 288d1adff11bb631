"""In which of their offices somebody opens what a notice speaks of: the one they act in, another one, or none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.access import Permission, permissions_of
from app.actor import Actor
from app.outbox.models import Notice

ROOMS: Mapping[str, Permission] = {
    "nominations": Permission.NOMINATION_READ,
    "submissions": Permission.SUBMISSION_READ,
    "meetings": Permission.MEETING_READ,
    "proposals": Permission.PROPOSAL_READ,
    "decisions": Permission.DECISION_READ,
    "consultations": Permission.CONSULTATION_ANSWER,
}


@dataclass(frozen=True)
class Door:
    """The page of a thing. `office`: whom to become first; None: it opens as one is."""

    room: str
    id: str
    office: Actor | None


def door(notice: Notice, acting: Actor, offices: Sequence[Actor]) -> Door | None:
    """Told to an office of one organisation, it is read there; where that office may not enter, nobody is led."""
    kind, _, row_id = notice.subject.partition(":")
    room = f"{kind}s"
    if room not in ROOMS:
        return None
    told = [office for office in (acting, *offices) if office.organisation_id == notice.organisation_id]
    opens = next((office for office in told if ROOMS[room] in permissions_of(office)), None)
    return Door(room, row_id, None if opens == acting else opens) if opens else None

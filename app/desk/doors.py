"""In which of their offices somebody opens what a notice speaks of: the one they act in, another one, or none."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from app.access import Permission, permissions_of
from app.actor import Actor
from app.desk.telling import News

ROOMS: Mapping[str, Permission] = {
    "nominations": Permission.NOMINATION_READ,
    "gatherings": Permission.GATHERING_READ,
    "submissions": Permission.SUBMISSION_READ,
    "unit_decisions": Permission.UNIT_DECISION_READ,
    "meetings": Permission.MEETING_READ,
    "proposals": Permission.PROPOSAL_READ,
    "upward": Permission.UPWARD_READ,
    "decisions": Permission.DECISION_READ,
    "deliveries": Permission.DELIVERY_READ,
    "complaints": Permission.COMPLAINT_READ,
    "resolutions": Permission.RESOLUTION_READ,
    "consultations": Permission.CONSULTATION_ANSWER,
    "public_notices": Permission.APPRAISAL_READ,
    "party_opinions": Permission.PARTY_ANSWER,
    "runs": Permission.NOMINATION_STEP,
    "ballots": Permission.SELF,
    "initiatives": Permission.INITIATIVE_READ,
    "blocks": Permission.BLOCK_READ,
    "award_drafts": Permission.AWARD_DRAFT_READ,
    "registrations": Permission.REGISTRATION_READ,
}

CALLED: Mapping[str, str] = {"upwardsubmission": "upward"}  # what stands in a room that is not called after it


@dataclass(frozen=True)
class Door:
    """The page of a thing. `office`: whom to become first; None: it opens as one is."""

    room: str
    id: str
    office: Actor | None


def doors(news: Iterable[News], acting: Actor, offices: Sequence[Actor]) -> dict[int, Door]:
    """By the notice. Told to an office of one organisation, it is read there; where that may not enter, none is led."""

    @cache
    def opener(room: str, organisation_id: int | None) -> Actor | None:
        told = (office for office in (acting, *offices) if office.organisation_id == organisation_id)
        return next((office for office in told if ROOMS[room] in permissions_of(office)), None)

    found: dict[int, Door] = {}
    for notice in news:
        kind, _, row_id = notice.subject.partition(":")
        room = CALLED.get(kind, f"{kind}s")
        opens = opener(room, notice.organisation_id) if room in ROOMS else None
        if opens:
            found[notice.id] = Door(room, row_id, None if opens == acting else opens)
    return found

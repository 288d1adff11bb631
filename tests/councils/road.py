"""Steps of a meeting as tests take them, through operations."""

from app import clock
from app.councils import operations, sitting
from app.councils.models import Body, Presence
from app.councils.operations import MeetingPlan, Roll
from app.councils.rules import Ballots, Totals
from app.councils.sitting import Closing, Returns

TELLERS = ["Bá Văn Trịnh", "Đạo Thị Ngọc Lan", "Patâu Axá Thị Đông"]


def planned(council, cases, *, by, body=Body.FULL):
    meeting = operations.plan(
        council,
        MeetingPlan(
            title="Phiên họp xét khen thưởng",
            body=body,
            held_at=clock.now(),
            place="Phòng họp số 2",
        ),
        actor=by,
    )
    if cases:
        operations.put_on(meeting, [case.id for case in cases], actor=by)
    return meeting


def call_roll(meeting, *, by, present=None, written=0):
    """The first `present` members are there, the next `written` sent an opinion, the rest are away."""
    members = meeting.council.members_on(clock.today(), meeting.body)
    present = len(members) if present is None else present
    presence = {
        member.id: Presence.PRESENT
        if place < present
        else Presence.WRITTEN
        if place < present + written
        else Presence.ABSENT
        for place, member in enumerate(members)
    }
    reasons = dict.fromkeys(presence, "đi công tác")
    operations.call_roll(meeting, Roll(presence=presence, reasons=reasons, version=meeting.version), actor=by)


def opened(meeting, *, by):
    sitting.open_meeting(meeting, sitting.likely_opening(meeting), actor=by)


def counted(meeting, *, by):
    """By somebody who has the newest numbers before them."""
    sitting.count(meeting, seen=meeting.version, actor=by)


def returned(meeting, sums, *, ballots, by, tellers=TELLERS):
    """`sums`: (agree, disagree, invalid) for each name in the agenda's order."""
    handed = Returns(
        tellers=tellers,
        ballots=Ballots(issued=ballots, returned=ballots, invalid=0),
        totals={
            item.id: Totals(agree=agree, disagree=disagree, invalid=invalid)
            for item, (agree, disagree, invalid) in zip(meeting.items, sums, strict=True)
        },
        version=meeting.version,
    )
    sitting.record_returns(meeting, handed, actor=by)


def closed(meeting, *, by, clarify=None):
    sitting.close(meeting, Closing(ended_at=clock.now(), clarify=clarify or {}), actor=by)

"""Steps of a meeting as tests take them, through operations."""

from dataclasses import replace

from app import clock
from app.councils import agenda, operations, returning, sitting
from app.councils.models import Body, Presence
from app.councils.operations import MeetingPlan, Roll
from app.councils.returning import Returns
from app.councils.rules import Ballots, Totals
from app.councils.sitting import Closing
from app.extensions import db
from tests import builders

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
    db.session.flush()  # a page is asked for its version after what came before was kept
    operations.call_roll(meeting, Roll(presence=presence, reasons=reasons, version=meeting.version), actor=by)


def opened(meeting, *, by):
    sitting.open_meeting(meeting, sitting.likely_opening(meeting), actor=by)


def counted(meeting, *, by):
    """By somebody who has the newest numbers before them."""
    sitting.count(meeting, seen=meeting.version, actor=by)


def named(meeting, names=TELLERS):
    """Ban kiểm phiếu, of whom the first has an account."""
    agenda.name_tellers(meeting, names, {names[0]: builders.user(names[0]).id})


def teller(meeting, by):
    """The teller with an account, ready to act in the house of whoever keeps the meeting."""
    head = next(one for one in meeting.committee if one.user_id)
    return replace(by, user_id=head.user_id, name=head.name, appointment_id=None)


def handed(meeting, sums, ballots, by=None):
    """`sums`: (agree, disagree, invalid) for each name in the agenda's order; by somebody who typed before, or not."""
    own = returning.entry_of(meeting, by) if by else None
    return Returns(
        ballots=Ballots(issued=ballots, returned=ballots, invalid=0),
        totals={
            item.id: Totals(agree=agree, disagree=disagree, invalid=invalid)
            for item, (agree, disagree, invalid) in zip(meeting.items, sums, strict=True)
        },
        version=own.version if own else 0,
    )


def returned(meeting, sums, *, ballots, by):
    """The same sums, by whoever keeps the meeting and by a teller."""
    if not meeting.committee:
        named(meeting)
    for person in (by, teller(meeting, by)):
        returning.enter(meeting, handed(meeting, sums, ballots, person), actor=person)


def closed(meeting, *, by, clarify=None):
    sitting.close(meeting, Closing(ended_at=clock.now(), clarify=clarify or {}), actor=by)

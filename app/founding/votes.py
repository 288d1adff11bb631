"""How a council of the demonstration sits: the roll is called, ballots are counted, minutes are written."""

from collections.abc import Collection
from random import Random

from app import clock
from app.actor import Actor
from app.councils import agenda, recusals, returning, sitting, tellers
from app.councils import operations as meetings
from app.councils.models import Meeting, Presence
from app.councils.returning import Returns
from app.councils.rules import NOBODY, Ballots, Totals, votes_needed
from app.councils.suggesting import suggestions

AWAY = "Đi công tác theo kế hoạch"
NOTE_OF_REFUSAL = "Hội đồng đề nghị đơn vị bổ sung minh chứng về phạm vi ảnh hưởng của thành tích."
OWN_WISH = "Đã ký nhận xét, đề nghị khen thưởng trường hợp này."
NO_TELLERS = ("chair", "secretary")
SMALL, ABSENT_OF_MANY = 9, 2  # in a larger body two are away and vote in writing


def open_sitting(meeting: Meeting, *, opener: Actor, keeper: Actor) -> None:
    call(meeting, keeper=keeper)
    sitting.open_meeting(meeting, sitting.likely_opening(meeting), actor=opener)


def call(meeting: Meeting, *, keeper: Actor, in_writing: int = 0) -> None:
    """Most are there, the last of the list are not; `in_writing`: how many have sent their opinion, nobody sits."""
    members = agenda.body_of(meeting)
    away = members[-1 - ABSENT_OF_MANY : -1] if len(members) > SMALL else members[-2:-1]
    presence = dict.fromkeys((member.id for member in members), Presence.PRESENT)
    if in_writing:
        presence = {member.id: Presence.WRITTEN for member in members[:in_writing]}
    elif len(members) > SMALL:
        presence |= dict.fromkeys((member.id for member in away), Presence.WRITTEN)
    else:
        presence |= dict.fromkeys((member.id for member in away), Presence.ABSENT)
    reasons = dict.fromkeys((member.id for member in away), AWAY)
    meetings.call_roll(
        meeting, meetings.Roll(presence=presence, reasons=reasons, version=meeting.version), actor=keeper
    )


def take(meeting: Meeting, refused: Collection[int], *, keeper: Actor, second: Actor, chance: Random) -> None:
    """Sums that pass, but for the refused nominations, which fall one or two votes short; typed by two people."""
    quorum = agenda.quorum_of(meeting)
    without = agenda.recused_in(meeting)
    totals = {}
    for line in agenda.lines(meeting):
        cast = quorum.present + quorum.written - without.get(line.item.id, NOBODY).all
        needed = votes_needed(line.members, line.pct, strict=line.strict)
        if line.item.nomination_id in refused:
            agree = max(needed - chance.randint(1, 2), 0)
        else:
            agree = max(needed, cast - chance.choice((0, 0, 0, 1)))
        totals[line.item.id] = Totals(agree=agree, disagree=cast - agree, invalid=0)
    handed = Returns(
        ballots=Ballots(issued=quorum.present, returned=quorum.present, invalid=0),
        totals=totals,
    )
    for person in (keeper, second):
        returning.enter(meeting, handed, actor=person)


def close(meeting: Meeting, *, chair: Actor) -> None:
    """Each case goes its own way."""
    sitting.close(meeting, sitting.Closing(ended_at=clock.now(), clarify={}), actor=chair)


def count(meeting: Meeting, discussion: str, conclusion: str, *, keeper: Actor) -> None:
    notes = {line.item.id: NOTE_OF_REFUSAL for line in agenda.lines(meeting) if line.vote and not line.vote.passes}
    told = sitting.Proceedings(discussion=discussion, conclusion=conclusion, notes=notes, version=meeting.version)
    sitting.write_minutes(meeting, told, actor=keeper)
    sitting.count(meeting, seen=meeting.version, actor=keeper)


def pin_recusals(meeting: Meeting, *, keeper: Actor) -> None:
    """Those that the system suggests, as the secretary would after looking at them."""
    for one in suggestions(meeting):
        wanted = recusals.Wanted(item_id=one.item.id, member_id=one.member.id, kind=one.kind, reason=one.reason)
        recusals.pin(meeting, wanted, actor=keeper)


def declare(meeting: Meeting, *, member: Actor) -> None:
    """A member does not vote on the first case of the agenda."""
    recusals.declare(meeting, [agenda.living(meeting)[0].id], OWN_WISH, actor=member)


def name_tellers(meeting: Meeting, second: Actor, *, keeper: Actor) -> None:
    """Two members who take part and chair nothing, and whoever types the sums beside the secretary."""
    there = {line.member_id for line in meeting.attendance if line.presence is not Presence.ABSENT}
    keys = {one.name: one.key for one in tellers.candidates(meeting)}
    own = f"u{second.user_id}"
    seated = [member for member in agenda.body_of(meeting) if member.id in there and member.part not in NO_TELLERS]
    others = [keys[member.name] for member in seated if keys[member.name] != own][:2]
    chosen = [(key, "") for key in (*others, own)]
    tellers.name(meeting, tellers.Committee(chosen=chosen, version=meeting.version), actor=keeper)

"""Steps of a sealed ballot as tests take them, through operations; the sealing as a browser does it."""

from app.actor import Actor
from app.ballots import casting, counting, operations, slips
from app.ballots.models import KeyEnd
from app.ballots.tally import Choice
from app.councils import agenda
from app.councils.models import Voting
from app.extensions import db
from bench import _sealing
from tests import builders

AGREE, DISAGREE, BLANK = Choice.AGREE, Choice.DISAGREE, Choice.BLANK


def seal(ballot, item_id, choice):
    return _sealing.seal(ballot.public_key, ballot.id, item_id, choice)


def parcel(ballot, choices):
    """What the browser of somebody sends who chooses so: item id to choice."""
    return _sealing.as_sent({item_id: seal(ballot, item_id, choice) for item_id, choice in choices.items()})


def seated(council):
    """Each member with an account of their own."""
    for member in council.members:
        member.user = builders.user(member.name)
    db.session.flush()


def sealed_meeting(meeting, *, tellers=3):
    """A meeting that votes by the box, its last members counting."""
    meeting.voting = Voting.SEALED
    members = agenda.body_of(meeting)[-tellers:]
    agenda.name_tellers(meeting, [member.name for member in members])
    for teller, member in zip(meeting.committee, members, strict=True):
        teller.user_id = member.user_id
    db.session.flush()


def as_person(user_id, at_role=None) -> Actor:
    """Somebody with nothing but their account."""
    return Actor(user_id=user_id, name="Một người", role=at_role, organisation_id=None)


def frozen(meeting, *, by, key_end=KeyEnd.AFTER_COMPLAINTS):
    ballot = operations.freeze(meeting, key_end, actor=by)
    db.session.commit()
    return ballot


def with_slips(ballot):
    """Every teller takes a slip and types it once; by position, what stands on it."""
    digits = {}
    for slip in ballot.slips:
        holder = as_person(slip.user_id)
        digits[slip.position] = slips.issue(ballot, actor=holder)
        db.session.commit()
        slips.confirm(ballot, digits[slip.position], actor=holder)
        db.session.commit()
    return digits


def started(ballot, *, by):
    digits = with_slips(ballot)
    operations.start(ballot, actor=by)
    db.session.commit()
    return digits


def cast(ballot, member, choices):
    """`choices`: item id to choice, or one choice for every name the member votes on."""
    if not isinstance(choices, dict):
        choices = dict.fromkeys(casting.names_for(ballot.id, member.id), choices)
    sent = parcel(ballot, choices)
    answer = casting.cast(ballot.id, member.id, sent)
    db.session.commit()
    return answer, sent


def closed(ballot, *, by, reason="Hết giờ bỏ phiếu"):
    operations.close(ballot, reason, actor=by)
    db.session.commit()


def opened(ballot, digits, *, by, with_slips_of=(1, 2)):
    done = counting.open_box(ballot, {position: digits[position] for position in with_slips_of}, actor=by)
    db.session.commit()
    return done

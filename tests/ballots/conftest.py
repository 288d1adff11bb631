"""The council of the province in a meeting that is open and votes by the box: five of its standing body, two names."""

from dataclasses import dataclass

import pytest
from nacl.public import PrivateKey

from app.audit import operations as audit
from app.councils.models import Body
from app.extensions import db
from tests import builders, kept
from tests.ballots import road
from tests.councils import conftest as councils
from tests.councils import road as meetings
from tests.councils.conftest import house  # noqa: F401 -- a fixture
from workflows.award_province_1 import State
from workflows.ballot_1 import BallotState
from workflows.vocabulary import Role


@dataclass
class Vote:
    house: object
    meeting: object
    secretary: object
    chair: object

    @property
    def members(self):
        return self.house.provincial.members_on(self.meeting.held_at.date(), self.meeting.body)

    @property
    def items(self):
        return self.meeting.items


@pytest.fixture
def vote(app):
    return kept.once(_vote)


def _vote():
    at_work = councils.founded()
    road.seated(at_work.provincial)
    cases = [at_work.case(name, State.APPRAISED) for name in ("Bo Bo Thị Xuân", "Chamaléa Văn Thoại")]
    meeting = meetings.planned(at_work.provincial, cases, by=at_work.provincial_secretary, body=Body.STANDING)
    meetings.call_roll(meeting, by=at_work.provincial_secretary)
    road.sealed_meeting(meeting)
    meetings.opened(meeting, by=at_work.chair)
    return Vote(at_work, meeting, at_work.provincial_secretary, at_work.chair)


@pytest.fixture
def poll(vote):
    """A ballot under way: keys of no slip, for nobody opens it here."""
    ballot = road.frozen(vote.meeting, by=vote.secretary)
    ballot.public_key = PrivateKey.generate().public_key.encode().hex()
    audit.record(actor=vote.secretary, subject=ballot.ref, action="start", data={"public_key": ballot.public_key})
    ballot.state = BallotState.VOTING
    db.session.commit()
    vote.ballot = ballot
    return vote


@pytest.fixture
def voter(app, poll):
    """A browser of the member with that place on the list."""

    def sit(place=0):
        office = builders.actor(Role.COUNCIL_MEMBERS, poll.house.provincial.organisation, poll.members[place].user)
        return builders.signed_in(app.test_client(), office)

    return sit

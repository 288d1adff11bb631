"""The council of the province in a meeting that is open and votes by the box: five of its standing body, two names."""

from dataclasses import dataclass

import pytest
from nacl.public import PrivateKey

from app.audit import operations as audit
from app.councils.models import Body
from app.extensions import db
from tests import builders
from tests.ballots import road
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
def vote(house):  # noqa: F811 -- the fixture
    road.seated(house.provincial)
    cases = [house.case(name, State.APPRAISED) for name in ("Bo Bo Thị Xuân", "Chamaléa Văn Thoại")]
    meeting = meetings.planned(house.provincial, cases, by=house.provincial_secretary, body=Body.STANDING)
    meetings.call_roll(meeting, by=house.provincial_secretary)
    road.sealed_meeting(meeting)
    meetings.opened(meeting, by=house.chair)
    db.session.commit()
    return Vote(house, meeting, house.provincial_secretary, house.chair)


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

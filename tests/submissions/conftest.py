"""A unit whose council passed cases, and everybody who has a hand in its Tờ trình."""

import pytest

from tests import kept
from tests.councils import conftest as councils
from tests.councils import road
from workflows.award_province_1 import State


@pytest.fixture
def house(app, request):
    """The house of councils; before its unit's Tờ trình, where a test asks for what was passed."""
    if "passed" in request.fixturenames:
        return request.getfixturevalue("after_the_vote")[0]
    return kept.once(councils.founded)


@pytest.fixture
def passed(after_the_vote):
    """Three cases the unit's council passed."""
    return after_the_vote[1]


@pytest.fixture
def after_the_vote(app):
    return kept.once(_voted)


def _voted():
    house = councils.founded()
    cases = [house.case(name, State.UNIT_COUNCIL) for name in ("A Ma Thị Một", "Bo Bo Hai", "Chamaléa Ba")]
    meeting = road.planned(house.council, cases, by=house.secretary)
    road.call_roll(meeting, by=house.secretary)
    road.opened(meeting, by=house.secretary)
    road.returned(meeting, [(9, 0, 0)] * 3, ballots=9, by=house.secretary)
    road.counted(meeting, by=house.secretary)
    road.closed(meeting, by=house.secretary)
    return house, cases

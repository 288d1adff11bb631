"""A unit whose council passed cases, and everybody who has a hand in its Tờ trình."""

import pytest

from app.extensions import db
from tests.councils import road
from tests.councils.conftest import house  # noqa: F401 -- the same house
from workflows.award_province_1 import State


@pytest.fixture
def passed(house):  # noqa: F811 -- pytest asks for fixtures by name
    """Three cases the unit's council passed."""
    cases = [house.case(name, State.UNIT_COUNCIL) for name in ("A Ma Thị Một", "Bo Bo Hai", "Chamaléa Ba")]
    meeting = road.planned(house.council, cases, by=house.secretary)
    road.call_roll(meeting, by=house.secretary)
    road.opened(meeting, by=house.secretary)
    road.returned(meeting, [(9, 0, 0)] * 3, ballots=9, by=house.secretary)
    road.counted(meeting, by=house.secretary)
    road.closed(meeting, by=house.secretary)
    db.session.commit()
    return cases

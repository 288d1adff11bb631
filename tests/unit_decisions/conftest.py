"""A unit whose council passed three cases of an award of its own, and everybody who has a hand in the decision."""

from datetime import date
from types import SimpleNamespace

import pytest

from app import clock
from app.awards.models import BaseSalary
from app.extensions import db
from tests import builders
from tests.councils import road
from tests.councils.conftest import house  # noqa: F401 -- the same house
from workflows.award_province_1 import State
from workflows.vocabulary import Role

NAMES = ("A Ma Thị Một", "Bo Bo Hai", "Chamaléa Ba")


@pytest.fixture
def office(house):  # noqa: F811 -- pytest asks for fixtures by name
    """Clerk, head and văn thư of the unit, and the head of the Ban; three cases before the unit's council."""
    salary = {"basis": "Nghị định 73/2024/NĐ-CP", "confidence": "verified"}
    db.session.merge(BaseSalary(valid_from=date(2024, 7, 1), valid_to=None, value=2_340_000, **salary))
    award = builders.award("lao_dong_tien_tien")
    cases = [house.case(name, State.UNIT_COUNCIL, award, period_from=2024, period_to=2024) for name in NAMES]
    db.session.commit()
    return SimpleNamespace(
        house=house,
        unit=house.unit,
        award=award,
        cases=cases,
        clerk=house.clerk,
        head=house.head,
        clerical=builders.actor(Role.UNIT_CLERICAL, house.unit),
        ban=builders.actor(Role.BAN_HEAD, house.department),
        today=clock.today(),
    )


@pytest.fixture
def passed(office):
    """The unit's council passed all three."""
    vote(office, [(9, 0, 0)] * 3)
    return office


def vote(office, sums):
    meeting = road.planned(office.house.council, office.cases, by=office.house.secretary)
    road.call_roll(meeting, by=office.house.secretary)
    road.opened(meeting, by=office.house.secretary)
    road.returned(meeting, sums, ballots=9, by=office.house.secretary)
    road.counted(meeting, by=office.house.secretary)
    road.closed(meeting, by=office.house.secretary)
    db.session.commit()

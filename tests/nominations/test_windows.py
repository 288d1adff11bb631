"""A case's own round counts, to the last minute of its last day in Việt Nam; and the round may be made longer."""

from datetime import date, datetime

import pytest

from app import clock
from app.casework import options
from app.extensions import db
from app.organisations.models import Organisation
from tests import builders
from workflows.award_province_1 import State
from workflows.vocabulary import Role

LAST = date(2025, 2, 14)
LATE = "Hồ sơ ngoài thời hạn của đợt xét: liên hệ Sở Nội vụ hoặc chuyển sang đợt khác."


def at(day, hour, minute):
    return datetime(2025, 2, day, hour, minute, tzinfo=clock.VIETNAM)


@pytest.fixture
def returned(office):
    """A case that came back, in a round that has closed; another round of the same award is open."""
    closed = builders.award_round(office.award, code="2025-2")
    closed.opens_on, closed.closes_on = date(2025, 1, 2), LAST
    case = builders.nomination(office.unit, office.award, closed, state=State.RETURNED)
    db.session.commit()
    assert office.in_round.takes_on(clock.today())
    return case


def reasons(case, actor):
    return next(list(option.refusals) for option in options(case, actor) if option.name == "rework")


@pytest.mark.parametrize(
    ("moment", "told"),
    [
        (at(14, 17, 0), []),
        (at(14, 23, 59), []),  # in London it is still afternoon, and no later there
        (at(15, 0, 0), [LATE]),  # in London it is still the 14th
        (at(15, 6, 59), [LATE]),
    ],
)
def test_the_day_ends_in_viet_nam(office, returned, moment, told):
    clock.stand_at(moment)

    assert reasons(returned, office.clerk) == told


def test_a_round_made_longer_brings_back_what_was_late_and_an_open_neighbour_does_not(ask, app, office, returned):
    assert reasons(returned, office.clerk) == [LATE]
    department = db.session.get(Organisation, office.officer.organisation_id)
    head = builders.signed_in(app.test_client(), builders.actor(Role.BAN_HEAD, department))
    answer = head.get(f"/rounds/{returned.award_round_id}")
    assert answer.status_code == 200

    longer = {
        "name": returned.award_round.name,
        "year": "2025",
        "opens_on": "02/01/2025",
        "closes_on": "28/02/2025",
        "award_ids": [str(office.award.id)],
        "basis": "Kế hoạch",
        "version": str(returned.award_round.version),
    }
    assert head.post(f"/rounds/{returned.award_round_id}", data=longer).status_code == 303

    assert reasons(returned, office.clerk) == []
    assert ask(office.clerk, f"/nominations/{returned.id}/steps/rework", {}).status_code == 303
    assert returned.state == State.UNIT_CHECK

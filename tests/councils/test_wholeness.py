"""Votes are those that the tellers handed in, or the log says that they are not."""

import pytest

from app.councils import wholeness
from app.extensions import db
from tests.councils import road
from workflows.award_province_1 import State


@pytest.fixture
def counted(house):
    cases = [house.case(name, State.UNIT_COUNCIL) for name in ("Katơr Thị Sính", "Lê Văn Thạnh")]
    meeting = road.planned(house.council, cases, by=house.secretary)
    road.call_roll(meeting, by=house.secretary, present=7, written=1)
    road.opened(meeting, by=house.secretary)
    road.returned(meeting, [(8, 0, 0), (4, 4, 0)], ballots=7, by=house.secretary)
    road.counted(meeting, by=house.secretary)
    return meeting


def test_a_counted_meeting_is_what_the_log_says(house, counted):
    assert [*wholeness.faults()] == []
    road.closed(counted, by=house.secretary)
    assert [*wholeness.faults()] == []


@pytest.mark.parametrize("changed", [{"agree": 5, "disagree": 3}, {"pct": 40}, {"members": 7}, {"strict": False}])
def test_a_vote_or_its_rule_changed_afterwards_is_found_by_the_log(counted, changed):
    item = counted.items[1]
    for name, value in changed.items():
        setattr(item, name, value)
    db.session.flush()

    said = "kết quả bỏ phiếu của Lê Văn Thạnh khác kết quả đã kiểm, theo nhật ký."
    assert [*wholeness.faults()] == [f"Phiên họp số {counted.id} “{counted.title}”: {said}"]


def test_ballots_changed_afterwards_are_found_by_the_log(counted):
    counted.ballots_returned += 1
    db.session.flush()

    assert [*wholeness.faults()] == [
        f"Phiên họp số {counted.id} “{counted.title}”: số phiếu khác số đã kiểm, theo nhật ký."
    ]

"""Of all awards of a person the one they are nearest to stands first; what nobody has read says so and comes later."""

from datetime import date

import pytest

from app.awards import loading
from app.eligibility import queries
from app.extensions import db

DAY = date(2025, 2, 17)


@pytest.fixture
def found(office):
    loading.load()
    db.session.commit()
    return queries.of_nominee(office.ann, year=2024, day=DAY)


def test_what_is_open_comes_first_the_units_own_before_the_states(found):
    levels = ["unit", "province", "state"]
    open_ones = [levels.index(one.level) for one in found if one.standing == "open"]

    assert (found[0].standing, found[0].award) == ("open", "lao_dong_tien_tien")
    assert open_ones == sorted(open_ones)


def test_an_award_whose_criteria_nobody_has_read_is_not_called_free_of_obstacles(found):
    kept = [(one.standing, one.is_unsettled) for one in found]

    assert {settled for standing, settled in kept if standing == "open"} == {False}
    assert ("unread", True) in kept
    assert [standing for standing, _ in kept].index("unread") > max(
        place for place, (standing, _) in enumerate(kept) if standing == "open"
    )

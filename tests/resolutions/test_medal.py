"""The medal's rules come with a resolution in force, and go with it."""

from datetime import date

import pytest

from app.extensions import db
from app.nominations import openings
from app.nominations import views as nominations  # noqa: F401 -- teaches casework what a nomination is
from app.resolutions import views as resolutions  # noqa: F401 -- brings the medal's rules
from tests import builders
from tests.resolutions.test_road import at


def medal_and_commendation():
    unit = builders.organisation()
    found = {}
    for code in ("ky_niem_chuong_tinh", "bang_khen_tinh"):
        award = builders.award(code)
        found[code] = builders.nomination(unit, award, builders.award_round(award, code))
    return found


def in_force(cases):
    return {code: openings.facts(case).rule_set_is_in_force for code, case in cases.items()}


@pytest.mark.parametrize(
    ("state", "effective_on", "holds"),
    [
        (None, None, False),
        ("NQ19", date(2024, 9, 1), False),
        ("NQ20", date(2024, 9, 5), False),
        ("NQ20", date(2024, 9, 4), True),
    ],
)
def test_the_medal_waits_for_its_resolution_and_other_awards_do_not(world, state, effective_on, holds):
    if state:
        resolution = at(world, state)
        resolution.effective_on = effective_on
        db.session.flush()

    assert in_force(medal_and_commendation()) == {"ky_niem_chuong_tinh": holds, "bang_khen_tinh": True}


def test_a_resolution_without_a_successor_in_force_takes_the_rules_with_it(world):
    resolution = at(world, "NQ20")
    resolution.number, resolution.effective_on = "07/2024/NQ-HĐND", date(2024, 8, 1)
    world.takes(resolution, "supersede", number="02/2024/NQ-HĐND", effective_on=date(2024, 9, 2))

    assert in_force(medal_and_commendation())["ky_niem_chuong_tinh"] is False


def test_no_award_has_its_rules_from_two_rooms():
    with pytest.raises(AssertionError, match="come from two rooms"):
        openings.brings_rules_of("ky_niem_chuong_tinh")

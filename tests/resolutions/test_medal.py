"""The medal's rule set comes into force with a resolution, on its day, and goes with it."""

from datetime import date

import pytest

from app.awards import rule_sets
from app.extensions import db
from app.nominations import openings
from app.nominations import views as nominations  # noqa: F401 -- teaches casework what a nomination is
from app.resolutions import operations
from tests import builders
from tests.resolutions.test_road import at


@pytest.fixture
def cases(world):
    """A medal and another award, each in its draft; no resolution has brought the medal's rules yet."""
    unit = builders.organisation()
    awards = {"medal": builders.medal(in_force=False), "commendation": builders.award()}
    return {name: builders.nomination(unit, award, builders.award_round(award, name)) for name, award in awards.items()}


def in_force(cases):
    return {name: openings.facts(case).rule_set_is_in_force for name, case in cases.items()}


def promulgated(world, **more):
    resolution = at(world, "NQ19")
    said = {"number": "07/2024/NQ-HĐND", "passed_on": date(2024, 8, 20), "effective_on": date(2024, 9, 4)} | more
    resolution.number, resolution.passed_on, resolution.effective_on = said.values()
    db.session.flush()
    return resolution


def test_before_it_the_medal_waits_and_other_awards_do_not(cases):
    assert in_force(cases) == {"medal": False, "commendation": True}


def test_the_day_of_effect_brings_the_set_that_waited_with_number_and_day(world, cases):
    promulgated(world)

    operations.bring_into_force()

    assert in_force(cases) == {"medal": True, "commendation": True}
    rules = rule_sets.in_force_on("ky_niem_chuong_tinh", date(2024, 9, 4))
    assert (rules.resolution_number, rules.resolution_date, rules.valid_from, rules.is_assumed) == (
        "07/2024/NQ-HĐND",
        date(2024, 8, 20),
        date(2024, 9, 4),
        False,
    )
    assert [event.action for event in builders.events_of("rule_set:medal_default_2024")] == ["bring_into_force"]


def test_a_resolution_whose_day_has_not_come_brings_nothing(world, cases):
    promulgated(world, effective_on=date(2024, 9, 5))

    operations.bring_into_force()

    assert in_force(cases)["medal"] is False


def test_a_resolution_without_a_successor_in_force_takes_the_rules_with_it(world, cases):
    resolution = promulgated(world, passed_on=date(2024, 8, 5), effective_on=date(2024, 9, 1))
    world.on(date(2024, 9, 4))
    operations.bring_into_force()
    before = in_force(cases)["medal"]

    world.takes(resolution, "supersede", number="02/2024/NQ-HĐND", effective_on=date(2024, 9, 2))

    assert (before, in_force(cases)["medal"]) == (True, False)

"""What the register of awards says to the criteria: pure, against a reading of the same words year by year."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.honours.fields import Asked, Held, missing_years, of, streak, whole_years

NAMES = ("title.streak.a", "title.count_in_window.a", "award.held.a", "years_since.a")
YEARS = st.integers(2010, 2026)
HELD = st.builds(Held, st.sampled_from("ab"), YEARS, st.dates(date(2010, 1, 1), date(2026, 12, 31)))


def held(year, award="a", decided_on=None):
    return Held(award, year, decided_on or date(year, 12, 20))


def asked(**more):
    return Asked(**({"year": 2024, "day": date(2025, 2, 17), "window": 5} | more))


def test_three_titles_on_end_are_a_streak_a_count_and_a_day():
    found = of([held(2022), held(2023), held(2024), held(2020), held(2023, award="b")], NAMES, asked())

    assert found == {
        "title.streak.a": 3,
        "title.count_in_window.a": 4,
        "award.held.a": True,
        "years_since.a": 0,
    }


def test_what_nobody_recorded_was_not_given_and_has_no_day():
    assert of([], NAMES, asked()) == {"title.streak.a": 0, "title.count_in_window.a": 0, "award.held.a": False}


def test_what_was_decided_after_the_day_or_for_a_later_year_is_not_held_yet():
    late = [held(2024, decided_on=date(2025, 2, 18)), held(2025, decided_on=date(2025, 2, 1))]

    assert of(late, NAMES, asked())["award.held.a"] is False
    assert of([held(2024, decided_on=date(2025, 2, 17))], NAMES, asked())["award.held.a"] is True


def test_the_window_begins_with_its_first_year():
    names = ("title.count_in_window.a",)

    assert of([held(2020)], names, asked(window=5)) == {"title.count_in_window.a": 1}
    assert of([held(2019)], names, asked(window=5)) == {"title.count_in_window.a": 0}


@pytest.mark.parametrize(
    ("since", "until", "years"),
    [
        (date(2020, 2, 17), date(2025, 2, 17), 5),
        (date(2020, 2, 18), date(2025, 2, 17), 4),
        (date(2020, 3, 1), date(2025, 2, 28), 4),
        (date(2020, 2, 29), date(2025, 2, 28), 4),
        (date(2020, 2, 29), date(2025, 3, 1), 5),
        (date(2025, 2, 17), date(2025, 2, 17), 0),
    ],
)
def test_a_year_is_over_on_its_day(since, until, years):
    assert whole_years(since, until) == years


@given(st.sets(YEARS), YEARS, st.sets(YEARS))
def test_a_streak_is_counted_year_by_year(years, last, excused):
    counted, year = 0, last
    while year >= 2010 and (year in years or year in excused):
        counted += 1 if year in years else 0
        year -= 1

    assert streak(years, last, excused) == counted


@given(st.sets(YEARS), YEARS, st.sets(YEARS), st.integers(1, 6))
def test_a_streak_is_long_enough_exactly_when_no_year_lacks(years, last, excused, wanted):
    lacking = missing_years(years, last, wanted, excused)

    assert (streak(years, last, excused) >= wanted) is (lacking == [])
    assert lacking == sorted(lacking, reverse=True)
    assert set(lacking).isdisjoint(years | excused)


@given(st.lists(HELD), st.randoms(use_true_random=False))
def test_the_order_in_which_awards_were_entered_never_matters(awards, random):
    shuffled = [*awards]
    random.shuffle(shuffled)

    assert of(shuffled, NAMES, asked()) == of(awards, NAMES, asked())


@given(st.lists(HELD), HELD)
def test_one_more_award_never_makes_anything_less(awards, more):
    before, after = of(awards, NAMES[:3], asked()), of([*awards, more], NAMES[:3], asked())

    assert all(after[name] >= before[name] for name in NAMES[:3])


@given(st.lists(HELD), YEARS)
def test_a_title_won_before_a_discipline_ended_counts_for_nothing_but_that_it_is_held(awards, year):
    found = of(awards, NAMES, asked(after=year))
    later = of([one for one in awards if one.year > year], NAMES[:2], asked())

    assert {name: found[name] for name in NAMES[:2]} == later
    assert found["award.held.a"] is of(awards, NAMES, asked())["award.held.a"]

"""The money of an award, worked out without rows: the salary and the rule set are given."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.awards import money
from app.awards.models import AwardVersion

DAY = date(2024, 10, 1)
SALARY = 2_340_000
STEP = 10_000
EVERYBODY = ("individual", "collective", "household", "commune", "village")


def version(*, by_resolution=False, subjects=EVERYBODY, **multiples):
    return AwardVersion(
        award_code="bang_khen_tinh",
        by_resolution=by_resolution,
        subjects=[*subjects],
        bonus={"multiples": multiples, "rounding": {"step": STEP}},
    )


@pytest.fixture
def given_rows(monkeypatch):
    """Stands in for the rows: `salary` on the day, `ratio` of the rule set in force."""
    rows = SimpleNamespace(salary=SALARY, ratio=None, asked=[])

    def salary_on(day):
        rows.asked.append(day)
        return None if rows.salary is None else SimpleNamespace(value=rows.salary)

    def in_force_on(award, day):
        rows.asked.append((award, day))
        return None if rows.ratio is None else SimpleNamespace(bonus_ratio=rows.ratio)

    monkeypatch.setattr(money.queries, "base_salary_on", salary_on)
    monkeypatch.setattr(money.rule_sets, "in_force_on", in_force_on)
    return rows


@pytest.mark.parametrize(
    ("kind", "multiples", "times"),
    [
        ("individual", {"individual": "1.5"}, Decimal("1.5")),
        ("collective", {"individual": "1.5"}, None),
        ("commune", {"collective": "2"}, Decimal(2)),
        ("village", {"collective": "2"}, Decimal(2)),
        ("village", {"collective": "2", "village": "1"}, Decimal(1)),
        ("household", {"collective": "2"}, None),
        ("household", {}, None),
    ],
)
def test_communes_and_villages_alone_are_paid_as_collectives(kind, multiples, times):
    assert money.multiple(version(**multiples), kind) == times


def test_where_the_law_fixes_no_sum_there_is_no_multiple():
    assert money.multiple(AwardVersion(bonus={}), "individual") is None


@pytest.mark.parametrize(
    ("amount", "paid"),
    [("0", 0), ("0.01", 10_000), ("10000", 10_000), ("10000.01", 20_000), ("5265000", 5_270_000), ("702000", 710_000)],
)
def test_a_sum_is_rounded_up_to_the_whole_step(amount, paid):
    assert money.rounded_up(Decimal(amount), STEP) == paid


@given(st.decimals("0.1", "40", places=2), st.integers(1_000_000, 5_000_000), st.sampled_from([1, 1_000, 10_000]))
def test_rounding_up_is_the_smallest_step_that_is_enough(times, salary, step):
    exact = Fraction(times) * salary

    assert money.rounded_up(times * salary, step) == -(-exact // step) * step


def test_the_bonus_is_the_multiple_of_the_salary_on_the_day(given_rows):
    assert money.bonus(version(individual="1.5"), "individual", DAY) == 3_510_000
    assert given_rows.asked == [DAY]


def test_without_a_salary_or_a_multiple_there_is_no_bonus(given_rows):
    assert money.bonus(version(individual="1.5"), "collective", DAY) is None
    given_rows.salary = None
    assert money.bonus(version(individual="1.5"), "individual", DAY) is None


@pytest.mark.parametrize(
    ("ratio", "by_resolution", "kind", "paid"),
    [
        ("0.6", True, "individual", 1_410_000),
        ("0.6", False, "individual", None),  # the law says no sum, and no resolution settles it
        ("0.6", True, "household", None),  # to whom the award is not given
        (None, True, "individual", None),
        ("", True, "individual", None),
    ],
)
def test_where_the_law_says_at_most_the_rule_set_in_force_says_how_much(given_rows, ratio, by_resolution, kind, paid):
    given_rows.ratio = ratio

    assert money.bonus(version(by_resolution=by_resolution, subjects=("individual",)), kind, DAY) == paid


def test_a_multiple_of_the_law_goes_before_that_of_a_rule_set(given_rows):
    given_rows.ratio = "0.6"

    assert money.bonus(version(by_resolution=True, individual="2"), "individual", DAY) == 2 * SALARY


def test_sums_names_each_kind_that_is_paid(given_rows):
    found = money.sums(version(individual="1", collective="2", subjects=("individual", "household", "village")), DAY)

    assert found == [("individual", Decimal(1), 2_340_000), ("village", Decimal(2), 4_680_000)]


def test_sums_names_no_kind_of_which_only_one_half_is_known(given_rows):
    given_rows.salary = None

    assert money.sums(version(individual="1"), DAY) == []

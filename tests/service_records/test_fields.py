"""From confirmed records to fields: nothing is made up, no order matters, more evidence is never worse."""

import re
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.awards import fields as vocabulary
from app.awards import loading
from app.honours.fields import Asked
from app.service_records import words
from app.service_records.fields import STILL_RUNS, Discipline, Found, Leave, MakeUp, Rating, computed

YEAR, DAY = 2024, date(2025, 1, 10)
HTT, HTXS, WINDOW = "rating.streak_years_htt", "rating.streak_years_htxs", "rating.years_htxs_in_window"


def rated(values, *, last=YEAR):
    """{2024: …, 2023: …}, a record a year whose id is the year."""
    return [Rating(id=last - back, year=last - back, value=value) for back, value in enumerate(values) if value]


def off(year, value="maternity"):
    return Leave(id=9000 + year, value=value, starts_on=date(year, 2, 1), ends_on=date(year, 8, 1))


def held(after, days, **more):
    start = date(2015, 1, 1) + timedelta(days=after)
    return Discipline(starts_on=start, ends_on=None if days is None else start + timedelta(days=days), **more)


def told(records, **more):
    return computed(records, Asked(**({"year": YEAR, "day": DAY} | more)))


def known(records, field, **more):
    return told(records, **more).get(field)


def test_nothing_is_known_of_whom_no_record_tells():
    assert told([], window=5) == {}


def test_the_years_are_counted_back_to_the_first_that_breaks_them():
    records = rated(["HTXSNV", "HTXSNV", "HTTNV", "HTNV", "HTXSNV"])

    assert told(records, window=5) == {
        "rating.year": Found("HTXSNV", (2024,)),
        HTT: Found(3, (2021, 2022, 2023, 2024)),
        HTXS: Found(2, (2022, 2023, 2024)),
        WINDOW: Found(3, (2020, 2021, 2022, 2023, 2024)),
    }


def test_a_year_without_a_record_stops_the_count_and_is_named():
    records = rated(["HTTNV", "HTTNV", None, "HTTNV"])

    assert known(records, HTT) == Found(2, (2023, 2024), (2022,))
    assert known(records, WINDOW, window=4) is None  # no year is known to be one, and one is not known


def test_of_a_proposed_year_that_nobody_rated_nothing_is_said():
    assert told(rated([None, "HTXSNV"])) == {}


def test_a_low_year_is_known_to_count_nothing():
    assert known(rated(["KHTNV"]), HTT) == Found(0, (2024,))


def test_maternity_neither_counts_nor_breaks():
    records = [*rated(["HTTNV", None, "HTTNV", "HTNV"]), off(2023)]

    assert known(records, HTT) == Found(2, (2021, 2022, 2024, 11023))
    assert known([*rated(["HTTNV", "HTNV"]), off(2023)], HTT) == Found(1, (2023, 2024))  # who was rated is rated
    assert known([*rated(["HTTNV", None, "HTTNV"]), off(2023, "study")], HTT) == Found(1, (2024,), (2023,))


def test_maternity_over_the_new_year_bridges_both():
    over = replace(off(2023), starts_on=date(2022, 10, 1), ends_on=date(2023, 4, 1))

    assert known([*rated(["HTTNV", None, None, "HTTNV", "HTNV"]), over], HTT).value == 2


def test_after_a_discipline_years_count_from_its_end():
    ended = Discipline(id=7, starts_on=date(2021, 6, 1), ends_on=date(2022, 6, 1))
    records = [*rated(["HTXSNV"] * 5), ended]

    assert known(records, HTXS) == Found(2, (7, 2023, 2024))
    assert known(records, WINDOW, window=5) == Found(2, (7, 2023, 2024))
    assert known(records, "discipline.ended_on") == Found(date(2022, 6, 1), (7,))


@pytest.mark.parametrize("ends_on", [None, date(2025, 6, 1)])
def test_while_a_discipline_runs_nothing_counts(ends_on):
    runs = Discipline(id=7, starts_on=date(2024, 6, 1), ends_on=ends_on)
    records = [*rated(["HTXSNV"] * 3), runs]

    assert known(records, HTT) == known(records, WINDOW, window=3) == Found(0, (7,))
    assert known(records, "discipline.ended_on") == Found(ends_on or STILL_RUNS, (7,))
    assert known(records, HTT, day=date(2024, 5, 31)).value == 3  # it had not begun


def test_a_collective_is_told_in_shares():
    made = MakeUp(id=5, year=YEAR, members=10, advanced=7, completing=10, disciplined=1, fighters=2, value="HTXSNV")

    assert told([made]) == {
        "collective.share_ldtt": Found(Fraction(7, 10), (5,)),
        "collective.share_completing_tasks": Found(Fraction(1), (5,)),
        "collective.has_cstdcs": Found(True, (5,)),
        "collective.disciplined_canh_cao_plus": Found(1, (5,)),
        "collective.party_org_rating": Found("HTXSNV", (5,)),
    }
    assert "collective.party_org_rating" not in told([replace(made, value="")])
    assert told([made], year=YEAR - 1) == {}


def test_it_speaks_the_language_of_the_catalogue():
    """What criteria of the catalogue ask of a year is told here under the same names."""
    whole = [*rated(["HTXSNV"]), Discipline(id=7, starts_on=date(2020, 6, 1), ends_on=date(2021, 6, 1))]
    whole.append(MakeUp(id=5, year=YEAR, members=1, advanced=1, completing=1, disciplined=0, fighters=0, value="HTNV"))
    said = told(whole, window=5)

    asked = {*re.findall(r"'field': '((?:rating|collective|discipline)\.\w+)'", repr(loading.read("catalogue.yaml")))}

    assert asked
    assert asked <= said.keys()
    assert {name for name in said if not vocabulary.known(name)} == set()
    assert vocabulary.ratings() == (*words.RATINGS,)


def test_two_that_contradict_each_other_say_nothing():
    twice = [*rated(["HTXSNV"]), Rating(id=1, year=YEAR, value="HTNV")]

    assert told(twice) == {}


years = st.integers(2015, 2024)
ratings = st.lists(st.sampled_from([None, "HTXSNV", "HTTNV", "HTNV", "KHTNV"]), max_size=10).map(rated)
spans = st.tuples(st.integers(0, 3800), st.none() | st.integers(0, 900))  # days since 2015, and how many
disciplines = st.lists(spans, max_size=2).map(lambda found: [held(*span, id=at) for at, span in enumerate(found)])
leaves = st.dictionaries(years, st.sampled_from(["maternity", "study"]), max_size=3).map(
    lambda found: [off(year, value) for year, value in found.items()]
)
lives = st.tuples(ratings, disciplines, leaves).map(lambda parts: [one for part in parts for one in part])


def fields_of(records):
    return told(records, window=7)


@given(lives.flatmap(lambda records: st.tuples(st.just(records), st.permutations(records))))
def test_no_order_of_the_records_matters(both):
    records, mixed = both

    assert fields_of(mixed) == fields_of(records)


@given(lives)
def test_what_is_said_rests_on_records_and_what_is_not_known_is_named(records):
    ids = {one.id for one in records}

    for name, found in fields_of(records).items():
        assert found.records
        assert {*found.records} <= ids
        assert not ({*found.missing} & {one.year for one in records if isinstance(one, Rating)})
        assert found.value != 0 or not found.missing, name


@given(lives)
def test_the_better_streak_is_never_the_longer_one(records):
    found = fields_of(records)

    if HTXS in found:
        assert found[HTXS].value <= found[HTT].value


@given(lives, years)
def test_a_better_rating_never_counts_for_less(records, year):
    better = [replace(one, value="HTXSNV") if isinstance(one, Rating) and one.year == year else one for one in records]
    before, after = fields_of(records), fields_of(better)

    for field in (HTT, HTXS, WINDOW):
        if field in before:
            assert after[field].value >= before[field].value


@given(lives, years)
def test_maternity_never_costs_a_year(records, year):
    before, after = fields_of(records), fields_of([*records, replace(off(year), id=1)])

    for field in (HTT, HTXS, WINDOW):
        if field in before:
            assert after[field].value >= before[field].value


@given(lives, spans)
def test_a_discipline_never_adds_a_year(records, span):
    before, after = fields_of(records), fields_of([*records, held(*span, id=2)])

    for field in before.keys() & after.keys() & {HTT, HTXS, WINDOW}:
        assert after[field].value <= before[field].value

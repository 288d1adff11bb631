"""What initiatives tell the criteria: at which scope, in which years, for which kind, of which case."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.achievements.fields import BY_THE_PROVINCE, COUNT, Authored, Found, Wanted, computed, perhaps, used_already
from app.initiatives.models import Scope

BASE, PROVINCE = f"{COUNT}co_so", f"{COUNT}tinh"
ONE = Authored(
    id=1,
    title="A",
    applied_on=date(2024, 3, 1),
    recognised={Scope.BASE: date(2024, 12, 20)},
    waiting=frozenset({Scope.PROVINCE}),
    holders={},
)
WIDE = replace(ONE, id=2, title="B", recognised={Scope.PROVINCE: date(2025, 1, 10)}, waiting=frozenset())
WANTED = Wanted(kind="title", first_year=2024, year=2024, day=date(2025, 2, 17))


def test_what_the_province_recognised_counts_at_the_unit_too_and_not_the_other_way():
    assert computed([WIDE, ONE], WANTED) == {
        BASE: Found(2, ("A", "B")),
        PROVINCE: Found(1, ("B",)),
        BY_THE_PROVINCE: Found(value=True, titles=("B",)),
    }


@pytest.mark.parametrize(
    "one",
    [
        replace(ONE, recognised={}),
        replace(ONE, recognised={Scope.BASE: date(2023, 12, 31)}),
        replace(ONE, recognised={Scope.BASE: date(2025, 2, 18)}),
        replace(ONE, applied_on=date(2025, 1, 1)),
        replace(ONE, holders={"title": 7}),
        replace(ONE, former=frozenset({"title"})),
    ],
    ids=["not recognised", "before", "after", "applied after", "used", "used on paper"],
)
def test_what_does_not_count_is_absent_and_never_nought(one):
    assert computed([one], WANTED) == {}


def test_what_was_used_for_a_commendation_counts_for_a_title():
    one = replace(ONE, holders={"commendation": 7}, former=frozenset({"commendation"}))

    assert computed([one], WANTED) == {BASE: Found(1, ("A",))}


def test_of_a_case_only_what_it_relies_on_counts():
    mine, others, free = (
        replace(ONE, holders={"title": 7}),
        replace(ONE, id=2, title="B", holders={"title": 8}),
        replace(ONE, id=3, title="C"),
    )

    assert computed([mine, others, free], replace(WANTED, case_id=7)) == {BASE: Found(1, ("A",))}


def test_what_waits_is_told_as_if_it_were_recognised():
    waits = replace(ONE, recognised={}, waiting=frozenset({Scope.BASE}))

    assert perhaps([waits], WANTED) == perhaps([waits], replace(WANTED, case_id=7)) == {BASE: Found(1, ("A",))}


def test_what_a_case_relies_on_though_it_was_used_before_is_told():
    waiting = replace(ONE, holders={"title": 7}, former=frozenset({"title"}))
    again = replace(waiting, confirmed=frozenset({"title"}))

    assert used_already([again, WIDE], replace(WANTED, case_id=7)) == ("A",)
    assert used_already([waiting], replace(WANTED, case_id=7)) == used_already([again, WIDE], WANTED) == ()


AUTHORED = st.builds(
    Authored,
    id=st.integers(1, 9),
    title=st.sampled_from("ABCDE"),
    applied_on=st.dates(date(2022, 1, 1), date(2025, 12, 31)),
    recognised=st.dictionaries(st.sampled_from(Scope), st.dates(date(2022, 1, 1), date(2025, 12, 31))),
    waiting=st.frozensets(st.sampled_from(Scope)),
    holders=st.dictionaries(st.sampled_from(["title", "commendation"]), st.sampled_from([7, 8])),
    former=st.frozensets(st.sampled_from(["title", "commendation"])),
)


@given(st.lists(AUTHORED, max_size=5), st.randoms(), st.sampled_from([None, 7]))
def test_the_order_never_matters_and_what_waits_never_takes_away(authored, random, case_id):
    wanted = replace(WANTED, case_id=case_id)
    found = computed(authored, wanted)
    hoped = perhaps(authored, wanted)
    random.shuffle(authored)

    assert computed(authored, wanted) == found
    assert all(hoped[name].value >= one.value for name, one in found.items())

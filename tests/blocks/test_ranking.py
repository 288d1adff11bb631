"""Properties of ranks, and of points as they are typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from app.blocks import points, ranking

POINTS = some.lists(some.integers(0, 12), max_size=8).map(lambda drawn: dict(enumerate(drawn)))
KEYS = some.lists(some.integers(0, 99), min_size=8, max_size=8)  # by which the members are put in any order


@given(POINTS, KEYS)
def test_the_order_of_members_never_matters(scores, keys):
    shuffled = {one: scores[one] for one in sorted(scores, key=lambda one: keys[one])}

    assert ranking.ranked(shuffled) == ranking.ranked(scores)
    assert ranking.tied(shuffled) == ranking.tied(scores)


@given(POINTS)
def test_equal_points_are_equal_ranks_and_more_points_a_better_one(scores):
    ranks = ranking.ranked(scores)

    for one in scores:
        for other in scores:
            assert (ranks[one] == ranks[other]) == (scores[one] == scores[other])
            assert (ranks[one] < ranks[other]) == (scores[one] > scores[other])


@given(POINTS)
def test_a_rank_counts_all_that_stand_before(scores):
    ranks = ranking.ranked(scores)

    assert sorted(ranks.values())[:1] == [1][: len(scores)]
    assert all(rank == 1 + sum(other < rank for other in ranks.values()) for rank in ranks.values())
    assert ranking.is_order(ranks) == (not ranking.tied(scores))


@given(POINTS, KEYS)
def test_only_an_order_against_the_points_departs_from_them(scores, keys):
    any_order = sorted(scores, key=lambda one: keys[one])
    by_points = sorted(scores, key=lambda one: -scores[one])
    for order in (by_points, any_order):
        ranks = {one: place for place, one in enumerate(order, start=1)}
        before = [(scores[one], scores[other]) for one in scores for other in scores if ranks[one] < ranks[other]]
        assert ranking.departs(scores, ranks) == any(mine < theirs for mine, theirs in before)


@given(some.integers(0, 99999))
def test_points_are_read_as_they_are_written(tenths):
    assert points.tenths(points.written(tenths)) == tenths
    assert points.tenths(points.written(tenths).replace(",", ".")) == tenths


@pytest.mark.parametrize("typed", ["", "9,55", "-1", "1e3", "chín", "9,", ",5", "12345", "٣", "9 5", "NaN"])
def test_what_is_no_number_of_points_is_refused(typed):
    with pytest.raises(ValueError, match="Ghi số điểm"):
        points.tenths(typed)

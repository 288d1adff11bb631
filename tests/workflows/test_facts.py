"""Votes are counted in whole numbers, over all members."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows.facts import Vote

NEEDED = {  # votes in favour that are needed, of so many members: at least 80 %, at least 90 %
    7: (6, 7),
    9: (8, 9),
    10: (8, 9),
    11: (9, 10),
    13: (11, 12),
    15: (12, 14),
    17: (14, 16),
    19: (16, 18),
    21: (17, 19),
}
HALF = {7: 4, 8: 5, 9: 5, 10: 6, 11: 6, 20: 11, 21: 11}


def needed(members, pct, *, strict):
    return min(n for n in range(members + 1) if Vote(agree=n, members=members, pct=pct, strict=strict).passes)


def test_shares_of_four_fifths_and_nine_tenths_need_so_many_votes():
    ours = {n: (needed(n, 80, strict=False), needed(n, 90, strict=False)) for n in NEEDED}

    assert ours == NEEDED


def test_majority_needs_more_than_half():
    assert {n: needed(n, 50, strict=True) for n in HALF} == HALF


def test_the_expected_values_would_betray_a_strict_comparison(monkeypatch):
    monkeypatch.setattr(Vote, "passes", property(lambda vote: vote.agree * 100 > vote.pct * vote.members))

    assert {n: (needed(n, 80, strict=False), needed(n, 90, strict=False)) for n in NEEDED} != NEEDED


def test_the_expected_values_would_betray_half_as_a_majority(monkeypatch):
    monkeypatch.setattr(Vote, "passes", property(lambda vote: vote.agree * 100 >= vote.pct * vote.members))

    assert {n: needed(n, 50, strict=True) for n in HALF} != HALF


votes = st.integers(1, 300).flatmap(
    lambda members: st.builds(
        Vote,
        agree=st.integers(0, members),
        members=st.just(members),
        pct=st.integers(1, 99),
        strict=st.booleans(),
    )
)


@given(votes)
def test_vote_passes_when_its_exact_share_does(vote):
    share, wanted = Fraction(vote.agree, vote.members), Fraction(vote.pct, 100)

    assert vote.passes == (share > wanted if vote.strict else share >= wanted)


@given(votes)
def test_one_more_vote_never_turns_a_pass_into_a_refusal(vote):
    more = Vote(agree=min(vote.agree + 1, vote.members), members=vote.members, pct=vote.pct, strict=vote.strict)

    assert more.passes >= vote.passes


@given(st.integers(1, 300))
def test_no_vote_never_passes_and_all_votes_always_do(members):
    kinds = [(50, True), (80, False), (90, False)]
    none = [Vote(agree=0, members=members, pct=pct, strict=strict).passes for pct, strict in kinds]
    everybody = [Vote(agree=members, members=members, pct=pct, strict=strict).passes for pct, strict in kinds]

    assert (none, everybody) == ([False] * 3, [True] * 3)


@pytest.mark.parametrize(
    ("agree", "members", "sentence"),
    [
        (0, 0, "Tổng số thành viên phải lớn hơn 0."),
        (0, -3, "Tổng số thành viên phải lớn hơn 0."),
        (8, 7, "Số phiếu đồng ý phải từ 0 đến tổng số thành viên."),
        (-1, 7, "Số phiếu đồng ý phải từ 0 đến tổng số thành viên."),
    ],
)
def test_impossible_votes_are_refused(agree, members, sentence):
    with pytest.raises(ValueError, match=sentence):
        Vote(agree=agree, members=members, pct=50, strict=True)

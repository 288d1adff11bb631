"""Thresholds, quorum and sums against references written another way; and proof that a wrong rule would be noticed."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.councils import rules
from app.councils.rules import Ballots, Quorum, Recused, Totals
from workflows.facts import Vote

QUORUM = Quorum(members=9, present=7, written=1, numerator=2, denominator=3)
BALLOTS = Ballots(issued=7, returned=7, invalid=0)

members_and_votes = st.integers(1, 300).flatmap(lambda members: st.tuples(st.just(members), st.integers(0, members)))
percents = st.integers(1, 100)


def enough(agree, members, pct, *, strict):
    share, wanted = Fraction(agree, members), Fraction(pct, 100)
    return share > wanted if strict else share >= wanted


def rounded(agree, members, pct, *, strict):
    """The planted fault: percent rounded before it is compared."""
    share = round(100 * agree / members)
    return share > pct if strict else share >= pct


@given(members_and_votes, percents, st.booleans())
def test_a_vote_passes_by_exact_fractions(counted, pct, strict):
    members, agree = counted

    assert Vote(agree=agree, members=members, pct=pct, strict=strict).passes is enough(
        agree, members, pct, strict=strict
    )


@given(st.integers(1, 300), percents, st.booleans())
def test_votes_needed_is_the_smallest_number_that_passes(members, pct, strict):
    by_trial = next((n for n in range(members + 1) if enough(n, members, pct, strict=strict)), members + 1)

    assert rules.votes_needed(members, pct, strict=strict) == by_trial


@given(members_and_votes, percents, st.booleans())
def test_the_words_never_contradict_the_vote(counted, pct, strict):
    members, agree = counted
    vote = Vote(agree=agree, members=members, pct=pct, strict=strict)
    words = rules.in_words(vote)
    shown = Fraction(words.split("(")[1].split("%")[0].replace(",", "."))

    assert words.startswith("Đạt ") is vote.passes
    if not vote.passes:
        assert shown <= pct if strict else shown < pct


def test_rounding_before_comparing_would_be_noticed():
    differing = [
        (agree, members)
        for members in range(1, 31)
        for agree in range(members + 1)
        if rounded(agree, members, 90, strict=False) != enough(agree, members, 90, strict=False)
    ]

    assert differing == [(26, 29)]  # 89,66 % is not 90 %


@pytest.mark.parametrize(
    ("members", "v80", "v90"),
    [
        (7, 6, 7),
        (9, 8, 9),
        (10, 8, 9),
        (11, 9, 10),
        (13, 11, 12),
        (15, 12, 14),
        (17, 14, 16),
        (19, 16, 18),
        (21, 17, 19),
    ],
)
def test_votes_needed_as_the_catalogue_prints_them(members, v80, v90):
    needed = (rules.votes_needed(members, 80, strict=False), rules.votes_needed(members, 90, strict=False))

    assert needed == (v80, v90)


@pytest.mark.parametrize(
    ("agree", "members", "pct", "strict", "words"),
    [
        (14, 15, 90, False, "Đạt 14/15 phiếu (93,33%), cần từ 90%, tức ít nhất 14 phiếu"),
        (13, 15, 90, False, "Không đạt: 13/15 phiếu (86,67%), cần từ 90%, tức ít nhất 14 phiếu"),
        (5, 10, 50, True, "Không đạt: 5/10 phiếu (50%), cần trên 50%, tức ít nhất 6 phiếu"),
    ],
)
def test_results_are_told_in_words(agree, members, pct, strict, words):
    assert rules.in_words(Vote(agree=agree, members=members, pct=pct, strict=strict)) == words


@given(st.integers(0, 100), st.integers(0, 100), st.integers(1, 10), st.integers(1, 10))
def test_quorum_is_a_fraction_of_all_members(members, present, numerator, denominator):
    quorum = Quorum(members=members, present=present, written=9, numerator=numerator, denominator=denominator)

    assert quorum.is_met is (members > 0 and Fraction(present) >= Fraction(numerator * members, denominator))


def test_written_opinions_do_not_make_the_quorum_of_a_sitting():
    quorum = Quorum(members=9, present=5, written=4, numerator=2, denominator=3)

    assert (quorum.is_met, quorum.text) == (False, "có mặt 5/9 thành viên, cần 6, còn thiếu 1")


counts = st.integers(-1, 9)


@given(st.tuples(counts, counts, counts), st.tuples(counts, counts, counts))
def test_sums_without_fault_are_possible_sums(sums, ballots):
    line, papers = (
        Totals(agree=sums[0], disagree=sums[1], invalid=sums[2]),
        Ballots(issued=ballots[0], returned=ballots[1], invalid=ballots[2]),
    )

    found = rules.faults(papers, {1: line}, QUORUM)

    issued, returned, void = ballots
    possible = (
        min(*sums, *ballots) >= 0
        and issued <= QUORUM.present
        and returned <= issued
        and void <= returned
        and void <= sums[2]
        and sum(sums) == returned + QUORUM.written
    )
    assert (found == {}) is possible


@pytest.mark.parametrize(
    ("line", "ballots", "faults"),
    [
        (Totals(agree=8, disagree=0, invalid=0), BALLOTS, {}),
        (
            Totals(agree=8, disagree=1, invalid=0),
            BALLOTS,
            {"agree_1": "Tổng cộng 9 phiếu, nhiều hơn 7 thành viên có mặt và 1 ý kiến bằng văn bản."},
        ),
        (
            Totals(agree=None, disagree=None, invalid=None),
            BALLOTS,
            {"agree_1": "Nhập đủ số phiếu đồng ý, không đồng ý và không hợp lệ; không có thì ghi 0."},
        ),
        (
            Totals(agree=7, disagree=0, invalid=0),
            Ballots(issued=8, returned=9, invalid=None),
            {
                "ballots_issued": "Phát ra 8 phiếu nhưng chỉ có 7 thành viên có mặt.",
                "ballots_returned": "Thu vào 9 phiếu, nhiều hơn 8 phiếu phát ra.",
                "ballots_invalid": "Nhập số phiếu không hợp lệ; không có thì ghi 0.",
            },
        ),
        (
            Totals(agree=5, disagree=1, invalid=0),
            Ballots(issued=7, returned=5, invalid=0),
            {},
        ),
        (
            Totals(agree=5, disagree=2, invalid=0),
            Ballots(issued=7, returned=5, invalid=0),
            {"agree_1": "Tổng cộng 7 phiếu, nhiều hơn 5 phiếu thu vào và 1 ý kiến bằng văn bản."},
        ),
        (
            Totals(agree=1, disagree=0, invalid=0),
            Ballots(issued=7, returned=7, invalid=0),
            {
                "agree_1": "Tổng cộng 1 phiếu, thiếu 7 so với 7 phiếu thu vào và 1 ý kiến bằng văn bản."
                " Phiếu để trống là phiếu không hợp lệ."
            },
        ),
        (
            Totals(agree=6, disagree=0, invalid=0),
            Ballots(issued=7, returned=7, invalid=1),
            {
                "agree_1": "Có 1 phiếu không hợp lệ cả phiếu: số không hợp lệ của mỗi người ít nhất bằng số đó.",
            },
        ),
    ],
)
def test_contradictions_are_told_beside_their_field(line, ballots, faults):
    assert rules.faults(ballots, {1: line}, QUORUM) == faults


@pytest.mark.parametrize(
    ("tellers", "fault"),
    [
        (["Bá Văn Trịnh", "Đạo Thị Ngọc Lan", "Patâu Axá Thị Đông"], None),
        (
            ["Bá Văn Trịnh", "bá văn trịnh", "Đạo Thị Ngọc Lan"],
            "Ban kiểm phiếu cần ít nhất 3 người; ghi mỗi người một dòng.",
        ),
        (
            ["Bá Văn Trịnh", "Đạo Thị Ngọc Lan", "Lê văn Thạnh"],
            "Lê văn Thạnh có tên trong danh sách đề nghị, không tham gia Ban kiểm phiếu.",
        ),
        (
            ["Bá Văn Trịnh", "Ông Bá Văn Trịnh", "đ/c: Bá Văn Trịnh", "Đồng chí Bá Văn Trịnh"],
            "Ban kiểm phiếu cần ít nhất 3 người; ghi mỗi người một dòng.",
        ),
        (
            ["Bá Văn Trịnh", "Văn Trịnh", "Bà Đạo Thị Ngọc Lan"],
            None,
        ),
        (
            ["Bá Văn Trịnh", "Đạo Thị Ngọc Lan", "ĐC. Ông Lê Văn Thạnh"],
            "ĐC. Ông Lê Văn Thạnh có tên trong danh sách đề nghị, không tham gia Ban kiểm phiếu.",
        ),
    ],
)
def test_tellers_are_three_people_nobody_votes_on(tellers, fault):
    assert rules.fault_of_tellers(tellers, ["Lê Văn Thạnh"]) == fault


@given(
    st.tuples(counts, counts, counts),
    st.tuples(st.integers(0, 7), st.integers(0, 7)),
    st.integers(0, 7),
    st.integers(0, 1),
)
def test_sums_of_a_name_on_which_some_do_not_vote_are_possible_sums(sums, ballots, there, wrote):
    """Whoever does not vote on it may have handed in a paper or not: any sum that some of these ways gives is right."""
    returned, void = ballots
    papers = Ballots(issued=QUORUM.present, returned=returned, invalid=void)
    line = Totals(agree=sums[0], disagree=sums[1], invalid=sums[2])
    without = Recused(present=there, written=wrote, members=there + wrote)

    found = rules.faults(papers, {1: line}, QUORUM, {1: without})

    theirs = range(max(returned - (QUORUM.present - there), 0), min(there, returned) + 1)
    possible = {returned - papers_of_theirs + QUORUM.written - wrote for papers_of_theirs in theirs}
    assert (found == {}) is (
        min(*sums) >= 0 and void <= returned and sums[2] >= max(void - there, 0) and sum(sums) in possible
    )


@given(st.tuples(counts, counts, counts), st.integers(0, 7), st.integers(0, 1))
def test_hands_are_those_of_all_who_vote(sums, there, wrote):
    line = Totals(agree=sums[0], disagree=sums[1], invalid=sums[2])
    without = Recused(present=there, written=wrote, members=there + wrote)

    found = rules.faults_of_hands({1: line}, QUORUM, {1: without})

    assert (found == {}) is (min(*sums) >= 0 and sum(sums) == 7 - there + 1 - wrote)

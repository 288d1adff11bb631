"""Each operator that a catalogue may use, whether or not today's does, and judgements, which are final."""

from datetime import date
from fractions import Fraction

import pytest

from app.awards.verdicts import OPERATORS, Leaf, Verdict, verdict


@pytest.mark.parametrize(
    ("op", "wanted", "holding", "failing"),
    [
        ("eq", 1, [1], [0, 2]),
        ("ne", "HTNV", ["HTTNV"], ["HTNV"]),
        ("in", ["tinh", "toan_quoc"], ["tinh"], ["xa"]),
        ("not_in", ["tinh", "toan_quoc"], ["xa"], ["tinh"]),
        ("gte", 3, [3, 4], [2]),
        ("lte", 3, [3, 2], [4]),
        ("is_true", True, [True], [False]),
        ("is_false", False, [False], [True]),
        ("exists", True, [date(2024, 1, 1), False], [None]),
        ("rating_gte", {"HTXSNV", "HTTNV"}, ["HTTNV"], ["HTNV"]),
    ],
)
def test_an_operator_holds_for_these_and_fails_for_those(op, wanted, holding, failing):
    assert [OPERATORS[op](found, wanted) for found in holding] == [True] * len(holding)
    assert [OPERATORS[op](found, wanted) for found in failing] == [False] * len(failing)


def test_every_operator_is_looked_at_above():
    assert len(OPERATORS) == 10


def leaf(check):
    return Leaf("A", "Đoàn kết", "unity.ok", "is_true", True, check, "Điều 1")


@pytest.mark.parametrize(("said", "expected"), [(True, Verdict.MET), (False, Verdict.NOT_MET)])
def test_a_judgement_is_final_whatever_the_data_say_and_only_where_one_judges(said, expected):
    for known in ({}, {"unity.ok": True}, {"unity.ok": False}):
        assert verdict(leaf("judgement"), known, frozenset(), {"A": said}) is expected
    assert verdict(leaf("judgement"), {"unity.ok": True}, frozenset(), {"B": said}) is Verdict.MET
    assert verdict(leaf("auto"), {"unity.ok": False}, frozenset(), {"A": True}) is Verdict.NOT_MET


def test_a_row_is_read_once_with_its_numbers_as_fractions_and_its_rating_as_those_that_are_enough():
    class Row:
        code, label, field, check, basis = "A", "Tỷ lệ", "collective.share_ldtt", "auto", "Điều 28"
        op, value = "gte", {"is": 0.7}

    class Rated(Row):
        field, op, value = "rating.year", "rating_gte", {"is": "HTTNV"}

    assert Leaf.of(Row()).wanted == Fraction(7, 10)
    assert Leaf.of(Rated()).wanted == frozenset({"HTXSNV", "HTTNV"})

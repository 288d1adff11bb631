"""Sums in words, held against a reader that knows nothing of how they are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents.amounts import in_words

DIGITS = {
    "không": 0,
    "một": 1,
    "mốt": 1,
    "hai": 2,
    "ba": 3,
    "bốn": 4,
    "năm": 5,
    "lăm": 5,
    "sáu": 6,
    "bảy": 7,
    "tám": 8,
    "chín": 9,
}
POWERS = {"nghìn": 10**3, "triệu": 10**6}


def read(words):
    """'Ba triệu năm trăm mười nghìn đồng' -> 3510000."""
    milliards, total, group, digit = 0, 0, 0, 0
    for word in words.lower().removesuffix(" đồng").split():
        if word in DIGITS:
            digit = DIGITS[word]
        elif word == "trăm":
            group, digit = group + digit * 100, 0
        elif word == "mươi":
            group, digit = group + digit * 10, 0
        elif word == "mười":
            group += 10
        elif word in POWERS:
            total, group, digit = total + (group + digit) * POWERS[word], 0, 0
        elif word == "tỷ":
            milliards, total, group, digit = (milliards + total + group + digit) * 10**9, 0, 0, 0
        else:
            assert word == "lẻ", word
    return milliards + total + group + digit


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "Không đồng"),
        (15, "Mười lăm đồng"),
        (21, "Hai mươi mốt đồng"),
        (105, "Một trăm lẻ năm đồng"),
        (3_510_000, "Ba triệu năm trăm mười nghìn đồng"),
        (7_020_000, "Bảy triệu không trăm hai mươi nghìn đồng"),
        (1_000_005, "Một triệu không trăm lẻ năm đồng"),
        (1_053_000_000, "Một tỷ không trăm năm mươi ba triệu đồng"),
    ],
)
def test_as_vouchers_have_it(amount, words):
    assert in_words(amount) == words


@given(st.integers(min_value=0, max_value=10**15))
def test_what_is_written_is_read_again(amount):
    assert read(in_words(amount)) == amount

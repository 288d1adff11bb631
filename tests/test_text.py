"""Vietnamese text: one form, search without marks, and the dictionary's order."""

import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from app.accounts.models import User
from app.text import cited, fold, name_key, nfc, one_line, sort_key
from tests import builders

# As a Vietnamese dictionary has them: letter by letter, and where the letters are the same, tone by tone.
DICTIONARY = """
    a à ả ã á ạ ac ang ăn ằn ẳn ẵn ắn ặn ân ầm ấm ấn bà bá bạ ca cao chi cho dạ do dư đa đà đạ đê đi em én êm
    gà gia hà hả hai hoà huy kê khê lê lệ ma mà mả mã má mạ mai minh na ngân nghĩa nhân oanh ôm ơn phương quân
    sa tâm thi trà trang tú tùng tư từ vân vũ xuân yên yến ỷ
"""
IN_ORDER = DICTIONARY.split()
GIVEN_NAMES_FIRST = [
    "Lê Văn An",
    "Nguyễn Văn An",
    "Trần Thị An",
    "Đặng Thị Ngọc Ánh",
    "Nguyễn Thị Ngọc Ánh",
    "Trần Thị Ánh",
    "Võ Ân",
    "Nguyễn Dũng",
    "Nguyễn Đạt",
    "Nguyễn Đức",
    "Kator Hạnh",
    "Chamaléa Thị Lệ",
    "Nguyễn Thị Tú",
    "Phạm Tùng",
    "Bá Văn Tư",
    "Yến",
]
VIETNAMESE = st.text(alphabet="aàảãáạăằắâấbcdđeèéêếghiìíklmnoòóôốơớpqrstuùúưứvxyýĐÂ ", max_size=30)


@pytest.mark.parametrize("seed", range(5))
def test_syllables_are_ordered_as_in_a_dictionary(seed):
    shuffled = random.Random(seed).sample(IN_ORDER, len(IN_ORDER))

    letters_then_tones = sorted(shuffled, key=sort_key)

    assert letters_then_tones == sorted(IN_ORDER, key=naive_dictionary_key)


def naive_dictionary_key(syllable):
    """The order told again, slowly: all letters without their tones first, then the tones."""
    alphabet, tones = "aăâbcdđeêghiklmnoôơpqrstuưvxy", ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"]
    apart = unicodedata.normalize("NFD", syllable)
    bare = unicodedata.normalize("NFC", "".join(c for c in apart if c not in tones[1:]))
    tone = next((tones.index(c) for c in apart if c in tones[1:]), 0)
    return [alphabet.index(c) for c in bare], tone


@pytest.mark.parametrize("seed", range(5))
def test_people_are_ordered_by_given_name(seed):
    shuffled = random.Random(seed).sample(GIVEN_NAMES_FIRST, len(GIVEN_NAMES_FIRST))

    assert sorted(shuffled, key=name_key) == GIVEN_NAMES_FIRST


def test_both_databases_order_names_alike(session):
    for name in reversed(GIVEN_NAMES_FIRST):
        builders.user(name)

    assert [*session.scalars(select(User.full_name).order_by(User.name_key))] == GIVEN_NAMES_FIRST


@given(VIETNAMESE)
def test_keys_are_plain_ascii_whatever_is_written(text):
    assert fold(text).isascii()
    assert sort_key(text).isascii()


@given(VIETNAMESE)
def test_composed_and_decomposed_text_have_the_same_keys(text):
    apart, together = unicodedata.normalize("NFD", text), unicodedata.normalize("NFC", text)

    assert (fold(apart), sort_key(apart), name_key(apart)) == (fold(together), sort_key(together), name_key(together))


@given(VIETNAMESE)
def test_capitals_make_no_difference(text):
    assert (fold(text.upper()), sort_key(text.upper())) == (fold(text), sort_key(text))


@given(st.text())
def test_nfc_is_stable_and_holds_no_control_or_format_characters(text):
    once = nfc(text)

    assert nfc(once) == once == unicodedata.normalize("NFC", once)
    assert {unicodedata.category(c) for c in once if c not in "\n\t"} & {"Cc", "Cf", "Cs"} == set()
    assert "\r" not in once


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đỗ Văn Đạt", "do van dat"),
        ("  NGUYỄN  THỊ NGỌC ÁNH ", "nguyen thi ngoc anh"),
        ("Chamaléa Thị Lệ", "chamalea thi le"),
        ("Ủy ban nhân dân", "uy ban nhan dan"),
        ("", ""),
    ],
)
def test_fold(text, folded):
    assert fold(text) == folded


def test_one_line():
    assert one_line(" Sở\u00a0Nội\r\nvụ\t tỉnh\x00 ") == "Sở Nội vụ tỉnh"


@pytest.mark.parametrize(
    "unseen",
    ["\u202e", "\u202c", "\u2067", "\u200b", "\u200d", "\ufeff", "\u00ad", "\u034f", "\u3164", "\uffff", "\ufdd0"],
)
def test_what_turns_the_direction_or_is_not_seen_is_no_part_of_a_name(unseen):
    name = f"Trần Văn {unseen}KH{unseen}ÁC"

    assert (one_line(name), fold(name)) == ("Trần Văn KHÁC", "tran van khac")


def test_a_mark_behind_what_is_not_seen_joins_its_letter():
    assert nfc("a\u200b\u0301") == "á"


def test_lines_stay_lines():
    assert nfc("một\r\nhai\rba\n") == "một\nhai\nba"


@pytest.mark.parametrize(
    ("basis", "words"),
    [
        ("Luật TĐKT Điều 22 khoản 1 điểm a", "điểm a khoản 1 Điều 22 Luật TĐKT"),
        ("Luật TĐKT Điều 74", "Điều 74 Luật TĐKT"),
        ("Nghị định 30/2020/NĐ-CP, Điều 18 khoản 3", "khoản 3 Điều 18 Nghị định 30/2020/NĐ-CP"),
        ("Luật TĐKT Điều 75 (hộ gia đình)", "Điều 75 Luật TĐKT (hộ gia đình)"),
        (
            "Luật TĐKT Điều 27; Quyết định 86/2025/QĐ-UBND Bắc Ninh Điều 3 khoản 2 điểm đ",
            "Điều 27 Luật TĐKT; điểm đ khoản 2 Điều 3 Quyết định 86/2025/QĐ-UBND Bắc Ninh",
        ),
        ("Luật TĐKT Điều 75, 80 khoản 2", "Luật TĐKT Điều 75, 80 khoản 2"),
        ("Theo thông lệ", "Theo thông lệ"),
    ],
)
def test_a_place_in_a_law_is_cited_from_its_point_up(basis, words):
    assert cited(basis) == words

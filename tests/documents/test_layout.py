from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from app.documents import grounds, layout


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (0, "0\u00a0đồng"),
        (710_000, "710.000\u00a0đồng"),
        (3_510_000, "3.510.000\u00a0đồng"),
        (Decimal("1234567890.00"), "1.234.567.890\u00a0đồng"),
    ],
)
def test_money_has_points_and_never_loses_its_unit(amount, text):
    assert layout.money(amount) == text


@pytest.mark.parametrize(
    ("on", "text"),
    [
        (date(2025, 2, 5), "ngày 05 tháng 02 năm 2025"),
        (date(2025, 1, 10), "ngày 10 tháng 01 năm 2025"),
        (date(2025, 3, 9), "ngày 09 tháng 3 năm 2025"),
        (date(2025, 12, 31), "ngày 31 tháng 12 năm 2025"),
    ],
)
def test_a_day_has_zeros_only_where_the_decree_wants_them(on, text):
    assert layout.day(on) == text


def test_the_day_of_a_draft_is_open_and_its_month_is_not():
    assert layout.day(date(2025, 2, 5), is_blank=True).split() == ["ngày", "tháng", "02", "năm", "2025"]


def test_a_day_that_is_not_known_is_open_altogether():
    assert layout.day(None).split() == ["ngày", "tháng", "năm"]


def test_moments_are_told_in_the_time_of_viet_nam():
    at = datetime(2025, 2, 16, 18, 5, tzinfo=UTC)

    assert layout.moment(at) == "01 giờ 05 phút, ngày 17 tháng 02 năm\u00a02025"


@pytest.mark.parametrize(("number", "text"), [(8, "08/TTr-SNV"), (363, "363/TTr-SNV")])
def test_numbers_below_ten_have_a_zero_before_them(number, text):
    assert layout.number_and_symbol(number, "TTr-SNV") == text


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [(9, 9, "100%"), (8, 9, "88,89%"), (7, 9, "77,78%"), (8, 10, "80%"), (0, 9, "0%"), (0, 0, "–")],
)
def test_shares_have_at_most_two_digits_after_the_comma(part, whole, text):
    assert layout.percent(part, whole) == text


def test_no_share_of_a_council_is_rounded_up_to_a_threshold():
    for members in range(1, 1000):
        for threshold in (50, 80, 90):
            below = (members * threshold - 1) // 100

            assert layout.percent(below, members) != f"{threshold}%"


@pytest.mark.parametrize("number", range(1, 40))
def test_roman_numbers_are_read_back(number):
    value = {"I": 1, "V": 5, "X": 10}
    signs = [value[sign] for sign in layout.roman(number)]

    assert sum(-a if a < b else a for a, b in zip(signs, [*signs[1:], 0], strict=True)) == number


def test_lines_end_with_semicolons_and_the_last_with_a_full_stop():
    assert [*layout.enumerated(["Như trên.", "Sở Nội vụ;", "Lưu: VT"])] == ["Như trên;", "Sở Nội vụ;", "Lưu: VT."]


def test_columns_fill_the_page_and_the_counting_one_keeps_its_width():
    widths = layout.shares([11, 62, 94])

    assert widths[0] == "11"
    assert sum(Decimal(width) for width in widths) == pytest.approx(Decimal(165), abs=Decimal("0.05"))


@pytest.mark.parametrize(
    ("on", "cited", "not_cited"),
    [
        (date(2025, 2, 28), ["98/2023/NĐ-CP", "19 tháng 6 năm 2015"], ["152/2025/NĐ-CP", "19 tháng 02 năm 2025"]),
        (date(2025, 3, 1), ["98/2023/NĐ-CP", "19 tháng 02 năm 2025"], ["19 tháng 6 năm 2015", "22 tháng 11 năm 2019"]),
        (date(2025, 7, 1), ["152/2025/NĐ-CP", "16 tháng 6 năm 2025"], ["98/2023/NĐ-CP", "19 tháng 02 năm 2025"]),
    ],
)
def test_a_paper_cites_what_is_in_force_on_its_day(on, cited, not_cited):
    text = " ".join(grounds.for_awards(on))

    assert [phrase for phrase in cited if phrase not in text] == []
    assert [phrase for phrase in not_cited if phrase in text] == []


def test_the_base_salary_is_cited_only_where_money_is_given():
    with_money = set(grounds.for_awards(date(2025, 2, 5), with_money=True))

    assert [text[:32] for text in with_money - set(grounds.for_awards(date(2025, 2, 5)))] == [
        "Căn cứ Nghị định số 73/2024/NĐ-C"
    ]


@pytest.mark.parametrize(
    ("parts", "line"),
    [
        (("Nông dân", "Thôn Tà Lú, xã Phước Đại", "huyện Bác Ái"), "Nông dân, thôn Tà Lú, xã Phước Đại, huyện Bác Ái"),
        (("Xã Phước Tân",), "Xã Phước Tân"),
        (("Giáo viên, Trường THPT An Phước", "Sở Y tế"), "Giáo viên, Trường THPT An Phước, Sở Y tế"),
        (("Sở Y tế", "Sở Y tế"), "Sở Y tế"),
        (("", "Sở Y tế"), "Sở Y tế"),
        (("",), ""),
    ],
)
def test_where_somebody_works_is_one_line_that_repeats_nothing(parts, line):
    assert layout.in_one_line(*parts) == line


def test_the_last_three_words_of_a_long_line_of_a_title_stay_together():
    text = "Họp Hội đồng Công ty CP Cấp nước Ninh Thuận\nxét tặng Bằng khen\nmột hai ba bốn " + "dài" * 12 + " năm sáu"

    assert [*layout.titled(text)] == [
        ["Họp", "Hội", "đồng", "Công", "ty", "CP", "Cấp", "nước Ninh Thuận"],
        ["xét", "tặng", "Bằng khen"],
        ["một", "hai", "ba", "bốn", "dài" * 12, "năm", "sáu"],
    ]


@pytest.mark.parametrize(
    ("title", "whole"),
    [
        ("V/v trả lại hồ sơ đề nghị khen thưởng ông Chamaléa Đình Ỷ Nguyễn", ["ông Chamaléa Đình Ỷ Nguyễn"]),
        ("Hồ sơ khen thưởng theo Quyết định ngày 21 tháng 01 năm 2025", ["ngày 21 tháng 01 năm 2025"]),
        ("V/v xin ý kiến cán bộ thuộc diện Ban Thường vụ Tỉnh ủy quản lý", ["Thường vụ", "Tỉnh ủy quản lý"]),
        ("tặng Kỷ niệm chương “Vì sự nghiệp xây dựng và phát triển tỉnh nhà”", ["phát triển tỉnh nhà”"]),
    ],
)
def test_a_title_breaks_within_no_name_no_day_and_no_word(title, whole):
    (pieces,) = layout.titled(title)

    assert " ".join(pieces) == title
    assert [piece for piece in whole if piece not in pieces] == []


def test_the_name_of_the_ban_is_whole_above_a_signature():
    said = '<p class="lines">TRƯỞNG BAN THI ĐUA\u00a0-\u00a0KHEN THƯỞNG</p>'

    assert layout.with_whole_numbers(said) == said.replace(
        "THI ĐUA\u00a0-\u00a0KHEN THƯỞNG", '<span class="together">THI ĐUA\u00a0-\u00a0KHEN THƯỞNG</span>'
    )


def test_a_number_stays_on_one_line_in_a_paragraph_and_nothing_else_does():
    text = "Quyết định số 1486/QĐ-UBND ngày 05/12/2024, Nghị định số 98/2023/NĐ-CP, 8/9 phiếu, 233/TTr-SVHTTDL"
    kept = ("1486/QĐ-UBND", "98/2023/NĐ-CP", "233/TTr-SVHTTDL")

    html = layout.with_whole_numbers(f'<p class="ground">{text}</p><td>{text}</td>')

    expected = text
    for number in kept:
        expected = expected.replace(number, f'<span class="together">{number}</span>')
    assert html == f'<p class="ground">{expected}</p><td>{text}</td>'

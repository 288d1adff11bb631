"""The lines above a signature say for whom somebody signs and what they are, and nothing else."""

import pytest

from app.facts import read_facts
from app.founding import people
from app.organisations.signing_lines import fault, in_print


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("Giám đốc", ""),
        ("Giám đốc", "GIÁM ĐỐC"),
        ("Quyền Giám đốc", "Q. GIÁM ĐỐC"),
        ("Phó Giám đốc", "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC"),
        ("Chủ tịch Hội đồng", "TM. HỘI ĐỒNG\nCHỦ TỊCH"),
        ("Phó Chủ tịch", "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH"),
        ("Trưởng Ban Thi đua - Khen thưởng", "TL. GIÁM ĐỐC\nTRƯỞNG BAN THI ĐUA - KHEN THƯỞNG"),
    ],
)
def test_lines_of_the_office_are_taken(title, lines):
    assert fault(lines, title=title) is None


NOT_FOR_WHOM = "Dòng “GIÁM ĐỐC” không bắt đầu bằng TM., KT., TL. hoặc TUQ. nên không in trên chữ ký."
NOT_THEIRS = "Dòng cuối là chức vụ của chính người ký: "


@pytest.mark.parametrize(
    ("title", "lines", "sentence"),
    [
        ("Phó Giám đốc", "GIÁM ĐỐC", f"{NOT_THEIRS}“PHÓ GIÁM ĐỐC”, không phải “GIÁM ĐỐC”."),
        ("Phó Giám đốc", "GIÁM ĐỐC\nPHÓ GIÁM ĐỐC", NOT_FOR_WHOM),
        ("Chuyên viên", "KT. GIÁM ĐỐC\nCHUYÊN VIÊN", "Chỉ cấp phó ghi “KT.”; chức vụ đã ghi là “Chuyên viên”."),
        ("Giám đốc", "Kính thưa", f"{NOT_THEIRS}“GIÁM ĐỐC”, không phải “KÍNH THƯA”."),
    ],
)
def test_other_words_do_not_come_onto_papers(title, lines, sentence):
    assert fault(lines, title=title) == sentence


def test_everybody_of_the_demonstration_signs_as_they_may():
    offices = [office for row in read_facts(people.SOURCE)["accounts"] for office in (row, row.get("also") or row)]

    assert [office for office in offices if fault(office.get("signs", ""), title=office["title"])] == []


def test_lines_stand_in_capitals_without_gaps():
    assert in_print(" kt. Giám  đốc\r\n\r\nPhó Giám đốc ") == "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC"

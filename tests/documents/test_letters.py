"""Công văn as Nghị định 30/2020 wants it (Mẫu 1.5): no heading, what it is about under its number."""

import json
from dataclasses import replace

import pytest

from app.documents import kinds
from tests.documents import render_samples as samples
from tests.documents.render_reader import printed


def test_what_it_is_about_stands_under_its_number_and_there_is_no_heading():
    sheet = printed(samples.LETTER)
    number, about = sheet.line("Số: "), sheet.line("V/v ")

    assert (about.face, about.size) == ("regular", 12)
    assert 1 < about.top - number.bottom < 4
    assert about.centre == pytest.approx(number.centre, abs=0.6)
    assert about.right < 96
    assert "CÔNG VĂN" not in sheet.text()


def test_the_word_of_a_draft_stands_between_what_it_is_about_and_whom_it_is_for():
    sheet = printed(samples.draft(samples.LETTER))
    word, to = sheet.line("DỰ THẢO"), sheet.line("Kính gửi:")

    assert sheet.line("đối với bà ").bottom < word.top
    assert word.bottom < to.top
    assert to.top == pytest.approx(printed(samples.LETTER).line("Kính gửi:").top, abs=0.1)


def test_it_lists_people_and_ends_as_a_letter_ends():
    text = " ".join(printed(samples.LETTER).text().split())

    assert "theo Tờ trình số 05/TTr-SGDĐT ngày 06 tháng 01 năm 2025 của Sở Giáo dục và Đào tạo: I. CÁ NHÂN" in text
    assert "ngay khi có kết luận không vi phạm./." in text


@pytest.mark.parametrize("paper", [samples.LETTER, samples.NOTICE], ids=lambda paper: paper.code)
def test_which_paper_it_is_stands_in_what_is_kept(paper):
    kept = json.loads(json.dumps(paper.to_json()))

    assert kinds.read(paper.template, kept) == paper
    assert kinds.read(paper.template, kept | {"paper": "CV_RUT"}).code == "CV_RUT"


def test_a_letter_to_one_without_a_list_needs_neither():
    letter = replace(samples.LETTER, addressees=("Sở Y tế",), roll=None)

    text = " ".join(printed(letter).text().split())

    assert "Kính gửi: Sở Y tế Sở Nội vụ đang xét hồ sơ" in text
    assert "của Sở Giáo dục và Đào tạo. Đề nghị" in text

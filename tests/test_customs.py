"""Customs and legal grounds are data: they say what the facts say, and whoever meets one nobody verified is told."""

from dataclasses import replace
from datetime import date

import pytest

from app.appraisals import agencies
from app.awards.words import UNSETTLED
from app.councils.customs import TELLERS
from app.documents import grounds
from app.organisations.loading import SOURCE as ORGANISATIONS
from tests.workflows.facts_file import FACTS


def test_the_fewest_tellers_are_those_of_the_facts():
    assert (
        f"≥{TELLERS.fewest} người không có tên trong danh sách ({TELLERS.confidence})"
        == (FACTS["ballot"]["teller_committee"])
    )


def test_the_days_of_an_answer_are_those_of_the_facts():
    facts = FACTS["side_records"]["consultation"]

    assert (agencies.ANSWER.days, agencies.ANSWER.unit.value, agencies.ANSWER.confidence) == (
        facts["days"],
        facts["day_unit"],
        facts["confidence"],
    )


def test_every_usual_agency_is_an_organisation_of_the_province():
    text = ORGANISATIONS.read_text(encoding="utf-8")

    assert [code for code in agencies.USUAL.codes if f"{{code: {code}," not in text] == []


@pytest.mark.parametrize("custom", [TELLERS, agencies.ANSWER, agencies.USUAL])
def test_a_custom_nobody_verified_says_so_and_a_verified_one_does_not(custom):
    verified = replace(custom, confidence="verified")

    assert (custom.hint, bool(custom.basis)) == (f"{verified.hint} {UNSETTLED}.", True)


def test_the_page_of_the_tellers_asks_for_as_many_as_the_custom_has():
    assert TELLERS.hint == (
        "Cần ít nhất 3 người, không có tên trong danh sách đề nghị. Dòng đầu là Trưởng ban."
        " Mức do tỉnh quy định – chưa nhập căn cứ pháp lý."
    )


def test_every_ground_tells_its_basis_and_how_sure_it_is():
    assert [ground.text for ground in grounds.AWARD_GROUNDS if not ground.basis] == []
    assert {ground.confidence for ground in grounds.AWARD_GROUNDS} == {"verified", "from-memory"}


@pytest.mark.parametrize(
    ("on", "unread"),
    [
        (
            date(2025, 2, 17),
            [
                "Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015",
                (
                    "Luật sửa đổi, bổ sung một số điều của Luật Tổ chức Chính phủ và Luật Tổ chức chính quyền"
                    " địa phương ngày 22 tháng 11 năm 2019"
                ),
            ],
        ),
        (date(2025, 3, 1), ["Luật Tổ chức chính quyền địa phương ngày 19 tháng 02 năm 2025"]),
        (date(2025, 6, 30), []),
    ],
)
def test_what_nobody_compared_with_its_text_is_named(on, unread):
    assert [*grounds.unread(on)] == unread

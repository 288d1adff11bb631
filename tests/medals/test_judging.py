"""What a medal's dossier lacks and where it falls short, by the numbers of its group: pure sentences."""

from dataclasses import replace

import pytest

from app.awards.models import RuleGroup
from app.awards.words import conditions
from app.medals import judging
from app.medals.counting import Sums
from app.medals.judging import Declared

STAFF = RuleGroup(code="D", years_men=20, years_women=15)
LEADERS = RuleGroup(code="A", years_in_office=3, or_terms=1)
VILLAGE = RuleGroup(code="E", years_men=15, years_women=15)
GUESTS = RuleGroup(code="G", by_contribution=True)
HEROES = RuleGroup(code="K", years_are_waived=True)
SAID = Declared(
    group=STAFF,
    is_group_in_force=True,
    terms=None,
    held_before=False,
    is_under_review=False,
    is_dismissed=False,
    has_periods=True,
    sums=Sums(service=240),
    gender="male",
)


@pytest.mark.parametrize(
    ("group", "gender", "sums", "terms", "sentences"),
    [
        (STAFF, "male", Sums(service=240), None, []),
        (STAFF, "male", Sums(service=239), None, ["Nhóm D cần công tác từ 20 năm (nam); đã khai 19 năm 11 tháng."]),
        (STAFF, "female", Sums(service=180), None, []),
        (STAFF, "female", Sums(service=179), None, ["Nhóm D cần công tác từ 15 năm (nữ); đã khai 14 năm 11 tháng."]),
        (STAFF, "", Sums(service=180), None, ["Nhóm D cần công tác từ 20 năm; đã khai 15 năm."]),
        (VILLAGE, "female", Sums(service=100), None, ["Nhóm E cần công tác từ 15 năm; đã khai 8 năm 4 tháng."]),
        (LEADERS, "male", Sums(service=400, office=36), None, []),
        (LEADERS, "male", Sums(office=35), 1, []),
        (
            LEADERS,
            "male",
            Sums(service=400, office=35),
            None,
            ["Nhóm A cần giữ chức vụ từ 3 năm hoặc 1 nhiệm kỳ; đã khai 2 năm 11 tháng."],
        ),
        (GUESTS, "", Sums(), None, []),
        (HEROES, "", Sums(), None, []),
        (None, "", Sums(), None, []),
    ],
)
def test_the_years_of_the_group_are_compared(group, gender, sums, terms, sentences):
    said = replace(SAID, group=group, gender=gender, sums=sums, terms=terms)

    assert [*judging.shortfalls(said)] == sentences


def test_what_nobody_has_said_yet_is_missing():
    blank = replace(SAID, group=None, held_before=None, is_under_review=None, is_dismissed=None, has_periods=False)

    assert ([*judging.missing(blank)], [*judging.missing_service(blank)]) == (
        [
            "Chưa chọn nhóm đối tượng.",
            "Chưa khai đã được tặng Kỷ niệm chương này hay chưa.",
            "Chưa khai có đang bị xem xét kỷ luật, thanh tra, điều tra hay không.",
            "Chưa khai có bị buộc thôi việc, khai trừ, án có hiệu lực hay không.",
        ],
        ["Chưa nhập quá trình công tác."],
    )
    assert ([*judging.missing(SAID)], [*judging.missing_service(SAID)], [*judging.exclusions(SAID)]) == ([], [], [])


def test_a_group_that_counts_by_sex_wants_it_written_down():
    assert [*judging.missing_service(replace(SAID, gender=""))] == [
        "Nhóm D tính thời gian theo giới tính: ghi giới tính trong danh sách Cá nhân, tập thể."
    ]
    assert [*judging.missing_service(replace(SAID, gender="", group=VILLAGE))] == []


def test_a_group_of_a_set_that_ended_is_chosen_anew():
    assert [*judging.missing(replace(SAID, is_group_in_force=False))] == [
        "Nhóm D thuộc bộ tiêu chuẩn không còn áp dụng: chọn lại nhóm đối tượng."
    ]


@pytest.mark.parametrize(
    ("change", "begins"),
    [
        ({"held_before": True}, "Đã được tặng Kỷ niệm chương này: mỗi người chỉ được tặng một lần."),
        ({"held_by": "hồ sơ HS-2024-00007"}, "Đã được tặng Kỷ niệm chương này theo hồ sơ HS-2024-00007"),
        ({"is_under_review": True}, "Đang bị xem xét kỷ luật"),
        ({"is_dismissed": True}, "Bị buộc thôi việc"),
    ],
)
def test_each_exclusion_has_its_sentence(change, begins):
    (sentence,) = judging.exclusions(replace(SAID, **change))

    assert sentence.startswith(begins)


def test_conditions_of_a_group_in_words():
    assert [[*conditions(group)] for group in (STAFF, LEADERS, VILLAGE, GUESTS, HEROES)] == [
        ["Công tác từ 20 năm (nam), 15 năm (nữ)"],
        ["Giữ chức vụ từ 3 năm hoặc 1 nhiệm kỳ"],
        ["Công tác từ 15 năm"],
        ["Xét theo đóng góp, không tính thời gian"],
        ["Không xét thời gian"],
    ]

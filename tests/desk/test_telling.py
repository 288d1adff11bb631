"""Many cases told of in the same words are one line; what stands alone keeps its own."""

from datetime import UTC, datetime

from app.desk.telling import LINES, News, lines

NOON = datetime(2025, 2, 17, 5, 0, tzinfo=UTC)


def notice(number, text, subject=None):
    return News(number, 1, text, subject or f"nomination:{number}", NOON)


def test_three_cases_told_in_the_same_words_are_one_line():
    told = [
        notice(9, "Sở Nội vụ đã tiếp nhận hồ sơ: Bá Văn Trịnh – Bằng khen."),
        notice(8, "Sở Nội vụ trả hồ sơ: Katơr Thị Sính – Bằng khen."),
        notice(7, "Sở Nội vụ đã tiếp nhận hồ sơ: Đạo Thị Lan – Bằng khen."),
        notice(6, "Sở Nội vụ đã tiếp nhận hồ sơ: A Ma Thị Một – Bằng khen."),
        notice(5, "Sở Nội vụ trả hồ sơ: Bo Bo Hai – Bằng khen."),
    ]

    assert [(line.words, [one.id for one in line.notices]) for line in lines(told)] == [
        ("Sở Nội vụ đã tiếp nhận hồ sơ: 3 hồ sơ", [9, 7, 6]),
        (told[1].text, [8]),
        (told[4].text, [5]),
    ]


def test_sheets_are_told_one_by_one():
    told = [notice(n, "Tờ trình đã ký, chờ cấp số: Đợt 1.", f"submission:{n}") for n in (3, 2, 1)]

    assert [[one.id for one in line.notices] for line in lines(told)] == [[3], [2], [1]]


def test_the_desk_shows_so_many_lines_and_no_more():
    told = [notice(n, f"Việc {n}: tên.") for n in range(LINES + 5)]

    assert [line.notices[0].id for line in lines(told)] == [*range(LINES)]

"""The text of the papers under the ruler: what is bold, what is italic, in which order, how far apart, where pages end.

`test_render_layout.py` measures the boxes around the text (Nghị định 30/2020/NĐ-CP, Phụ lục I, Mục II and IV).
"""

from dataclasses import replace
from itertools import pairwise

import pytest

from app.documents.printable import Row
from tests.documents import render_samples as samples
from tests.documents.render_reader import MM, printed

SLACK = 0.6  # mm
LEFT, RIGHT, TOP, BOTTOM, INDENT = 30, 195, 20, 277, 30 + 12.7
MIDDLE = (LEFT + RIGHT) / 2
SINGLE, ONE_AND_A_HALF = (
    1.15 * 14 * MM,
    1.5 * 1.15 * 14 * MM,
)  # mm between lines of 14 points as Times New Roman sets them
SIX_POINTS = 6 * MM
BODY, BOLD, ITALIC = ("regular", 14), ("bold", 14), ("italic", 14)
BLACK = {(0.0, 0.0, 0.0)}
ALL = pytest.mark.parametrize("paper", samples.PAPERS, ids=lambda paper: paper.code)
WITH_GROUNDS = pytest.mark.parametrize(
    "paper", [samples.SUBMISSION, samples.PROPOSAL, samples.DECISION], ids=lambda paper: paper.code
)

LISTED = ["DANH SÁCH", "Cá nhân, tập thể, hộ gia đình"]
SECTIONS = ["I. CÁ NHÂN", "II. TẬP THỂ", "III. HỘ GIA ĐÌNH"]
BOLD_IN_ORDER = {  # the skeletons of the papers: everything of 14 points that is bold, from the first page to the last
    "TTR_DONVI": [
        "TỜ TRÌNH",
        "Về việc đề nghị tặng Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh",
        "cho các tập thể, cá nhân năm học 2023 - 2024",
        "1. Số lượng đề nghị",
        "2. Tóm tắt thành tích",
        "3. Cam kết của đơn vị",
        "4. Tài liệu kèm theo",
        "KT. GIÁM ĐỐC",
        "PHÓ GIÁM ĐỐC",
        "Đàng Thị Mỹ Hương",
        *LISTED,
        "được đề nghị tặng Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh",
        *SECTIONS,
    ],
    "PHIEU_TIEPNHAN": [
        "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ",
        "Hồ sơ đề nghị tặng Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh",
        "NGƯỜI NỘP HỒ SƠ",
        "NGƯỜI TIẾP NHẬN HỒ SƠ",
        "Trần Lê Phương Uyên",
        "Hán Thị Tuyết Nhung",
    ],
    "BB_HOP": [
        "BIÊN BẢN",
        "Họp Hội đồng Thi đua - Khen thưởng tỉnh xét tặng",
        "Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh",
        "I. THÀNH PHẦN",
        "II. NỘI DUNG",
        "III. KẾT QUẢ BỎ PHIẾU",
        "IV. KẾT LUẬN",
        "THƯ KÝ",
        "CHỦ TỌA",
        "Lưu Thị Thanh Nhàn",
        "Nguyễn Long Hải Đăng",
    ],
    "BB_KIEMPHIEU": [
        "BIÊN BẢN",
        "Kiểm phiếu xét tặng Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh",
        "1. Thành phần Ban kiểm phiếu",
        "2. Số phiếu",
        "3. Kết quả",
        "4. Niêm phong phiếu",
        "ỦY VIÊN",
        "ỦY VIÊN",
        "TRƯỞNG BAN",
        "Đạo Thị Ngọc Lan",
        "Patâu Axá Thị Đông",
        "Bá Văn Trịnh",
        "ĐẠI DIỆN HỘI ĐỒNG",
        "CHỦ TỊCH",
        "Nguyễn Long Hải Đăng",
    ],
    "TTR_SNV": [
        "TỜ TRÌNH",
        "Về việc đề nghị tặng Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh",
        "1. Kết quả tiếp nhận hồ sơ",
        "2. Kết quả thẩm định",
        "3. Kết quả lấy ý kiến",
        "4. Kết quả bỏ phiếu của Hội đồng",
        "5. Kinh phí",
        "6. Đề nghị",
        "GIÁM ĐỐC",
        "Trần Thị Minh Nguyệt",
        *LISTED,
        "được đề nghị tặng Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh",
        *SECTIONS,
    ],
    "TB_KETQUA": [
        "THÔNG BÁO",
        "Về việc không khen thưởng đối với 01 cá nhân do",
        "Sở Giáo dục và Đào tạo đề nghị",
        "TL. GIÁM ĐỐC",
        "TRƯỞNG BAN",
        "Đạo Văn Thuận",
    ],
    "QD_KHENTHUONG": [
        "QUYẾT ĐỊNH",
        "Về việc tặng Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh",
        "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH NINH THUẬN",
        "QUYẾT ĐỊNH:",
        "Điều 1.",
        "Điều 2.",
        "Điều 3.",
        "Điều 4.",
        "KT. CHỦ TỊCH",
        "PHÓ CHỦ TỊCH",
        "Nguyễn Long Hải Đăng",
        *LISTED,
        "được tặng Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh",
        *SECTIONS,
    ],
}
TABLE = {("bold", 11), ("regular", 11), ("bold", 12), ("regular", 12)}
ELSEWHERE = {  # styles that are not the text's: letterhead, tables, notes and recipients, the number of the page
    "TTR_DONVI": {("bold italic", 12)},
    "PHIEU_TIEPNHAN": {("italic", 13)},
    "BB_HOP": {("bold italic", 12)},
    "BB_KIEMPHIEU": {("bold italic", 12)},
    "TTR_SNV": {("bold italic", 12)},
    "QD_KHENTHUONG": {("bold italic", 12)},
    "TB_KETQUA": {("bold italic", 12)},
}


def spaceless(text):
    return "".join(text.split())


def in_order(sheet):
    return sorted(sheet.lines, key=lambda line: (line.page, round(line.top), line.left))


def text_lines(sheet):
    """Lines of 14 points at the left margin or the indent, from top to bottom: what people read."""
    places = [pytest.approx(place, abs=0.2) for place in (LEFT, INDENT)]
    return [
        line
        for line in in_order(sheet)
        if line.size == 14 and line.left in places and not line.text.startswith(("I. ", "II. ", "III. "))
    ]


def is_first(line):
    return line.left == pytest.approx(INDENT, abs=0.2)


def neighbours(sheet, *, indented):
    """Lines and the next on the same page, which goes on with the paragraph or, indented, begins another."""
    for above, below in pairwise(text_lines(sheet)):
        if above.page == below.page and is_first(below) is indented:
            yield above, below


def with_filler(paper, count):
    """The same paper with `count` lines more before its end, to drive the end over the foot of a page."""
    filler = tuple(f"Nội dung thứ {index}" for index in range(count))
    if paper.code == "QD_KHENTHUONG":
        return replace(paper, grounds=(*(f"Căn cứ {text}" for text in filler), *paper.grounds))
    place = {"TTR_DONVI": "summary", "TTR_SNV": "consultation", "BB_HOP": "proceedings"}[paper.code]
    return replace(paper, **{place: (*getattr(paper, place), *filler)})


@ALL
def test_everything_is_printed_in_black(paper):
    sheet = printed(paper)

    assert {ink for line in sheet.lines for ink in line.inks} == BLACK
    assert {tuple(rule.ink) for rule in sheet.rules} == BLACK


@ALL
def test_what_is_bold_stands_in_the_order_of_the_skeleton(paper):
    bold = [line.opening for line in in_order(printed(paper)) if line.styles[0] == BOLD]

    assert bold == [spaceless(text) for text in BOLD_IN_ORDER[paper.code]]


@ALL
def test_only_an_article_changes_its_face_within_a_line(paper):
    changing = {line.opening for line in printed(paper).lines if len(set(line.styles)) > 1}

    assert changing == {spaceless(text) for text in BOLD_IN_ORDER[paper.code] if text.startswith("Điều ")}


@ALL
def test_no_other_size_or_style_is_printed_than_those_of_the_decree(paper):
    sheet = printed(paper)
    below = sheet.line(paper.kind).top
    above = {style for line in sheet.lines if line.page == 1 and line.top < below - 1 for style in line.styles}
    beneath = {style for line in sheet.lines if line.page > 1 or line.top >= below - 1 for style in line.styles}

    letterhead = {("bold", 12), ("bold", 13), ("regular", 13)} | (
        {("regular", 12)} if paper.letterhead.superior else set()
    )
    assert above == letterhead | ({("italic", 13)} if paper.letterhead.place else set())
    grounds = {ITALIC} if "grounds" in paper.to_json() else set()
    number = {("regular", 13)} if any(line.text.isdigit() and line.bottom < TOP for line in sheet.lines) else set()
    assert beneath - TABLE == {BODY, BOLD} | grounds | number | ELSEWHERE[paper.code]


@WITH_GROUNDS
def test_every_ground_is_italic_and_begins_a_line_of_its_own(paper):
    sheet = printed(paper)
    grounds = [line for line in in_order(sheet) if set(line.styles) == {ITALIC} and "Kèm theo" not in line.text]
    first = [line for line in grounds if is_first(line) and line.page == 1]

    assert [line.text[:14] for line in first] == [ground[:14] for ground in paper.grounds]
    assert [line.text[-1] for line in grounds if line.page == 1 and line.text[-1] in ";."][-1] == "."


@ALL
def test_lines_stand_between_single_and_one_and_a_half_apart(paper):
    pitches = [below.top - above.top for above, below in neighbours(printed(paper), indented=False)]

    assert pitches
    assert min(pitches) >= SINGLE
    assert max(pitches) <= ONE_AND_A_HALF
    assert max(pitches) - min(pitches) < 0.1


@ALL
def test_paragraphs_stand_six_points_further_apart_than_their_lines(paper):
    sheet = printed(paper)
    pitch = min(below.top - above.top for above, below in neighbours(sheet, indented=False))
    gaps = [below.top - above.top - pitch for above, below in neighbours(sheet, indented=True)]

    assert min(gaps) >= SIX_POINTS - 0.05


@ALL
def test_every_line_but_the_last_of_a_paragraph_reaches_the_right_margin(paper):
    ends = [above.right for above, _ in neighbours(printed(paper), indented=False)]

    assert ends == pytest.approx([RIGHT] * len(ends), abs=SLACK)


@ALL
def test_the_letterhead_has_two_lines_drawn_and_the_heading_one(paper):
    sheet = printed(paper)
    end = sheet.line(paper.subject.split("\n")[-1])
    drawn = {
        (round(rule.left), round(rule.right)) for rule in sheet.rules if rule.page == 1 and rule.top < end.bottom + 5
    }
    thick = [rule.bottom - rule.top for rule in sheet.rules if rule.page == 1 and rule.top < end.bottom + 5]

    assert len(drawn) == 3
    assert max(thick) <= 1 * MM  # a line of one point at most


@WITH_GROUNDS
def test_the_list_is_headed_by_title_and_paper_in_the_middle_with_a_line_below(paper):
    sheet = printed(paper)
    first = sheet.line("DANH SÁCH")
    below = sheet.line("I. CÁ NHÂN")
    title = [line for line in in_order(sheet) if line.page == first.page and first.top <= line.top < below.top]
    rule = sheet.rule_under(title[-1])

    assert [set(line.styles) for line in title] == [{BOLD}] * 3 + [{ITALIC}] * 2
    assert [line.centre for line in title] == pytest.approx([MIDDLE] * 5, abs=SLACK)
    assert title[-1].text == f"của {paper.issuer})"
    assert 1 / 3 <= (rule.right - rule.left) / max(line.right - line.left for line in title[3:]) <= 1 / 2


def cells_of_header(sheet, page):
    """What stands between the upright lines of a table's header, without spaces, from left to right."""
    uprights = sorted({round(rule.left, 1) for rule in sheet.rules if rule.page == page and rule.bottom - rule.top > 3})
    first_row = min(line.top for line in sheet.lines if line.page == page and line.styles[0] == ("regular", 11))
    header = [line for line in in_order(sheet) if line.page == page and line.styles[0] == ("bold", 11)]
    letters = [letter for line in header if line.top < first_row for letter in line.letters]
    return ["".join(sign for sign, at in letters if left < at < right) for left, right in pairwise(uprights)]


def test_a_list_for_the_medal_has_its_columns_in_the_order_of_the_skeleton():
    sheet = printed(samples.MEDAL_SUBMISSION)

    assert cells_of_header(sheet, sheet.line("DANH SÁCH").page) == [
        "STT",
        "Họvàtên",
        "Nămsinh,giớitính",
        "Chứcvụ,đơnvị",
        "Tỷlệphiếu",
    ]


def test_a_count_has_the_columns_of_the_skeleton_in_order():
    assert cells_of_header(printed(samples.SHEET), 1) == [
        "STT",
        "Họvàtên,têntậpthể",
        "Đồngý",
        "Khôngđồngý",
        "Tỷlệ",
        "Kếtquả",
    ]


def test_a_count_names_the_body_whose_members_it_counts():
    tally = replace(samples.TALLY, body="Thường trực Hội đồng")

    assert (
        "Tỷ lệ tính trên tổng số 09 thành viên Thường trực Hội đồng."
        in printed(replace(samples.SHEET, tally=tally)).text()
    )


def test_the_first_recipient_is_who_the_text_names():
    first = {
        paper.code: next(
            line.text for line in printed(paper).lines if line.size == 11 and line.text.startswith("- Như")
        )
        for paper in (samples.SUBMISSION, samples.PROPOSAL, samples.DECISION)
    }

    assert first == {"TTR_DONVI": "- Như trên;", "TTR_SNV": "- Như trên;", "QD_KHENTHUONG": "- Như Điều 4;"}


def test_pages_are_numbered_in_the_middle_of_the_upper_margin():
    sheet = printed(with_filler(samples.MINUTES, 70))
    numbers = [line for line in sheet.lines if line.bottom < TOP]

    assert [(line.page, line.text) for line in numbers] == [(page, str(page)) for page in range(2, sheet.pages + 1)]
    assert sheet.pages >= 4
    assert [(line.top + line.bottom) / 2 for line in numbers] == pytest.approx([TOP / 2] * len(numbers), abs=1)


@pytest.mark.parametrize("count", range(8))
@pytest.mark.parametrize(
    "paper", [samples.SUBMISSION, samples.PROPOSAL, samples.MINUTES, samples.DECISION], ids=lambda paper: paper.code
)
def test_a_signature_never_stands_on_a_page_without_two_lines_of_the_text(paper, count):
    sheet = printed(with_filler(paper, count))
    end = next(line for line in sheet.lines if line.text.endswith("./."))
    above = [line for line in text_lines(sheet) if line.page == end.page and line.top <= end.top]
    signed = [line for line in sheet.lines if line.text == paper.signature.name]

    assert len(above) >= 2
    assert signed[-1].page == end.page


@pytest.mark.parametrize("count", range(27, 35))
def test_no_row_of_a_list_stands_alone_on_its_page(count):
    people = tuple(Row(name=f"Pi Năng Thị {index:02}", detail="Xã Phước Bình") for index in range(count))
    sheet = printed(
        replace(samples.DECISION, roll=replace(samples.ROLL, individuals=people, collectives=(), households=()))
    )
    rows = [sheet.text(page).count("Pi Năng Thị") for page in range(2, sheet.pages + 1)]

    assert sum(rows) == count
    assert min(rows) >= 2


@pytest.mark.parametrize("count", range(18, 30))
def test_the_title_of_a_section_is_not_left_behind_by_its_rows(count):
    people = tuple(Row(name=f"Pi Năng Thị {index:02}", detail="Xã Phước Bình") for index in range(count))
    sheet = printed(replace(samples.DECISION, roll=replace(samples.ROLL, individuals=people)))
    title, row = sheet.line("II. TẬP THỂ"), sheet.line("Trường Trung học phổ thông")

    assert title.page == row.page
    assert title.bottom < row.top


@pytest.mark.parametrize(
    ("who", "lines"),
    [
        ({"collectives": (), "households": ()}, ["Cá nhân được tặng Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh"]),
        (
            {"households": ()},
            ["Cá nhân, tập thể", "được tặng Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh"],
        ),
    ],
)
def test_the_title_of_a_list_breaks_by_its_sense(who, lines):
    sheet = printed(replace(samples.DECISION, roll=replace(samples.ROLL, **who)))
    start = sheet.line("DANH SÁCH")
    end = sheet.line("(Kèm theo")

    assert [line.text for line in sheet.lines if line.page == start.page and start.top < line.top < end.top] == lines


def test_no_word_of_a_title_is_left_alone_on_its_last_line():
    paper = replace(samples.SUBMISSION, subject="Về việc đề nghị khen thưởng chuyên đề xây dựng nông thôn mới năm 2024")
    title = [line.text for line in in_order(printed(paper)) if line.page == 1 and line.styles[0] == BOLD][1:3]

    assert title == ["Về việc đề nghị khen thưởng chuyên đề xây dựng", "nông thôn mới năm 2024"]


def test_a_receipt_for_a_whole_dossier_is_one_page():
    papers = samples.RECEIPT.papers * 2
    whole = replace(samples.RECEIPT, papers=papers, note="Thời hạn giải quyết: mức do tỉnh quy định")

    assert printed(whole).pages == 1

"""Measured against Nghị định 30/2020/NĐ-CP, Phụ lục I: every size, style and place is the decree's."""

import io
from dataclasses import replace
from itertools import pairwise

import pikepdf
import pytest

from tests.documents import render_samples as samples
from tests.documents.render_reader import fonts, printed

SLACK = 0.6  # mm
ALL = pytest.mark.parametrize("paper", samples.PAPERS, ids=lambda paper: paper.code)
DATED = pytest.mark.parametrize(
    "paper", [paper for paper in samples.PAPERS if paper.letterhead.place], ids=lambda paper: paper.code
)
MINUTES = pytest.mark.parametrize("paper", [samples.MINUTES, samples.SHEET], ids=lambda paper: paper.code)
LETTERS = pytest.mark.parametrize("paper", [samples.SUBMISSION, samples.PROPOSAL], ids=lambda paper: paper.code)
WITH_LIST = pytest.mark.parametrize(
    "paper", [samples.SUBMISSION, samples.PROPOSAL, samples.DECISION], ids=lambda paper: paper.code
)

LEFT, RIGHT, TOP, BOTTOM = 30, 195, 20, 277  # mm: margins 30, 15, 20, 20
LEFT_COLUMN = (30, 30 + 66)  # 40 : 60
RIGHT_COLUMN = (30 + 66, 195)
MIDDLE = (LEFT + RIGHT) / 2
VENDORED = {
    "VanBan": "Liberation Serif, Version 2.1.5",
    "VanBan-Bold": "Liberation Serif Bold, Version 2.1.5",
    "VanBan-Italic": "Liberation Serif Italic, Version 2.1.5",
    "VanBan-Bold-Italic": "Liberation Serif Bold Italic, Version 2.1.5",
}


def middle(column):
    return sum(column) / 2


def face(line):
    return line.face, line.size


def kind_line(sheet, paper):
    return sheet.line(paper.kind)


def organisation_lines(sheet, paper):
    return [sheet.line(part.upper()) for part in paper.letterhead.organisation.split("\n")]


@ALL
def test_the_page_is_an_a4_and_nothing_stands_in_its_margins(paper):
    sheet = printed(paper)
    inside = [line for line in sheet.lines if not line.text.isdigit() or line.top > TOP - SLACK]

    assert sheet.size == pytest.approx((210, 297), abs=0.1)
    assert min(line.left for line in inside) == pytest.approx(LEFT, abs=SLACK)
    assert max(line.right for line in inside) == pytest.approx(RIGHT, abs=SLACK)
    assert min(line.top for line in inside) >= TOP - SLACK
    assert max(line.bottom for line in inside) <= BOTTOM + SLACK


@ALL
def test_the_country_and_its_motto_stand_at_the_right(paper):
    sheet = printed(paper)
    country, motto = sheet.line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), sheet.line("Độc lập - Tự do - Hạnh phúc")

    assert face(country) == ("bold", 12)
    assert face(motto) == ("bold", 13)
    assert country.centre == pytest.approx(middle(RIGHT_COLUMN), abs=SLACK)
    assert motto.centre == pytest.approx(middle(RIGHT_COLUMN), abs=SLACK)
    assert country.top == pytest.approx(TOP, abs=1)
    assert 0 <= motto.top - country.bottom < 2


@ALL
def test_the_line_under_the_motto_is_as_long_as_the_motto(paper):
    sheet = printed(paper)
    motto = sheet.line("Độc lập")
    rule = sheet.rule_under(motto)

    assert (rule.left, rule.right) == pytest.approx((motto.left, motto.right), abs=SLACK)


@ALL
def test_the_organisation_stands_at_the_left_below_the_one_it_belongs_to(paper):
    sheet = printed(paper)
    organisation = organisation_lines(sheet, paper)

    assert {face(line) for line in organisation} == {("bold", 12)}
    assert [line.centre for line in organisation] == pytest.approx([middle(LEFT_COLUMN)] * len(organisation), abs=SLACK)
    superior = [sheet.line(part.upper()) for part in paper.letterhead.superior.split("\n") if part]
    assert {face(line) for line in superior} <= {("regular", 12)}
    tops = [line.top for line in [*superior, *organisation]]
    assert tops == sorted(tops)
    assert tops[0] == pytest.approx(sheet.line("CỘNG HÒA").top, abs=SLACK)


@ALL
def test_the_line_under_the_organisation_is_a_third_to_a_half_of_it(paper):
    sheet = printed(paper)
    organisation = organisation_lines(sheet, paper)
    rule = sheet.rule_under(organisation[-1])
    share = (rule.right - rule.left) / max(line.right - line.left for line in organisation)

    assert 1 / 3 <= share <= 1 / 2
    assert (rule.left + rule.right) / 2 == pytest.approx(middle(LEFT_COLUMN), abs=SLACK)


@ALL
def test_the_number_stands_under_the_organisation(paper):
    sheet = printed(paper)
    number = sheet.line("Số: ")

    assert number.text == f"Số: {paper.letterhead.number_and_symbol}"
    assert face(number) == ("regular", 13)
    assert number.centre == pytest.approx(middle(LEFT_COLUMN), abs=SLACK)
    assert number.top > sheet.rule_under(organisation_lines(sheet, paper)[-1]).top


@DATED
def test_place_and_day_stand_level_with_the_number(paper):
    sheet = printed(paper)
    day, number = sheet.line("Ninh Thuận, ngày"), sheet.line("Số: ")

    assert day.text == "Ninh Thuận, ngày 05 tháng 02 năm 2025"
    assert face(day) == ("italic", 13)
    assert day.centre == pytest.approx(middle(RIGHT_COLUMN), abs=SLACK)
    assert day.top == pytest.approx(number.top, abs=0.2)


@MINUTES
def test_minutes_have_no_line_of_place_and_day(paper):
    assert [line.text for line in printed(paper).lines if line.text.startswith("Ninh Thuận, ngày")] == []


@ALL
def test_kind_and_subject_stand_in_the_middle_under_the_letterhead(paper):
    sheet = printed(paper)
    kind, subject = kind_line(sheet, paper), sheet.line(paper.subject.split("\n")[0])

    assert {face(kind), face(subject)} == {("bold", 14)}
    assert (kind.centre, subject.centre) == pytest.approx((MIDDLE, MIDDLE), abs=SLACK)
    assert sheet.line("Số: ").bottom < kind.top < subject.top


@ALL
def test_the_line_under_the_subject_is_a_third_to_a_half_of_it(paper):
    sheet = printed(paper)
    parts = [sheet.line(part) for part in paper.subject.split("\n")]
    rule = sheet.rule_under(parts[-1])

    assert 1 / 3 <= (rule.right - rule.left) / max(line.right - line.left for line in parts) <= 1 / 2


@pytest.mark.parametrize("paper", [samples.SUBMISSION, samples.PROPOSAL, samples.DECISION])
def test_grounds_are_italic_and_end_with_semicolons_but_the_last(paper):
    sheet = printed(paper)
    first = sheet.line("Căn cứ")
    text = sheet.text(1)

    assert face(first) == ("italic", 14)
    assert first.left == pytest.approx(LEFT + 12.7, abs=SLACK)
    assert [f"{ground};" in text for ground in paper.grounds[:-1]] == [True] * (len(paper.grounds) - 1)
    assert f"{paper.grounds[-1]}." in text


@ALL
def test_the_text_is_justified_at_fourteen_points_with_an_indent(paper):
    sheet = printed(paper)
    body = [
        line
        for line in sheet.lines
        if line.page == 1 and line.size == 14 and line.left == pytest.approx(LEFT + 12.7, abs=SLACK)
    ]
    full = [line for line in sheet.lines if line.size == 14 and line.right == pytest.approx(RIGHT, abs=SLACK)]

    assert body
    assert full


@ALL
def test_paragraphs_stand_at_least_six_points_apart(paper):
    sheet = printed(paper)
    starts = [
        line
        for line in sheet.lines
        if line.page == 1 and line.size == 14 and line.left == pytest.approx(LEFT + 12.7, abs=0.1)
    ]
    lead = 14 * 1.25 * 25.4 / 72

    for above, below in pairwise(starts):
        assert below.top - above.top >= lead + 6 * 25.4 / 72 - 0.1


@ALL
def test_the_text_ends_with_its_mark_just_above_the_signatures(paper):
    sheet = printed(paper)
    end = next(line for line in sheet.lines if line.text.endswith("./."))
    signer = sheet.line((paper.signature.left_lines or paper.signature.lines).split("\n")[0].upper(), page=end.page)

    assert end.bottom < signer.top


@ALL
def test_signatures_are_bold_at_the_right_with_room_for_the_hand(paper):
    sheet = printed(paper)
    name = sheet.line(paper.signature.name, page=sheet.line("Nơi nhận:").page if paper.recipients else 1)
    names = [line for line in sheet.lines if line.text == paper.signature.name]
    authority = [
        line for line in sheet.lines if line.text == paper.signature.lines.split("\n")[-1].upper() and line.left > 100
    ]

    assert name in names
    assert {face(names[-1]), face(authority[-1])} == {("bold", 14)}
    assert authority[-1].centre == pytest.approx(names[-1].centre, abs=SLACK)
    assert names[-1].centre > MIDDLE + 20
    assert names[-1].top - authority[-1].bottom > 20


@pytest.mark.parametrize("paper", [samples.SUBMISSION, samples.PROPOSAL, samples.DECISION, samples.SHEET])
def test_recipients_stand_level_with_the_authority_at_the_left(paper):
    sheet = printed(paper)
    to = sheet.line("Nơi nhận:")
    authority = sheet.line(paper.signature.lines.split("\n")[0].upper(), page=to.page)
    listed = [line for line in sheet.lines if line.page == to.page and line.size == 11 and line.text.startswith("- ")]

    assert face(to) == ("bold italic", 12)
    assert to.left == pytest.approx(LEFT, abs=SLACK)
    assert to.top == pytest.approx(authority.top, abs=1)
    assert {line.face for line in listed} == {"regular"}
    assert [line.text[-1] for line in listed] == [";"] * (len(paper.recipients) - 1) + ["."]
    assert listed[-1].text.startswith("- Lưu: VT")


@pytest.mark.parametrize(("paper", "left", "right"), [(samples.MINUTES, "THƯ KÝ", "CHỦ TỌA")])
def test_minutes_are_signed_by_the_secretary_left_and_the_chair_right(paper, left, right):
    sheet = printed(paper)
    secretary, chair = sheet.line(left), sheet.line(right)

    assert secretary.top == pytest.approx(chair.top, abs=0.2)
    assert secretary.centre < MIDDLE < chair.centre
    assert sheet.line("Nơi nhận:").top > sheet.line(paper.signature.name, page=chair.page).bottom


def test_the_count_is_signed_by_every_teller_and_for_the_council():
    sheet = printed(samples.SHEET)
    tellers = [sheet.line(person.name, page=2) for person in samples.SHEET.tellers]

    assert [line.top for line in tellers] == pytest.approx([tellers[0].top] * 3, abs=0.2)
    assert tellers[0].left == max(line.left for line in tellers)
    assert sheet.line("ĐẠI DIỆN HỘI ĐỒNG").top > tellers[0].bottom


@LETTERS
def test_letters_name_their_addressees_between_subject_and_grounds(paper):
    sheet = printed(paper)
    to = sheet.line("Kính gửi:")

    assert face(to) == ("regular", 14)
    assert sheet.line(paper.subject.split("\n")[0]).bottom < to.top < sheet.line("Căn cứ").top


def test_one_addressee_shares_the_line_and_several_are_listed_under_the_colon():
    one, several = printed(samples.PROPOSAL), printed(samples.SUBMISSION)
    to, first, last = (
        several.line(start) for start in ("Kính gửi:", "- Chủ tịch Ủy ban nhân dân tỉnh;", "- Sở Nội vụ.")
    )

    assert one.line("Kính gửi: Chủ tịch Ủy ban nhân dân tỉnh").text == "Kính gửi: Chủ tịch Ủy ban nhân dân tỉnh"
    assert to.bottom <= first.top < first.bottom <= last.top
    assert (first.left, last.left) == pytest.approx((to.left_of(":"),) * 2, abs=SLACK)


def test_a_decision_keeps_the_order_of_the_decree():
    sheet = printed(samples.DECISION)
    order = [
        sheet.line("QUYẾT ĐỊNH"),
        sheet.line("Về việc"),
        sheet.line("CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH"),
        sheet.line("Căn cứ"),
        sheet.line("Theo đề nghị"),
        sheet.line("QUYẾT ĐỊNH:"),
        *(sheet.line(f"Điều {number}.") for number in (1, 2, 3, 4)),
        sheet.line("KT. CHỦ TỊCH"),
    ]

    assert [line.top for line in order] == sorted(line.top for line in order)
    assert [face(line) for line in order[5:]] == [("bold", 14)] * 6
    assert order[5].centre == pytest.approx(MIDDLE, abs=SLACK)


@ALL
def test_the_first_page_has_no_number_and_the_second_has_one_at_the_top_middle(paper):
    sheet = printed(paper)
    numbers = [line for line in sheet.lines if line.text.isdigit() and line.bottom < TOP]

    assert [line for line in numbers if line.page == 1] == []
    for line in numbers:
        assert face(line) == ("regular", 13)
        assert line.centre == pytest.approx(MIDDLE, abs=SLACK)
    if "DANH SÁCH" not in sheet.text(2):
        assert [line.text for line in numbers if line.page == 2] == ["2"] * (sheet.pages > 1)


@WITH_LIST
def test_the_list_begins_on_a_page_of_its_own_under_its_own_title(paper):
    sheet = printed(paper)
    title = sheet.line("DANH SÁCH")
    attached = sheet.line("(Kèm theo", page=title.page)

    assert title.page > sheet.line("Nơi nhận:").page
    assert title.top == pytest.approx(TOP, abs=2)
    assert face(title) == ("bold", 14)
    assert title.centre == pytest.approx(MIDDLE, abs=SLACK)
    assert face(attached) == ("italic", 14)
    assert attached.text == f"(Kèm theo {paper.reference}"


@WITH_LIST
def test_a_long_list_repeats_its_header_and_counts_its_own_pages(paper):
    row = samples.INDIVIDUALS[0]
    people = tuple(replace(row, name=f"{row.name} {index:03}") for index in range(60))
    sheet = printed(replace(paper, roll=replace(paper.roll, individuals=people)))
    first = sheet.line("DANH SÁCH").page
    pages = range(first, sheet.line("II. TẬP THỂ").page + 1)
    headers = {line.page for line in sheet.lines if line.text == "STT"}
    numbers = {line.page: line.text for line in sheet.lines if line.text.isdigit() and line.bottom < TOP}

    assert len(pages) > 1
    assert {page for page in pages if page not in headers} == set()
    assert [numbers.get(page, "") for page in pages] == ["", *(str(index) for index in range(2, len(pages) + 1))]
    assert [name.name for name in people if name.name[-3:] not in sheet.text()] == []


def test_sections_of_one_row_begin_on_the_page_their_letter_begins_on():
    """A row that is the whole list may leave what follows it to the next page."""
    filling = tuple(f"Đoạn {index} của công văn" for index in range(1, 15))
    sheet = printed(replace(samples.LETTER, paragraphs=(*samples.LETTER.paragraphs, *filling)))

    assert [sheet.line(words).page for words in ("Đoạn 14", "I. CÁ NHÂN", "Nơi nhận:")] == [1, 1, 2]


def test_rows_do_not_break_between_pages():
    long = replace(samples.INDIVIDUALS[0], detail="Chức_vụ_dài, " * 40)
    sheet = printed(replace(samples.DECISION, roll=replace(samples.ROLL, individuals=(long,) * 10)))
    words = [sheet.text(page).count("Chức_vụ_dài,") for page in range(2, sheet.pages + 1)]

    assert sum(words) == 400
    assert [count % 40 for count in words] == [0] * len(words)


@ALL
def test_only_the_house_font_is_embedded(paper):
    embedded = fonts(printed(paper).pdf)

    assert embedded == {name: file for name, file in VENDORED.items() if name in embedded}
    assert {"VanBan", "VanBan-Bold"} <= embedded.keys()


@ALL
def test_the_archive_gets_a_tagged_pdf_a_3a_in_vietnamese(paper):
    with pikepdf.open(io.BytesIO(printed(paper).pdf)) as document:
        metadata = document.open_metadata()
        tags = {
            str(item.S)
            for item in document.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/StructElem"
        }

        assert str(document.Root.Lang) == "vi"
        assert bool(document.Root.MarkInfo.Marked)
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("3", "A")
        assert str(document.docinfo["/Title"]) == paper.title
        assert {"/H1", "/P"} <= tags


def test_headers_of_tables_are_tagged_and_letterheads_are_no_tables():
    with pikepdf.open(io.BytesIO(printed(samples.DECISION).pdf)) as document:
        tags = [
            str(item.S)
            for item in document.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/StructElem"
        ]

    assert tags.count("/Table") == 3
    assert tags.count("/TH") == 9

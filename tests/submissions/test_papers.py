"""What the Tờ trình of a unit says, and how its council's papers name it."""

import re

import pytest

from app import clock
from app.awards.naming import giving
from app.councils import papers as of_council
from app.councils.models import Body, Meeting
from app.councils.words import share
from app.documents import grounds, layout
from app.documents.render import html_of
from app.extensions import db
from app.submissions import operations, papers
from app.submissions.operations import SubmissionDraft
from tests.builders import signed_in


@pytest.fixture
def letter(house, passed):
    """The Tờ trình of a unit, once it is that of the district given."""

    def written(name="", kind="department"):
        house.unit.name, house.unit.kind = name or house.unit.name, kind
        wanted = SubmissionDraft(title="Về việc đề nghị", summary="", nomination_ids=[case.id for case in passed])
        return papers.submission_letter(operations.draft(house.unit, house.award_round, wanted, actor=house.clerk))

    return written


def test_a_district_is_named_in_full_has_nobody_above_it_and_signs_for_its_committee(letter):
    said = letter("UBND huyện Bác Ái", "district")

    assert (said.letterhead.superior, said.letterhead.organisation) == ("", "Ủy ban nhân dân\nhuyện Bác Ái")
    assert said.signature.lines == "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH"
    assert said.grounds[-1].startswith("Căn cứ Biên bản họp Hội đồng Thi đua - Khen thưởng huyện Bác Ái ngày ")
    assert said.request == "Ủy ban nhân dân huyện Bác Ái kính trình Chủ tịch Ủy ban nhân dân tỉnh xem xét, quyết định"
    assert said.issuer == "Ủy ban nhân dân huyện Bác Ái"


def test_a_department_stands_under_the_province_and_its_head_signs_as_such(letter):
    said = letter()

    assert said.letterhead.superior == "Ủy ban nhân dân\ntỉnh Ninh Thuận"
    assert said.letterhead.organisation == "Sở Giáo dục và Đào tạo"
    assert said.signature.lines == "THỦ TRƯỞNG ĐƠN VỊ"
    assert said.award == "Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh"
    assert said.recipients == ("Như trên", "Sở Nội vụ", "Lưu: VT")


def test_the_papers_of_a_districts_council_say_which_district(house, passed):
    house.unit.name, house.unit.kind = "UBND huyện Bác Ái", "district"
    meeting = db.session.query(Meeting).one()

    minutes, sheet = of_council.minutes(meeting), of_council.tally_sheet(meeting)

    assert minutes.letterhead.superior == "Ủy ban nhân dân\nhuyện Bác Ái"
    assert sheet.letterhead.superior == "Hội đồng\nThi đua - Khen thưởng\nhuyện Bác Ái"
    assert sheet.subject == "Kiểm phiếu xét tặng Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh"
    assert minutes.proceedings == (
        "Hội đồng xem xét 03 trường hợp đề nghị tặng Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh",
    )


def test_a_title_is_given_between_quotation_marks(house):
    assert giving(house.title) == "danh hiệu “Chiến sĩ thi đua cấp tỉnh”"


def test_grounds_nobody_read_are_named_beside_the_draft_and_where_it_is_signed(app, house, passed):
    wanted = SubmissionDraft(title="Về việc đề nghị", summary="", nomination_ids=[case.id for case in passed])
    submission = operations.draft(house.unit, house.award_round, wanted, actor=house.clerk)
    db.session.commit()
    client = app.test_client()
    signed_in(client, house.head)

    pages = [client.get(f"/submissions/{submission.id}{page}").text for page in ("", "/sign")]

    said = f"cần kiểm tra trước khi ký: {'; '.join(grounds.unread(clock.today()))}."
    assert [said in page for page in pages] == [True, True]


def test_what_was_counted_on_paper_in_a_sitting_is_sealed_and_what_came_in_writing_is_not(passed):
    meeting = db.session.query(Meeting).one()
    sat = of_council.tally_sheet(meeting)
    meeting.is_in_writing = True
    in_writing = of_council.tally_sheet(meeting)

    day, blank = f"ngày {clock.today():%d} tháng", f"ngày{layout.BLANK}tháng"
    assert [re.findall(r"phút, (ngày.*?tháng)", html_of(paper)) for paper in (sat, in_writing)] == [
        [day] * 2,
        [blank] * 2,
    ]
    assert (sat.sealing[:37], in_writing.sealing) == ("Toàn bộ phiếu đã kiểm được niêm phong", "")
    assert "Niêm phong" in html_of(sat)
    assert "Niêm phong" not in html_of(in_writing)


@pytest.mark.parametrize(
    ("pct", "strict", "body", "words"),
    [
        (90, False, Body.FULL, "từ 90% tổng số thành viên Hội đồng trở lên"),
        (80, False, Body.STANDING, "từ 80% tổng số thành viên Thường trực Hội đồng trở lên"),
        (50, True, Body.FULL, "trên 50% tổng số thành viên Hội đồng"),
    ],
)
def test_papers_say_a_threshold_in_one_way(pct, strict, body, words):
    assert share(pct, body, strict=strict) == words


def test_the_tally_sheet_says_by_which_share_a_name_passes(passed):
    meeting = db.session.query(Meeting).one()

    assert of_council.tally_sheet(meeting).tally.threshold == "Đạt khi có trên 50% tổng số thành viên Hội đồng đồng ý"

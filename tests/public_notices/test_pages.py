"""The notice's pages: from the list of cases to the signed report, each by whom it is for; its papers numbered."""

from io import BytesIO

import pytest

from app import clock
from app.desk.queries import worklist
from app.extensions import db
from app.public_notices import operations, papers, queries
from app.public_notices.models import NoticeStatus
from tests import builders
from tests.public_notices.conftest import MONDAY

pytestmark = pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)  # what is read and written: test_life.py

AFTER = MONDAY.replace(month=3, day=4)


def newest():
    db.session.expire_all()
    return queries.one(queries.notices()[0].id)


def waiting(actor):
    return [(line.todo, line.room) for line in worklist(actor) if line.room in {"public_notices", "papers"}]


def test_a_notice_goes_from_its_list_to_the_signed_report_by_its_pages(hall, send, read):
    round_id = hall.in_round.id
    listed = {"title": "Về việc lấy ý kiến", "nomination_ids": [str(case.id) for case in hall.cases]}
    assert send(hall.appraiser, f"/public-notices/new/{round_id}", **listed).status_code == 303
    page = f"/public-notices/{newest().id}"
    assert waiting(hall.director) == [("Xem danh sách, ký thông báo lấy ý kiến", "public_notices")]
    assert send(hall.director, f"{page}/sign", version=newest().version).status_code == 303
    assert waiting(hall.clerical) == [("Ghi số, ngày, đính bản đã ký, phát hành", "papers")]
    assert waiting(hall.appraiser) == []
    copy = {"number": "21", "issued_on": "17/02/2025", "signed_copy": (BytesIO(builders.blank_pdf()), "tb.pdf")}
    assert send(hall.clerical, f"/papers/{newest().letter_id}", **copy).status_code == 303
    assert waiting(hall.appraiser) == [("Đăng thông báo lấy ý kiến, ghi ngày đăng", "public_notices")]
    posted = {"posted_on": "17/02/2025", "places": "Báo Ninh Thuận", "version": newest().version}
    assert send(hall.appraiser, f"{page}/post", **posted).status_code == 303
    said = {
        "nomination_id": str(hall.cases[0].id),
        "stance": "objects",
        "said_by": "Trần Văn Góp",
        "received_on": "17/02/2025",
        "content": "Đề nghị xem lại số liệu.",
    }
    assert send(hall.appraiser, f"{page}/opinions/new", **said).status_code == 303
    (opinion,) = newest().opinions
    looked_into = {"handling": "Đã kiểm tra.", "version": opinion.version}
    assert send(hall.appraiser, f"{page}/opinions/{opinion.id}/handle", **looked_into).status_code == 303
    early = send(hall.appraiser, f"{page}/close", summary="Đủ điều kiện.", version=newest().version)
    clock.stand_at(AFTER)
    assert waiting(hall.appraiser) == [("Hết thời hạn lấy ý kiến: xem xét, tổng hợp", "public_notices")]
    summed_up = send(hall.appraiser, f"{page}/close", summary="Đủ điều kiện.", version=newest().version)
    assert waiting(hall.director) == [("Ký báo cáo kết quả lấy ý kiến", "public_notices")]
    signed = send(hall.director, f"{page}/sign-report", version=newest().version)

    assert (early.status_code, summed_up.status_code, signed.status_code) == (409, 303, 303)
    assert newest().status is NoticeStatus.SUMMARISED
    assert "Báo cáo kết quả công khai" in read(hall.appraiser, page).text


@pytest.mark.parametrize("status", list(NoticeStatus))
def test_every_page_of_a_notice_opens_whatever_its_state(hall, read, status):
    notice = hall.brought_to(status)
    db.session.commit()
    root = f"/public-notices/{notice.id}"
    paths = {hall.appraiser: ("", "/edit", "/post", "/close", "/cancel", "/opinions/new")}
    paths[hall.director] = ("", "/sign", "/sign-report", "/reopen")
    answers = {(who.role, path): read(who, root + path).status_code for who, them in paths.items() for path in them}

    assert {where: code for where, code in answers.items() if code != 200} == {}


def test_the_drafts_of_both_papers_are_printed(hall, read):
    notice = hall.closed()
    db.session.commit()

    answers = [read(hall.director, f"/public-notices/{notice.id}/{name}.pdf") for name in ("letter", "report")]
    assert [(answer.status_code, answer.data[:5]) for answer in answers] == [(200, b"%PDF-")] * 2


def test_a_form_with_faults_says_them_all_and_keeps_what_was_typed(hall, send):
    notice = hall.posted()
    db.session.commit()
    answer = send(hall.appraiser, f"/public-notices/{notice.id}/opinions/new", said_by="Trần Văn Góp", received_on="x")

    assert answer.status_code == 422
    for sentence in ("Chọn ý kiến về ai.", "Chọn loại ý kiến.", "Ghi nội dung ý kiến.", "Trần Văn Góp"):
        assert sentence in answer.text
    db.session.expire_all()
    assert newest().opinions == []


def test_the_setting_of_a_round_is_on_for_a_new_one_and_says_on_what_it_rests(hall, read):
    page = read(hall.director, "/rounds/new").text

    assert 'id="people_notice"' in page
    assert "checked" in page.split('id="people_notice"')[1].split(">")[0] + page.split('id="people_notice"')[0][-200:]
    assert "Mức do tỉnh quy định – chưa nhập căn cứ pháp lý." in page


def test_a_unit_does_not_read_what_people_sent(hall, read):
    notice = hall.posted()
    db.session.commit()

    assert read(hall.clerk, f"/public-notices/{notice.id}").status_code == 403


def test_a_later_list_of_a_round_says_which_it_is_and_no_two_say_the_same(hall):
    first = hall.drafted(hall.cases[0])
    titles = [papers.default_title(hall.in_round)]
    second = hall.drafted(hall.cases[1])
    second.title = titles[0]
    operations.cancel(first, "Lập nhầm.", version=first.version, actor=hall.appraiser)
    titles.append(papers.default_title(hall.in_round))
    operations.cancel(second, "Lập nhầm.", version=second.version, actor=hall.appraiser)
    titles.append(papers.default_title(hall.in_round))

    plain = titles[2]
    assert [title.removeprefix(plain) for title in titles] == [" (lần 2)", " (lần 3)", ""]

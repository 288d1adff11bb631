"""The pages: what is missing is said, what was typed stays; a unit does not read the document behind it."""

import re

import pypdfium2
from sqlalchemy import select

from app.corrections.models import Correction
from app.corrections.operations import BOTH
from app.extensions import db
from tests.pages import said, scan
from workflows.vocabulary import Role

TYPED = {
    "kind": "replacing",
    "honorific": "Bà",
    "nominee_name": "Katơr Thị Sinh",
    "nominee_title": "Giáo viên, Trường THPT An Phước",
    "source": "Giấy khai sinh số 15",
    "reason": "Đánh máy sai dấu.",
}


def typed(house, **more):
    return TYPED | {"version": str(house.case.version)} | more


def test_from_the_proposal_to_the_number(browsers, house):
    director, chairman, clerk = (browsers[role] for role in (Role.SNV_DIRECTOR, Role.CHAIRMAN, Role.UNIT_CLERK))
    clerical, case = browsers[Role.CLERICAL_UBND], f"/nominations/{house.case.id}"
    assert "Trình đính chính, thay thế quyết định" in said(director.get(case))
    wanted = typed(house, honorific="", file=scan())
    assert director.post(f"/corrections/propose/{house.case.id}", data=wanted).status_code == 303
    draft = chairman.get(f"/corrections/draft/{house.case.id}.pdf")
    text = pypdfium2.PdfDocument(draft.data)[0].get_textpage().get_text_bounded()
    assert "Về việc sửa đổi Quyết định số 1486/QĐ-UBND" in " ".join(text.split())
    sign = f"/corrections/sign/{house.case.id}"
    to_sign = said(chairman.get(sign))
    assert "sửa thành “Katơr Thị Sinh”" in to_sign
    assert "Đã ghi “Bà”, bỏ" in to_sign
    assert chairman.post(sign, data={"version": "1"}).status_code == 303
    (correction,) = db.session.scalars(select(Correction))
    paper = f"/papers/{correction.paper_id}.pdf"
    assert [someone.get(paper).status_code for someone in (clerk, chairman, director)] == [404, 200, 200]
    page = f"/corrections/{correction.id}"
    assert "Cấp số, phát hành Quyết định sửa đổi" in said(clerical.get(case))
    numbered = {"number": "77", "issued_on": "17/02/2025", "signed_copy": scan()}
    assert clerical.post(f"{page}/register", data=numbered).status_code == 303

    shown = said(clerk.get(case))
    assert "Đã ghi “Katơr Thị Sính”, sửa thành “Katơr Thị Sinh”" in shown
    assert "Quyết định sửa đổi số 77/QĐ-UBND, ngày 17/02/2025" in shown
    assert [someone.get(f"{page}/source").status_code for someone in (clerk, chairman, director)] == [403, 200, 200]
    assert clerk.get(paper).status_code == 200


def test_all_that_is_missing_is_said_and_what_was_typed_stays(browsers, house):
    answer = browsers[Role.SNV_DIRECTOR].post(
        f"/corrections/propose/{house.case.id}", data=typed(house, kind="", nominee_name="", wrong_text="Điều 5")
    )

    assert answer.status_code == 422
    for sentence in ("Chọn loại sai sót.", "Nhập họ tên, tên tập thể.", "Chọn tệp bản quét giấy tờ làm căn cứ.", BOTH):
        assert sentence in said(answer)
    assert "Đánh máy sai dấu." in said(answer)
    assert db.session.scalars(select(Correction)).all() == []


def test_given_up_the_case_goes_back(browsers, house):
    director = browsers[Role.SNV_DIRECTOR]
    director.post(f"/corrections/propose/{house.case.id}", data=typed(house, file=scan()))

    abandon = f"/corrections/abandon/{house.case.id}"
    empty = director.post(abandon, data={"version": "1"})
    gone = director.post(abandon, data={"version": "1", "reason": "Giấy tờ chưa khớp."})

    assert (empty.status_code, gone.status_code) == (422, 303)
    db.session.refresh(house.case)
    assert house.case.state == "KN21_HANDED_OVER"
    assert director.get(abandon).status_code == 404


def test_what_was_written_over_an_older_case_is_not_proposed(browsers, house):
    """Else a page left open before a correction would put the wrong name back."""
    director, page = browsers[Role.SNV_DIRECTOR], f"/corrections/propose/{house.case.id}"
    shown = re.search(r'name="version"[^>]*value="(\d+)"', director.get(page).text)[1]
    house.case.nominee_name = "Katơr Thị Sinh"
    db.session.commit()

    answer = director.post(page, data=TYPED | {"version": shown, "nominee_name": "Katơr Thị Sính", "file": scan()})

    assert (answer.status_code, "Đánh máy sai dấu." in said(answer)) == (409, True)
    assert db.session.scalars(select(Correction)).all() == []

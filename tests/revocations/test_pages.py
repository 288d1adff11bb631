"""The pages: what is missing is said, what was typed stays; a unit sees the result, not the document behind it."""

import pypdfium2
from sqlalchemy import select

from app.extensions import db
from app.revocations.models import Revocation
from tests import builders
from tests.pages import said, scan
from workflows.vocabulary import Role

TYPED = {
    "ground": "forged",
    "source": "Kết luận số 15/KL-TTr của Thanh tra tỉnh",
    "source_on": "10/02/2025",
    "reason": "Xác nhận sáng kiến là giả.",
}


def test_from_the_ground_to_what_came_back(browsers, house):
    head, chairman, clerk = browsers[Role.BAN_HEAD], browsers[Role.CHAIRMAN], browsers[Role.UNIT_CLERK]
    case = f"/nominations/{house.case.id}"
    assert "Mở xem xét hủy" in said(head.get(case))
    assert head.post(f"/revocations/open/{house.case.id}", data=TYPED | {"file": scan()}).status_code == 303
    draft = chairman.get(f"/revocations/draft/{house.case.id}.pdf")
    text = pypdfium2.PdfDocument(draft.data)[0].get_textpage().get_text_bounded()
    assert "Về việc hủy quyết định tặng" in " ".join(text.split())
    assert "702.000 đ" in said(chairman.get(f"/revocations/revoke/{house.case.id}"))
    sent = {"version": "1", "reason": "Căn cứ được xác nhận."}
    assert chairman.post(f"/revocations/revoke/{house.case.id}", data=sent).status_code == 303
    (revocation,) = db.session.scalars(select(Revocation))
    page = f"/revocations/{revocation.id}"
    numbered = {"number": "77", "issued_on": "17/02/2025", "signed_copy": scan()}
    assert browsers[Role.CLERICAL_UBND].post(f"{page}/register", data=numbered).status_code == 303
    desk = browsers[Role.APPRAISER]
    with builders.statements() as sent:
        assert "Thu hồi bằng, hiện vật, tiền thưởng; ghi nhận thu hồi" in said(desk.get("/"))
    assert len(sent) <= 12
    back = {"version": "2", "recovered": "Bằng khen, khung.", "recovered_on": "17/02/2025", "file": scan()}
    assert browsers[Role.APPRAISER].post(f"{page}/recover", data=back).status_code == 303

    assert "tiền thưởng; ghi nhận thu hồi" not in said(desk.get("/"))
    shown = said(clerk.get(case))
    assert "Đã hủy quyết định khen thưởng" in shown
    assert "Số 77/QĐ-UBND, ngày 17/02/2025" in shown
    assert "Bằng khen, khung." in shown
    assert "Văn bản làm căn cứ" not in shown
    assert [clerk.get(f"{page}/{file}").status_code for file in ("source", "recovery")] == [403, 200]
    assert chairman.get(f"{page}/source").status_code == 200


def test_why_it_is_reviewed_a_council_member_reads_once_the_decision_is_out(app, browsers, house):
    member = builders.actor(Role.COUNCIL_MEMBERS, builders.organisation("HDTDKT", "Hội đồng", kind="council"))
    db.session.commit()
    case, known = f"/nominations/{house.case.id}", []
    browsers[Role.BAN_HEAD].post(f"/revocations/open/{house.case.id}", data=TYPED | {"file": scan()})

    def reads(who):
        text = said(who.get(case))
        return "Xem xét hủy" in text, TYPED["source"] in text, TYPED["reason"] in text

    seated = builders.signed_in(app.test_client(), member)
    known += [reads(seated), reads(browsers[Role.UNIT_CLERK])]
    sent = {"version": "1", "reason": "Căn cứ được xác nhận."}
    browsers[Role.CHAIRMAN].post(f"/revocations/revoke/{house.case.id}", data=sent)
    known.append(reads(seated))
    numbered = {"number": "77", "issued_on": "17/02/2025", "signed_copy": scan()}
    (revocation,) = db.session.scalars(select(Revocation.id))
    browsers[Role.CLERICAL_UBND].post(f"/revocations/{revocation}/register", data=numbered)

    assert known == [(True, False, False), (True, True, True), (True, False, False)]
    assert reads(seated) == (True, True, True)


def test_all_that_is_missing_is_said_and_what_was_typed_stays(browsers, house):
    head = browsers[Role.BAN_HEAD]

    answer = head.post(f"/revocations/open/{house.case.id}", data=TYPED | {"ground": "", "source_on": "40/02/2025"})

    assert answer.status_code == 422
    text = said(answer)
    for sentence in (
        "Chọn căn cứ xem xét hủy.",
        "Chọn tệp bản quét văn bản làm căn cứ.",
        "Ngày này không có trong lịch.",
    ):
        assert sentence in text
    assert "Xác nhận sáng kiến là giả." in text
    assert db.session.scalars(select(Revocation)).all() == []


def test_kept_the_case_goes_back(browsers, house):
    browsers[Role.BAN_HEAD].post(f"/revocations/open/{house.case.id}", data=TYPED | {"file": scan()})

    keep, chairman = f"/revocations/keep/{house.case.id}", browsers[Role.CHAIRMAN]
    empty = chairman.post(keep, data={"version": "1"})
    kept = chairman.post(keep, data={"version": "1", "reason": "Chưa đủ căn cứ."})

    assert (empty.status_code, kept.status_code) == (422, 303)
    db.session.refresh(house.case)
    assert house.case.state == "KN21_HANDED_OVER"
    assert chairman.get(keep).status_code == 404

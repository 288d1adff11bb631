"""The pages of a new certificate, from the unit's request to its receipt."""

import pypdfium2
import pytest
from sqlalchemy import select

from app.extensions import db
from app.reissues.models import Reissue
from tests.pages import said, scan
from workflows.vocabulary import Role

TYPED = {"kind": "damaged", "asked_by": "Sở GDĐT", "asked_on": "17/02/2025", "reason": "Mối ăn một góc."}


pytestmark = pytest.mark.usefixtures("handed")


def test_from_the_request_to_the_receipt(browsers, house):
    clerk, head, appraiser = (browsers[role] for role in (Role.UNIT_CLERK, Role.BAN_HEAD, Role.APPRAISER))
    case = f"/nominations/{house.case.id}"
    assert "Đề nghị cấp đổi, cấp lại Bằng" in said(clerk.get(case))
    ask = f"/reissues/ask/{house.case.id}"
    assert (appraiser.get(f"/reissues/pass-on/{house.case.id}").status_code, clerk.get(ask).status_code) == (409, 200)
    assert clerk.post(ask, data=TYPED | {"file": scan()}).status_code == 303
    (reissue,) = db.session.scalars(select(Reissue))
    page = f"/reissues/{reissue.id}"
    assert "Kiểm tra đề nghị cấp đổi, cấp lại" in said(head.get(case))
    assert "Mối ăn một góc." in said(head.get(f"{page}/check"))
    assert head.post(f"{page}/check", data={"version": "1", "verdict": "no"}).status_code == 422
    assert head.post(f"{page}/check", data={"version": "1", "verdict": "yes"}).status_code == 303
    printed = pypdfium2.PdfDocument(appraiser.get(f"{page}/certificate.pdf").data)
    text = " ".join(printed[0].get_textpage().get_text_bounded().split())
    assert "Cấp đổi ngày 17/02/2025" in text
    assert "BẢN XEM THỬ" not in text
    sent = {"version": "2", "handed_on": "17/02/2025", "receiver_name": "Trần Văn Nhận"}
    kept = appraiser.post(f"{page}/hand-over", data=sent | {"receiver_name": ""})
    faults = ("Nhập người nhận.", "Thu lại bản cũ rồi mới giao bản mới.", "Chọn tệp bản quét phiếu ký nhận.")
    assert (kept.status_code, [fault in said(kept) for fault in faults]) == (422, [True] * 3)
    assert [who.get(url).status_code for who, url in ((head, f"{page}/check"), (clerk, ask))] == [409, 409]
    taken = appraiser.post(f"{page}/hand-over", data=sent | {"is_old_back": "y", "file": scan()})
    assert taken.status_code == 303

    assert appraiser.get(f"{page}/hand-over").status_code == 409
    shown = said(clerk.get(case))
    assert "Đã giao Bằng mới ngày 17/02/2025, người nhận: Trần Văn Nhận Bản cũ đã thu lại." in shown
    assert [clerk.get(f"{page}/{file}").status_code for file in ("request", "receipt")] == [200, 200]


def test_all_that_is_missing_is_said_and_what_was_typed_stays(browsers, house):
    answer = browsers[Role.UNIT_CLERK].post(
        f"/reissues/ask/{house.case.id}", data=TYPED | {"kind": "", "asked_on": "40/02/2025"}
    )

    assert answer.status_code == 422
    for sentence in ("Chọn lý do cấp đổi, cấp lại.", "Ngày này không có trong lịch.", "Mối ăn một góc."):
        assert sentence in said(answer)
    assert db.session.scalars(select(Reissue)).all() == []

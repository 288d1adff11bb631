"""An award that was given is complained of, rightly, and taken back, and the unit reads it."""

from datetime import datetime

import pytest

from app.clock import VIETNAM
from tests.browser.at_the_department import Appraiser, BanHead, ComplaintOfficer
from tests.browser.at_the_province import Chairman, Seal
from tests.browser.at_the_unit import Clerk
from tests.browser.desk import Desk
from tests.browser.world import AWARDED, AWARDED_BY

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]

SOURCE, NUMBER = "Kết luận số 15/KL-TTr của Thanh tra tỉnh", 97
WHY, BACK = "Số liệu khám, chữa bệnh năm 2023 được kê khống.", "Bằng khen, khung và 3.510.000 đồng."


def test_an_award_is_taken_back_and_what_was_given_returns(office, sit_down):
    office.stand_at(datetime(2025, 2, 17, 8, 0, tzinfo=VIETNAM))
    sit_down("unit_clerk.syt", Clerk).complains(AWARDED, "Số liệu khám, chữa bệnh bị kê khống.", known_on="17/02/2025")
    officer = sit_down("complaint_officer", ComplaintOfficer)
    officer.takes_up_and_settles(AWARDED, is_upheld=True, number="5/QĐ-SNV", on="17/02/2025")
    head = sit_down("snv_ban_head", BanHead)
    head.has_been_told("Đơn về hồ sơ này được giải quyết là đúng")
    head.asks_to_revoke(AWARDED, source=SOURCE, why=WHY)
    draft = sit_down("chairman", Chairman).revokes(AWARDED, "Căn cứ hủy đã được xác nhận.")
    seal = sit_down("van_thu_ubnd", Seal)
    seal.issues_revocation(AWARDED, NUMBER)
    issued = seal.paper(f"Số {NUMBER}/QĐ-UBND")
    sit_down("snv_appraiser", Appraiser).records_recovery(AWARDED, BACK)
    unit = sit_down("unit_clerk.syt", Desk)
    unit.has_been_told(AWARDED)

    unit.case_is(AWARDED, "Đã hủy QĐ, thu hồi hiện vật & tiền")
    for shown in ("Đơn đúng", f"Số {NUMBER}/QĐ-UBND, ngày 17/02/2025", BACK, "biên bản thu hồi"):
        unit.sees(shown)
    assert SOURCE in draft
    assert "DỰ THẢO" in draft
    said = {AWARDED, f"{NUMBER}/QĐ-UBND", f"{AWARDED_BY}/QĐ-UBND", "Hủy"}
    assert {words for words in said if words in issued} == said
    assert "DỰ THẢO" not in issued

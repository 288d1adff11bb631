"""A jurist changes a criterion, a second person approves; an old case stays on its version, a new one is on the new."""

from datetime import datetime

import pytest
from playwright.sync_api import expect

from app.clock import VIETNAM
from tests.browser.at_the_unit import Clerk
from tests.browser.conftest import desks, running
from tests.browser.looking import faults

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]

AWARD = "Bằng khen của Chủ tịch UBND tỉnh"
VERSIONS = "/awards/bang_khen_tinh/versions"
WAS, IS = "Nội bộ tập thể đoàn kết", "Nội bộ tập thể đoàn kết ba năm liền"
OLD, NEW = "Trường THCS Lê Lợi", "Trường THCS Võ Thị Sáu"


@pytest.fixture
def office(tmp_path, browser):
    """Of its own: its catalogue changes."""
    with running("office", tmp_path) as office:
        yield office


def test_a_changed_criterion_is_approved_by_another_and_holds_for_new_cases(office, browser):
    office.stand_at(datetime(2025, 2, 17, 8, 0, tzinfo=VIETNAM))
    with desks(office, browser) as sit_down:
        clerk = sit_down("unit_clerk", Clerk)
        clerk.enlists_collective(OLD)
        clerk.opens_draft(OLD, AWARD, years=(2023, 2024))
        clerk.sees(WAS)

        jurist = sit_down("snv_appraiser")
        jurist.expected.append("422")
        jurist.open(VERSIONS)
        jurist.follow("Soạn bản mới")
        jurist.fill("Áp dụng từ ngày", "17/02/2025")
        jurist.fill("Căn cứ của thay đổi", "Quyết định 12/2025/QĐ-UBND")
        jurist.press("Bắt đầu soạn")
        jurist.sees("Từ ngày này đã có hồ sơ lập theo bản đang áp dụng: chọn ngày sau hôm nay.")
        jurist.fill("Áp dụng từ ngày", "01/03/2025")
        jurist.press("Bắt đầu soạn", "Đã lập bản soạn")
        jurist.page.locator("main tr", has_text=WAS).get_by_role("link", name="Sửa").click()
        jurist.fill("Nội dung tiêu chí", "")
        jurist.press("Lưu vào bản soạn")
        jurist.sees("Ghi nội dung tiêu chí.")
        assert faults(jurist.page, "award_drafts_edit_row") == []
        jurist.fill("Nội dung tiêu chí", IS)
        jurist.press("Lưu vào bản soạn", "Đã lưu vào bản soạn.")
        expect(jurist.page.locator("main ins").first).to_have_text(IS)
        jurist.press("Gửi phê duyệt", "Đã gửi.")
        expect(jurist.page.get_by_role("link", name="Đọc lại, phê duyệt")).to_have_count(0)

        head = sit_down("snv_ban_head")
        head.open(VERSIONS)
        head.sees("Chờ phê duyệt")
        head.follow(f"{AWARD}, bản 2")
        assert faults(head.page, "award_drafts_show") == []
        head.follow("Đọc lại, phê duyệt")
        expect(head.page.locator("main ins").first).to_have_text(IS)
        assert faults(head.page, "award_drafts_publish") == []
        head.press("Phê duyệt, ban hành", "Đã ban hành bản 2.")
        head.sees("28/02/2025")

        office.stand_at(datetime(2025, 3, 3, 8, 0, tzinfo=VIETNAM))
        clerk.enlists_collective(NEW)
        clerk.opens_draft(NEW, AWARD, years=(2023, 2024))
        clerk.sees(IS)
        clerk.opens_the_draft_of(OLD)
        clerk.sees(WAS)
        assert IS not in clerk.page.locator("main").inner_text()

"""Two hundred cases sent on at once, of which seven cannot be: told before, told after, each by its name."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import desks, running
from tests.browser.looking import faults
from tests.browser.world import MANY, STILL_WRITTEN, many

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

WORK = 120_000  # milliseconds for two hundred cases, whatever else the machine does
LEFT = MANY - len(STILL_WRITTEN)


@pytest.fixture
def crowd(tmp_path, browser):
    with running("many", tmp_path) as office:
        yield office


def test_two_hundred_cases_go_to_the_council_but_for_seven(crowd, browser):
    with desks(crowd, browser) as sit_down:
        clerk = sit_down("unit_clerk.syt")
        clerk.open("/nominations/?words=chamalea+thi+suong")
        clerk.press("Đánh dấu 50 hồ sơ trên trang")
        assert clerk.page.locator("#cases input:checked").count() == 50
        assert faults(clerk.page, "nominations_many") == []
        clerk.press("Xử lý tất cả hồ sơ tìm thấy")
        clerk.sees(f"Đã chọn {MANY} hồ sơ")
        assert faults(clerk.page, "runs_new_many") == []
        clerk.check(f"Trình Hội đồng – {LEFT} trong {MANY} hồ sơ")
        clerk.press("Xem trước kết quả")

        summary = clerk.page.locator("main .notice").first
        expect(summary).to_contain_text(f"Sẽ thực hiện {LEFT} hồ sơ, 7 hồ sơ không thực hiện được", timeout=WORK)
        assert refused(clerk) == [many(number) for number in STILL_WRITTEN]
        assert faults(clerk.page, "runs_ready") == []
        clerk.press(f"Thực hiện với {LEFT} hồ sơ")

        expect(clerk.page.locator("#progress")).to_contain_text("còn lại")
        assert faults(clerk.page, "runs_working") == []
        expect(summary).to_contain_text(f"Đã thực hiện {LEFT} hồ sơ, 7 hồ sơ không thực hiện được", timeout=WORK)
        assert refused(clerk) == [many(number) for number in STILL_WRITTEN]
        assert faults(clerk.page, "runs_done") == []
        clerk.case_is(many(1), "Hội đồng TĐKT cơ sở họp, bỏ phiếu")
        clerk.open("/")
        clerk.sees(f"{LEFT} hồ sơ đã thực hiện, 7 hồ sơ không thực hiện được")


def refused(desk):
    table = desk.page.locator("table", has_text="Không thực hiện được: 7 hồ sơ")
    expect(table.locator("tbody tr")).to_have_count(7)
    expect(table).to_contain_text("Hồ sơ đã chuyển sang bước khác.")
    return [link.inner_text() for link in table.locator("tbody th a").all()]

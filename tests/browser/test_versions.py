"""A newer version of a process: the director tries the move of the cases under way, mends it, and moves them."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import desks, running
from tests.browser.looking import faults
from tests.browser.world import BELOW, EXCLUDED, OVERDUE, SUPPLEMENTED

pytestmark = pytest.mark.browser

PROCESS = "Khen thưởng thuộc thẩm quyền Chủ tịch UBND tỉnh (nhiệm vụ 1d)"
STATES = {
    SUPPLEMENTED: "Tiếp nhận, kiểm tra thành phần",
    OVERDUE: "Tiếp nhận, kiểm tra thành phần",
    BELOW: "Tiếp nhận, kiểm tra thành phần",
    EXCLUDED: "Thẩm định điều kiện, tiêu chuẩn",
}


@pytest.fixture
def newer(tmp_path, browser):
    with running("newer", tmp_path) as office:
        yield office


def test_cases_under_way_move_to_a_newer_version(newer, browser):
    with desks(newer, browser) as sit_down:
        director = sit_down("snv_director")
        director.expected = ["422"]
        director.open("/processes/")
        director.follow(PROCESS)
        director.open("/processes/award_province/1")
        director.follow("Chuyển hồ sơ sang phiên bản 2")
        director.fill("Lý do", "Quyết định ban hành quy trình mới.")
        director.press("Chạy thử")
        director.sees(f"Chọn bước thay cho bước này của: {SUPPLEMENTED}, {OVERDUE}.")
        director.choose("Thay cho bước “Chờ đơn vị bổ sung”", "Tiếp nhận, kiểm tra thành phần")
        director.press("Chạy thử")
        director.sees("Kết quả chạy thử, chưa chuyển hồ sơ nào.")
        assert faults(director.page, "processes_move") == []
        director.press("Chuyển các hồ sơ đã chọn")
        director.sees("Đã chuyển 5 hồ sơ.")
        for name, state in STATES.items():
            director.case_is(name, state)
        expect(director.page.locator("main")).to_contain_text("Chuyển sang phiên bản mới của quy trình")

"""A unit registers for a year and Sở Nội vụ sees it; next year's round is opened beside the old one."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.at_the_registration import Sender, YearOpener
from tests.browser.conftest import desks, running
from tests.browser.looking import faults
from tests.browser.world import READY, ROUND

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

CLERK, HEAD, BAN = "unit_clerk.syt", "unit_head.syt", "snv_ban_head"
TITLE, PLEDGE = "Tập thể lao động xuất sắc", "Hoàn thành xuất sắc nhiệm vụ, có một sáng kiến."
NAME = next(iter(READY))


@pytest.fixture(scope="module")
def house(tmp_path_factory, browser):
    with running("office", tmp_path_factory.mktemp("registering")) as office:
        yield office


def test_a_unit_registers_and_the_department_sees_who_did(house, browser):
    with desks(house, browser) as sit_down:
        ban = sit_down(BAN, YearOpener)
        ban.opens_year([TITLE], "10/02/2025", "28/02/2025")
        enrol(sit_down(CLERK))
        sit_down(HEAD, Sender).sends_registration(2025)
        ban.reads_registration(2025)
        ban.sees("Đã gửi 1/")
        assert faults(ban.page, "registration_year") == []
        ban.follow("Sở Y tế")
        for words in (NAME, PLEDGE, "Chưa có hồ sơ đề nghị", "Nguyễn Khắc Duy"):
            ban.sees(words)
        assert faults(ban.page, "registration") == []


def enrol(desk):
    desk.takes_up("Đăng ký thi đua năm 2025")
    desk.follow("Ghi tên đăng ký")
    desk.fill("Tìm trong danh sách của đơn vị", NAME)
    desk.page.get_by_role("button", name="Hiện danh sách").click()
    desk.page.get_by_label(re.compile(re.escape(NAME))).check()
    assert faults(desk.page, "registration_names") == []
    desk.fill("Cam kết", PLEDGE)
    desk.press("Ghi vào bản đăng ký", "Đã ghi 1 tên vào bản đăng ký.")


def test_next_years_round_is_read_beside_the_old_one_and_opened(house, browser):
    with desks(house, browser) as sit_down:
        ban = sit_down(BAN)
        ban.open("/rounds/")
        ban.follow(ROUND)
        ban.follow("Mở đợt năm sau")
        table = ban.page.locator("#diff + table")
        for words in ("02/12/2024", "02/12/2025", "Tên đợt xét"):
            expect(table).to_contain_text(words)
        ban.sees("Căn cứ mở đợt: nhập kế hoạch, hướng dẫn của năm mới.")
        assert faults(ban.page, "round_next") == []
        ban.fill("Căn cứ", "Kế hoạch số 3/KH-UBND")
        ban.press("Mở đợt xét", "Đã mở")
        ban.sees("02/12/2025 – 30/06/2026")
        assert faults(ban.page, "round_letter") == []
        ban.open("/movements/")
        assert faults(ban.page, "movements") == []
        ban.follow("Toàn dân chung sức xây dựng nông thôn mới")
        ban.sees("mục 1 điểm b")
        assert faults(ban.page, "movement") == []

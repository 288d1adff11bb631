"""No word of a draft is lost: not to a colleague who was faster, not to a session that has ended."""

import re
from datetime import datetime

import pytest
from playwright.sync_api import expect

from app.clock import VIETNAM
from tests.browser.at_the_unit import Clerk
from tests.browser.conftest import desks
from tests.browser.world import COLLEAGUE

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]

COMMENDATION = "Bằng khen của Chủ tịch UBND tỉnh"
SECTION = "Đặc điểm, tình hình"
MINE, THEIRS = "Trường có 62 giáo viên, 1.480 học sinh.", "Trường thành lập năm 1976, đạt chuẩn quốc gia mức 2."


@pytest.fixture
def morning(office):
    office.stand_at(datetime(2025, 2, 17, 8, 0, tzinfo=VIETNAM))


@pytest.mark.parametrize("with_scripts", [True, False], ids=["with scripts", "without scripts"])
def test_two_clerks_on_one_draft_lose_no_text(office, morning, browser, with_scripts):
    name = f"Trường THCS Lê Hồng Phong {'1' if with_scripts else '2'}"
    with desks(office, browser, java_script_enabled=with_scripts) as sit_down:
        clerk, colleague = sit_down("unit_clerk", Clerk), sit_down(COLLEAGUE["username"], Clerk)
        colleague.expected.append("409")
        clerk.enlists_collective(name)
        clerk.opens_draft(name, COMMENDATION, years=(2023, 2024))
        colleague.opens_the_draft_of(name)
        clerk.writes(SECTION, THEIRS)
        colleague.writes_too_late(SECTION, MINE)

        expect(colleague.page.locator("main")).to_contain_text("Lưu Thị Bích Vân đã sửa mục")
        shown = colleague.page.locator(".conflict-text").all_inner_texts()
        colleague.takes_own_version(SECTION)
        clerk.page.reload()
        clerk.reads(SECTION, MINE)

    assert shown == [MINE, THEIRS]


def test_an_ended_session_leads_through_sign_in_back_to_the_draft(office, morning, browser):
    name = "Trường THCS Trần Phú"
    with desks(office, browser) as sit_down:
        clerk = sit_down("unit_clerk", Clerk)
        clerk.enlists_collective(name)
        clerk.opens_draft(name, COMMENDATION, years=(2023, 2024))
        clerk.writes(SECTION, THEIRS)
        draft = clerk.page.url
        sit_down("unit_clerk", Clerk, again=True).ends_other_sessions()

        clerk.expected.append("400")
        clerk.page.on("dialog", lambda dialog: dialog.accept())  # the browser asks before it leaves unsaved text
        clerk.control(SECTION).fill(MINE)
        expect(clerk.status_of(clerk.control(SECTION))).to_contain_text("Phiên đăng nhập đã hết. Chữ vẫn giữ")
        clerk.page.reload()
        expect(clerk.page).to_have_title(re.compile("Đăng nhập"))
        clerk.enter("unit_clerk", office.passwords["unit_clerk"])
        expect(clerk.page).to_have_url(draft)
        clerk.reads(SECTION, THEIRS)
        clerk.press("Khôi phục")
        expect(clerk.status_of(clerk.control(SECTION))).to_contain_text("Đã lưu lúc")
        clerk.page.reload()
        text = clerk.control(SECTION).input_value()

    assert text == MINE

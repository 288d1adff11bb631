"""A household, from the register to Sở Nội vụ; its titles are entered once, confirmed, and taken over by a tick."""

from datetime import datetime

import pytest
from playwright.sync_api import expect

from app.clock import VIETNAM
from tests.browser.at_the_department import Appraiser, Intake
from tests.browser.at_the_unit import Clerk, UnitClerical, UnitHead, UnitSecretary

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]

HEAD, HAMLET, ADDRESS = "Tà Yên Thị Mai", "Thôn Ma Oai", "xã Phước Thắng, huyện Bác Ái"
WHOM, TITLE, COMMENDATION = f"Hộ gia đình bà {HEAD}", "Gia đình văn hóa", "Bằng khen của Chủ tịch UBND tỉnh"
LETTER = "Về việc đề nghị khen thưởng hộ gia đình"


def test_a_household_goes_from_the_register_to_the_department_with_the_titles_it_holds(office, sit_down):
    office.stand_at(datetime(2025, 2, 17, 8, 0, tzinfo=VIETNAM))
    clerk = sit_down("unit_clerk.bacai", Clerk)
    clerk.enlists_household(HEAD, HAMLET, ADDRESS)
    for year in (2023, 2024):
        clerk.enters_honour(HEAD, TITLE, year, number=f"{year - 1900}/QĐ-UBND", by="Chủ tịch UBND xã Phước Thắng")
    the_department_confirms(sit_down("snv_appraiser", Appraiser))

    the_clerk_writes(clerk)
    paper = the_unit_submits(sit_down, clerk)

    assert "HỘ GIA ĐÌNH" in paper or "hộ gia đình" in paper
    assert f"{WHOM} Thôn Ma Oai, xã Phước Thắng, huyện Bác Ái" in paper
    intake = sit_down("snv_intake", Intake)
    intake.opens_case(HEAD)
    intake.sees(WHOM)
    intake.sees("Nơi cư trú")


def the_department_confirms(appraiser):
    appraiser.open("/")
    appraiser.follow("UBND huyện Bác Ái")
    for box in appraiser.page.locator("main tbody input[type=checkbox]").all():
        box.check()
    appraiser.press("Xác nhận các mục đã chọn", "Đã xác nhận 2 khen thưởng.")
    appraiser.sees("Không tìm thấy khen thưởng nào.")


def the_clerk_writes(clerk):
    clerk.open("/nominations/new")
    clerk.choose("Đợt xét, danh hiệu, hình thức", COMMENDATION)
    clerk.press("Hiện danh sách")
    clerk.check(WHOM)
    clerk._purpose((2023, 2024))
    clerk.press("Lập hồ sơ", "Đã lập hồ sơ")
    clerk.writes("Nội dung đề nghị khen", "Đã hiến 800 m² đất làm điểm trường mẫu giáo.")
    clerk.writes(clerk.profile, "Hộ có năm nhân khẩu, nhiều đời làm rẫy tại thôn.")
    clerk.writes("Thành tích đạt được", "Hiến 800 m² đất rẫy, trị giá 75 triệu đồng, có xác nhận của xã.")
    clerk.lacks("Chưa nhập thành tích năm 2023.", "Chưa nhập thành tích năm 2024.")
    clerk.takes_titles_over(count=2)
    clerk.lacks_nothing()
    expect(clerk.page.locator("#years table")).to_contain_text("Quyết định số 124/QĐ-UBND ngày 18/11/2024")


def the_unit_submits(sit_down, clerk):
    clerk.sends_to_check(HEAD)
    clerk.refers(HEAD)
    secretary = sit_down("unit_council_secretary.bacai", UnitSecretary)
    secretary.records_meeting("Hội đồng huyện xét hộ gia đình", cast=7, agree={WHOM: 7}, teller=clerk)
    assert "DỰ THẢO" in clerk.draws_up_letter(LETTER)
    sit_down("unit_head.bacai", UnitHead).signs(LETTER)
    clerical = sit_down("unit_van_thu.bacai", UnitClerical)
    clerical.issues(LETTER, 77)
    return clerical.paper("Tờ trình và danh sách")

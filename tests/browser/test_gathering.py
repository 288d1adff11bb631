"""Three schools propose by their superior, which hands one case back and carries the others to Sở Nội vụ."""

from datetime import datetime

import pytest
from playwright.sync_api import expect

from app.clock import VIETNAM
from tests.browser.at_the_department import Intake
from tests.browser.at_the_unit import Clerk, UnitClerical, UnitHead, UnitSecretary
from tests.browser.world import ROUND

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]

SCHOOLS = {"chuvanan": ("Tổ Toán", "Tổ Hóa học"), "anphuoc": ("Tổ Ngữ văn",), "thptbacai": ("Tổ Thể dục",)}
REFUSED, GOING = "Tổ Hóa học", ("Tổ Toán", "Tổ Ngữ văn", "Tổ Thể dục")
WHY = "Thành tích trùng với hồ sơ năm trước."
LETTER = "Về việc đề nghị khen thưởng các trường trực thuộc"


def test_three_schools_are_gathered_and_each_reads_its_own_result(office, sit_down):
    office.stand_at(datetime(2025, 2, 17, 8, 0, tzinfo=VIETNAM))
    for number, school in enumerate(SCHOOLS, start=31):
        the_school_sends(sit_down, school, number)

    superior = sit_down("unit_clerk", Clerk)
    for school, names in SCHOOLS.items():
        the_superior_answers(superior, title_of(school), names)
    the_superior_carries_them_on(sit_down, superior)

    clerk = sit_down("unit_clerk.chuvanan", Clerk)
    clerk.open("/gatherings/")
    clerk.follow(title_of("chuvanan"))
    clerk.sees(WHY)
    clerk.sees("Đã nộp về Sở Nội vụ")
    intake = sit_down("snv_intake", Intake)
    intake.opens_case("Tổ Ngữ văn")
    intake.sees("Trường THPT An Phước, Sở Giáo dục và Đào tạo trình")


def title_of(school):
    return f"Về việc đề nghị khen thưởng ({school})"


def the_school_sends(sit_down, school, number):
    title = title_of(school)
    clerk = sit_down(f"unit_clerk.{school}", Clerk)
    clerk.open("/gatherings/")
    clerk.page.locator("li", has_text=ROUND).get_by_role("link", name="Lập Tờ trình gửi cấp trên").click()
    clerk.fill("Trích yếu của Tờ trình", title)
    clerk.press("Lưu Tờ trình", "Đã lập Tờ trình gửi cấp trên.")
    assert "Kính gửi: Sở Giáo dục và Đào tạo" in clerk.paper("Xem dự thảo Tờ trình và danh sách")
    head = sit_down(f"unit_head.{school}", UnitHead)
    head.takes_up(title)
    head.follow("Xem danh sách, ký Tờ trình")
    head.press("Ký Tờ trình và xác nhận thành tích", "Đã ký Tờ trình.")
    clerical = sit_down(f"unit_van_thu.{school}", UnitClerical)
    clerical.takes_up(title)
    clerical.follow("Cấp số, đính bản đã ký")
    clerical.fill("Số Tờ trình", number)
    clerical.attach("Bản đã ký")
    clerical.press("Cấp số, gửi cấp trên", "Đã cấp số, gửi Tờ trình.")


def the_superior_answers(superior, title, names):
    superior.takes_up(title)
    superior.follow("Tiếp nhận từng hồ sơ")
    for name in names:
        part = superior.page.locator("main form section", has_text=name)
        part.get_by_label("Không tiếp nhận" if name == REFUSED else "Tiếp nhận", exact=True).check()
        if name == REFUSED:
            part.get_by_role("textbox").fill(WHY)
    superior.press("Gửi trả lời", "Đã trả lời.")


def the_superior_carries_them_on(sit_down, superior):
    for name in GOING:
        superior.refers(name)
    secretary = sit_down("unit_council_secretary", UnitSecretary)
    secretary.records_meeting("Hội đồng Sở xét các trường", cast=9, agree=dict.fromkeys(GOING, 9), teller=superior)
    paper = superior.draws_up_letter(LETTER)
    assert "Trường THPT An Phước" in paper
    sit_down("unit_head", UnitHead).signs(LETTER)
    sit_down("unit_van_thu", UnitClerical).issues(LETTER, 455)
    superior.open("/gatherings/")
    expect(superior.page.locator("main table tbody tr")).to_have_count(len(SCHOOLS))

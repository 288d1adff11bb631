"""The unit's own route: from the registration of the year to its result, with nobody of the province in between."""

from datetime import datetime

import pytest
from playwright.sync_api import expect

from app.clock import VIETNAM
from tests.browser.at_the_department import BanHead
from tests.browser.at_the_registration import Enroller, Reader, Sender, YearOpener
from tests.browser.at_the_unit import Clerk, UnitClerical, UnitHead, UnitSecretary
from tests.browser.conftest import desks, running

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

AWARD, ROUND = "Lao động tiên tiến", "Xét danh hiệu của đơn vị năm học 2024 - 2025"
YEAR = 2025
JANUARY, JUNE = (datetime(2025, month, 16, 8, 0, tzinfo=VIETNAM) for month in (1, 6))
STAYS, STRUCK = "Đàng Thị Thanh Trúc", "Pinăng Thị Sa Ly"
WHY = "Còn một báo cáo chưa nộp."
DECISION = "Về việc tặng danh hiệu “Lao động tiên tiến”"
MEETING = "Hội đồng Sở xét danh hiệu của đơn vị"


@pytest.fixture(scope="module")
def house(tmp_path_factory, browser):
    """One of its own: half a year passes in it."""
    with running("office", tmp_path_factory.mktemp("unit-route")) as office:
        yield office


@pytest.fixture
def sit_down(house, browser):
    with desks(house, browser) as sit:
        yield sit


def test_two_people_go_from_their_registration_to_the_decision_of_their_head(house, sit_down):
    house.stand_at(JANUARY)
    ban = sit_down("snv_ban_head", BanHead)
    YearOpener.at(ban).opens_year([AWARD], "02/01/2025", "28/02/2025")
    clerk, head = sit_down("unit_clerk", Clerk), sit_down("unit_head", UnitHead)
    for name in (STAYS, STRUCK):
        clerk.enlists_person(name)
    Enroller.at(clerk).enrols([STAYS, STRUCK], AWARD, YEAR)
    Sender.at(head).sends_registration(YEAR)

    house.stand_at(JUNE)
    a_round_is_opened(ban)
    for name in (STAYS, STRUCK):
        clerk.drafts(name, AWARD, years=(YEAR, YEAR))
        clerk.sends_to_check(name)
        clerk.refers(name)
    secretary = sit_down("unit_council_secretary", UnitSecretary)
    secretary.records_meeting(MEETING, cast=9, agree={STAYS: 9, STRUCK: 8}, teller=clerk, day="16/06/2025")

    paper = the_clerk_writes_it_down(clerk)
    the_head_signs(head)
    the_unit_makes_it_known(sit_down, clerk)
    ban.open("/unit-decisions/")
    ban.sees("Chưa có đơn vị nào báo cáo Quyết định khen thưởng.")
    clerk.press("Báo cáo Sở Nội vụ", "Đã báo cáo Sở Nội vụ")

    assert "GIÁM ĐỐC SỞ GIÁO DỤC VÀ ĐÀO TẠO" in paper.upper()
    assert STAYS in paper
    the_department_reads(ban)
    the_person_has_it(clerk)
    reader = Reader.at(ban)
    reader.reads_registration(YEAR, "Sở Giáo dục và Đào tạo")
    reader.reads_what_came_of(
        {STAYS: "Đã đạt: Quyết định số 88/QĐ-SGDĐT ngày 16/06/2025", STRUCK: "Chưa có hồ sơ đề nghị"}
    )


def a_round_is_opened(ban):
    ban.open("/rounds/new")
    ban.fill("Tên đợt xét", ROUND)
    ban.fill("Năm", YEAR)
    ban.fill("Nhận hồ sơ từ ngày", "02/06/2025")
    ban.fill("Đến hết ngày", "30/06/2025")
    ban.page.get_by_label(AWARD, exact=True).check()
    ban.fill("Căn cứ", "Hướng dẫn số 12/HD-SNV ngày 02/06/2025")
    ban.press("Mở đợt xét", f"Đã mở {ROUND}.")


def the_clerk_writes_it_down(clerk):
    clerk.takes_up(STAYS)
    clerk.follow("Đưa vào Quyết định của đơn vị")
    clerk.press("Lưu Quyết định", "Đã lập Quyết định.")
    return clerk.paper("Xem dự thảo Quyết định và danh sách")


def the_head_signs(head):
    head.takes_up(DECISION)
    head.follow("Xem danh sách, ký Quyết định")
    line = head.page.locator("tr", has_text=STRUCK)
    line.get_by_role("checkbox").check()
    line.get_by_role("textbox").fill(WHY)
    head.press("Ký Quyết định", "Đã ký Quyết định.")


def the_unit_makes_it_known(sit_down, clerk):
    clerical = sit_down("unit_van_thu", UnitClerical)
    clerical.takes_up(DECISION)
    clerical.follow("Cấp số, đính bản đã ký")
    clerical.fill("Số Quyết định", 88)
    clerical.attach("Bản đã ký")
    clerical.press("Cấp số và phát hành", "Đã cấp số, phát hành Quyết định.")
    clerk.takes_up(DECISION)
    clerk.follow("Ghi công bố tại đơn vị")
    clerk.fill("Công bố ở đâu, bằng cách nào", "Niêm yết tại trụ sở Sở")
    clerk.press("Ghi đã công bố", "Đã ghi công bố.")


def the_department_reads(ban):
    ban.open("/unit-decisions/")
    expect(ban.page.locator("main table").first).to_contain_text(AWARD)
    ban.follow(DECISION)
    ban.sees(STAYS)
    expect(ban.page.locator("main")).not_to_contain_text(STRUCK)
    assert "BẢN QUÉT" in ban.paper("bản đã ký")


def the_person_has_it(clerk):
    assert clerk.state_of(STRUCK) == "Thủ trưởng gạch tên"
    clerk.sees(WHY)
    assert clerk.state_of(STAYS) == "Đã khen thưởng, đã báo cáo Sở Nội vụ"
    clerk.open("/nominees/?words=" + STAYS)
    clerk.page.locator("main table").get_by_role("link", name=STAYS).first.click()
    clerk.sees("88/QĐ-SGDĐT")
    clerk.sees("Quyết định trên phần mềm")

"""The commemorative medal, from the register to the archive, by every role at their desks."""

from datetime import datetime

import pytest
from playwright.sync_api import expect

from app.clock import VIETNAM
from tests.browser import world
from tests.browser.after_decisions import the_award_is_given
from tests.browser.at_the_department import Appraiser, BanHead, DepartmentClerical, Director, Intake
from tests.browser.at_the_province import Chairman, CouncilChair, CouncilSecretary, Seal, VanPhong
from tests.browser.at_the_unit import Clerk, UnitClerical, UnitHead, UnitSecretary
from tests.browser.conftest import desks

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

NAME, LETTER, PROPOSAL = (
    "Pinăng Thị Lan",
    "Về việc đề nghị tặng Kỷ niệm chương",
    "Về việc đề nghị tặng Kỷ niệm chương 2025",
)
NUMBER = 81
AT_THE_UNIT, AT_THE_PROVINCE = "Hội đồng Sở họp xét Kỷ niệm chương", "Hội đồng tỉnh họp xét Kỷ niệm chương"


def test_a_medal_goes_from_its_draft_to_the_archive(office, browser):
    office.stand_at(datetime(2025, 2, 17, 8, 0, tzinfo=VIETNAM))
    with desks(office, browser) as sit_down:
        letter = the_unit_nominates(sit_down)
        the_department_examines(sit_down)
        the_council_sits(sit_down)
        decision = the_chairman_decides(sit_down)
        clerk = sit_down("unit_clerk", Clerk)
        clerk.has_been_told(NAME)

        heard = clerk.state_of(NAME)
        given = the_award_is_given(sit_down, NUMBER, NAME)
        end = clerk.state_of(NAME)
    assert (heard, end) == ("Công bố, thông báo", "Đã lưu trữ")
    assert [words in letter for words in ("Nhóm D: 01 cá nhân", "21 năm 6 tháng", NAME)] == [True] * 3
    assert [
        words in decision
        for words in (
            NAME,
            "Kỷ niệm chương",
            "đã có đóng góp cho sự nghiệp xây dựng và phát triển tỉnh Ninh Thuận",
            "1.410.000",
            "00/2024/NQ-HĐND",
            f"{NUMBER}/QĐ-UBND",
        )
    ] == [True] * 6
    said = {
        "Bằng": (NAME, "KỶ NIỆM CHƯƠNG", f"{1000 + NUMBER}/2025"),
        "Biên bản bàn giao": (NAME, "Trần Văn Nhận", "Kỷ niệm chương"),
        "Danh sách chi": (NAME, "1.410.000"),
        "Mục lục": (f"{NUMBER}/QĐ-UBND", f"KT-{NUMBER}"),
    }
    assert [(paper, word) for paper, words in said.items() for word in words if word not in given[paper]] == []


def the_unit_nominates(sit_down):
    clerk = sit_down("unit_clerk", Clerk)
    clerk.enlists_person(NAME)
    clerk.drafts_medal(NAME, since="09/2003")
    expect(clerk.page.locator("main")).to_contain_text("21 năm 6 tháng")
    clerk.sends_to_check(NAME)
    clerk.refers(NAME)
    secretary = sit_down("unit_council_secretary", UnitSecretary)
    secretary.records_meeting(AT_THE_UNIT, cast=9, agree={NAME: 9}, teller=clerk)
    clerk.draws_up_letter(LETTER, world.MEDAL_ROUND)
    sit_down("unit_head", UnitHead).signs(LETTER)
    clerical = sit_down("unit_van_thu", UnitClerical)
    clerical.issues(LETTER, NUMBER)
    return clerical.paper("Tờ trình và danh sách")


def the_department_examines(sit_down):
    intake, head = sit_down("snv_intake", Intake), sit_down("snv_ban_head", BanHead)
    intake.registers(NAME)
    intake.accepts(NAME)
    head.assigns(NAME, to="Võ Thị Thanh Nhàn")
    appraiser = sit_down("snv_appraiser", Appraiser)
    appraiser.answers_criteria(NAME, met={"KNC-1", "KNC-2"})
    appraiser.drafts_opinion(NAME)
    head.concludes_fit(NAME)


def the_council_sits(sit_down):
    secretary = sit_down("council_secretary", CouncilSecretary)
    chair = sit_down("council_chair", CouncilChair)
    secretary.calls_meeting(AT_THE_PROVINCE, [NAME], body="Toàn thể Hội đồng")
    secretary.calls_roll(AT_THE_PROVINCE)
    chair.opens_meeting(AT_THE_PROVINCE)
    secretary.records_returns(AT_THE_PROVINCE, cast=15, agree={NAME: 15}, teller=sit_down("snv_intake", Intake))
    secretary.writes_minutes(AT_THE_PROVINCE)
    secretary.counts(AT_THE_PROVINCE)
    chair.closes_meeting(AT_THE_PROVINCE)


def the_chairman_decides(sit_down):
    appraiser = sit_down("snv_appraiser", Appraiser)
    for draft in appraiser.draws_up_proposal(world.MEDAL, PROPOSAL):
        assert NAME in draft
    sit_down("snv_director", Director).signs(PROPOSAL)
    sit_down("snv_van_thu", DepartmentClerical).registers(PROPOSAL, NUMBER)
    sit_down("vpub", VanPhong).forwards(PROPOSAL)
    sit_down("chairman", Chairman).decides(PROPOSAL)
    seal = sit_down("van_thu_ubnd", Seal)
    seal.issues(world.MEDAL, NUMBER)
    return seal.paper(f"số {NUMBER}/QĐ-UBND")

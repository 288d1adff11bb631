"""One title for a person and one commendation for a collective, from the register to the issued decision."""

from datetime import datetime

import pytest
from playwright.sync_api import expect

from app.clock import VIETNAM
from tests.browser.at_the_department import Agency, Appraiser, BanHead, DepartmentClerical, Director, Intake
from tests.browser.at_the_province import Chairman, CouncilChair, CouncilSecretary, Seal, VanPhong
from tests.browser.at_the_unit import Clerk, UnitClerical, UnitHead, UnitSecretary

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]

TEACHER, SCHOOL = "Nguyễn Thị Thu Hoài", "Trường THPT Chu Văn An"
TITLE, COMMENDATION = "Chiến sĩ thi đua cấp tỉnh", "Bằng khen của Chủ tịch UBND tỉnh"
LETTER = "Về việc đề nghị khen thưởng năm học 2023 – 2024"
UNIT_MEETING = "Hội đồng Sở họp xét khen thưởng năm 2024"
FULL, STANDING = "Hội đồng tỉnh họp toàn thể tháng 02/2025", "Thường trực Hội đồng tỉnh họp tháng 02/2025"
PROPOSALS = {
    TITLE: "Về việc đề nghị tặng Chiến sĩ thi đua cấp tỉnh năm 2024",
    COMMENDATION: "Về việc đề nghị tặng Bằng khen năm 2024",
}
NAMES = {TITLE: TEACHER, COMMENDATION: SCHOOL}


def test_two_awards_from_draft_to_issued_decision_by_every_role(office, sit_down):
    office.stand_at(datetime(2025, 2, 17, 8, 0, tzinfo=VIETNAM))
    the_unit_nominates(sit_down)
    the_department_examines(sit_down)
    the_council_votes(sit_down)
    the_chairman_decides(sit_down)
    the_unit_hears(sit_down)


def the_unit_nominates(sit_down):
    clerk = sit_down("unit_clerk", Clerk)
    clerk.enlists_person(TEACHER)
    clerk.enlists_collective(SCHOOL)
    a_draft_saves_itself_and_says_what_it_lacks(clerk)
    clerk.drafts(SCHOOL, COMMENDATION, years=(2023, 2024))
    for name in NAMES.values():
        clerk.sends_to_check(name)
        clerk.refers(name)

    secretary = sit_down("unit_council_secretary", UnitSecretary)
    secretary.records_meeting(UNIT_MEETING, cast=8, agree={TEACHER: 8, SCHOOL: 7}, absent=["Lương Thị Thu Thủy"])
    minutes = secretary.paper("Biên bản họp")
    assert "BIÊN BẢN" in minutes
    assert TEACHER in minutes
    assert "BIÊN BẢN KIỂM PHIẾU" in secretary.paper("Biên bản kiểm phiếu").upper()

    draft = clerk.draws_up_letter(LETTER)
    assert "DỰ THẢO" in draft
    assert TEACHER in draft
    sit_down("unit_head", UnitHead).signs(LETTER)
    clerical = sit_down("unit_van_thu", UnitClerical)
    clerical.issues(LETTER, 245)
    letter = clerical.paper("Tờ trình và danh sách")
    assert "TỜ TRÌNH" in letter
    assert "245/TTr" in letter
    assert TEACHER in letter
    assert SCHOOL in letter
    assert "DỰ THẢO" not in letter


def a_draft_saves_itself_and_says_what_it_lacks(clerk):
    clerk.opens_draft(TEACHER, TITLE, years=(2022, 2024))
    clerk.lacks(
        "Chưa viết mục “Nội dung đề nghị khen”.",
        "Chưa viết mục “Sơ lược lý lịch”.",
        "Chưa viết mục “Thành tích đạt được”.",
        "Chưa nhập thành tích năm 2022.",
        "Chưa nhập thành tích năm 2023.",
        "Chưa nhập thành tích năm 2024.",
        "Chưa đính kèm xác nhận của người đứng đầu tỉnh: áp dụng hiệu quả, nhân rộng trong tỉnh.",
        "Chưa đính kèm bản sao quyết định các danh hiệu/hình thức đã đạt.",
    )
    clerk.writes("Nội dung đề nghị khen", "Đã hoàn thành xuất sắc nhiệm vụ năm học 2023 – 2024.")
    clerk.page.reload()
    clerk.reads("Nội dung đề nghị khen", "Đã hoàn thành xuất sắc nhiệm vụ năm học 2023 – 2024.")
    clerk.writes("Sơ lược lý lịch", "Sinh năm 1984, giáo viên Tổ Ngữ văn.")
    clerk.writes("Thành tích đạt được", "Bộ học liệu Ngữ văn có chú giải tiếng Chăm, dùng ở 12 trường của tỉnh.")
    for year in (2022, 2023, 2024):
        clerk.adds_year(year, "Chiến sĩ thi đua cơ sở")
    clerk.attaches("Xác nhận của người đứng đầu tỉnh: áp dụng hiệu quả, nhân rộng trong tỉnh")
    clerk.lacks("Chưa đính kèm bản sao quyết định các danh hiệu/hình thức đã đạt.")
    clerk.attaches("Bản sao quyết định các danh hiệu/hình thức đã đạt")
    clerk.lacks_nothing()


def the_department_examines(sit_down):
    intake = sit_down("snv_intake", Intake)
    head, appraiser = sit_down("snv_ban_head", BanHead), sit_down("snv_appraiser", Appraiser)
    for name in NAMES.values():
        intake.registers(name)
        receipt = intake.paper("Giấy tiếp nhận hồ sơ và hẹn trả kết quả")
        assert "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ" in receipt
        assert name in receipt
        intake.accepts(name)
        head.assigns(name, to="Võ Thị Thanh Nhàn")
    appraiser.answers_criteria(TEACHER, met={"CST-1", "CST-2", "CST-4", "CST-5"})
    appraiser.answers_criteria(SCHOOL, met={"BK-10", "BK-14"})
    appraiser.asks_agency(TEACHER, "Công an tỉnh")
    appraiser.asks_agency(SCHOOL, "Công an tỉnh")
    agency = sit_down("consulted_agency", Agency)
    for name in NAMES.values():
        agency.answers(name)
        appraiser.drafts_opinion(name)
        head.concludes_fit(name)


def the_council_votes(sit_down):
    the_council_sits(sit_down, FULL, "Toàn thể Hội đồng", TEACHER, cast=15, agree=14)
    the_council_sits(sit_down, STANDING, "Thường trực Hội đồng", SCHOOL, cast=5, agree=5)


def the_council_sits(sit_down, meeting, body, name, *, cast, agree):
    secretary = sit_down("council_secretary", CouncilSecretary)
    chair = sit_down("council_chair", CouncilChair)
    secretary.calls_meeting(meeting, [name], body=body)
    secretary.calls_roll(meeting)
    chair.opens_meeting(meeting)
    secretary.records_returns(meeting, cast=cast, agree={name: agree})
    assert "DỰ THẢO" in secretary.paper("Xem dự thảo Biên bản kiểm phiếu")
    secretary.writes_minutes(meeting)
    secretary.counts(meeting)
    chair.closes_meeting(meeting)
    for paper, heading in (("Biên bản kiểm phiếu", "KIỂM PHIẾU"), ("Biên bản họp", "BIÊN BẢN")):
        text = chair.paper(paper)
        assert heading in text
        assert name in text
        assert f"{agree}/{cast}" in text


def the_chairman_decides(sit_down):
    appraiser = sit_down("snv_appraiser", Appraiser)
    clerical, office = sit_down("snv_van_thu", DepartmentClerical), sit_down("vpub", VanPhong)
    for number, (award, name) in enumerate(NAMES.items(), start=31):
        proposal = PROPOSALS[award]
        for draft in appraiser.draws_up_proposal(award, proposal):
            assert "DỰ THẢO" in draft
            assert name in draft
        sit_down("snv_director", Director).signs(proposal)
        clerical.registers(proposal, number)
        letter = clerical.paper("Tờ trình")
        assert f"{number}/TTr" in letter
        assert name in letter
        assert "DỰ THẢO" not in letter
        office.forwards(proposal)
    the_chairman(sit_down).decides(PROPOSALS[TITLE])
    sit_down("chairman", Chairman).decides(PROPOSALS[COMMENDATION])
    seal = sit_down("van_thu_ubnd", Seal)
    for number, (award, name) in enumerate(NAMES.items(), start=187):
        seal.issues(award, number)
        decision = seal.paper("Quyết định")
        assert "QUYẾT ĐỊNH" in decision
        assert f"{number}/QĐ-UBND" in decision
        assert name in decision
        assert "DỰ THẢO" not in decision


def the_chairman(sit_down):
    """He chairs the council too, and changes his office in the page's head."""
    chairman = sit_down("council_chair", Chairman)
    chairman.open("/")
    chairman.acts_as("Chủ tịch UBND tỉnh")
    return chairman


def the_unit_hears(sit_down):
    clerk = sit_down("unit_clerk", Clerk)
    for number, name in enumerate(NAMES.values(), start=187):
        clerk.case_is(name, "Đã công bố")
        clerk.has_been_told(name)
        clerk.open("/decisions/")
        clerk.page.locator("main table a").nth(188 - number).click()
        expect(clerk.page.locator("main table")).to_contain_text(name)
        assert f"{number}/QĐ-UBND" in clerk.paper("Quyết định")

"""An award of the Prime Minister, from what was registered for to its publication, by every role at their desks.

One registers for titles of emulation; a Bằng khen is given for what was done, and no year begins with a pledge to get
one. The school registered for the title by which its year is seen, Tập thể lao động xuất sắc. That was decided on paper
meanwhile, and counts as reached once Sở Nội vụ has entered the decision.
"""

import pytest

from tests.browser import world
from tests.browser.at_the_department import Appraiser, BanHead, DepartmentClerical, Director, Intake
from tests.browser.at_the_province import Chairman, CouncilChair, CouncilSecretary, Seal, VanPhong
from tests.browser.at_the_registration import Reader
from tests.browser.at_the_unit import Clerk, UnitClerical, UnitHead, UnitSecretary
from tests.browser.conftest import desks
from tests.browser.desk import SCAN, text_of
from tests.browser.world import STATE_SCHOOL as NAME
from tests.upward.packed import INDEX, faults_of, files_of, unbroken, with_a_byte_changed
from tests.zips import zipped

pytestmark = [pytest.mark.browser, pytest.mark.timeout(420)]

AWARD, TITLE = "Bằng khen của Thủ tướng Chính phủ", "Tập thể lao động xuất sắc"
LETTER = "Về việc đề nghị Thủ tướng Chính phủ tặng Bằng khen"
PROPOSAL = "Về việc trình khen thưởng cấp Nhà nước năm 2024"
NUMBER, DECISION, SIGNER = 87, 1203, "Phạm Văn Kiểm"
AT_THE_UNIT, AT_THE_PROVINCE = "Hội đồng Sở họp xét Bằng khen Thủ tướng", "Hội đồng tỉnh họp xét Bằng khen Thủ tướng"


def test_an_award_of_the_state_goes_up_with_its_package_and_comes_back(year, browser):
    with desks(year, browser) as sit_down:
        the_unit_nominates(sit_down)
        the_department_examines(sit_down)
        the_council_sits(sit_down)
        draft = the_chairman_signs(sit_down)
        appraiser = sit_down("snv_appraiser", Appraiser)
        package = appraiser.takes_package(AWARD)
        again = appraiser.takes_package(AWARD)
        the_state_answers(appraiser)
        clerk = sit_down("unit_clerk", Clerk)
        clerk.has_been_told(NAME, "Đã có Quyết định khen thưởng")
        clerk.case_is(NAME, "Công bố, thông báo")
        clerk.sees(f"Quyết định {DECISION}/QĐ-TTg")
        assert "BẢN QUÉT VĂN BẢN ĐÃ KÝ" in clerk.paper("Xem Quyết định và danh sách")
        clerk.open("/honours/?words=" + NAME)
        clerk.sees("Thủ tướng Chính phủ")
        clerk.sees(f"Số {DECISION}/QĐ-TTg ngày 17/02/2025")
        reader = Reader.at(clerk)
        reader.reads_registration(world.YEAR)
        reader.reads_what_came_of({NAME: "Đã đạt: Quyết định số 702/QĐ-UBND ngày 18/11/2024"})

    assert [words in draft for words in ("Thủ tướng Chính phủ", "Bộ Nội vụ", NAME, "xét tặng Bằng khen")] == [True] * 4
    assert package == again
    what_was_packed(package)


def what_was_packed(package):
    """Opened, checked against its checksums and its table of contents, and read."""
    files = files_of(package)
    listed = unbroken(text_of(files[INDEX]))

    assert faults_of(package) == []
    assert unbroken(f"{NUMBER}/TTr-UBND") in listed
    assert unbroken(f"{NAME}, Sở Giáo dục và Đào tạo") in listed
    assert files["01-to-trinh.pdf"] == SCAN["buffer"]
    folder = "03-truong-thpt-phan-boi-chau"
    vote = text_of(files[f"{folder}/03-trich-bien-ban-hop-hoi-dong-tinh-ket-qua-bo-phieu.pdf"])
    assert ["15" in vote, NAME in vote, NAME in text_of(files["02-danh-sach.pdf"])] == [True] * 3
    letter = with_a_byte_changed(SCAN["buffer"], len(SCAN["buffer"]) // 2)
    assert "not what was sent: 01-to-trinh.pdf" in faults_of(zipped(files | {"01-to-trinh.pdf": letter}))


def the_unit_nominates(sit_down):
    clerk = sit_down("unit_clerk", Clerk)
    clerk.drafts(NAME, AWARD, years=(2023, 2024), papers=("Báo cáo thành tích của tập thể",))
    clerk.sends_to_check(NAME)
    clerk.refers(NAME)
    secretary = sit_down("unit_council_secretary", UnitSecretary)
    secretary.records_meeting(AT_THE_UNIT, cast=9, agree={NAME: 9}, teller=clerk)
    clerk.draws_up_letter(LETTER, world.STATE_ROUND)
    sit_down("unit_head", UnitHead).signs(LETTER)
    sit_down("unit_van_thu", UnitClerical).issues(LETTER, NUMBER)


def the_department_examines(sit_down):
    intake, head = sit_down("snv_intake", Intake), sit_down("snv_ban_head", BanHead)
    intake.registers(NAME)
    intake.accepts(NAME)
    head.assigns(NAME, to="Võ Thị Thanh Nhàn")
    appraiser = sit_down("snv_appraiser", Appraiser)
    appraiser.enters_honour(NAME, TITLE, world.YEAR, number="702/QĐ-UBND", by="Chủ tịch Ủy ban nhân dân tỉnh")
    appraiser.answers_criteria(NAME, met={"BKTTG-5"})
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


def the_chairman_signs(sit_down):
    """Returns what the draft of his Tờ trình says."""
    appraiser = sit_down("snv_appraiser", Appraiser)
    _, draft = appraiser.draws_up_proposal(AWARD, PROPOSAL, "Dự thảo Tờ trình cấp Nhà nước và danh sách")
    sit_down("snv_director", Director).signs(PROPOSAL)
    sit_down("snv_van_thu", DepartmentClerical).registers(PROPOSAL, NUMBER)
    sit_down("vpub", VanPhong).forwards(PROPOSAL)
    sit_down("chairman", Chairman).signs_upward(PROPOSAL)
    sit_down("van_thu_ubnd", Seal).numbers_upward(AWARD, NUMBER)
    return draft


def the_state_answers(appraiser):
    """More is asked for first, and the decision is noted wrongly once."""
    appraiser.sends_up(AWARD)
    appraiser.records_what_was_asked(AWARD, "Bản sao Bằng khen của tỉnh.")
    appraiser.records_decision(AWARD, 12, SIGNER)
    appraiser.notes_it_anew(AWARD, "Ghi nhầm số quyết định.")
    appraiser.records_decision(AWARD, DECISION, SIGNER)
    appraiser.publishes_decision(AWARD)

"""What may happen on the way: a name struck, returned, supplemented, refused, withdrawn; heard where it should be."""

from datetime import datetime

import pytest
from playwright.sync_api import expect

from app.clock import VIETNAM
from tests.browser.at_the_department import Appraiser, BanHead, ComplaintOfficer, DepartmentClerical, Director, Intake
from tests.browser.at_the_province import Chairman, CouncilChair, CouncilSecretary, Seal, VanPhong
from tests.browser.at_the_unit import Clerk, UnitClerical, UnitHead, UnitSecretary
from tests.browser.world import (
    BELOW,
    EXCLUDED,
    OVERDUE,
    READY,
    STRUCK,
    SUPPLEMENTED,
    UNIT_REFUSED,
    WITHDRAWN,
)

pytestmark = [pytest.mark.browser, pytest.mark.timeout(420)]

LETTER, MEETING = "Về việc đề nghị tặng Bằng khen cho các khoa", "Thường trực Hội đồng xét các khoa của Sở Y tế"
COMMENDATION = "Bằng khen của Chủ tịch UBND tỉnh"
PROPOSAL = "Về việc đề nghị tặng Bằng khen cho các khoa của Sở Y tế"
TEXT, PAPER = "Nội dung đề nghị khen", "Báo cáo thành tích của tập thể"
WHY_STRUCK = "Trùng với hồ sơ đã khen năm 2024."
WHY_WITHDRAWN = "Khoa giải thể từ tháng 02/2025."
WHY_RETURNED = "Quá hạn bổ sung, đơn vị không nộp lại."
WHY_EXCLUDED = "Đang có đơn phản ánh chưa giải quyết xong."
WHY_REFUSED = "Chủ tịch UBND tỉnh không đồng ý: đang có đơn phản ánh."


def test_a_case_may_be_struck_returned_supplemented_refused_or_withdrawn(office, sit_down):
    office.stand_at(datetime(2025, 2, 17, 8, 0, tzinfo=VIETNAM))
    the_unit_says_no_to_one_and_strikes_another(sit_down)
    the_unit_withdraws(sit_down)
    one_is_supplemented_and_one_is_not(sit_down)
    office.stand_at(datetime(2025, 2, 24, 8, 0, tzinfo=VIETNAM))
    the_one_that_is_overdue_goes_back(sit_down)
    the_council_refuses_one(sit_down)
    the_chairman_sends_the_list_back(sit_down)
    the_director_tells_the_unit_and_the_rest_goes_on(sit_down)

    clerk = sit_down("unit_clerk.syt", Clerk)
    assert {name: clerk.state_of(name) for name in READY} == {
        STRUCK: "Thủ trưởng gạch tên",
        UNIT_REFUSED: "Không đề nghị (tại đơn vị)",
        WITHDRAWN: "Đơn vị/cá nhân rút",
        SUPPLEMENTED: "Công bố, thông báo",
        OVERDUE: "Trả lại đơn vị",
        BELOW: "Không khen thưởng (có thông báo lý do)",
        EXCLUDED: "Không khen thưởng (có thông báo lý do)",
    }
    intake = sit_down("snv_intake", Intake)
    assert [name for name in READY if intake.finds(name)] == [
        name for name in READY if name not in {STRUCK, UNIT_REFUSED}
    ]

    two_refused_ones_are_complained_of(sit_down)
    assert {name: clerk.state_of(name) for name in (BELOW, EXCLUDED)} == {
        BELOW: "Không khen thưởng (có thông báo lý do)",
        EXCLUDED: "Thẩm định điều kiện, tiêu chuẩn",
    }


def two_refused_ones_are_complained_of(sit_down):
    clerk, officer = sit_down("unit_clerk.syt", Clerk), sit_down("complaint_officer", ComplaintOfficer)
    for name, is_upheld in ((BELOW, False), (EXCLUDED, True)):
        clerk.complains(name, "Đề nghị xem lại kết quả.", known_on="24/02/2025")
        officer.takes_up_and_settles(name, is_upheld=is_upheld, number=f"{len(name)}/QĐ-SNV")
        clerk.opens_case(name)
        clerk.sees("Đơn đúng" if is_upheld else "Đơn không đúng, giữ nguyên kết quả")
    sit_down("chairman", Chairman).has_examined_again(EXCLUDED)


def the_unit_says_no_to_one_and_strikes_another(sit_down):
    secretary = sit_down("unit_council_secretary.syt", UnitSecretary)
    votes = dict.fromkeys(READY, 7) | {UNIT_REFUSED: 2}
    secretary.records_meeting(
        "Hội đồng Sở Y tế họp xét khen thưởng", cast=7, agree=votes, teller=sit_down("unit_clerk.syt", Clerk)
    )

    clerk, head = sit_down("unit_clerk.syt", Clerk), sit_down("unit_head.syt", UnitHead)
    draft = clerk.draws_up_letter(LETTER)
    assert [name for name in READY if name in draft] == [name for name in READY if name != UNIT_REFUSED]
    head.signs(LETTER, striking={STRUCK: WHY_STRUCK})
    clerical = sit_down("unit_van_thu.syt", UnitClerical)
    clerical.issues(LETTER, 312)
    letter = clerical.paper("Tờ trình và danh sách")
    assert [name for name in READY if name in letter] == [name for name in READY if name not in {STRUCK, UNIT_REFUSED}]
    clerk.opens_case(STRUCK)
    clerk.sees(WHY_STRUCK)


def the_unit_withdraws(sit_down):
    head = sit_down("unit_head.syt", UnitHead)
    head.withdraws(WITHDRAWN, WHY_WITHDRAWN)
    head.sees(WHY_WITHDRAWN)


def one_is_supplemented_and_one_is_not(sit_down):
    intake, clerk = sit_down("snv_intake", Intake), sit_down("unit_clerk.syt", Clerk)
    intake.registers_all(LETTER)
    intake.asks_for_more(OVERDUE, {TEXT: "Quá dài."}, due="19/02/2025")
    intake.asks_for_more(SUPPLEMENTED, {TEXT: "Chưa có số liệu.", PAPER: "Thiếu bản ký."}, due="24/02/2025")

    clerk.may_write_only(SUPPLEMENTED, TEXT)
    clerk.mends(SUPPLEMENTED, text=(TEXT, "Khám cho 12.400 lượt người bệnh, tăng 8%."), paper=PAPER)
    intake.is_asked_about_only(SUPPLEMENTED, [TEXT, PAPER])
    intake.checks_again(SUPPLEMENTED)
    for name in (SUPPLEMENTED, BELOW, EXCLUDED):
        intake.accepts(name)


def the_one_that_is_overdue_goes_back(sit_down):
    head, clerk = sit_down("snv_ban_head", BanHead), sit_down("unit_clerk.syt", Clerk)
    head.returns_overdue(OVERDUE, WHY_RETURNED)
    clerk.has_been_told(OVERDUE)
    clerk.opens_case(OVERDUE)
    clerk.sees(WHY_RETURNED)


def the_council_refuses_one(sit_down):
    listed = (SUPPLEMENTED, BELOW, EXCLUDED)
    head, appraiser = sit_down("snv_ban_head", BanHead), sit_down("snv_appraiser", Appraiser)
    for name in listed:
        head.assigns(name, to="Võ Thị Thanh Nhàn")
        appraiser.answers_criteria(name, met={"BK-10", "BK-14"})
        appraiser.drafts_opinion(name)
        head.concludes_fit(name)
    secretary = sit_down("council_secretary", CouncilSecretary)
    chair = sit_down("council_chair", CouncilChair)
    secretary.calls_meeting(MEETING, listed, body="Thường trực Hội đồng", day="24/02/2025")
    secretary.calls_roll(MEETING)
    chair.opens_meeting(MEETING)
    votes = dict.fromkeys(listed, 5) | {BELOW: 2}
    secretary.records_returns(MEETING, cast=5, agree=votes, teller=sit_down("snv_intake", Intake))
    secretary.writes_minutes(MEETING)
    secretary.counts(MEETING)
    chair.closes_meeting(MEETING)
    sit_down("unit_clerk.syt", Clerk).has_been_told(BELOW)


def the_chairman_sends_the_list_back(sit_down):
    appraiser = sit_down("snv_appraiser", Appraiser)
    appraiser.draws_up_proposal(COMMENDATION, PROPOSAL)
    sit_down("snv_director", Director).signs(PROPOSAL)
    sit_down("snv_van_thu", DepartmentClerical).registers(PROPOSAL, 76)
    sit_down("vpub", VanPhong).forwards(PROPOSAL)
    sit_down("chairman", Chairman).sends_back(
        PROPOSAL, "Một tên chưa đủ điều kiện.", excluding={EXCLUDED: WHY_EXCLUDED}
    )
    appraiser.open("/proposals/")
    appraiser.follow(PROPOSAL)
    expect(appraiser.page.locator("section", has_text="Chủ tịch UBND tỉnh không đồng ý")).to_contain_text(WHY_EXCLUDED)


def the_director_tells_the_unit_and_the_rest_goes_on(sit_down):
    director, clerical = sit_down("snv_director", Director), sit_down("snv_van_thu", DepartmentClerical)
    director.tells_unit(PROPOSAL, EXCLUDED, WHY_REFUSED)
    sit_down("unit_clerk.syt", Clerk).has_been_told(EXCLUDED)
    director.signs(PROPOSAL)
    clerical.registers(PROPOSAL, 77)
    sit_down("vpub", VanPhong).forwards(PROPOSAL)
    sit_down("chairman", Chairman).decides(PROPOSAL)
    seal = sit_down("van_thu_ubnd", Seal)
    seal.issues(COMMENDATION, 277)
    decision = seal.paper("số 277/QĐ-UBND")
    assert [name for name in READY if name in decision] == [SUPPLEMENTED]

"""A title for a person and a commendation for a collective, from what they registered for to the archive.

One registers for titles of emulation. The school registered for one too and is commended instead: nobody proposed it
for what it pledged, and the sheet says so.
"""

from dataclasses import dataclass

import pytest
from playwright.sync_api import expect

from tests.browser import world
from tests.browser.after_decisions import the_award_is_given
from tests.browser.at_the_department import Agency, Appraiser, BanHead, DepartmentClerical, Director, Intake
from tests.browser.at_the_province import Chairman, CouncilChair, CouncilSecretary, Seal, VanPhong
from tests.browser.at_the_registration import Reader
from tests.browser.at_the_unit import Clerk, UnitClerical, UnitHead, UnitSecretary
from tests.browser.conftest import desks
from tests.browser.world import SCHOOL, TEACHER

pytestmark = [pytest.mark.browser, pytest.mark.timeout(400)]

TITLE, COMMENDATION = "Chiến sĩ thi đua cấp tỉnh", "Bằng khen của Chủ tịch UBND tỉnh"
OTHER_SCHOOL = "Trường THPT An Phước"
BASE_TITLE, YEARS = "Chiến sĩ thi đua cơ sở", (2022, 2023, 2024)
COUNCILS = {TITLE: ("Toàn thể Hội đồng", 15, 14), COMMENDATION: ("Thường trực Hội đồng", 5, 5)}
CRITERIA = {TITLE: {"CST-1", "CST-2", "CST-4", "CST-5"}, COMMENDATION: {"BK-10", "BK-14"}}


@dataclass(frozen=True)
class Road:
    """Who goes down it for what, with which numbers of the registers, and by which browsers."""

    names: dict[str, str]  # by award
    number: int  # of each register, the first one taken
    registered: dict[str, str]  # by name, what comes of it
    with_scripts: bool = True

    @property
    def letter(self):
        return f"Về việc đề nghị khen thưởng, lần {self.number}"

    def proposal(self, award):
        return f"Về việc đề nghị tặng {award}, lần {self.number}"

    def numbered(self):
        return [(self.number + place, award, name) for place, (award, name) in enumerate(self.names.items())]


PLEDGED = {TEACHER: "Đã đạt: Quyết định số 31/QĐ-UBND ngày 17/02/2025", SCHOOL: "Chưa có hồ sơ đề nghị"}
WITH_SCRIPTS = Road({TITLE: TEACHER, COMMENDATION: SCHOOL}, number=31, registered=PLEDGED)
WITHOUT = Road({COMMENDATION: OTHER_SCHOOL}, number=51, registered={}, with_scripts=False)


@pytest.mark.parametrize("road", [WITH_SCRIPTS, WITHOUT], ids=["with scripts", "without scripts"])
def test_awards_go_from_draft_to_the_archive_by_every_role(year, browser, road):
    with desks(year, browser, java_script_enabled=road.with_scripts) as sit_down:
        papers = {}
        the_unit_nominates(sit_down, road, papers)
        the_department_examines(sit_down, road, papers)
        for award in road.names:
            the_council_sits(sit_down, road, award, papers)
        the_chairman_decides(sit_down, road, papers)
        states = the_unit_hears(sit_down, road)
        given = {name: the_award_is_given(sit_down, number, name) for number, _, name in road.numbered()}
        clerk = sit_down("unit_clerk", Clerk)
        ends = {name: clerk.state_of(name) for name in road.names.values()}
        if road.registered:
            reader = Reader.at(clerk)
            reader.reads_registration(world.YEAR)
            reader.reads_what_came_of(road.registered)

    names = road.names.values()
    assert states == dict.fromkeys(names, "Công bố, thông báo")
    assert ends == dict.fromkeys(names, "Đã lưu trữ")
    for number, _, name in road.numbered():
        said = {"Bằng": f"{1000 + number}/2025", "Biên bản bàn giao": "Trần Văn Nhận", "Mục lục": f"{number}/QĐ-UBND"}
        assert [paper for paper, words in said.items() if words not in given[name][paper]] == []
        assert [
            paper for paper in ("Bằng", "Biên bản bàn giao", "Danh sách chi") if name not in given[name][paper]
        ] == []
    assert {paper: [name for name in names if name in text] for paper, text in papers.items()} == {
        "Biên bản họp của đơn vị": [*names],
        "Biên bản kiểm phiếu của đơn vị": [*names],
        "Tờ trình của đơn vị": [*names],
        **{f"Giấy tiếp nhận, {award}": [name] for award, name in road.names.items()},
        **{f"Biên bản kiểm phiếu, {award}": [name] for award, name in road.names.items()},
        **{f"Biên bản họp, {award}": [name] for award, name in road.names.items()},
        **{f"Tờ trình Sở Nội vụ, {award}": [name] for award, name in road.names.items()},
        **{f"Quyết định, {award}": [name] for award, name in road.names.items()},
    }
    assert [paper for paper, text in papers.items() if "DỰ THẢO" in text] == []


def the_unit_nominates(sit_down, road, papers):
    clerk = sit_down("unit_clerk", Clerk)
    the_clerk_writes(clerk, road)
    for award, name in road.names.items():
        clerk.sends_to_check(name)
        if award == TITLE:
            clerk.sees(f"Đã đăng ký {award}.")
        clerk.refers(name)

    secretary = sit_down("unit_council_secretary", UnitSecretary)
    meeting = f"Hội đồng Sở họp lần {road.number}"
    agree = dict.fromkeys(road.names.values(), 8)
    secretary.records_meeting(meeting, cast=8, agree=agree, teller=clerk, absent=["Lương Thị Thu Thủy"])
    papers["Biên bản họp của đơn vị"] = secretary.paper("Biên bản họp")
    papers["Biên bản kiểm phiếu của đơn vị"] = secretary.paper("Biên bản kiểm phiếu")

    assert "DỰ THẢO" in clerk.draws_up_letter(road.letter)
    sit_down("unit_head", UnitHead).signs(road.letter)
    clerical = sit_down("unit_van_thu", UnitClerical)
    clerical.issues(road.letter, road.number)
    papers["Tờ trình của đơn vị"] = clerical.paper("Tờ trình và danh sách")
    assert f"{road.number}/TTr-SGDĐT" in papers["Tờ trình của đơn vị"]


def the_clerk_writes(clerk, road):
    if TITLE in road.names:
        for year in YEARS:
            said = {"number": f"{year - 1900}/QĐ-SGDĐT", "by": "Giám đốc Sở Giáo dục và Đào tạo"}
            clerk.enters_honour(road.names[TITLE], BASE_TITLE, year, **said)
        a_draft_saves_itself_and_says_what_it_lacks(clerk, road.names[TITLE])
    if road.names[COMMENDATION] not in road.registered:
        clerk.enlists_collective(road.names[COMMENDATION])
    clerk.drafts(road.names[COMMENDATION], COMMENDATION, years=(2023, 2024))


def a_draft_saves_itself_and_says_what_it_lacks(clerk, name):
    clerk.opens_draft(name, TITLE, years=(2022, 2024))
    clerk.lacks(
        "Chưa viết mục “Nội dung đề nghị khen”.",
        "Chưa viết mục “Sơ lược lý lịch”.",
        "Chưa viết mục “Thành tích đạt được”.",
        "Chưa nhập thành tích năm 2022.",
        "Chưa nhập thành tích năm 2023.",
        "Chưa nhập thành tích năm 2024.",
        "Chưa đính kèm xác nhận sáng kiến, đề tài áp dụng hiệu quả, nhân rộng trong tỉnh.",
        "Chưa đính kèm bản sao quyết định các danh hiệu, hình thức đã đạt.",
    )
    clerk.writes("Nội dung đề nghị khen", "Đã hoàn thành xuất sắc nhiệm vụ năm học 2023 – 2024.")
    clerk.page.reload()
    clerk.reads("Nội dung đề nghị khen", "Đã hoàn thành xuất sắc nhiệm vụ năm học 2023 – 2024.")
    clerk.writes("Sơ lược lý lịch", "Sinh năm 1984, giáo viên Tổ Ngữ văn.")
    clerk.writes("Thành tích đạt được", "Bộ học liệu Ngữ văn có chú giải tiếng Chăm, dùng ở 12 trường của tỉnh.")
    for year in YEARS:
        clerk.adds_year(year, BASE_TITLE)
    clerk.attaches("Xác nhận sáng kiến, đề tài áp dụng hiệu quả, nhân rộng trong tỉnh")
    clerk.lacks("Chưa đính kèm bản sao quyết định các danh hiệu, hình thức đã đạt.")
    clerk.attaches("Bản sao quyết định các danh hiệu, hình thức đã đạt")
    clerk.lacks_nothing()


def the_department_examines(sit_down, road, papers):
    intake = sit_down("snv_intake", Intake)
    head, appraiser = sit_down("snv_ban_head", BanHead), sit_down("snv_appraiser", Appraiser)
    agency = sit_down("consulted_agency", Agency)
    for award, name in road.names.items():
        intake.registers(name)
        papers[f"Giấy tiếp nhận, {award}"] = intake.paper("Giấy tiếp nhận hồ sơ và hẹn trả kết quả")
        intake.accepts(name)
        head.assigns(name, to="Võ Thị Thanh Nhàn")
        if award == TITLE:
            appraiser.confirms_honours(name, count=len(YEARS))
        appraiser.answers_criteria(name, met=CRITERIA[award])
        appraiser.asks_agency(name, "Công an tỉnh")
        agency.answers(name)
        appraiser.drafts_opinion(name)
        head.concludes_fit(name)


def the_council_sits(sit_down, road, award, papers):
    body, members, agree = COUNCILS[award]
    name, meeting = road.names[award], f"{body} tỉnh họp lần {road.number}"
    secretary = sit_down("council_secretary", CouncilSecretary)
    chair = sit_down("council_chair", CouncilChair)
    secretary.calls_meeting(meeting, [name], body=body)
    secretary.calls_roll(meeting)
    chair.opens_meeting(meeting)
    secretary.records_returns(meeting, cast=members, agree={name: agree}, teller=sit_down("snv_intake", Intake))
    assert "DỰ THẢO" in secretary.paper("Xem dự thảo Biên bản kiểm phiếu")
    secretary.writes_minutes(meeting)
    secretary.counts(meeting)
    chair.closes_meeting(meeting)
    for paper in ("Biên bản kiểm phiếu", "Biên bản họp"):
        papers[f"{paper}, {award}"] = chair.paper(paper)
        assert f"{agree}/{members}" in papers[f"{paper}, {award}"]


def the_chairman_decides(sit_down, road, papers):
    appraiser = sit_down("snv_appraiser", Appraiser)
    clerical, office = sit_down("snv_van_thu", DepartmentClerical), sit_down("vpub", VanPhong)
    seal = sit_down("van_thu_ubnd", Seal)
    for number, award, name in road.numbered():
        for draft in appraiser.draws_up_proposal(award, road.proposal(award)):
            assert "DỰ THẢO" in draft
            assert name in draft
        sit_down("snv_director", Director).signs(road.proposal(award))
        clerical.registers(road.proposal(award), number)
        papers[f"Tờ trình Sở Nội vụ, {award}"] = clerical.paper(f"số {number}/TTr-SNV")
        office.forwards(road.proposal(award))
        the_chairman(sit_down, award).decides(road.proposal(award))
        seal.issues(award, number)
        papers[f"Quyết định, {award}"] = seal.paper(f"số {number}/QĐ-UBND")


def the_chairman(sit_down, award):
    """He has an account of his own; as chair of the council he also changes his office in the page's head."""
    if award == COMMENDATION:
        return sit_down("chairman", Chairman)
    chairman = sit_down("council_chair", Chairman)
    chairman.open("/")
    chairman.acts_as("Chủ tịch/PCT UBND tỉnh")
    return chairman


def the_unit_hears(sit_down, road):
    """Notice, state and decision, as the unit sees them; returns the states."""
    clerk = sit_down("unit_clerk", Clerk)
    for number, award, name in road.numbered():
        clerk.has_been_told(name)
        clerk.opens_decision(award)
        expect(clerk.page.locator("main table")).to_contain_text(name)
        assert f"{number}/QĐ-UBND" in clerk.paper(f"số {number}/QĐ-UBND")
    return {name: clerk.state_of(name) for name in road.names.values()}

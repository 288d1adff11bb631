"""A resolution from the Chairman's letter to the day it holds, by every desk, with two returns on the way."""

from datetime import datetime

import pytest
from playwright.sync_api import expect

from app.clock import VIETNAM
from tests.browser.at_the_resolution import ResolutionDesk
from tests.browser.conftest import desks, running

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

TITLE = "Nghị quyết quy định tặng Kỷ niệm chương của tỉnh"
SESSION = "Kỳ họp thứ 20"
PAST_DUE = "Chưa có trả lời của: Sở Tài chính; Công an tỉnh."
INCOMPLETE, WRONG_FORM = "Thiếu bản chụp ý kiến góp ý.", "Tờ trình sai thể thức."


@pytest.fixture
def office(tmp_path, browser):
    """Of its own: its clock goes through half a year."""
    with running("office", tmp_path) as office:
        yield office


@pytest.fixture
def desk(office, browser):
    with desks(office, browser) as sit:
        yield lambda username: sit(username, ResolutionDesk)


def on(office, day, month, year=2024):
    office.stand_at(datetime(year, month, day, 8, 30, tzinfo=VIETNAM))


def test_a_resolution_comes_into_force_after_two_returns(office, desk):
    on(office, 4, 9)
    it_is_asked_for_and_approved(desk)
    on(office, 5, 9)
    it_is_consulted(office, desk)
    it_is_appraised_after_a_return(desk)
    on(office, 12, 11)
    ubnd_votes_after_another_return(desk)
    the_council_examines_and_passes(office, desk)
    on(office, 1, 1, 2025)

    reader = desk("ubnd_members")
    until_it_holds(reader)
    for said in (INCOMPLETE, WRONG_FORM, "Tán thành 15/19", "Tán thành 46/50", "Hệ thống", "01/01/2025"):
        reader.sees(said)


def it_is_asked_for_and_approved(desk):
    director, drafter = desk("snv_director"), desk("snv_drafter")
    director.begins(TITLE, SESSION, "10/12/2024")
    director.takes(TITLE, "Lập kế hoạch, phân công phòng/Ban TĐKT soạn")
    drafter.has_been_told("Đã giao tham mưu nghị quyết", TITLE)
    drafter.lays_ready(TITLE, "Ký Tờ trình đề nghị xây dựng NQ gửi Thường trực HĐND")
    desk("chairman").takes(TITLE, "Ký Tờ trình đề nghị xây dựng NQ gửi Thường trực HĐND")
    desk("hdnd_standing").takes(TITLE, "Chấp thuận, phân công cơ quan trình và thời hạn")
    director.takes(TITLE, "Chốt dự thảo 1, gửi đăng tải và lấy ý kiến")


def it_is_consulted(office, desk):
    drafter = desk("snv_drafter")
    drafter.posts_and_asks(TITLE, ["Sở Tài chính", "Công an tỉnh"])
    drafter.is_kept_from(TITLE, PAST_DUE, "đóng đợt lấy ý kiến được từ 05/10/2024")
    drafter.records_answer(TITLE, "Sở Tài chính", "Nêu rõ nguồn kinh phí.")
    on(office, 7, 10)
    drafter.records_silence(TITLE, "Công an tỉnh")
    drafter.takes(TITLE, "Đóng đợt lấy ý kiến")


def it_is_appraised_after_a_return(desk):
    drafter, director, justice = desk("snv_drafter"), desk("snv_director"), desk("stp")
    director.is_kept_from(TITLE, "Còn 1 ý kiến chưa có dòng tiếp thu, giải trình trong Bảng tổng hợp.")
    drafter.responds(TITLE, "Sở Tài chính", "Đã bổ sung Điều 4.")
    director.takes(TITLE, "Ký hồ sơ gửi thẩm định")
    justice.takes(TITLE, "Đề nghị bổ sung hồ sơ", INCOMPLETE)
    drafter.has_been_told("Sở Tư pháp đề nghị bổ sung hồ sơ", INCOMPLETE)
    director.takes(TITLE, "Ký hồ sơ gửi thẩm định")
    justice.takes(TITLE, "Tiếp nhận, thụ lý")
    justice.takes(TITLE, "Báo cáo thẩm định: đủ điều kiện trình")


def ubnd_votes_after_another_return(desk):
    director, office_of_ubnd = desk("snv_director"), desk("vpub")
    director.takes(TITLE, "Giải trình, tiếp thu; trình UBND")
    office_of_ubnd.takes(TITLE, "Trả Sở Nội vụ", WRONG_FORM)
    director.has_been_told("Văn phòng UBND tỉnh trả hồ sơ", WRONG_FORM)
    director.takes(TITLE, "Giải trình, tiếp thu; trình UBND")
    office_of_ubnd.takes(TITLE, "Xếp phiên họp/phiếu lấy ý kiến thành viên")
    votes = {"Tán thành": 15, "Không tán thành": 1, "Không biểu quyết": 1, "Vắng": 2}
    office_of_ubnd.takes(TITLE, "Biểu quyết đồng ý trình", typed=votes)


def the_council_examines_and_passes(office, desk):
    desk("hdnd_standing").takes(TITLE, "Phân công Ban thẩm tra")
    desk("hdnd_committee").takes(TITLE, "Họp thẩm tra, báo cáo thẩm tra")
    desk("chairman").takes(TITLE, "Gửi báo cáo tiếp thu, dự thảo chỉnh lý")
    desk("vp_hdnd").takes(TITLE, "Gửi đại biểu tờ trình, dự thảo, BC thẩm tra")
    desk("hdnd_chair").is_kept_from(TITLE, "Kỳ họp khai mạc ngày 10/12/2024: thực hiện bước này từ ngày đó.")
    on(office, 10, 12)
    desk("hdnd_chair").takes(TITLE, "Kết luận thảo luận, đưa ra biểu quyết", typed={"Số đại biểu có mặt": 47})
    votes = {"Tán thành": 46, "Không tán thành": 0, "Không biểu quyết": 1, "Vắng": 3}
    desk("vp_hdnd").takes(TITLE, "Thông qua", typed=votes)
    numbered = {"Số Nghị quyết": "00/2024/NQ-HĐND", "Ngày thông qua": "10/12/2024", "Ngày có hiệu lực": "01/01/2025"}
    desk("hdnd_chair").takes(TITLE, "Ký chứng thực; văn thư cấp số NN/2024/NQ-HĐND", typed=numbered)
    promulgation = "Gửi Công báo tỉnh, Cổng TTĐT, UBTVQH, Chính phủ, Bộ Tư pháp, UBND; cập nhật CSDL QG"
    desk("vp_hdnd").takes(TITLE, promulgation)


def until_it_holds(reader):
    """The server looks every few seconds whether a day has come."""
    reader.reads(TITLE)
    state = reader.page.locator("main .badge-state").first
    for _ in range(40):
        if state.inner_text() == "Có hiệu lực":
            break
        reader.page.wait_for_timeout(500)
        reader.page.reload()
    expect(state).to_have_text("Có hiệu lực")

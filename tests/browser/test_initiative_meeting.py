"""A whole meeting of a unit's initiative council by the sealed box, from its plan to the head's decision."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import desks, running
from tests.browser.looking import faults
from tests.browser.test_sealed_meeting import pick, take_slip
from tests.browser.voting import INITIATIVES

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

HERE, BALLOT, SECRETARY = "/meetings/1", "/ballots/1", "unit_council_secretary"
TELLERS = {"unit_head": "Lê Hữu Tường", SECRETARY: "Hán Thị Kim Oanh", "unit_clerk": "Lưu Thị Bích Vân"}
# How many each votes on; the last is an author.
MEMBERS = {"unit_head": 2, SECRETARY: 2, "unit_clerk": 2, "unit_council_members": 1}
(FIRST, _), (SECOND, _) = INITIATIVES


@pytest.fixture(scope="module")
def hall(tmp_path_factory, browser):
    with running("inventing", tmp_path_factory.mktemp("inventing")) as office:
        yield office


def test_four_members_one_an_author_vote_by_the_box_and_the_head_recognises_what_passed(hall, browser):
    with desks(hall, browser) as sit_down:
        secretary = sit_down(SECRETARY)
        plan(secretary)
        settle(secretary)
        digits = [take_slip(sit_down(username)) for username in TELLERS]
        secretary.open(BALLOT)
        secretary.press("Bắt đầu bỏ phiếu", "Đã bắt đầu bỏ phiếu.", agreeing=True)
        for username, names in MEMBERS.items():
            vote(sit_down(username), names)
        close_and_open(secretary, digits)
        conclude(secretary)
        recognise(secretary)


def plan(desk):
    desk.open("/")
    desk.sees(FIRST)
    desk.open("/initiatives/")
    desk.follow("Lập phiên họp")
    desk.fill("Giờ họp", "08:00")
    desk.fill("Ngày họp", "17/02/2025")
    desk.fill("Địa điểm", "Phòng họp số 2")
    desk.press("Lưu", "Đã lập phiên họp. Đưa sáng kiến vào chương trình.")
    assert faults(desk.page, "initiatives_to_agenda") == []
    for title in (FIRST, SECOND):
        desk.page.get_by_label(re.compile(title)).check()
    desk.press("Đưa vào chương trình", "Đã đưa sáng kiến vào chương trình.")
    assert faults(desk.page, "initiative_meeting") == []


def settle(desk):
    """How it is voted, who counts, that an author does not vote, who is there."""
    desk.open(f"{HERE}/voting")
    desk.page.get_by_label(re.compile("^Phiếu kín trực tuyến")).check()
    desk.press("Lưu cách bỏ phiếu", "Đã lưu cách bỏ phiếu.")
    desk.open(f"{HERE}/tellers")
    for place, name in enumerate(TELLERS.values(), start=1):
        pick(desk.page.locator(f"#person_{place}"), name)
    desk.page.locator("main form button[type=submit]").click()
    desk.sees("Đã ghi Ban kiểm phiếu:")
    desk.open(f"{HERE}/recusals")
    desk.page.get_by_role("button", name=re.compile("Phan Quốc Thái, Sổ theo dõi")).click()
    desk.sees("Đã ghi thành viên không bỏ phiếu.")
    desk.open(f"{HERE}/roll")
    desk.page.get_by_role("link", name="Tất cả có mặt").click()
    desk.page.locator("main form button[type=submit]").click()
    desk.sees("Đã lưu điểm danh: có mặt 4/4 thành viên")
    desk.open(f"{HERE}/open")
    desk.press("Khai mạc", "Đã khai mạc phiên họp.")
    desk.follow("Chuẩn bị bỏ phiếu")
    desk.press("Chốt danh sách", "Đã chốt danh sách.")


def vote(desk, names):
    page = desk.page
    desk.open(f"{BALLOT}/vote")
    expect(page.locator("#ballot-list")).to_be_visible()
    expect(page.locator("[data-item]")).to_have_count(names)
    page.locator("[data-list-end]").scroll_into_view_if_needed()
    page.locator("[data-agree-all]").click()
    page.get_by_role("button", name="Xem lại phiếu").click()
    page.get_by_role("button", name="Bỏ phiếu", exact=True).click()
    expect(page.locator("#ballot-tracker")).to_have_text(re.compile(r"^\w{4}(-\w{4}){3}$"))


def close_and_open(desk, digits):
    desk.open(BALLOT)
    desk.follow("Kết thúc bỏ phiếu")
    desk.press("Kết thúc bỏ phiếu", "Đã kết thúc bỏ phiếu.")
    desk.open(f"{BALLOT}/open")
    for place, name in enumerate(TELLERS.values()):
        if place != 1:
            desk.fill(f"Phiếu của {name}", digits[place])
    desk.press("Mở thùng phiếu để kiểm", "Đã mở thùng phiếu và kiểm phiếu.")


def conclude(desk):
    """Of four the regulation wants seventy per cent: who does not vote is still one of them."""
    desk.open(f"{HERE}/count")
    desk.press("Chốt kết quả kiểm phiếu", "Đã chốt kết quả kiểm phiếu và lập Biên bản kiểm phiếu.")
    desk.open(f"{HERE}/close")
    assert faults(desk.page, "initiative_close") == []
    desk.press("Kết luận, bế mạc", "Đã bế mạc phiên họp và lập Biên bản họp. Sáng kiến đã chuyển bước theo kết quả.")
    rows = desk.page.locator("main tbody tr").all_inner_texts()
    results = [next(row for row in rows if title in row) for title in (FIRST, SECOND)]
    assert ["Đạt 4/4" in results[0], "Đạt 3/4" in results[1]] == [True, True]
    assert "công nhận sáng kiến" in desk.paper("Biên bản họp")


def recognise(desk):
    desk.open("/initiatives/")
    desk.follow("Ghi quyết định công nhận")
    assert faults(desk.page, "initiative_recognise") == []
    for label, said in (("Số quyết định", "125/QĐ-SGDĐT"), ("Ngày quyết định", "17/02/2025")):
        desk.fill(label, said)
    desk.page.locator("#signer").fill("Lê Hữu Tường")
    desk.page.locator("#signer_title").fill("Giám đốc")
    desk.page.get_by_label(re.compile(FIRST)).check()
    desk.attach("Bản quyết định đã ký")
    desk.press("Lưu quyết định", "Đã ghi quyết định công nhận.")
    assert faults(desk.page, "initiative_decision") == []
    desk.open("/initiatives/1")
    desk.sees("Quyết định số 125/QĐ-SGDĐT ngày 17/02/2025")

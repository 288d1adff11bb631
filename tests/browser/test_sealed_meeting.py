"""A whole meeting of the provincial council by the sealed box: fifteen members, fifteen desks, signed minutes."""

import re
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import expect

from app.clock import VIETNAM
from tests.browser.conftest import desks, running
from tests.browser.looking import SIZES, faults
from tests.browser.voting import MEETING, nominee

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

HERE, BALLOT = "/meetings/1", "/ballots/1"
SECRETARY, CHAIR, ABSENT = "council_secretary", "council_chair", "council_member.02"
TELLERS = {"council_member.08": "Bạch Thị Thùy Dung", "council_member.09": "Phan Thế Cường", SECRETARY: "Vũ Đình Trọng"}
RECUSED = {"council_member.03": ("Trần Quang Vinh", 1), "council_member.05": ("Lê Thị Hồng Nhung", 2)}  # which name
MEMBERS = [
    *(CHAIR, "council_deputy_chair", "snv_director", SECRETARY, "council_members"),
    *(f"council_member.{number:02}" for number in range(1, 11)),
]
OF_ANOTHER_OFFICE = {"snv_director"}  # told by a notice: their desk there is not the council's
ON_PHONES = {"council_deputy_chair", "council_member.07"}
AGAINST = {"council_member.01": 3, "council_member.04": 3, "council_member.06": 2}  # member: which name


@pytest.fixture(scope="module")
def hall(tmp_path_factory, browser):
    with running("sitting", tmp_path_factory.mktemp("sitting")) as office:
        yield office


def test_fifteen_members_two_recused_one_by_paper_to_the_signed_minutes(hall, browser):
    with desks(hall, browser) as sit_down:
        settle(sit_down(SECRETARY))
        chair = sit_down(CHAIR)
        chair.open(f"{HERE}/open")
        chair.press("Khai mạc", "Đã khai mạc phiên họp.")
        freeze(sit_down(SECRETARY))
        digits = [take_slip(sit_down(username)) for username in TELLERS]
        chair.open(BALLOT)
        chair.press("Bắt đầu bỏ phiếu", "Đã bắt đầu bỏ phiếu.", agreeing=True)
        for username in MEMBERS:
            if username != ABSENT:
                vote(sit_down(username), username)
        written_down(sit_down(SECRETARY))
        on_paper(sit_down("council_member.08"), hall.passwords["council_member.09"])
        close_and_open(sit_down, digits)
        sign(sit_down)
        conclude(chair)
        destroy(hall, sit_down)


def settle(desk):
    """How it is voted, who counts, who does not vote on what, who is there."""
    desk.open(f"{HERE}/voting")
    desk.page.get_by_label(re.compile("^Phiếu kín trực tuyến")).check()
    desk.press("Lưu cách bỏ phiếu", "Đã lưu cách bỏ phiếu.")
    desk.open(f"{HERE}/tellers")
    for place, name in enumerate(TELLERS.values(), start=1):
        pick(desk.page.locator(f"#person_{place}"), name)
    desk.page.locator("main form button[type=submit]").click()
    desk.sees("Đã ghi Ban kiểm phiếu:")
    for name, number in RECUSED.values():
        desk.open(f"{HERE}/recusals")
        pick(desk.page.locator("#member_id"), name)
        pick(desk.page.locator("#item_id"), f"{number}. ")
        desk.page.locator("#reason").fill("Người thân trong gia đình")
        desk.page.locator("main form:has(#member_id) button[type=submit]").click()
        desk.sees("Đã ghi thành viên không bỏ phiếu.")
    desk.open(f"{HERE}/roll")
    expect(desk.page.locator("main input:checked")).to_have_count(0)
    desk.page.get_by_role("link", name="Tất cả có mặt").click()
    absent = desk.page.locator("main tr", has_text="Hứa Thị Ngọc Lan")
    absent.get_by_label("Vắng có lý do").check()
    absent.locator("input[type=text]").fill("Đi công tác Hà Nội")
    desk.page.locator("main form button[type=submit]").click()
    desk.sees("Đã lưu điểm danh: có mặt 14/15 thành viên")


def freeze(desk):
    desk.open(HERE)
    desk.follow("Chuẩn bị bỏ phiếu")
    assert faults(desk.page, "ballot_freeze") == []
    desk.press("Chốt danh sách", "Đã chốt danh sách.")


def take_slip(desk):
    """What stands on the paper of a teller, who has typed it once."""
    desk.open(BALLOT)
    desk.follow("Phiếu mở thùng của tôi")
    desk.press("Nhận phiếu mở thùng")
    shown = desk.page.locator(".slip-number")
    expect(shown).to_have_text(re.compile(r"^\s*(\d{4}\s*){6}$"))
    digits = shown.inner_text()
    desk.page.locator("[name=digits]").fill(digits)
    desk.press("Kiểm tra phiếu", "Phiếu mở thùng đúng.")
    return digits


def vote(desk, username):
    page = desk.page
    if username in ON_PHONES:
        page.set_viewport_size(SIZES["phone"])
    if username in OF_ANOTHER_OFFICE:
        desk.has_been_told("Đã bắt đầu bỏ phiếu kín trực tuyến")
        desk.open(BALLOT)
        desk.follow("Bỏ phiếu")
    else:
        desk.open("/")
        desk.follow("Bỏ phiếu: ")
    expect(page.locator("#ballot-list")).to_be_visible()
    name_one_has_no_vote_on = RECUSED.get(username, ("", 0))[1]
    expect(page.locator("[data-item]")).to_have_count(2 if name_one_has_no_vote_on else 3)
    if number := AGAINST.get(username):
        page.locator(".ballot-name").nth(number - 1).get_by_label("Không đồng ý", exact=True).check()
    page.locator("[data-list-end]").scroll_into_view_if_needed()
    page.locator("[data-agree-all]").click()
    page.get_by_role("button", name="Xem lại phiếu").click()
    page.get_by_role("button", name="Bỏ phiếu", exact=True).click()
    expect(page.locator("#ballot-tracker")).to_have_text(re.compile(r"^\w{4}(-\w{4}){3}$"))


def written_down(desk):
    """The absent one votes on paper: else no teller finds their name."""
    desk.open(BALLOT)
    desk.follow("Ghi thành viên bỏ phiếu giấy")
    pick(desk.page.locator("#member_id"), "Hứa Thị Ngọc Lan")
    desk.page.locator("#reason").fill("Đi công tác, gửi phiếu qua văn thư")
    desk.press("Ghi bỏ phiếu giấy", "Đã ghi thành viên bỏ phiếu giấy.")
    assert faults(desk.page, "ballot_paper_voters") == []
    desk.open(BALLOT)
    desk.sees("Hứa Thị Ngọc Lan: Đi công tác, gửi phiếu qua văn thư")


def on_paper(desk, second_password):
    """Of the absent one, who agrees to all: typed in twice, and the other teller stands for it."""
    page = desk.page
    page.set_viewport_size(SIZES["desktop"])
    desk.open(BALLOT)
    desk.follow("Nhập phiếu giấy")
    pick(page.get_by_label("Phiếu của thành viên"), "Hứa Thị Ngọc Lan")
    page.get_by_role("button", name="Nhập phiếu").click()
    for button in ("Xong lượt một", "Xong lượt hai, đối chiếu"):
        page.locator("[data-list-end]").scroll_into_view_if_needed()
        page.locator("[data-agree-all]").click()
        page.get_by_role("button", name=button).click()
    desk.fill("Tên đăng nhập của người thứ hai", "council_member.09")
    desk.fill("Mật khẩu của người thứ hai", second_password)
    desk.press("Niêm phong, bỏ vào thùng")
    expect(page.locator("#ballot-tracker")).to_have_text(re.compile(r"^\w{4}(-\w{4}){3}$"))


def close_and_open(sit_down, digits):
    """Nothing but the number of ballots is told before; two of three slips open, whoever types them."""
    secretary = sit_down(SECRETARY)
    secretary.open(BALLOT)
    secretary.sees("15/15 thành viên đã bỏ phiếu")
    secretary.follow("Kết thúc bỏ phiếu")
    assert faults(secretary.page, "ballot_close") == []
    secretary.press("Kết thúc bỏ phiếu", "Đã kết thúc bỏ phiếu.")
    secretary.open(f"{BALLOT}/cancel")
    assert faults(secretary.page, "ballot_cancel") == []
    secretary.open(f"{BALLOT}/open")
    assert faults(secretary.page, "ballot_open") == []
    for place, name in enumerate(TELLERS.values()):
        if place != 1:
            secretary.fill(f"Phiếu của {name}", digits[place])
    secretary.press("Mở thùng phiếu để kiểm", "Đã mở thùng phiếu và kiểm phiếu.")
    rows = secretary.page.locator("main tbody tr")
    sums = [[cell.strip() for cell in rows.nth(place).locator("td.number").all_inner_texts()] for place in range(3)]
    assert sums == [["14", "0", "0", "0"], ["13", "1", "0", "0"], ["13", "2", "0", "0"]]
    assert faults(secretary.page, "ballot_counted") == []


def sign(sit_down):
    secretary = sit_down(SECRETARY)
    secretary.open(f"{HERE}/count")
    secretary.press("Chốt kết quả kiểm phiếu", "Đã chốt kết quả kiểm phiếu và lập Biên bản kiểm phiếu.")
    teller = sit_down("council_member.09")
    teller.open(f"{BALLOT}/recount")
    assert faults(teller.page, "ballot_recount") == []
    teller.open(f"{BALLOT}/sign")
    assert faults(teller.page, "ballot_sign") == []
    teller.press("Ký Biên bản kiểm phiếu", "Đã ghi nhận Biên bản kiểm phiếu được ký")
    secretary.open(HERE)
    said = secretary.paper("Biên bản kiểm phiếu")
    for part in (nominee(1), "14/15", "BẢNG KÊ PHIẾU", "trong đó 01 lá nhập từ phiếu giấy", "phong bì niêm phong"):
        assert part in said


def conclude(chair):
    """One passes with 14 of 15, the others need one vote more."""
    chair.open(f"{HERE}/close")
    chair.press("Kết luận, bế mạc", "Đã bế mạc phiên họp")
    chair.sees(MEETING)
    results = chair.page.locator("#agenda ~ *, main tbody tr").all_inner_texts()
    passed = [number for number in (1, 2, 3) if any(nominee(number) in row and "Đạt 14/15" in row for row in results)]
    assert passed == [1]


def destroy(hall, sit_down):
    """On the day after the last one of the envelope it waits at the secretary's desk; then nobody opens the box."""
    secretary = sit_down(SECRETARY)
    secretary.open(f"{BALLOT}/destroy-keys")
    secretary.sees("hủy sau ngày đó")
    last_day = re.search(r"đến hết ngày (\d\d)/(\d\d)/(\d{4})", secretary.page.locator("main").inner_text())
    day, month, year = map(int, last_day.groups())
    hall.stand_at(datetime(year, month, day, 8, 0, tzinfo=VIETNAM) + timedelta(days=1))
    secretary.open("/")
    secretary.sees("Hủy phiếu mở thùng, lập biên bản")
    secretary.open(f"{BALLOT}/destroy-keys")
    assert faults(secretary.page, "ballot_destroy_keys") == []
    secretary.press("Hủy phiếu mở thùng", "Từ nay không ai mở được thùng phiếu.")
    secretary.open(HERE)
    assert "không ai mở được thùng phiếu" in secretary.paper("Biên bản họp Hội đồng, hủy phiếu mở thùng")


def pick(select, begins):
    """The choice that begins with these words."""
    value = select.locator("option", has_text=begins).first.get_attribute("value")
    select.select_option(value=value)

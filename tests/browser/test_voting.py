"""Sixty names voted on by keys alone, and by touch over a connection that is lost; the box holds what was chosen."""

import base64
import json
import re
import sqlite3
from contextlib import closing

import pytest
from playwright.sync_api import expect

from app.ballots import keys
from app.ballots.models import SEALED_LENGTH
from tests.ballots.road import AGREE, BLANK, DISAGREE
from tests.browser.conftest import desks, running
from tests.browser.looking import SIZES, faults
from tests.browser.voting import DIGITS, FIRST_RECUSED, KEYS, NAMES, ON_PAPER, RECUSED, TELLERS, TOUCH

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

VOTE = "/ballots/1/vote"
AGAINST = (7, 19, 33, 50, 60)  # by their place on the list
TOUCHED_AGAINST, LEFT_BLANK, PAPER_AGAINST = 3, 5, 11
NOBODY_YET = "council_member.06"  # who has not voted
ON_PAPER_NAME = f"{ON_PAPER}, Trưởng Ban Dân tộc tỉnh"


@pytest.fixture(scope="module")
def poll(tmp_path_factory, browser):
    with running("voting", tmp_path_factory.mktemp("voting")) as office:
        yield office


def test_what_is_chosen_by_keys_by_touch_and_on_paper_is_what_the_box_opens_to(poll, browser):
    """One vote in its order; each part says in the failure which it was."""
    for part in (
        five_exceptions_by_keys_alone,
        by_touch_over_a_lost_connection_and_once_in_the_box,
        a_recused_member_has_no_choice_there_and_signs_in_again_while_casting,
        two_tellers_type_in_a_paper_ballot_and_look_again_where_they_differ,
        a_browser_that_can_seal_no_more_says_so_and_sends_nothing,
        without_scripts_paper_is_offered,
        closed_the_box_shows_its_trackers_and_opens_to_what_was_chosen,
    ):
        part(poll, browser)


def five_exceptions_by_keys_alone(poll, browser):
    with desks(poll, browser) as sit_down:
        page = opened(sit_down(KEYS))
        press, focused = page.keyboard.press, page.locator(":focus")
        assert faults(page, "vote") == []
        tab_to(page, page.locator("[data-item] input").first)
        for key in ("End", "Enter"):
            press(key)
        expect(focused).to_have_text("Đồng ý tất cả")
        press("Enter")
        expect(page.locator("#ballot-left")).to_have_text(f"Đã chọn đủ {NAMES} người")
        tab_to(page, page.locator("[data-item]").last.locator("input:checked"), key="Shift+Tab")
        for number in AGAINST:
            press("Home")
            for _ in range(number - 1):
                press("ArrowDown")
            press("2")
        for key in ("End", "Enter"):
            press(key)
        expect(focused).to_have_text("Xem lại phiếu")
        press("Enter")
        review = page.locator("#ballot-review")
        expect(review).to_contain_text(f"Đồng ý {NAMES - len(AGAINST)} · Không đồng ý {len(AGAINST)}.")
        assert faults(page, "vote_review") == []
        tab_to(page, page.get_by_role("button", name="Bỏ phiếu", exact=True))
        press("Enter")
        receipt_is_shown(page)
        assert faults(page, "vote_receipt") == []
        page.reload()
        expect(page.locator("main")).to_contain_text("Anh/chị đã bỏ phiếu")


def by_touch_over_a_lost_connection_and_once_in_the_box(poll, browser):
    with desks(poll, browser, has_touch=True) as sit_down:
        desk = sit_down(TOUCH)
        desk.page.set_viewport_size(SIZES["phone"])
        desk.expected.append("Failed to load resource")
        page = opened(desk)
        page.on("dialog", lambda dialog: dialog.accept())
        agree_all = page.get_by_role("button", name="Đồng ý tất cả")
        expect(agree_all).to_be_disabled()
        option(page, TOUCHED_AGAINST, "Không đồng ý").tap()
        page.locator("[data-list-end]").scroll_into_view_if_needed()
        page.get_by_role("button", name=f"Đồng ý với {NAMES - 1} người chưa chọn").tap()
        page.get_by_role("button", name=f"Bỏ chọn, tên số {LEFT_BLANK}", exact=True).tap()
        expect(page.locator("#ballot-left")).to_have_text("Còn 1 người chưa chọn")
        page.get_by_role("button", name="Xem lại phiếu").tap()
        expect(page.locator("#ballot-review")).to_contain_text("phiếu tính là không hợp lệ")

        page.route("**/cast", lambda route: route.abort())
        page.get_by_role("button", name="Bỏ phiếu, để trống 1 người").tap()
        expect(page.locator("#ballot-sending")).to_contain_text("Mất kết nối")
        cast = votes(poll.folder)
        page.unroute("**/cast")
        page.route("**/cast", answered_to_nobody)
        page.get_by_role("button", name="Gửi lại ngay").tap()
        expect(page.locator("#ballot-sending")).to_contain_text("Mất kết nối")
        assert votes(poll.folder) == cast + 1
        kept = [json.loads(text) for text in page.evaluate("Object.values(sessionStorage)")]
        assert [{*one} for one in kept] == [{"nonce", "tracker", "choices"}]
        assert {len(base64.b64decode(sealed)) for sealed in kept[0]["choices"].values()} == {SEALED_LENGTH}
        page.unroute("**/cast")
        page.reload()
        receipt_is_shown(page)


def a_recused_member_has_no_choice_there_and_signs_in_again_while_casting(poll, browser):
    with desks(poll, browser) as sit_down:
        desk = sit_down(RECUSED)
        page = opened(desk)
        expect(page.locator("[data-item]")).to_have_count(NAMES - FIRST_RECUSED)
        expect(page.locator(".ballot-excused")).to_have_text(["Anh/chị không bỏ phiếu"] * FIRST_RECUSED)
        page.locator("[data-list-end]").scroll_into_view_if_needed()
        for button in ("Đồng ý tất cả", "Xem lại phiếu"):
            desk.press(button)
        expect(page.locator("#ballot-review")).to_contain_text("Anh/chị không bỏ phiếu")
        sit_down(RECUSED, again=True).ends_other_sessions()
        desk.expected.append("400")
        desk.press("Bỏ phiếu")
        expect(page.locator("#ballot-sending")).to_contain_text("phiên đăng nhập hoặc mã xác thực đã hết hạn")
        desk.press("Xác nhận lại rồi gửi tiếp")
        desk.enter(RECUSED, poll.passwords[RECUSED])
        receipt_is_shown(page)


def two_tellers_type_in_a_paper_ballot_and_look_again_where_they_differ(poll, browser):
    with desks(poll, browser) as sit_down:
        desk = sit_down(TELLERS[0])
        page = desk.page
        page.on("dialog", lambda dialog: dialog.accept())
        desk.open("/ballots/1")
        desk.follow("Nhập phiếu giấy")
        assert faults(page, "paper_whose") == []
        page.get_by_label("Phiếu của thành viên").select_option(label=ON_PAPER_NAME)
        page.get_by_role("button", name="Nhập phiếu").click()
        for against, button in ((PAPER_AGAINST, "Xong lượt một"), (PAPER_AGAINST + 1, "Xong lượt hai, đối chiếu")):
            expect(page.get_by_role("radio", checked=True)).to_have_count(0)
            option(page, against, "Không đồng ý").check()
            page.locator("[data-list-end]").scroll_into_view_if_needed()
            page.get_by_role("button", name=f"Đồng ý với {NAMES - 1} người chưa chọn").click()
            page.get_by_role("button", name=button).click()
        expect(page.locator(".ballot-name:visible")).to_have_count(2)
        expect(page.locator(".ballot-differs")).to_have_text(
            ["Lượt một: Không đồng ý. Lượt hai: Đồng ý.", "Lượt một: Đồng ý. Lượt hai: Không đồng ý."]
        )
        assert faults(page, "paper_differs") == []
        option(page, PAPER_AGAINST, "Không đồng ý").check()
        option(page, PAPER_AGAINST + 1, "Đồng ý").check()
        page.get_by_role("button", name="Xong, đối chiếu lại").click()
        expect(page.locator("#ballot-review")).to_contain_text(f"Đồng ý {NAMES - 1} · Không đồng ý 1.")
        desk.expected.append("422")
        desk.fill("Tên đăng nhập của người thứ hai", TELLERS[1])
        desk.fill("Mật khẩu của người thứ hai", "sai-mat-khau")
        desk.press("Niêm phong, bỏ vào thùng")
        expect(page.get_by_role("alert")).to_contain_text("Tên đăng nhập hoặc mật khẩu không đúng.")
        assert faults(page, "paper_second") == []
        desk.fill("Mật khẩu của người thứ hai", poll.passwords[TELLERS[1]])
        desk.press("Niêm phong, bỏ vào thùng")
        receipt_is_shown(page)


def a_browser_that_can_seal_no_more_says_so_and_sends_nothing(poll, browser):
    with desks(poll, browser) as sit_down:
        desk = sit_down(NOBODY_YET)
        page, cast = opened(desk), votes(poll.folder)
        page.locator("[data-list-end]").scroll_into_view_if_needed()
        for button in ("Đồng ý tất cả", "Xem lại phiếu"):
            desk.press(button)
        page.evaluate("() => { window.sodium.crypto_box_seal = () => { throw new Error('gone'); }; }")
        desk.press("Bỏ phiếu")
        expect(page.locator("#ballot-unable")).to_contain_text("Trình duyệt này không niêm phong được lá phiếu")
        expect(page.get_by_role("button", name="Bỏ phiếu", exact=True)).to_have_count(0)
        assert (votes(poll.folder), page.evaluate("sessionStorage.length")) == (cast, 0)


def without_scripts_paper_is_offered(poll, browser):
    with desks(poll, browser, java_script_enabled=False) as sit_down:
        desk = sit_down(NOBODY_YET)
        desk.open(VOTE)
        desk.sees("Trình duyệt đang tắt JavaScript nên không bỏ phiếu trực tuyến được.")
        expect(desk.page.get_by_role("radio")).to_have_count(0)
        expect(desk.page.locator("main").get_by_role("button")).to_have_count(0)


def closed_the_box_shows_its_trackers_and_opens_to_what_was_chosen(poll, browser):
    """Of the four above, in the order of values, by the tellers' slips."""
    with desks(poll, browser) as sit_down:
        secretary = sit_down("council_secretary")
        for page in ("", "/cancel", "/close"):
            secretary.open(f"/ballots/1{page}")
            assert faults(secretary.page, f"ballot{page.replace('/', '_')}") == []
        secretary.fill("Lý do kết thúc khi còn người chưa bỏ phiếu", "Đã hết giờ bỏ phiếu.")
        secretary.press("Kết thúc bỏ phiếu", "Đã kết thúc bỏ phiếu.")
        secretary.open("/ballots/1/open")
        assert faults(secretary.page, "ballot_open") == []
        member = sit_down(RECUSED)
        member.open(VOTE)
        member.follow("Danh sách mã đối chiếu")
        listed = member.page.locator("#tracker-list li")
        expect(listed).to_have_count(votes(poll.folder))
        assert faults(member.page, "trackers") == []
        one = listed.nth(1).inner_text()
        member.fill("Tìm mã của tôi", one.replace("-", "").lower())
        expect(member.page.locator("#tracker-list li:visible")).to_have_text([one])
    by_keys = {number: DISAGREE if number in AGAINST else AGREE for number in range(1, NAMES + 1)}
    by_touch = dict.fromkeys(by_keys, AGREE) | {TOUCHED_AGAINST: DISAGREE, LEFT_BLANK: BLANK}
    on_paper = dict.fromkeys(by_keys, AGREE) | {PAPER_AGAINST: DISAGREE}
    recused = {number: AGREE for number in by_keys if number > FIRST_RECUSED}
    all_of_them = (by_keys, by_touch, on_paper, recused)

    chosen = [sorted(int(one[number]) for one in all_of_them if number in one) for number in by_keys]
    assert [*opened_box(poll.folder).values()] == chosen


def opened(desk):
    desk.open(VOTE)
    expect(desk.page.locator("#ballot-list")).to_be_visible()
    return desk.page


def tab_to(page, wanted, key="Tab"):
    """No more often than somebody would have the patience for."""
    for _ in range(60):
        page.keyboard.press(key)
        if wanted.evaluate("one => one === document.activeElement"):
            return
    raise AssertionError(f"{key} does not lead to {wanted}")


def option(page, number, words):
    return page.locator(".ballot-name").nth(number - 1).get_by_label(words, exact=True)


def answered_to_nobody(route):
    """It reached the server, and the answer is lost."""
    assert route.fetch().status == 200
    route.abort()


def receipt_is_shown(page):
    expect(page.locator("#ballot-tracker")).to_have_text(re.compile(r"^\w{4}-\w{4}-\w{4}-\w{4}$"))
    assert page.evaluate("sessionStorage.length + localStorage.length") == 0
    expect(page.locator("[data-item]")).to_have_count(0)


def rows(folder, statement):
    with closing(sqlite3.connect(f"file:{folder / 'vinhdanh.sqlite3'}?mode=ro", uri=True)) as database:
        return database.execute(statement).fetchall()


def votes(folder):
    return rows(folder, "SELECT count(*) FROM ballot_tracker")[0][0]


def opened_box(folder):
    digits = (folder / DIGITS).read_text().split()
    held = rows(folder, "SELECT position, salt, public_key FROM ballot_slip WHERE position < 3")
    slips = {place: {"digits": digits[place - 1], "salt": salt, "public_key": key} for place, salt, key in held}
    wrapped = rows(folder, "SELECT first, second, sealed FROM ballot_wrapped_key")
    box = {}
    for item_id, sealed in rows(folder, "SELECT item_id, sealed FROM ballot_box ORDER BY item_id"):
        box.setdefault(item_id, []).append(sealed.hex())
    named = [dict(zip(("first", "second", "sealed"), one, strict=True)) for one in wrapped]
    ((public_key,),) = rows(folder, "SELECT public_key FROM ballot")
    return keys.open_box({"ballot": 1, "public_key": public_key, "slips": slips, "wrapped": named, "box": box})

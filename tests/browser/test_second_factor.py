"""A sheet of codes, then a telephone: set up, asked for at the door and once more inside, given up again.

By somebody whom no other test needs: whoever has a second factor signs in with a code. No page stands in the way.
"""

import re

import pyotp
import pytest
from playwright.sync_api import expect

from tests.browser.looking import faults

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]

WHO = "hdnd_standing"
OWN = "/accounts/second-factor"


class Careful:
    """Somebody at a desk with a sheet of codes, who crosses out what was used."""

    def __init__(self, desk):
        self.desk = desk
        self.codes = []
        self.found = []

    def looks(self, name):
        self.found += faults(self.desk.page, name)

    def reads_sheet(self):
        expect(self.desk.page.locator("h1")).to_have_text("Tờ mã dùng một lần")
        self.codes = self.desk.page.locator(".code-sheet code").all_inner_texts()
        self.looks("second-factor-sheet")
        self.desk.follow("Đã in xong, tiếp tục")

    def gives_code(self, button):
        self.desk.fill("Mã xác thực", self.codes.pop(0))
        self.desk.press(button)


def test_a_sheet_and_a_telephone_open_what_the_password_alone_does_not(office, sit_down):
    desk = sit_down(WHO)
    desk.expected.append("422")
    person = Careful(desk)

    desk.page.locator(".pop-user summary").click()
    desk.page.get_by_role("link", name="Xác thực hai lớp").click()
    desk.follow("Thiết lập")
    desk.press("Tôi không có điện thoại thông minh: dùng tờ mã in sẵn")
    person.reads_sheet()

    desk.open(OWN)  # no code was given in this session yet
    person.looks("second-factor-sheet-alone")
    desk.press("In tờ mã mới", agreeing=True)
    expect(desk.page.locator("h1")).to_have_text("Xác nhận lại bằng mã")
    person.looks("second-factor-confirm")
    person.gives_code("Xác nhận")
    desk.press("In tờ mã mới", agreeing=True)
    person.reads_sheet()

    desk.page.locator(".pop-user summary").click()
    desk.press("Đăng xuất", "Đã đăng xuất.")
    desk.enter(WHO, office.passwords[WHO])
    expect(desk.page.get_by_label("Mã xác thực")).to_be_visible()
    person.looks("second-factor-code")
    desk.fill("Mã xác thực", "0000 0000")
    desk.press("Đăng nhập")
    expect(desk.page.locator(".error-summary")).to_contain_text("Mã không đúng, hoặc đã dùng rồi")
    person.gives_code("Đăng nhập")
    expect(desk.page).to_have_title(re.compile("Việc cần xử lý"))

    desk.open(OWN)
    desk.follow("Thêm ứng dụng trên điện thoại")
    secret = desk.page.locator(".first-password").inner_text().replace(" ", "")
    desk.fill("Mã ứng dụng đang hiện", pyotp.TOTP(secret).now())
    desk.press("Xác nhận, nhận tờ mã")
    person.reads_sheet()
    desk.open(OWN)
    desk.sees("Còn 10 trong 10 mã")
    desk.press("Bỏ xác thực hai lớp", "Đã bỏ xác thực hai lớp.", agreeing=True)

    assert person.found == []

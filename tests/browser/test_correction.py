"""A name is put right after the archive: by a paper of its own, with a new certificate; the case is closed again."""

import sqlite3
from contextlib import closing

import pytest
from playwright.sync_api import expect

from tests.browser.after_decisions import Archivist
from tests.browser.at_the_province import Chairman, Seal
from tests.browser.conftest import desks
from tests.browser.desk import Desk, text_of

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]


ANNOUNCE = "Thông báo kết quả đơn vị, cá nhân; công khai danh sách"


class Director(Desk):
    def has_put_right(self, name, right):
        self.opens_case(name)
        self.follow("Trình đính chính, thay thế quyết định")
        self.check("Sai nội dung")
        self.fill("Họ tên, tên tập thể", right)
        self.fill("Giấy tờ làm căn cứ", "Giấy khai sinh số 15, cấp 12/03/1985")
        self.attach("Bản quét giấy tờ")
        self.fill("Lý do", "Đánh máy sai dấu.")
        self.press("Trình Chủ tịch UBND tỉnh", "Đã trình đính chính")


class Printer(Desk):
    def hands_a_new_certificate(self, name):
        self.takes_step(name, ANNOUNCE, "Đã thông báo kết quả")
        self.follow("In, bàn giao Bằng")
        said = self.paper("Xem, in Bằng mới")
        self.fill("Người nhận", "Trần Văn Nhận, văn thư")
        self.page.get_by_label("Đã thu lại bản cũ").check()
        self.attach("Bản quét phiếu ký nhận")
        self.press("Ghi bàn giao", "Đã ghi bàn giao Bằng mới.")
        return said


def archived(folder):
    """Somebody of whose certificate nothing else is under way: name, the number of the decision, case."""
    ask = """
        SELECT nominee_name, number, nomination.id FROM nomination
        JOIN decision_item ON nomination_id = nomination.id
        JOIN paper ON sheet = 'decision' AND sheet_id = decision_id AND number IS NOT NULL
        WHERE nomination.state = 'KN22_ARCHIVED' AND nominee_kind = 'individual'
        AND NOT EXISTS (SELECT 1 FROM reissue WHERE reissue.nomination_id = nomination.id) LIMIT 1
    """
    with closing(sqlite3.connect(f"file:{folder / 'vinhdanh.sqlite3'}?mode=ro", uri=True)) as database:
        return database.execute(ask).fetchone()


def test_a_name_is_put_right_after_the_archive(demonstration, browser):
    name, number, case = archived(demonstration.folder)
    right = f"{name} Ân"
    with desks(demonstration, browser) as sit_down:
        sit_down("snv_director", Director).has_put_right(name, right)
        chairman = sit_down("chairman", Chairman)
        chairman.takes_up(name)
        chairman.follow("Ký quyết định thay thế hoặc đính chính")
        chairman.sees(f"sửa thành “{right}”")
        assert f"“{name}” sửa thành “{right}”" in chairman.paper("Xem dự thảo Quyết định sửa đổi")
        chairman.press("Ký Quyết định sửa đổi", "Đã ký Quyết định sửa đổi")
        seal = sit_down("van_thu_ubnd", Seal)
        seal.takes_up(name)
        seal.follow("Cấp số, phát hành Quyết định sửa đổi")
        seal.fill("Số văn bản", 977)
        seal.attach("Bản đã ký")
        seal.press("Cấp số và phát hành", "Đã cấp số và phát hành")
        certificate = sit_down("snv_appraiser", Printer).hands_a_new_certificate(right)
        archivist = sit_down("archivist", Archivist)
        archivist.closes(number, "KT-SUA")
        newest = archivist.page.locator("main").get_by_role("link", name="Mục lục hồ sơ (PDF)").last
        index = text_of(archivist.page.context.request.get(newest.get_attribute("href")).body())
        archivist.open(f"/nominations/{case}")

        expect(archivist.page.locator("main .badge-state").first).to_have_text("Đã lưu trữ")
        archivist.sees("Quyết định sửa đổi số 977/QĐ-UBND")
        archivist.sees("Bản cũ đã thu lại.")
        decided = archivist.paper("Xem Quyết định và danh sách")
    assert right in certificate
    assert "Cấp đổi ngày" in certificate
    assert "977/QĐ" in index.replace(" ", "")  # a narrow column breaks it
    assert (name in decided, right in decided) == (True, False)

"""The year of an emulation block, from self-scores to the confirmed ranking, and the flag that asks for the rank."""

import re
import sqlite3
from contextlib import closing
from datetime import datetime

import pytest
from playwright.sync_api import expect

from app.clock import VIETNAM
from tests.browser.conftest import desks, running
from tests.browser.desk import SCAN, Desk

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

MONDAY = datetime(2025, 2, 17, 9, 0, tzinfo=VIETNAM)
FIRST = "Sở Giáo dục và Đào tạo"
UNKNOWN, LEADS = "Chưa có dữ liệu: xếp hạng trong cụm, khối thi đua.", "Đạt: Dẫn đầu cụm, khối thi đua do tỉnh tổ chức."


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory, browser):
    """One of its own: its year goes on to November."""
    with running("demonstration", tmp_path_factory.mktemp("block")) as office:
        yield office


@pytest.fixture
def sit_down(demonstration, browser):
    with desks(demonstration, browser) as sit:
        yield sit


class Block(Desk):
    """Whoever works with one block's year; Sở Nội vụ writes for units without an account."""

    year_id = 0

    def stands_at(self, year_id):
        self.year_id = year_id
        return self

    def opens(self, part=""):
        self.open(f"/blocks/{self.year_id}{part}")

    def ways(self, begins):
        """Of every unit the way to its sheet."""
        self.opens()
        found = self.page.locator("main table").first.get_by_role("link", name=re.compile(rf"^{begins}"))
        return [link.get_attribute("href") for link in found.all()]

    def scores(self, way, sent, points):
        self.open(way)
        for place, box in enumerate(self.page.locator("input[inputmode=decimal]").all()):
            box.fill(points[place])
        self.saves(sent)

    def takes(self, step):
        self.opens()
        self.follow(step)
        self.saves(step)

    def saves(self, button):
        self.press(button)
        expect(self.page.locator("#flashes")).not_to_be_empty()


def of_this_year(folder, code="KTD-VHXH", year=2025):
    with closing(sqlite3.connect(f"file:{folder / 'vinhdanh.sqlite3'}?mode=ro", uri=True)) as database:
        ask = "SELECT id FROM block_year WHERE block_code = ? AND year = ?"
        return database.execute(ask, [code, year]).fetchone()[0]


POINTS, LAST = ("50", "20", "19,5"), 10


class Clerk(Desk):
    def enlists_the_unit(self):
        """The unit as a whole stands in its register under its own name."""
        self.open("/nominees/new/collective")
        self.fill("Tên tập thể", FIRST)
        self.control("Phân loại tập thể").select_option(index=1)
        self.press("Thêm vào danh sách")

    def flag(self):
        """What the unit's flag says of its rank."""
        self.open("/eligibility/?award=co_thi_dua_tinh&year=2025")
        self.follow(FIRST)
        about = self.page.locator("main details", has_text="Cờ thi đua của").first
        about.locator("summary").click()
        return about.inner_text()


def test_the_rank_a_block_agrees_on_is_what_a_flag_asks_for(demonstration, sit_down):
    demonstration.stand_at(MONDAY)
    unit, ban = sit_down("unit_clerk", Clerk), sit_down("snv_ban_head", Block)
    unit.enlists_the_unit()
    before = unit.flag()
    office = sit_down("snv_appraiser", Block).stands_at(of_this_year(demonstration.folder))
    for place, way in enumerate(office.ways("Tự chấm điểm")):
        office.scores(way, "Gửi điểm tự chấm", [*POINTS, str(LAST - place)])
    office.opens("/checkers")
    office.saves("Lưu phân công")
    office.takes("Kết thúc tự chấm, chuyển chấm chéo")
    for place, way in enumerate(office.ways("Chấm chéo đơn vị này")):
        office.scores(way, "Gửi điểm chấm chéo", [*POINTS, str(LAST - place)])
    office.takes("Chốt điểm, chuyển họp khối")
    office.opens()
    office.follow("Ghi kết quả họp khối")
    office.fill("Ngày họp", "17/02/2025")
    office.fill("Địa điểm", "Hội trường Sở Nội vụ")
    office.fill("Thành phần dự họp", "Đại diện các đơn vị")
    office.attach("Biên bản họp đã ký", SCAN)
    office.saves("Lưu kết quả")
    office.takes("Gửi kết quả cho Sở Nội vụ")
    sent = unit.flag()
    ban.stands_at(office.year_id).takes("Xác nhận kết quả của khối")

    assert [(UNKNOWN in told, LEADS in told) for told in (before, sent, unit.flag())] == [
        (True, False),
        (True, False),
        (False, True),
    ]

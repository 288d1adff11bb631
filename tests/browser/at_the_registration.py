"""What is done at the desks when a year begins, and what is read of it when the year is over."""

from playwright.sync_api import expect

from tests.browser import world
from tests.browser.at_the_unit import Clerk
from tests.browser.desk import Desk

PLEDGE = "Hoàn thành xuất sắc nhiệm vụ được giao trong năm."
SEND = "Ký, gửi Sở Nội vụ"


class Reader(Desk):
    """Whoever reads what came of a registration: the unit its own, Sở Nội vụ that of each."""

    def reads_registration(self, year, unit=""):
        self.open("/registrations/")
        self.follow(f"Năm {year}")
        if unit:
            self.follow(unit)

    def reads_what_came_of(self, results):
        """By the name."""
        for name, result in results.items():
            expect(self.page.locator("main tr", has_text=name).locator("td").last).to_have_text(result)


class YearOpener(Reader):
    """Trưởng Ban, in whose name the year is opened."""

    def opens_year(self, awards, first, last):
        self.open("/registrations/")
        self.follow("Mở đăng ký của năm")
        self.fill("Đăng ký từ ngày", first)
        self.fill("Đến hết ngày", last)
        for award in awards:
            self.page.get_by_label(award, exact=True).check()
        self.fill("Căn cứ", "Hướng dẫn số 1/HD-SNV")
        self.press("Mở đăng ký", "Đã mở đăng ký thi đua.")


class Enroller(Desk):
    """Cán bộ thi đua khen thưởng của đơn vị."""

    def enrols(self, names, award, year, pledge=PLEDGE):
        self.takes_up(f"Đăng ký thi đua năm {year}")
        self.follow("Ghi tên đăng ký")
        if self.control("Danh hiệu, hình thức").input_value() == "":  # where there is but one it is chosen already
            self.choose("Danh hiệu, hình thức", award)
            self.press("Hiện danh sách")
        for name in names:
            self.check(name)
        self.fill("Cam kết", pledge)
        self.press("Ghi vào bản đăng ký", f"Đã ghi {len(names)} tên vào bản đăng ký.")


class Sender(Desk):
    """Thủ trưởng đơn vị."""

    def sends_registration(self, year):
        self.takes_up(f"Đăng ký thi đua năm {year}")
        self.follow(SEND)
        self.press(SEND, f"Đã thực hiện: {SEND}.")


def a_year_begins(sit_down):
    """Sở Nội vụ opens 2024, a unit registers those who are proposed a year later, its head signs, Sở Nội vụ has it."""
    ban = sit_down("snv_ban_head", YearOpener)
    ban.opens_year(world.REGISTERED, "02/01/2024", "28/02/2024")
    clerk = sit_down("unit_clerk", Clerk)
    clerk.enlists_person(world.TEACHER)
    for name in (world.SCHOOL, world.STATE_SCHOOL):
        clerk.enlists_collective(name)
    for award, names in world.REGISTERED.items():
        Enroller.at(clerk).enrols(names, award, world.YEAR)
    sit_down("unit_head", Sender).sends_registration(world.YEAR)
    ban.reads_registration(world.YEAR, "Sở Giáo dục và Đào tạo")
    ban.sees("3 lượt đăng ký: 0 đã đạt, 0 đang có hồ sơ đề nghị, 3 chưa có hồ sơ.")
    ban.sees(PLEDGE)

"""From the issued decision to the archive, at the desks of those who print, hand over, pay, confirm and keep."""

import re

from playwright.sync_api import expect

from tests.browser.desk import Desk, text_of


class AwardDesk(Desk):
    """Whoever works on what follows a decision."""

    def takes_up_decision(self, number):
        self.open("/deliveries/")
        self.page.locator("main table tr", has_text=f"{number}/QĐ-UBND").get_by_role("link").first.click()
        expect(self.page.locator("main .lead")).to_contain_text(f"{number}/QĐ-UBND")


class Preparer(AwardDesk):
    """Chuyên viên thẩm định, after the decision."""

    def announces(self, number):
        self.takes_up_decision(number)
        self.page.get_by_role("button", name=re.compile("Xem trước, thông báo kết quả")).click()
        self.page.get_by_role("button", name=re.compile("Thực hiện với")).click()
        while not self.with_scripts and self.page.locator("#progress").count():
            self.page.wait_for_timeout(500)
            self.follow("Xem lại tiến độ")
        expect(self.page.locator("main .notice").first).to_contain_text("Đã thực hiện", timeout=60_000)

    def enters(self, number, first):
        self.takes_up_decision(number)
        self.follow("Vào sổ")
        self.fill("Số vào sổ đầu tiên", first)
        self.press("Vào sổ", "Đã vào sổ")

    def renames(self, number, name, *, reason):
        self.takes_up_decision(number)
        self.page.locator("main table").get_by_role(
            "link", name=name
        ).first.click()  # a form of address stands before it
        self.fill("Dòng dưới tên", "")
        self.expected.append("422")  # the form comes back: no reason was given
        self.press("Lưu")
        expect(self.page.locator(".error-summary")).to_contain_text("Nêu lý do sửa")
        self.fill("Lý do ghi khác Quyết định", reason)
        self.press("Lưu", "Đã lưu tên in trên Bằng.")

    def marks_all_ready(self, number):
        self.takes_up_decision(number)
        self.follow("Đánh dấu hiện vật sẵn sàng")
        for box in self.page.locator("main form").get_by_role("checkbox").all():
            box.check()
        self.press("Lưu đánh dấu", "Đã lưu tình trạng chuẩn bị hiện vật.")

    def prints(self, number):
        """The file of all, once the machine has printed it."""
        self.takes_up_decision(number)
        self.page.get_by_role("button", name=re.compile("In Bằng cả danh sách")).click()
        printed = self.page.locator("main").get_by_role("link", name=re.compile(r"tờ Bằng \(PDF\)"))
        for _ in range(40):
            if printed.count():
                break
            self.page.wait_for_timeout(500)
            self.page.reload()
        return text_of(self.page.context.request.get(printed.first.get_attribute("href")).body())

    def hands_over(self, number, *, to):
        self.takes_up_decision(number)
        self.follow("Lập bàn giao")
        self.fill("Người nhận", to)
        self.fill("Chức vụ người nhận", "Văn thư")
        self.press("Ghi bàn giao, lập biên bản", "Đã ghi bàn giao.")
        return self.paper("Biên bản bàn giao"), self.paper("Danh sách chi tiền thưởng")


class Accountant(AwardDesk):
    """Kế toán chi thưởng."""

    def pays(self, number, voucher):
        self.takes_up_decision(number)
        self.follow("Chi tiền thưởng")
        self.fill("Số chứng từ", voucher)
        self.press("Ghi đã chi", "Đã ghi chi tiền thưởng.")
        self.sees(voucher)


class Receiver(AwardDesk):
    """Cán bộ đơn vị, who signs for what was fetched."""

    def confirms(self, number):
        self.takes_up_decision(number)
        self.follow("Bàn giao")
        self.follow("Xác nhận đã trao cho người được khen")
        self.page.get_by_label("Tại hội nghị, lễ tổng kết").check()
        self.press("Xác nhận", "Đã ghi ngày và hình thức trao tặng.")


class Archivist(AwardDesk):
    """Lưu trữ cơ quan."""

    def closes(self, number, code):
        self.takes_up_decision(number)
        self.follow("Kết thúc hồ sơ, nộp lưu")
        self.fill("Hồ sơ số", code)
        self.press("Kết thúc hồ sơ, lập mục lục", "Đã kết thúc hồ sơ, nộp lưu.")
        return self.paper("Mục lục hồ sơ")


def the_award_is_given(sit_down, number, name):
    """What each paper of it says, by its name."""
    preparer = sit_down("snv_appraiser", Preparer)
    preparer.announces(number)
    preparer.enters(number, 1000 + number)
    preparer.renames(number, name, reason="Đơn vị đề nghị chỉ in tên.")
    preparer.marks_all_ready(number)
    papers = {"Bằng": preparer.prints(number)}
    papers["Biên bản bàn giao"], papers["Danh sách chi"] = preparer.hands_over(number, to="Trần Văn Nhận")
    sit_down("unit_clerk", Receiver).confirms(number)
    sit_down("accountant", Accountant).pays(number, f"PC-{number}")
    papers["Mục lục"] = sit_down("archivist", Archivist).closes(number, f"KT-{number}")
    return papers

"""What the provincial council, the Office of the People's Committee and its Chairman do at their desks."""

from tests.browser.at_the_unit import Meetings
from tests.browser.desk import Desk


class CouncilSecretary(Meetings):
    """Thư ký Hội đồng tỉnh."""


class CouncilChair(Meetings):
    """Chủ tịch Hội đồng."""


class VanPhong(Desk):
    """Văn phòng UBND tỉnh."""

    def forwards(self, proposal):
        self.takes_up(proposal)
        self.press("Đúng thể thức, trình Chủ tịch", "Đã", agreeing=True)


class Chairman(Desk):
    """Chủ tịch UBND tỉnh."""

    def decides(self, proposal):
        self.takes_up(proposal)
        self.press("Ký Quyết định", "Đã", agreeing=True)

    def signs_upward(self, proposal):
        self.takes_up(proposal)
        self.press("Ký Tờ trình cấp Nhà nước", "Đã ký Tờ trình cấp Nhà nước.", agreeing=True)

    def sends_back(self, proposal, reason, *, excluding):
        self.takes_up(proposal)
        self.follow("Không ký, trả lại kèm tên và lý do")
        self.fill("Lý do", reason)
        for name, why in excluding.items():
            self.page.locator(".field .field", has_text=name).get_by_role("textbox").fill(why)
        self.press("Trả lại", "Đã")

    def has_examined_again(self, name):
        """As the complaint that was found right wants it."""
        self.takes_up(name)
        self.follow("Thẩm định lại theo quyết định giải quyết khiếu nại")
        self.press("Cho thẩm định lại", "Đã cho thẩm định lại hồ sơ.")

    def revokes(self, name, reason):
        """Returns what the draft says before it is signed."""
        self.takes_up(name)
        self.follow("Quyết định hủy, thu hồi")
        draft = self.paper("Xem dự thảo Quyết định hủy")
        self.fill("Lý do", reason)
        self.press("Ký Quyết định hủy", "Đã ký Quyết định hủy, chuyển văn thư cấp số.")
        return draft


class Seal(Desk):
    """Văn thư UBND tỉnh."""

    def issues(self, award, number):
        self.open("/")
        self.page.locator("main table tr", has_text=award).first.get_by_role("link").click()
        self.follow("Cấp số, đính bản đã ký, phát hành")
        self.fill("Số văn bản", number)
        self.attach("Bản đã ký")
        self.press("Cấp số và phát hành", "Đã")

    def numbers_upward(self, award, number):
        """The Tờ trình to the state."""
        self.open("/")
        self.page.locator("main table tr", has_text=award).first.get_by_role("link").click()
        self.follow("Cấp số, đính bản đã ký")
        self.fill("Số Tờ trình", number)
        self.attach("Bản đã ký")
        self.press("Cấp số", "Đã cấp số Tờ trình.")

    def issues_revocation(self, name, number):
        self.takes_up(name)
        self.follow("Cấp số, đính bản đã ký, phát hành")
        self.fill("Số Quyết định", number)
        self.attach("Bản đã ký")
        self.press("Cấp số và phát hành", "Đã cấp số và phát hành Quyết định hủy.")

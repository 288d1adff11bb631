"""What every desk does on the one page of a resolution."""

import re

from playwright.sync_api import expect

from tests.browser.desk import SCAN, Desk


class ResolutionDesk(Desk):
    """Any office on the road of a resolution; all of them work on the same pages."""

    def begins(self, title, session, opens):
        self.open("/resolutions/")
        self.follow("Lập hồ sơ nghị quyết")
        self.fill("Tên nghị quyết", title)
        self.fill("Nội dung, mục đích", "Quy định tên Kỷ niệm chương, đối tượng và tiêu chuẩn.")
        self.fill("Số công văn giao việc của Chủ tịch UBND tỉnh", "4021/UBND-VXNV")
        self.fill("Ngày công văn", "03/09/2024")
        self.attach("Bản công văn")
        self.fill("Kỳ họp của HĐND tỉnh", session)
        self.fill("Ngày khai mạc", opens)
        self.press("Lập hồ sơ", "Đã lập hồ sơ nghị quyết.")

    def lays_ready(self, title, step):
        """For somebody else's signature."""
        self.takes_up(title)
        self.follow(f"Đính văn bản để trình: {step}")
        self._lays_all_papers()

    def takes(self, title, step, reason="", typed=None):
        """A step with all that its page asks for, from the worklist; `typed`: by the label of its field."""
        self.takes_up(title)
        self.follow(step)
        self._lays_all_papers()
        for label, value in (typed or {}).items():
            self.fill(label, value)
        if reason:
            self.fill("Lý do", reason)
        confirmation = self.page.locator("main input[name=is_confirmed]")
        if confirmation.count():
            confirmation.check()
        self.press(step, f"Đã thực hiện: {step}.")

    def is_kept_from(self, title, *sentences):
        self.takes_up(title)
        for sentence in sentences:
            self.sees(sentence)

    def posts_and_asks(self, title, agencies):
        self._opens_consultation(title)
        self.follow("Ghi ngày đăng Cổng")
        self.press("Ghi ngày đăng", "Đã ghi ngày đăng Cổng.")
        self.follow("Ghi cơ quan được hỏi")
        self.fill("Cơ quan được hỏi", "\n".join(agencies))
        self.press("Ghi cơ quan được hỏi", "Đã ghi các cơ quan")

    def records_answer(self, title, agency, said):
        self._opens_consultation(title)
        self.follow(f"Ghi trả lời của {agency}")
        self.fill("Số, ký hiệu văn bản trả lời", "2155/STC-NS")
        self.attach("Tệp văn bản")
        self.press("Ghi trả lời", "Đã ghi văn bản trả lời.")
        self.follow("Ghi ý kiến góp ý")
        self.fill("Cơ quan, người góp ý", agency)
        self.fill("Nội dung góp ý", said)
        self.press("Ghi ý kiến", "Đã ghi ý kiến vào Bảng tổng hợp.")

    def records_silence(self, title, agency):
        self._opens_consultation(title)
        self.page.get_by_role("button", name=f"Ghi nhận không trả lời của {agency}").click()
        expect(self.page.locator("#flashes")).to_contain_text("Đã ghi nhận hết hạn không trả lời.")

    def responds(self, title, by, answer):
        self._opens_consultation(title)
        self.follow(f"Tiếp thu, giải trình ý kiến của {by}")
        self.choose("Kết quả", "Tiếp thu")
        self.fill("Nội dung tiếp thu, giải trình", answer)
        self.press("Ghi kết quả", "Đã ghi kết quả tiếp thu, giải trình.")

    def reads(self, title):
        """The case's page, from the list."""
        self.open("/resolutions/")
        self.page.locator("main table").get_by_role("link", name=title).click()
        expect(self.page.locator("h1")).to_contain_text(title)

    def _opens_consultation(self, title):
        self.takes_up(title)
        self.follow("Lấy ý kiến, Bảng tổng hợp tiếp thu")

    def _lays_all_papers(self):
        papers = self.page.locator("section", has=self.page.locator("#papers"))
        while (missing := papers.get_by_role("link", name=re.compile(r"^\s*Đính văn bản"))).count():
            with self.page.expect_navigation():
                missing.first.click()
            self.control("Tệp văn bản").set_input_files(SCAN)
            if self.page.locator("main input[name=number]").count():
                self.fill("Số, ký hiệu", "45/VB")
            self.press("Đính văn bản", "Đã đính văn bản.")

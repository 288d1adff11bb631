"""What the people of Sở Nội vụ and the agencies they ask do at their desks."""

import re
import time
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.desk import PATIENCE, Desk


class Intake(Desk):
    """Chuyên viên tiếp nhận."""

    def registers(self, name):
        self.takes_up(name)
        self.follow("Nhận, vào sổ, cấp số đến")
        self.press("Tiếp nhận", "Giấy tiếp nhận đã phát hành.")

    def registers_all(self, letter):
        self.open("/intake/")
        self.page.locator("main").get_by_role("link", name=letter).first.click()  # its number stands before it
        self.page.get_by_role("button", name=re.compile(r"^\s*Tiếp nhận \d+ hồ sơ")).click()
        self.sees("Đã tiếp nhận")

    def accepts(self, name):
        self.takes_up(name)
        self.follow("Hồ sơ hợp lệ")
        self.press("Hồ sơ hợp lệ", "Hồ sơ hợp lệ, đã chuyển thẩm định.")

    def asks_for_more(self, name, named, *, due):
        """Tick what is wrong, with a note each."""
        self.takes_up(name)
        self.follow("Yêu cầu bổ sung")
        for label, note in named.items():
            self.check(label)
            self.fill(f"{label}: cần sửa hoặc thiếu gì", note)
        self.fill("Lý do yêu cầu bổ sung", "Hồ sơ chưa rõ.")
        self.fill("Hạn bổ sung", due)
        self.press("Gửi yêu cầu bổ sung", "Đã yêu cầu đơn vị bổ sung hồ sơ.")

    def is_asked_about_only(self, name, labels):
        self.takes_up(name)
        self.follow("Kiểm tra mục đã bổ sung")
        expect(self.page.locator("main form legend")).to_have_text([re.compile(label) for label in labels])

    def checks_again(self, name):
        """All that was named is good now."""
        self.takes_up(name)
        self.follow("Kiểm tra mục đã bổ sung")
        for verdict in self.page.get_by_label("Đạt", exact=True).all():
            verdict.check()
        self.press("Ghi kết quả kiểm tra", "Đã ghi kết quả kiểm tra các mục bổ sung.")


class BanHead(Desk):
    """Trưởng Ban Thi đua - Khen thưởng."""

    def assigns(self, name, to, note=""):
        self.takes_up(name)
        self.follow("Giao chuyên viên")
        self.check(to)
        if note:
            self.fill("Ghi chú khi giao việc", note)
        self.press("Giao việc", "Đã giao hồ sơ của ")

    def concludes_fit(self, name):
        self.takes_up(name)
        self.follow("Kết luận đạt")
        self.press("Kết luận đạt", "Đã kết luận đạt.")

    def returns_overdue(self, name, reason):
        self.opens_case(name)
        self.follow("Trả đơn vị do quá hạn bổ sung")
        self.fill("Lý do", reason)
        self.press("Trả hồ sơ về đơn vị", "Đã trả hồ sơ về đơn vị do quá hạn bổ sung.")

    def suspends(self, name, reason):
        self.opens_case(name)
        self.follow("Tạm dừng")
        self.check("Có đơn thư khiếu nại, tố cáo, phản ánh đang được xác minh")
        self.fill("Cơ quan ban hành văn bản hoặc chuyển đơn", "Thanh tra tỉnh")
        self.fill("Ngày văn bản, ngày nhận đơn", "14/02/2025")
        self.fill("Lý do", reason)
        self.press("Tạm dừng, ký công văn", "Đã tạm dừng xét hồ sơ")

    def records_finding(self, name, *, clear):
        self.takes_up(name)
        self.follow("Ghi kết luận")
        self.check("Không vi phạm" if clear else "Có vi phạm")
        self.fill("Cơ quan kết luận", "Thanh tra tỉnh")
        self.fill("Số văn bản kết luận", "15/KL-TTT")
        self.fill("Ngày văn bản kết luận", "17/02/2025")
        self.attach("Bản quét văn bản kết luận")
        self.press("Lưu kết luận", "Đã ghi kết luận.")

    def resumes(self, name):
        self.takes_up(name)
        self.follow("Tiếp tục")
        self.press("Xét tiếp", "thời hạn còn lại giữ nguyên")

    def ends(self, name, reason):
        self.takes_up(name)
        self.follow("Chấm dứt")
        self.fill("Lý do", reason)
        self.press("Chấm dứt, ký thông báo", "Đã chấm dứt hồ sơ")

    def asks_to_revoke(self, name, *, source, why):
        self.opens_case(name)
        self.follow("Mở xem xét hủy")
        self.check("Cung cấp thông tin sai sự thật")
        self.fill("Văn bản làm căn cứ", source)
        self.fill("Ngày văn bản", "14/02/2025")
        self.attach("Bản quét văn bản")
        self.fill("Nội dung đề nghị", why)
        self.press("Mở xem xét hủy", "Đã mở xem xét hủy, chuyển Chủ tịch UBND tỉnh.")


class Deputy(BanHead):
    """Phó Trưởng Ban: gives on, and hands back, what they were given."""

    def presents(self, name, note):
        self.takes_up(name)
        self.follow("Trình, trả lại")
        self.check("Đã xử lý, trình")
        self.fill("Ghi chú", note)
        self.press("Chuyển lại", "Đã chuyển hồ sơ của ")


class Appraiser(Desk):
    """Chuyên viên thẩm định."""

    def sends_back(self, name, note):
        self.takes_up(name)
        self.follow("Trình, trả lại")
        self.check("Trả lại")
        self.fill("Ghi chú", note)
        self.press("Chuyển lại", "Đã chuyển hồ sơ của ")

    def confirms_honours(self, name, *, count):
        """What the unit wrote of somebody's awards, after a look at the decisions."""
        self.open("/honours/?standing=waiting&words=" + name)
        boxes = self.page.locator("main table").get_by_role("checkbox")
        expect(boxes).to_have_count(count)
        for box in boxes.all():
            box.check()
        self.press("Xác nhận các mục đã chọn", f"Đã xác nhận {count} khen thưởng.")

    def enters_honour(self, name, award, year, *, number, by):
        """What no unit gives: Sở Nội vụ has the decision, and what it enters is confirmed."""
        self.open("/honours/people?words=" + name)
        self.follow(name)
        self.writes_honour_down(award, year, number=number, by=by)

    def answers_criteria(self, name, *, met):
        """Each criterion by its place: met with a paper or a remark; the others do not apply."""
        self.takes_up(name)
        self.follow("Thẩm định từng tiêu chí")
        for panel in self.page.locator("form section.panel").all():
            code = panel.get_attribute("id")
            is_met = code in met
            panel.get_by_label("Đạt" if is_met else "Không áp dụng", exact=True).check()
            if is_met:
                self.control("Minh chứng trong hồ sơ", panel).select_option(
                    index=1 if self.control("Minh chứng trong hồ sơ", panel).locator("option").count() > 1 else 0
                )
            self.control("Nhận xét", panel).fill("Đã đối chiếu báo cáo, quyết định và minh chứng.")
        self.press("Lưu tất cả", "Đã lưu kết quả thẩm định tiêu chí.")
        self.sees("Các tiêu chí đã đủ để kết luận đạt.")

    def asks_agency(self, name, agency):
        self.opens_case(name)
        self.follow("Hỏi ý kiến cơ quan")
        for box in self.page.get_by_role("checkbox").all():
            box.uncheck()
        self.check(agency)
        self.press("Gửi xin ý kiến", "Đã gửi nội dung xin ý kiến hiệp y.")

    def drafts_opinion(self, name):
        self.opens_case(name)
        self.follow("Dự thảo kết luận")
        self.check("Đủ điều kiện, tiêu chuẩn")
        self.fill("Lý do", "Hồ sơ đủ thành phần, đối tượng, tiêu chuẩn phù hợp.")
        self.press("Lưu dự thảo", "Đã lưu dự thảo kết luận, trình Trưởng ban.")

    def marks_for_the_party(self, name):
        self.opens_case(name)
        self.follow("Ghi thuộc diện quản lý")
        self.check("Thuộc diện quản lý")
        self.fill("Căn cứ", "Theo quy định phân cấp quản lý cán bộ của Tỉnh ủy")
        self.press("Lưu", "Đã lưu.")

    def sums_up(self, notice):
        """An open notice whose last day is over: what was remarked is looked into, then all of it reported."""
        self.takes_up(notice)
        self.follow("Ghi kết quả xem xét")
        self.fill("Kết quả xem xét", "Đã kiểm tra, số liệu đúng.")
        self.press("Lưu kết quả xem xét", "Đã ghi kết quả xem xét.")
        self.follow("Kết thúc, tổng hợp ý kiến")
        self.fill("Tổng hợp, đánh giá", "Các trường hợp được Nhân dân đồng tình.")
        self.press("Kết thúc, trình báo cáo", "Đã kết thúc lấy ý kiến.")

    def draws_up_proposal(self, award, title, draft="Dự thảo Quyết định và danh sách"):
        """Tờ trình of Sở Nội vụ for one award; returns what its draft says, and that of what the Chairman will sign."""
        self.open("/proposals/")
        self.page.locator("li", has_text=award).get_by_role("link", name="Lập Tờ trình").click()
        self.fill("Trích yếu của Tờ trình", title)
        self.press("Lưu danh sách")
        self.sees("theo thứ tự in")
        return self.paper("Dự thảo Tờ trình và danh sách"), self.paper(draft)

    def opens_what_went_up(self, award):
        """The newest Tờ trình to the state about the award."""
        self.open("/upward/")
        self.page.locator("main table tr", has_text=award).first.get_by_role("link").click()
        self.sees("Văn bản, gói hồ sơ")

    def takes_package(self, award):
        """When it is made; its bytes, as the browser keeps them."""
        self.opens_what_went_up(award)
        link = self.page.get_by_role("link", name="Tải gói hồ sơ (ZIP)")
        until = time.monotonic() + PATIENCE / 1000
        while not link.count():
            assert time.monotonic() < until, "the package is not made"
            self.page.reload()
        with self.page.expect_download() as kept:
            link.click()
        assert kept.value.suggested_filename.endswith(".zip")
        return Path(kept.value.path()).read_bytes()

    def sends_up(self, award):
        self.opens_what_went_up(award)
        self.follow("Ghi đã gửi cấp Nhà nước")
        self.fill("Gửi bằng cách nào", "Qua trục liên thông văn bản")
        self.press("Ghi đã gửi", "Đã ghi ngày gửi.")
        self.sees("Gửi hôm nay.")

    def records_what_was_asked(self, award, what):
        self.opens_what_went_up(award)
        self.follow("Ghi yêu cầu bổ sung")
        self.page.locator("main").get_by_role("checkbox").first.check()
        self.fill("Yêu cầu bổ sung gì", what)
        self.press("Ghi yêu cầu", "Đã ghi yêu cầu bổ sung.")
        self.follow("Ghi đã gửi bổ sung")
        self.press("Ghi đã gửi bổ sung", "Đã ghi ngày gửi bổ sung.")

    def records_decision(self, award, number, signer):
        self.opens_what_went_up(award)
        self.follow("Ghi kết quả: được khen")
        self.fill("Số quyết định", number)
        self.fill("Ngày quyết định", "17/02/2025")
        self.fill("Người ký", signer)
        self.attach("Bản quét quyết định")
        self.press("Ghi quyết định", "Đã ghi quyết định.")

    def notes_it_anew(self, award, why):
        """What was noted of the decision was wrong."""
        self.opens_what_went_up(award)
        self.follow("Ghi nhầm, ghi lại")
        self.fill("Lý do", why)
        self.press("Hủy kết quả ghi nhầm", "Đã hủy kết quả ghi nhầm.")
        self.sees("Ghi nhầm, đã hủy ghi nhận")

    def publishes_decision(self, award):
        self.opens_what_went_up(award)
        self.press("Công bố quyết định", "Đã công bố quyết định.", agreeing=True)

    def records_recovery(self, name, what):
        self.takes_up(name)
        self.follow("Ghi nhận thu hồi")
        self.fill("Đã thu hồi", what)
        self.fill("Ngày thu hồi", "17/02/2025")
        self.attach("Bản quét biên bản thu hồi")
        self.press("Ghi nhận thu hồi", "Đã ghi nhận thu hồi.")


class Agency(Desk):
    """Cơ quan được hỏi ý kiến."""

    def answers(self, name):
        self.open("/")
        self.page.locator("main table").get_by_role("link", name=name).click()
        self.check("Không phản đối việc khen thưởng")
        self.fill("Nội dung trả lời", "Không có thông tin vi phạm pháp luật.")
        self.press("Gửi trả lời", "Đã gửi trả lời hiệp y về Sở Nội vụ.")


class PartyOffice(Desk):
    """Văn phòng Tỉnh ủy."""

    def answers(self, name):
        self.open("/")
        self.page.locator("main table").get_by_role("link", name=name).click()
        self.check("Đồng ý việc khen thưởng")
        self.fill("Số, ký hiệu văn bản trả lời", "1234-CV/TU")
        self.fill("Ngày văn bản trả lời", "25/02/2025")
        self.attach("Bản quét văn bản trả lời")
        self.press("Gửi Sở Nội vụ", "Đã ghi trả lời và gửi Sở Nội vụ.")


class ComplaintOfficer(Desk):
    """Người giải quyết khiếu nại."""

    def takes_up_and_settles(self, name, *, is_upheld, number, on="24/02/2025"):
        self.takes_up(name)
        self.follow("Thụ lý")
        self.press("Thụ lý", "Đã thụ lý đơn.")
        self.follow("Ghi kết quả giải quyết")
        self.check("Đúng:" if is_upheld else "Không đúng:")
        self.fill("Nội dung giải quyết", "Đã đối chiếu hồ sơ, biên bản.")
        self.fill("Số quyết định, văn bản", number)
        self.fill("Ngày quyết định, văn bản", on)
        self.attach("Bản đã ký")
        self.press("Ghi kết quả giải quyết", "Đã ghi kết quả giải quyết đơn.")


class Director(Desk):
    """Giám đốc Sở Nội vụ."""

    def signs(self, proposal):
        self.takes_up(proposal)
        self.press("Ký Tờ trình, chuyển Văn phòng UBND", "Đã ký", agreeing=True)

    def asks_the_party(self, name):
        self.takes_up(name)
        self.follow("Xin ý kiến, ký công văn")
        self.press("Ký công văn xin ý kiến", "Đã ký công văn xin ý kiến.")

    def signs_report(self, notice):
        """The one the appraiser summed up last."""
        self.open("/public-notices/")
        waits = self.page.locator("main table tr", has_text="Chờ ký báo cáo kết quả")
        waits.first.get_by_role("link", name=notice).click()
        self.follow("Xem, ký báo cáo kết quả")
        self.press("Ký báo cáo kết quả", "Đã ký báo cáo kết quả.")

    def tells_unit(self, proposal, name, reason):
        self.open("/proposals/")
        self.follow(proposal)
        self.page.locator("li", has_text=name).get_by_role("link", name="Thông báo không khen thưởng").click()
        self.fill("Lý do", reason)
        self.press("Thông báo")


class DepartmentClerical(Desk):
    """Văn thư Sở Nội vụ."""

    def registers(self, proposal, number):
        self.open("/proposals/")
        self.follow(proposal)
        self.follow("Ghi số, ngày và bản đã ký của Tờ trình")
        self.fill("Số văn bản", number)
        self.attach("Bản đã ký")
        self.press("Cấp số và phát hành", "Đã")


class LetterClerk(DepartmentClerical):
    """The same, with the letters about one case."""

    def numbers(self, name, number):
        self.open("/")
        self.page.locator("main table").get_by_role("link", name=name).first.click()
        self.fill("Số văn bản", number)
        self.attach("Bản đã ký")
        self.press("Cấp số và phát hành", "Đã ghi số, ngày, bản đã ký và phát hành văn bản.")

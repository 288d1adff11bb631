"""What the people of a unit do at their desks."""

import re

from playwright.sync_api import expect

from tests.browser import world
from tests.browser.desk import Desk, another_scan


class Clerk(Desk):
    """Cán bộ thi đua khen thưởng của đơn vị."""

    def enlists_person(self, name, honorific="Bà", gender="Nữ"):
        self.open("/nominees/new/individual")
        self.fill("Danh xưng", honorific)
        self.fill("Họ và tên", name)
        self.choose("Giới tính", gender)
        self.fill("Chức vụ, chức danh", "Giáo viên")
        self.fill("Phòng, ban, nơi công tác", "Trường THPT Chu Văn An")
        self.control("Đối tượng").select_option(index=1)
        self.press("Thêm vào danh sách", "Đã thêm")
        self.sees(name)

    def enlists_collective(self, name):
        self.open("/nominees/new/collective")
        self.fill("Tên tập thể", name)
        self.control("Phân loại tập thể").select_option(index=1)
        self.press("Thêm vào danh sách", "Đã thêm")
        self.sees(name)

    def enlists_household(self, head, hamlet, address):
        self.open("/nominees/")
        self.follow("Thêm hộ gia đình")
        self.fill("Danh xưng của chủ hộ", "Bà")
        self.fill("Họ và tên chủ hộ", head)
        self.fill("Số nhân khẩu", 5)
        self.fill("Thôn, khu phố", hamlet)
        self.fill("Xã, phường, thị trấn; huyện, thành phố", address)
        self.press("Thêm vào danh sách", "Đã thêm")
        self.sees(f"Hộ gia đình bà {head}")

    def enters_honour(self, name, award, year, *, number, by):
        """What somebody holds already, from their page in the register."""
        self.open("/nominees/?words=" + name)
        self.page.locator("main table").get_by_role("link", name=name).first.click()
        self.follow("Ghi khen thưởng đã có")
        self.writes_honour_down(award, year, number=number, by=by)

    def takes_titles_over(self, *, count):
        """Those of the years that count are ticked already."""
        self.follow("Lấy từ khen thưởng đã có")
        expect(self.page.locator("main input:checked")).to_have_count(count)
        self.press("Đưa vào hồ sơ", f"Đã đưa {count} khen thưởng đã có vào thành tích từng năm.")

    def opens_draft(self, name, award, *, years):
        """Choose the award, then the name; the draft lies open afterwards."""
        self.open("/nominations/new")
        self.choose("Đợt xét, danh hiệu, hình thức", award)
        self.press("Hiện danh sách")
        self.check(name)
        self._purpose(years)
        self.press("Lập hồ sơ", "Đã lập hồ sơ")

    def _purpose(self, years):
        self.page.wait_for_load_state()  # all of the form, before its choices are counted
        if self.control("Loại hình khen thưởng").locator("option").count() > 1:
            self.choose("Loại hình khen thưởng", "Công trạng và thành tích")
        first, last = years
        self.fill("Thành tích từ năm", first)
        self.fill("Đến năm", last)
        self.check("Tôi xác nhận hồ sơ này không có nội dung bí mật nhà nước")

    def opens_the_draft_of(self, name):
        self.opens_case(name)
        self.follow("Soạn hồ sơ")
        expect(self.page.locator("h1")).to_contain_text("Soạn hồ sơ")

    def writes(self, section, text):
        """It saves itself where there is a script, and by its button where there is none."""
        field = self.control(section)
        field.fill(text)
        field.blur()
        if self.with_scripts:
            expect(self.status_of(field)).to_contain_text("Đã lưu lúc")
        else:
            panel = self.page.locator("section", has=field)
            panel.get_by_role("button", name="Lưu mục này").click()
            expect(self.page.locator("#flashes")).to_contain_text("Đã lưu mục")

    def writes_too_late(self, section, text):
        """A colleague has saved the section since this page was opened."""
        field = self.control(section)
        field.fill(text)
        if not self.with_scripts:
            self.page.locator("section", has=field).get_by_role("button", name="Lưu mục này").click()

    def takes_own_version(self, section):
        self.press("Dùng bản của tôi")
        if self.with_scripts:
            expect(self.status_of(self.control(section))).to_contain_text("Đã lưu lúc")
        else:
            expect(self.page.locator("#flashes")).to_contain_text("Đã lưu mục")

    def status_of(self, field):
        return self.page.locator(f"#{field.get_attribute('id')}-status")

    def reads(self, section, text):
        expect(self.control(section)).to_have_value(text)

    def adds_year(self, year, title=""):
        self.follow("Thêm một năm")
        self.fill("Năm", year)
        self.choose("Mức xếp loại", "Hoàn thành xuất sắc nhiệm vụ")
        if title:
            self.fill("Danh hiệu, hình thức khen thưởng", title)
            self.fill("Số quyết định", f"{year - 1900}/QĐ-SGDĐT")
            self.fill("Ngày quyết định", f"15/07/{year}")
            self.fill("Cơ quan quyết định", "Sở Giáo dục và Đào tạo")
        self.fill("Thành tích trong năm", f"Hoàn thành xuất sắc nhiệm vụ năm {year}.")
        self.press("Lưu", f"Đã ghi thành tích năm {year}")

    def attaches(self, kind, file=None):
        self.follow("Đính kèm tệp")
        self.choose("Loại giấy tờ", kind)
        self.attach("Tệp", file or another_scan())
        self.press("Đính kèm", "Đã đính kèm tệp")

    def lacks(self, *sentences):
        """The notice of what the dossier lacks says these and nothing else."""
        expect(self.page.locator("[data-gaps] li")).to_have_text(list(sentences))

    def lacks_nothing(self):
        expect(self.page.locator("[data-gaps]")).to_contain_text("Hồ sơ đã đủ các mục bắt buộc")

    def drafts(self, name, award, *, years, titles="", papers=()):
        """A whole dossier, from the register to the last paper."""
        self.opens_draft(name, award, years=years)
        self.writes("Nội dung đề nghị khen", f"{name} đã hoàn thành xuất sắc nhiệm vụ công tác.")
        self.writes(self.profile, "Hai mươi năm công tác trong ngành giáo dục của tỉnh.")
        self.writes("Thành tích đạt được", "Tỷ lệ học sinh đỗ tốt nghiệp đạt 99,2%, tăng 4% so với năm trước.")
        for year in range(years[0], years[1] + 1):
            self.adds_year(year, titles)
        for kind in papers:
            self.attaches(kind)
        self.lacks_nothing()

    @property
    def profile(self):
        known = ("Sơ lược lý lịch", "Đặc điểm, tình hình", "Sơ lược về hộ gia đình")
        return next(title for title in known if self.page.get_by_label(re.compile(title)).count())

    def complains(self, name, content, *, known_on):
        self.opens_case(name)
        self.follow("Ghi nhận đơn khiếu nại, phản ánh, tố cáo")
        self.check("Khiếu nại: người bị tác động")
        self.check("Đơn vị trình")
        self.fill("Họ và tên, hoặc tên tổ chức", "Sở Y tế")
        self.fill("Ngày nhận đơn", known_on)
        self.fill("Ngày biết quyết định, kết quả", known_on)
        self.fill("Nội dung", content)
        self.press("Ghi nhận đơn", "Đã ghi nhận đơn.")

    def sends_to_check(self, name):
        self.takes_step(name, "Gửi kiểm tra", "Đã gửi kiểm tra.")

    def refers(self, name):
        """Trình Hội đồng của đơn vị."""
        self.takes_step(name, "Trình Hội đồng", "Đã trình Hội đồng của đơn vị.")

    def drafts_medal(self, name, *, since):
        """A medal's dossier, with the service and the declarations only it has."""
        self.open("/nominations/new")
        self.choose("Đợt xét, danh hiệu, hình thức", world.MEDAL)
        self.press("Hiện danh sách")
        self.check(name)
        self.check("Tôi xác nhận hồ sơ này không có nội dung bí mật nhà nước")
        self.press("Lập hồ sơ", "Đã lập hồ sơ")
        self.follow("Chọn nhóm, khai báo")
        self.check("D. Cán bộ, công chức, viên chức")
        for question in ("Đã được tặng", "Đang bị xem xét", "Bị buộc thôi việc"):
            self.page.get_by_label(re.compile(rf"^\s*{question}")).first.select_option(label="Không")
        self.press("Lưu", "Đã lưu nhóm đối tượng và khai báo.")
        self.follow("Thêm thời gian")
        self.fill("Từ tháng", since)
        self.fill("Cơ quan, đơn vị", "Trường THPT Chu Văn An")
        self.fill("Chức vụ, công việc", "Giáo viên")
        self.choose("Loại thời gian", "Công tác trong tỉnh")
        self.press("Lưu", "Đã thêm một dòng quá trình công tác.")
        for section in ("Nội dung đề nghị khen", "Sơ lược lý lịch", "Thành tích, đóng góp cho tỉnh"):
            self.writes(section, f"{name} đã gắn bó với giáo dục miền núi của tỉnh.")
        self.writes("Kỷ luật", "Không.")
        self.lacks_nothing()

    def draws_up_letter(self, title, award_round=world.ROUND):
        """Tờ trình of all that wait in the round; returns what the draft says."""
        self.open("/submissions/")
        self.page.locator("li", has_text=award_round).get_by_role("link", name="Lập Tờ trình").click()
        self.fill("Trích yếu của Tờ trình", title)
        self.press("Lưu Tờ trình", "Đã lập Tờ trình.")
        return self.paper("Xem dự thảo Tờ trình và danh sách")

    def may_write_only(self, name, section):
        """Of the draft's texts only the one that was named lies open."""
        self.opens_the_draft_of(name)
        expect(self.page.locator("main textarea")).to_have_count(1)
        expect(self.control(section)).to_be_editable()

    def mends(self, name, *, text=(), paper=""):
        """Answer the items of a request for more, and nothing else; send them back."""
        self.takes_up(name)
        self.follow("Bổ sung các mục này")
        if text:
            section, words = text
            self.page.locator("tr", has_text=section).get_by_role("link").click()
            self.fill("Nội dung sửa lại", words)
            self.fill("Giải trình, ghi chú", "Đã viết lại theo yêu cầu.")
            self.press("Lưu trả lời", "Đã trả lời mục")
        if paper:
            self.page.locator("tr", has_text=paper).get_by_role("link").click()
            self.attach("Tệp mới")
            self.fill("Giải trình, ghi chú", "Đã thay bản quét rõ hơn.")
            self.press("Lưu trả lời", "Đã trả lời mục")
        self.press("Nộp bổ sung", "Đã nộp bổ sung về Sở Nội vụ.")

    def reworks(self, name):
        self.takes_step(name, "Hoàn thiện nộp lại", "Đã đưa hồ sơ vào kiểm tra lại.")


class Meetings(Desk):
    """What a secretary of any council does."""

    def calls_meeting(self, title, names, *, body="", day="17/02/2025", time="08:30"):
        self.open("/meetings/")
        self.follow("Lập phiên họp")
        self.fill("Tên phiên họp", title)
        if body:
            self.check(body)
        self.fill("Ngày họp", day)
        self.fill("Giờ họp", time)
        self.fill("Địa điểm", "Phòng họp số 1")
        self.press("Lưu", "Đã lập phiên họp.")
        for name in names:
            self.check(name)
        self.press("Đưa vào chương trình", "Đã đưa hồ sơ vào chương trình.")

    def finds_meeting(self, title):
        self.open("/meetings/")
        self.follow(title)
        expect(self.page.locator("h1")).to_have_text(title)

    def calls_roll(self, title, *, absent=()):
        """Everybody is there but these."""
        self.finds_meeting(title)
        self.follow("Điểm danh")
        self.page.get_by_role("link", name="Tất cả có mặt").click()
        for name in absent:
            line = self.page.locator("tr", has_text=name)
            line.get_by_label("Vắng có lý do").check()
            line.get_by_role("textbox").fill("Đi công tác")
        self.press("Lưu điểm danh", "Đã lưu điểm danh")

    def records_returns(self, title, *, cast, agree, teller):
        """Papers cast, and of these how many agree, by name: typed here and, as well, at the desk of a teller."""
        teller = Meetings.at(teller)
        self.names_tellers(title, teller.page.locator(".pop-user .pop-title").first.text_content())
        self.types_sums(title, cast=cast, agree=agree)
        self.press("Lưu kết quả", "nhập độc lập lần hai.")
        teller.types_sums(title, cast=cast, agree=agree)
        teller.press("Lưu kết quả", "Đã lưu kết quả bỏ phiếu.")

    def names_tellers(self, title, head):
        """One of the house with an account at their head, and two more."""
        self.finds_meeting(title)
        self.follow("Ghi Ban kiểm phiếu")
        chosen = self.control("Trưởng ban")
        chosen.select_option(value=chosen.locator("option", has_text=head).get_attribute("value"))
        for line, name in enumerate(("Nguyễn Văn Một", "Trần Thị Hai"), start=1):
            self.fill(f"Ủy viên {line}: hoặc ghi tên người khác", name)
        self.press("Lưu Ban kiểm phiếu", f"Đã ghi Ban kiểm phiếu: {head}")

    def types_sums(self, title, *, cast, agree):
        self.finds_meeting(title)
        self.follow("Ghi kết quả bỏ phiếu")
        self.fill("Số phiếu phát ra", cast)
        self.fill("Số phiếu thu vào", cast)
        self.fill("Số phiếu không hợp lệ", 0)
        for name, votes in agree.items():
            self.fill(f"{name} – đồng ý", votes)
            self.fill(f"{name} – không đồng ý", cast - votes)
            self.fill(f"{name} – không hợp lệ", 0)

    def writes_minutes(self, title, *, conclusion="Nhất trí theo kết quả phiếu."):
        self.finds_meeting(title)
        self.follow("Ghi diễn biến")
        self.fill("Diễn biến, ý kiến thảo luận", "Thư ký báo cáo tóm tắt thành tích. Các thành viên nhất trí.")
        self.fill("Kết luận của người chủ trì", conclusion)
        self.press("Lưu", "Đã lưu diễn biến phiên họp.")

    def opens_meeting(self, title):
        self.finds_meeting(title)
        self.follow("Khai mạc")
        self.press("Khai mạc", "Đã khai mạc phiên họp.")

    def counts(self, title):
        self.finds_meeting(title)
        self.follow("Kiểm phiếu")
        self.press("Chốt kết quả kiểm phiếu", "Đã chốt kết quả kiểm phiếu và lập Biên bản kiểm phiếu.")

    def closes_meeting(self, title):
        self.finds_meeting(title)
        self.follow("Kết luận, bế mạc")
        self.press("Kết luận, bế mạc", "Đã bế mạc phiên họp")


class UnitSecretary(Meetings):
    """Thư ký Hội đồng của đơn vị; leads there what is chaired on paper."""

    def records_meeting(self, title, *, cast, agree, teller, absent=(), **when):
        """From the call to the minutes; `agree` by name."""
        self.calls_meeting(title, list(agree), **when)
        self.calls_roll(title, absent=absent)
        self.opens_meeting(title)
        self.records_returns(title, cast=cast, agree=agree, teller=teller)
        self.writes_minutes(title)
        self.counts(title)
        self.closes_meeting(title)


class UnitHead(Desk):
    """Thủ trưởng đơn vị."""

    def signs(self, letter, *, striking=None):
        self.takes_up(letter)
        self.follow("Xem danh sách, ký Tờ trình")
        for name, reason in (striking or {}).items():
            line = self.page.locator("tr", has_text=name)
            line.get_by_role("checkbox").check()
            line.get_by_role("textbox").fill(reason)
        self.press("Ký Tờ trình và xác nhận thành tích", "Đã ký Tờ trình.")

    def withdraws(self, name, reason):
        self.takes_step(name, "Rút hồ sơ", "Đã rút hồ sơ", reason=reason)


class UnitClerical(Desk):
    """Văn thư đơn vị."""

    def issues(self, letter, number):
        self.takes_up(letter)
        self.follow("Cấp số, đính bản đã ký")
        self.fill("Số Tờ trình", number)
        self.attach("Bản đã ký")
        self.press("Cấp số, phát hành", "Đã cấp số, phát hành Tờ trình.")

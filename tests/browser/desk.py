"""A desk in the office: a browser with one person's session, and what everybody does at theirs."""

import re
import time
from itertools import count

import pypdfium2
from playwright.sync_api import expect

from app.founding.scans import scan

PATIENCE = 20_000  # milliseconds; the machine prints papers meanwhile
expect.set_options(timeout=PATIENCE)

SCAN = {
    "name": "ban-da-ky.pdf",
    "mimeType": "application/pdf",
    "buffer": scan("BẢN QUÉT VĂN BẢN ĐÃ KÝ", ["Đã ký, đóng dấu"]),
}

_sheets = count(1)


def another_scan():
    """A report of its own: one report attached to two cases is taken for one achievement."""
    lines = ["Đã ký, đóng dấu", f"Tờ thứ {next(_sheets)}"]
    return {**SCAN, "buffer": scan("BẢN QUÉT VĂN BẢN ĐÃ KÝ", lines)}


SEND = """([path, fields]) => {
    const form = document.createElement("form");
    const token = { csrf_token: document.querySelector('meta[name="csrf-token"]').content };
    for (const [name, value] of Object.entries({ ...token, ...fields })) {
        form.append(Object.assign(document.createElement("textarea"), { name, value }));
    }
    document.body.append(Object.assign(form, { method: "post", action: path }));
    form.submit();
}"""


def quoted(text):
    """A text inside a pattern; Playwright writes patterns between slashes."""
    return re.escape(text).replace("/", r"\/")


class Desk:
    def __init__(self, page, *, with_scripts=True, complaints=None):
        self.page = page
        self.with_scripts = with_scripts
        self.complaints = [] if complaints is None else complaints  # of the browser: errors, what the policy forbade
        self.expected = []  # parts of complaints that are as they should be
        if complaints is None:
            page.on("pageerror", lambda error: self._hear(str(error)))
            page.on("console", lambda message: self._hear(message.text) if message.type == "error" else None)

    @classmethod
    def at(cls, desk):
        """The same desk, worked at in another office."""
        if type(desk) is cls:
            return desk
        made = cls(desk.page, with_scripts=desk.with_scripts, complaints=desk.complaints)
        made.expected = desk.expected
        return made

    def _hear(self, complaint):
        if not any(part in complaint for part in self.expected):
            self.complaints.append(f"{self.page.url}: {complaint}")

    # ── Coming and going ──

    def sign_in(self, username, password):
        self.open("/")
        self.enter(username, password)
        expect(self.page).to_have_title(re.compile("Việc cần xử lý"))

    def enter(self, username, password):
        self.fill("Tên đăng nhập", username)
        self.fill("Mật khẩu", password)
        self.press("Đăng nhập")

    def ends_other_sessions(self):
        """Those of the same person in other browsers."""
        self.open("/accounts/sessions")
        ends = self.page.get_by_role("button", name="Kết thúc", exact=True)
        while ends.count():
            ends.first.click()
            expect(self.page.locator("#flashes")).to_contain_text("Đã kết thúc phiên đăng nhập đó.")
            self.open("/accounts/sessions")

    def open(self, path):
        return self.page.goto(path)

    def sends(self, path, **fields):
        """A form sent from a page that should not offer it: one that stood open too long, or a stranger's."""
        with self.page.expect_navigation() as answer:
            self.page.evaluate(SEND, [path, fields])
        return answer.value

    def takes_up(self, what):
        """Open what waits on the worklist."""
        self.open("/")
        self.page.locator("main table").get_by_role("link", name=what).first.click()
        expect(self.page.locator("h1")).to_contain_text(what)

    def opens_case(self, name):
        self.open("/nominations/?words=" + name)
        self.page.locator("main table").get_by_role("link", name=name).first.click()
        expect(self.page.locator("h1")).to_contain_text(name)

    def acts_as(self, role):
        self.page.locator(".pop-role summary").click()
        self.page.locator(".pop-role").get_by_role("button", name=role).click()
        expect(self.page.locator(".pop-role summary")).to_contain_text(role)

    # ── Forms ──

    def follow(self, link):
        """To the page behind a link, all of it: what is counted there must not be counted while it still comes."""
        found = self.page.locator("main").get_by_role("link", name=re.compile(rf"^\s*{quoted(link)}")).first
        with self.page.expect_navigation():
            found.click()

    def control(self, label, within=None):
        """The control whose label begins so; a mark for what is required may come after."""
        whole = re.compile(rf"^\s*{quoted(label)}(\s*\(.*\))?\s*$", re.DOTALL)
        return (within or self.page).get_by_label(whole).and_(self.page.locator("input, select, textarea")).first

    def fill(self, label, value):
        self.control(label).fill(str(value))

    def choose(self, label, option):
        self.control(label).select_option(label=option)

    def check(self, label):
        begins = re.compile(rf"^\s*(Đưa vào\s+)?(Ông |Bà )?{quoted(label)}")  # a box to tick says first what it does
        self.page.locator("main").get_by_label(begins).first.check()

    def attach(self, label, file=SCAN):
        self.control(label).set_input_files(file)

    def press(self, button, told="", *, agreeing=False):
        """Press a button; agree when a script asks first, or a box where there are no scripts; see what one is told."""
        control = self.page.get_by_role("button", name=button, exact=True).first
        if agreeing and not self.with_scripts:
            self.page.locator("form", has=control).get_by_role("checkbox").check()
        control.click()
        if agreeing and self.with_scripts:
            self.page.get_by_role("dialog").get_by_role("button").first.click()
        if told:
            expect(self.page.locator("#flashes")).to_contain_text(told)

    def takes_step(self, name, step, told, reason=""):
        """One of the plain steps on a case's page."""
        self.opens_case(name)
        self.follow(step)
        if reason:
            self.fill("Lý do", reason)
        self.press(step, told)

    def writes_honour_down(self, award, year, *, number, by):
        """On the page of whose it is, which lies open."""
        self.choose("Danh hiệu, hình thức trong danh mục", award)
        self.fill("Năm đạt", year)
        self.fill("Số quyết định", number)
        self.fill("Ngày quyết định", f"18/11/{year}")
        self.fill("Người, cơ quan quyết định", by)
        self.press("Ghi khen thưởng", f"Đã ghi {award}")

    # ── Seeing ──

    def sees(self, text):
        expect(self.page.locator("main")).to_contain_text(text)

    def looks_at(self):
        """Where the page is and what it says, for whoever reads of a test that failed."""
        return f"{self.page.url}: " + " ".join(self.page.locator("body").inner_text().split())

    def state_of(self, name):
        self.opens_case(name)
        return self.page.locator("main .badge-state").first.inner_text()

    def opens_decision(self, award):
        """The newest one about the award."""
        self.open("/decisions/")
        self.page.locator("main table tr", has_text=award).first.get_by_role("link").click()
        expect(self.page.locator("main caption")).to_contain_text(award)

    def case_is(self, name, state):
        self.opens_case(name)
        expect(self.page.locator("main .badge-state").first).to_have_text(state)

    def finds(self, name):
        """Whether this office's list has such a case at all."""
        self.open("/nominations/?words=" + name)
        expect(self.page.locator("main h1")).to_be_visible()
        return self.page.locator("main table").get_by_role("link", name=name).count() > 0

    def has_been_told(self, *parts):
        """A notice on the worklist, alone or among its like; errands bring it later, so it is looked for again."""
        self.open("/")
        notices = self.page.locator("section", has=self.page.locator("#notices"))
        until = time.monotonic() + PATIENCE / 1000
        while not all(part in (told := notices.text_content() if notices.count() else "") for part in parts):
            assert time.monotonic() < until, f"not told of {parts}; told: {told or 'nothing'}"
            self.page.reload()

    def paper(self, link):
        """What the PDF behind a link says, as one line of text."""
        found = self.page.locator("main").get_by_role("link", name=re.compile(quoted(link))).first
        answer = self.page.context.request.get(found.get_attribute("href"))
        assert answer.status == 200, f"{link}: {answer.status}"
        return text_of(answer.body())


def text_of(data):
    assert data.startswith(b"%PDF"), data[:40]
    document = pypdfium2.PdfDocument(data)
    text = " ".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    return " ".join(text.replace("\ufffe", "").split())

"""From a list that lies open to everybody, to an opinion, its code, and the answer that comes by mail."""

import re
import socketserver
import threading
from email import message_from_bytes
from email.policy import default

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import desks, running
from tests.browser.listening import TITLE
from tests.browser.looking import faults
from tests.effects.conftest import Postbox
from tests.patience import wait_until

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]


@pytest.fixture(scope="module")
def box():
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Postbox) as server:
        server.daemon_threads, server.letters, server.said, server.met, server.at = True, [], [], {}, {}
        server.refused = {}
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def hearing(tmp_path_factory, browser, box):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VINHDANH_MAIL_SERVER", f"127.0.0.1:{box.server_address[1]}")
        with running("listening", tmp_path_factory.mktemp("listening")) as office:
            yield office


def letter(box, number):
    """The n-th that comes, read."""
    wait_until(lambda: len(box.letters) >= number)
    return message_from_bytes(box.letters[number - 1], policy=default)


def test_an_opinion_is_written_confirmed_looked_into_and_answered(hearing, browser, box):
    found = []
    with desks(hearing, browser) as sit:
        stranger = sit("")
        stranger.expected.append("422")
        stranger.open("/cong-khai/")
        found += faults(stranger.page, "public-index")
        stranger.follow(TITLE)
        stranger.sees("Sáng kiến quản lý thuốc")
        assert stranger.page.context.cookies() == [], "who only reads is left none"
        stranger.fill("Tìm tên, đơn vị, danh hiệu; gõ không dấu cũng được", "dao thi lan")
        stranger.press("Tìm")
        stranger.sees("Có “dao thi lan”: 1 tên.")
        found += faults(stranger.page, "public-found")
        stranger.follow("Xem cả danh sách")
        found += faults(stranger.page, "public-show")
        stranger.follow("Gửi ý kiến qua trang này")
        stranger.press("Gửi, nhận mã xác nhận")
        stranger.sees("Ghi nội dung ý kiến.")
        found += faults(stranger.page, "public-write")
        stranger.choose("Về ai", "Bà Đạo Thị Lan, Sở Y tế")
        stranger.page.get_by_label("Không đồng tình").check()
        stranger.fill("Nội dung", "Sáng kiến này của cả khoa, đề nghị xem lại.")
        stranger.fill("Họ và tên, hoặc tên tổ chức", "Trần Văn Góp")
        stranger.fill("Thư điện tử", "gop@example.vn")
        stranger.press("Gửi, nhận mã xác nhận")
        expect(stranger.page.locator("h1")).to_contain_text("Nhập mã xác nhận")
        found += faults(stranger.page, "public-code")
        stranger.fill("Mã xác nhận", re.search(r"\b\d{6}\b", letter(box, 1).get_content())[0])
        stranger.press("Xác nhận")
        expect(stranger.page.locator("h1")).to_contain_text("Đã nhận ý kiến")
        found += faults(stranger.page, "public-done")

        appraiser = sit("snv_appraiser")
        appraiser.has_been_told("Có ý kiến gửi qua trang công khai")
        appraiser.open("/public-notices/")
        appraiser.follow(TITLE)
        appraiser.sees("Trần Văn Góp, gop@example.vn")
        found += faults(appraiser.page, "notice-with-opinion")
        appraiser.follow("Ghi kết quả xem xét")
        appraiser.fill("Kết quả xem xét", "Đã xác minh: bà Lan là tác giả chính.")
        appraiser.press("Lưu kết quả xem xét", "Đã ghi kết quả xem xét.")
        appraiser.follow("Thành tích trên trang công khai")
        found += faults(appraiser.page, "achievements")

    assert "Đã xác minh: bà Lan là tác giả chính." in letter(box, 2).get_content()
    assert found == []

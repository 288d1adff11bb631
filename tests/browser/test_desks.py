"""Whose desk it lies on: a case goes from the head by the deputy to a specialist and back, each with a note."""

import sqlite3
from contextlib import closing

import pytest
from playwright.sync_api import expect

from tests.browser.at_the_department import Appraiser, BanHead, Deputy
from tests.browser.conftest import desks

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]


@pytest.fixture
def sit_down(demonstration, browser):
    with desks(demonstration, browser) as sit:
        yield sit


def nobodys(folder):
    """A case under appraisal that nobody has."""
    with closing(sqlite3.connect(f"file:{folder / 'vinhdanh.sqlite3'}?mode=ro", uri=True)) as database:
        ask = (
            "SELECT nominee_name FROM nomination WHERE state = 'KN08_APPRAISAL' AND id NOT IN "
            "(SELECT nomination_id FROM assignment) ORDER BY due_at LIMIT 1"
        )
        (name,) = database.execute(ask).fetchone()
    return name


def test_from_the_head_by_the_deputy_to_the_specialist_and_back(demonstration, sit_down):
    name = nobodys(demonstration.folder)
    head, deputy = sit_down("snv_ban_head", BanHead), sit_down("snv_ban_deputy", Deputy)
    specialist = sit_down("snv_appraiser", Appraiser)

    head.assigns(name, "Đàng Thị Thu Hiền", "Hồ sơ gấp, xem trước.")
    deputy.open("/")
    expect(deputy.page.locator("tr", has_text=name)).to_contain_text("Huỳnh Văn Thạnh: Hồ sơ gấp, xem trước.")
    deputy.assigns(name, "Võ Thị Thanh Nhàn", "Kiểm tra sáng kiến.")
    specialist.open("/nominations/?is_mine=1")
    expect(specialist.page.locator("tr", has_text=name)).to_contain_text("Đang xử lý: Võ Thị Thanh Nhàn, từ")
    specialist.sends_back(name, "Thiếu giấy chứng nhận sáng kiến.")
    deputy.presents(name, "Đề nghị yêu cầu bổ sung.")

    head.takes_up(name)
    held = head.page.locator("section", has=head.page.locator("#where"))
    expect(held).to_contain_text("Đàng Thị Thu Hiền đã xử lý, trình")
    history = head.page.locator("section", has=head.page.locator("#history"))
    for told in (
        "Chuyển Phó Trưởng ban xử lý: Đàng Thị Thu Hiền",
        "Phân công thẩm định cho Võ Thị Thanh Nhàn",
        "Trả lại Đàng Thị Thu Hiền",
        "Đã xử lý, trình Huỳnh Văn Thạnh",
    ):
        expect(history).to_contain_text(told)

"""What a printed page and the demonstration's banner say, by the frame around every page."""

import re
from datetime import datetime

import pytest

from app import clock
from tests import builders
from workflows.vocabulary import Role

NOW = datetime(2025, 2, 17, 8, 0, tzinfo=clock.VIETNAM)


@pytest.fixture
def page(app, tmp_path):
    """The worklist of an intake officer at a demonstration's clock."""
    department = builders.organisation("SNV", "Sở Nội vụ")
    officer = builders.actor(Role.INTAKE_OFFICER, department, builders.user("Nguyễn Hoài Phương"))
    clock.use(tmp_path / "clock.json")
    clock.stand_at(NOW)
    return re.sub(r"\s+", " ", builders.signed_in(app.test_client(), officer).get("/").text)


def test_what_is_printed_says_when_and_by_whom(page):
    (said,) = re.findall(r'<p class="print-head">(.*?)</p>', page)

    assert said.strip() == (
        "In lúc 08:00 17/02/2025, người in: Nguyễn Hoài Phương, Chuyên viên tiếp nhận SNV/Ban TĐKT, Sở Nội vụ."
        " Bản trình diễn: số liệu giả định."
    )


def test_the_banner_is_one_line_and_the_rest_opens_without_a_script(page):
    summary, more = re.search(r'<details class="clock-banner-row">(.*?)</summary>(.*?)</details>', page).groups()

    words = re.sub(r"\s+", " ", re.sub(r"<svg.*?</svg>|<[^>]+>", " ", summary)).strip()
    assert words == "Bản trình diễn. Đồng hồ cơ quan: 08:00 17/02/2025. Chi tiết"
    assert "là giả định; tài khoản trình diễn không phải đổi mật khẩu lần đầu" in more

"""Whoever reads a list is not recognised, is left no cookie, and finds a name without marks."""

import pytest

from app.extensions import db
from app.public.views import POLICY
from tests import builders

pytestmark = pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)  # what is read: test_secrets.py


@pytest.fixture
def listed(hall):
    notice = hall.posted()
    notice.items[0].achievement = "Vận động xây ba cầu nông thôn"
    db.session.commit()
    return f"/cong-khai/{notice.id}"


def test_reading_leaves_no_cookie_and_asks_for_no_script(app, listed):
    for page in ("/cong-khai/", listed, "/cong-khai/999999"):
        answer = app.test_client().get(page)
        told = (answer.headers.get("Set-Cookie"), answer.headers["Content-Security-Policy"], "<script" in answer.text)

        assert told == (None, POLICY, False)
        assert answer.headers["X-Robots-Tag"] == "noindex, nofollow, noarchive"
        assert answer.headers["Cache-Control"] == "no-store"
        assert 'name="robots" content="noindex' in answer.text


def test_who_is_signed_in_reads_what_everybody_reads(app, hall, listed):
    official = builders.signed_in(app.test_client(), hall.appraiser)

    assert official.get(listed).text == app.test_client().get(listed).text


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("ba van trinh", ["Bà Bá Văn Trịnh"]),
        ("TRỊNH", ["Bà Bá Văn Trịnh"]),
        ("dao thi giao duc", ["Bà Đạo Thị Lan"]),
        ("cau nong thon", ["Bà Đạo Thị Lan"]),
        ("bang khen", ["Bà Đạo Thị Lan", "Bà Bá Văn Trịnh"]),
        ("khong co ai", []),
        ("", ["Bà Đạo Thị Lan", "Bà Bá Văn Trịnh"]),
    ],
)
def test_a_name_is_found_without_marks_in_all_that_is_shown(app, listed, words, found):
    page = app.test_client().get(listed, query_string={"q": words}).text

    assert [name for name in ("Bà Đạo Thị Lan", "Bà Bá Văn Trịnh") if f">{name}<" in page] == found


def test_the_lists_are_told_at_the_sign_in_and_at_the_notice(app, hall, listed, read):
    assert 'href="/cong-khai/"' in app.test_client().get("/accounts/sign-in").text
    assert "Về việc lấy ý kiến" in app.test_client().get("/cong-khai/").text
    assert f"http://localhost{listed}" in read(hall.appraiser, listed.replace("cong-khai", "public-notices")).text

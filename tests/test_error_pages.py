"""When something goes wrong: what happened, what to do, whom to ask, and a way back that opens."""

import errno
import logging
import re

import pytest
from pysqlite3 import dbapi2
from sqlalchemy import event
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException, MethodNotAllowed, NotFound, ServiceUnavailable, TooManyRequests, abort

from app import error_pages
from app.documents.render import PrintingFailed, PrintingUnavailable
from app.errors import Refusal
from app.extensions import db
from app.forms import SECRETS
from tests import builders
from workflows.vocabulary import Role

HELP = "quản trị hệ thống của Sở Nội vụ"


@pytest.fixture
def inside(app, client):
    return builders.signed_in(client, builders.actor(Role.ADMINISTRATOR, builders.organisation()))


@pytest.fixture
def in_service(app):
    """As on a real site: an error becomes a page and not a traceback."""
    app.config["TESTING"] = False
    app.testing = False
    yield app
    app.testing = True


def back_of(page):
    found = re.search(r'href="([^"]+)">\s*<span[^>]*>.{0,400}?</span>\s*Quay lại', page, re.DOTALL)
    return found[1] if found else None


def page_for(app, error, path="/administration/", method="GET", **request):
    with app.test_request_context(path, method=method, **request):
        response = app.make_response(app.handle_user_exception(error))
    return response.status_code, response.get_data(as_text=True)


@pytest.mark.parametrize("code", sorted(error_pages.WITH_A_PAGE))
def test_every_page_says_what_to_do_and_whom_to_ask(app, code):
    try:
        abort(code)
    except HTTPException as error:
        status, page = page_for(app, error)

    assert status == code
    assert all(words in page for words in ("Chuyện gì đã xảy ra", "Làm gì tiếp theo", HELP, 'href="/"'))


@pytest.mark.parametrize(
    ("code", "heading"), [(406, "Trang đã hết hiệu lực"), (415, "Trang"), (501, "Phần mềm gặp lỗi")]
)
def test_an_error_without_a_page_of_its_own_speaks_vietnamese_too(app, code, heading):
    try:
        abort(code)
    except HTTPException as error:
        status, page = page_for(app, error)

    assert (status, heading in page) == (code, True)


def test_a_page_that_is_not_there_does_not_lead_back_to_itself(inside):
    answer = inside.get("/nowhere")

    assert (answer.status_code, back_of(answer.text)) == (404, None)


@pytest.mark.parametrize(
    ("came_from", "back"),
    [
        ("http://localhost/administration/?words=a", "/administration/?words=a"),
        ("http://localhost/nowhere", None),
        ("http://localhost/accounts/sign-out", None),
        ("https://evil.example/administration/", None),
        ("not an address", None),
    ],
)
def test_the_way_back_is_the_page_that_led_here_if_it_opens(inside, came_from, back):
    assert back_of(inside.get("/nowhere", headers={"Referer": came_from}).text) == back


def test_a_refused_form_leads_back_to_its_page(app):
    _, page = page_for(app, Refusal("Chưa được.", ["Lý do."]), "/accounts/password", "POST")

    assert back_of(page) == "/accounts/password"


def test_a_refused_button_leads_back_to_the_page_it_stood_on(app):
    stood_on = {"Referer": "http://localhost/administration/users/7"}
    _, page = page_for(
        app, Refusal("Chưa được.", ["Lý do."]), "/administration/users/7/close", "POST", headers=stood_on
    )

    assert back_of(page) == "/administration/users/7"


def test_what_only_takes_a_button_says_so_and_how_it_is_asked(inside):
    answer = inside.get("/accounts/sign-out")

    assert (answer.status_code, sorted(answer.headers["Allow"].split(", "))) == (405, ["OPTIONS", "POST"])


def test_wait_is_passed_on(app):
    with app.test_request_context("/"):
        response = app.make_response(app.handle_user_exception(TooManyRequests(retry_after=60)))

    assert response.headers["Retry-After"] == "60"


def test_a_form_that_is_too_large_is_refused_with_a_page(inside, app):
    answer = inside.post("/accounts/password", data={"present": "x" * (app.config["MAX_FORM_MEMORY_SIZE"] + 1)})
    assert (answer.status_code, "lớn hơn mức cho phép (20 MB một tệp)" in answer.text) == (413, True)

    answer = inside.post("/accounts/password", data=b"x" * (app.config["MAX_CONTENT_LENGTH"] + 1))
    assert (answer.status_code, "Tệp quá lớn" in answer.text) == (413, True)


def test_a_form_of_ten_thousand_fields_is_refused(inside):
    fields = {f"field{n}": (None, "x") for n in range(2001)}
    answer = inside.post(
        "/accounts/password",
        data="".join(f'--b\r\nContent-Disposition: form-data; name="{name}"\r\n\r\nx\r\n' for name in fields)
        + "--b--\r\n",
        content_type="multipart/form-data; boundary=b",
    )

    assert answer.status_code == 413


@pytest.mark.parametrize("error", [NotFound(), MethodNotAllowed(), ServiceUnavailable(), Refusal("x", ["y"])])
def test_error_pages_ask_no_database(inside, app, error):
    """Drawn for somebody signed in, after the rollback, with a database that answers nothing any more."""
    asked = []
    with app.test_request_context("/administration/", headers={"Cookie": cookie_of(inside)}):
        app.preprocess_request()
        db.session.rollback()
        event.listen(db.engine, "before_cursor_execute", refuse)
        try:
            response = app.make_response(app.handle_user_exception(error))
        finally:
            event.remove(db.engine, "before_cursor_execute", refuse)

    assert asked == []
    assert "Nguyễn Thị Ngọc Ánh" in response.get_data(as_text=True)


def refuse(*_):
    raise OSError("the database is gone")


def cookie_of(client):
    cookie = client.get_cookie("vinhdanh")
    return f"vinhdanh={cookie.value}"


@pytest.mark.parametrize("failure", [PrintingUnavailable(), PrintingFailed("Không in được văn bản: máy bận.")])
def test_a_paper_that_cannot_be_printed_says_why(inside, app, failure, caplog):
    with caplog.at_level(logging.CRITICAL, "app.error_pages"):
        status, page = page_for(app, failure)

    assert (status, str(failure) in page, HELP in page) == (503, True, True)


def test_a_database_that_is_gone_is_a_page_for_people(inside, in_service, caplog):
    event.listen(db.engine, "before_cursor_execute", refuse)
    try:
        with caplog.at_level(logging.CRITICAL, "app.error_pages"):
            answer = inside.get("/administration/")
    finally:
        event.remove(db.engine, "before_cursor_execute", refuse)

    assert (answer.status_code, "Phần mềm gặp lỗi" in answer.text, "the database is gone" in answer.text) == (
        500,
        True,
        False,
    )


def test_a_crash_is_logged_and_its_row_is_not_kept(in_service, session, caplog):
    builders.user(username="half")
    status, page = page_for(in_service, ZeroDivisionError("secret detail"))

    assert (status, "secret detail" in page) == (500, False)
    assert "secret detail" in caplog.text
    session.rollback()
    assert session.query(builders.User).count() == 0


class DiskFull(Exception):
    sqlstate = "53100"


@pytest.mark.parametrize(
    "error",
    [
        OperationalError("INSERT", {}, dbapi2.OperationalError("database or disk is full")),
        OperationalError("INSERT", {}, DiskFull()),
        OSError(errno.ENOSPC, "No space left on device"),
    ],
    ids=["sqlite", "postgresql", "file"],
)
def test_a_full_disk_says_that_nothing_was_kept_and_gives_back_what_was_typed(in_service, error, caplog):
    typed = {"reason": "Thiếu báo cáo thành tích của năm 2024"}
    with caplog.at_level(logging.CRITICAL, "app.error_pages"):
        status, page = page_for(in_service, error, method="POST", data=typed)

    said = ("Ổ đĩa của máy chủ đã đầy", "<b>chưa được ghi</b>", "Báo ngay phòng quản trị", HELP, typed["reason"])
    assert (status, [words for words in said if words not in page]) == (507, [])


def test_another_fault_of_a_file_is_a_fault(in_service, caplog):
    with caplog.at_level(logging.CRITICAL, "app.error_pages"):
        assert page_for(in_service, OSError(errno.EIO, "Input/output error"))[0] == 500


class Ring(Exception):
    sqlstate = "40P01"


class Gone(Exception):
    sqlstate = "57P01"


def test_whoever_lost_a_ring_of_waiting_is_told_that_somebody_was_faster(app, in_service):
    typed = {"reason": "Thiếu tờ trình"}
    statuses, pages = zip(
        *(page_for(app, OperationalError("UPDATE", {}, fault()), method="POST", data=typed) for fault in (Ring, Gone)),
        strict=True,
    )

    assert statuses == (409, 500)
    assert [typed["reason"] in page for page in pages] == [True, False]


@pytest.mark.parametrize("name", [*sorted(SECRETS), "slip_2"])
@pytest.mark.parametrize(
    "error", [OSError(errno.ENOSPC, "No space left on device"), StaleDataError()], ids=["full", "slower"]
)
def test_no_secret_is_given_back(in_service, error, name, caplog):
    typed = {name: "muoi hai ba bon nam sau bay", "reason": "Thiếu báo cáo thành tích của năm 2024"}
    with caplog.at_level(logging.CRITICAL, "app.error_pages"):
        _, page = page_for(in_service, error, method="POST", data=typed)

    assert [text in page for text in typed.values()] == [False, True]


@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "No space left on device"), StaleDataError()])
def test_at_the_door_nothing_is_given_back(in_service, error, caplog):
    """A password is typed into the field of the name too."""
    typed = {"username": "muoi hai ba bon nam sau bay"}
    with caplog.at_level(logging.CRITICAL, "app.error_pages"):
        _, page = page_for(in_service, error, "/accounts/sign-in", "POST", data=typed)

    assert typed["username"] not in page

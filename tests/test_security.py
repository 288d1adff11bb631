"""Doors and headers, asked of every address there is."""

import hashlib
import re

import pytest
from sqlalchemy import event, select
from werkzeug.datastructures import MultiDict

from app.access import GRANTS, Permission
from app.extensions import db
from tests import builders
from workflows.vocabulary import Role

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
        "form-action 'self'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}


def addresses(app, method):
    """Every rule that takes the method, its parameters filled with ones, or with the last of what they may be."""
    for rule in app.url_map.iter_rules():
        if method in rule.methods and rule.endpoint != "static":
            yield rule.endpoint, re.sub(r"<[^>]*>", "1", re.sub(r"<any\([^>]*?(\w+)\):\w+>", r"\1", rule.rule))


@pytest.fixture
def signed_in(app):
    """A browser for a role, in an organisation of its own kind."""
    offices = {}

    def enter(role):
        if "SNV" not in offices:
            offices["SNV"] = builders.organisation("SNV", "Sở Nội vụ")
        return builders.signed_in(app.test_client(), builders.actor(role, offices["SNV"]))

    return enter


@pytest.fixture
def on_guard(app):
    app.config["WTF_CSRF_ENABLED"] = True
    return app


ROLES = [role for role in Role if role in GRANTS]


def test_no_post_is_taken_without_its_token(on_guard, signed_in):
    """Signed in or not, whatever the role: the token is asked for before anything else."""
    posts = [*addresses(on_guard, "POST")]
    assert len(posts) > 30
    for browser in (on_guard.test_client(), signed_in(Role.ADMINISTRATOR), signed_in(Role.INTAKE_OFFICER)):
        taken = {address: browser.post(address, data={"a": "b"}).status_code for _, address in posts}
        assert {address: status for address, status in taken.items() if status != 400} == {}


def test_a_token_of_another_browser_is_none(on_guard, signed_in):
    mine, another = signed_in(Role.UNIT_CLERK), signed_in(Role.UNIT_CLERK)
    token = re.search(r'name="csrf-token" content="([^"]+)"', another.get("/accounts/password").text)[1]

    assert mine.post("/accounts/sign-out", data={"csrf_token": token}).status_code == 400
    assert another.post("/accounts/sign-out", data={"csrf_token": token}).status_code == 303


def test_the_token_of_the_page_opens(on_guard, signed_in):
    browser = signed_in(Role.UNIT_CLERK)
    token = re.search(r'name="csrf_token" value="([^"]+)"', browser.get("/accounts/password").text)[1]

    assert browser.post("/accounts/sign-out", data={"csrf_token": token}).status_code == 303


# Of the pages without a number: who takes these along stands in the log.
WRITTEN_DOWN = {"/books/incoming.xlsx", "/books/outgoing.xlsx", "/honours/export.csv"}


def digest_of_all_rows():
    db.session.rollback()
    rows = [(table.name, db.session.execute(select(table)).all()) for table in db.metadata.sorted_tables]
    db.session.rollback()
    return hashlib.sha256(str(rows).encode()).hexdigest()


def test_looking_changes_nothing(app, signed_in):
    """Every page that needs no number, for every role; and no statement of a GET writes."""
    browsers = {role: signed_in(role) for role in ROLES}
    pages = [address for _, address in addresses(app, "GET") if "1" not in address and not address.endswith("healthz")]
    pages = [page for page in pages if page not in WRITTEN_DOWN]
    written = []

    def hear(_connection, _cursor, statement, *_):
        if re.match(r"\s*(INSERT|UPDATE|DELETE|BEGIN IMMEDIATE)", statement, re.IGNORECASE):
            written.append(statement)

    db.session.commit()
    before = digest_of_all_rows()
    event.listen(db.engine, "before_cursor_execute", hear)
    statuses = {}
    for role, browser in browsers.items():
        for page in pages:
            db.session.rollback()
            written.clear()
            answer = browser.get(page)
            db.session.rollback()
            statuses[role, page] = answer.status_code
            assert [text for text in written if text != "BEGIN IMMEDIATE"] == [], page
    event.remove(db.engine, "before_cursor_execute", hear)

    assert digest_of_all_rows() == before
    assert set(statuses.values()) <= {200, 303, 403, 404}
    assert sum(status == 200 for status in statuses.values()) > 2 * len(ROLES)


def test_strangers_are_led_to_the_sign_in_from_every_page(app, client):
    for endpoint, address in addresses(app, "GET"):
        permission = app.view_functions[endpoint].permission
        answer = client.get(address)
        if permission is not None:
            assert (answer.status_code, answer.location.partition("?")[0]) == (303, "/accounts/sign-in"), address


@pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)  # no row is asked before the door
def test_a_door_opens_only_to_its_permission(app, signed_in):
    """Who lacks the permission of a page gets 403 and never gets as far as the view."""
    for role in ROLES:
        browser = signed_in(role)
        granted = GRANTS[role] | {Permission.SELF, Permission.AWARD_READ}
        for endpoint, address in addresses(app, "GET"):
            permission = app.view_functions[endpoint].permission
            if permission is not None and permission not in granted:
                assert browser.get(address).status_code == 403, (role, address)


@pytest.mark.parametrize(
    "address", ["/accounts/sign-in", "/", "/nowhere", "/accounts/sign-out", "/healthz", "/static/css/vinhdanh.css"]
)
def test_every_answer_carries_the_headers(client, address):
    answer = client.get(address)

    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
    assert "Strict-Transport-Security" not in answer.headers


def test_pages_are_kept_by_nobody_and_files_for_a_day(client):
    kept = [client.get(page).headers["Cache-Control"] for page in ("/accounts/sign-in", "/static/css/vinhdanh.css")]

    assert kept == ["no-store", "max-age=86400, public"]


def test_behind_tls_the_browser_is_told_to_stay_there(new_app, new_database):
    app = new_app(new_database("sqlite"), SECURE_COOKIES=True)

    assert app.test_client().get("/nowhere").headers["Strict-Transport-Security"] == "max-age=31536000"


@pytest.mark.parametrize("name", ["../app/config.py", "..%2fapp%2fconfig.py", "nothing.css"])
def test_static_files_are_only_those_of_the_folder(client, name):
    assert client.get(f"/static/{name}").status_code == 404


def test_pages_hold_no_inline_script_or_style(app, signed_in):
    """The policy would stop them; a page that has one is broken for people."""
    browser = signed_in(Role.ADMINISTRATOR)
    pages = [browser.get(address).text for _, address in addresses(app, "GET") if "1" not in address]
    inline = re.compile(r"<script(?![^>]*\bsrc=)[^>]*>|<style|\sstyle=\"|\son[a-z]+=\"|javascript:", re.IGNORECASE)

    assert [inline.findall(page) for page in pages if inline.search(page)] == []


def test_what_is_typed_into_an_address_is_no_markup(app, signed_in):
    browser = signed_in(Role.ADMINISTRATOR)
    nasty = MultiDict({"words": "<script>alert(1)</script>", "next": '"><script>alert(1)</script>'})

    for page in ("/administration/", "/accounts/sign-in", "/nowhere"):
        assert "<script>alert(1)" not in browser.get(page, query_string=nasty).text


@pytest.mark.parametrize(("fields", "status"), [(9_998, 422), (10_000, 413)])
def test_a_form_of_more_fields_than_any_page_has_is_not_read(app, fields, status):
    """Nor by a stranger: each field costs the processor, and two megabytes hold a hundred thousand of them."""
    sent = "username=x&password=y" + "&f=1" * fields
    kind = "application/x-www-form-urlencoded"

    answer = app.test_client().post("/accounts/sign-in", data=sent, content_type=kind)

    assert answer.status_code == status

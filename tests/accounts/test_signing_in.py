"""Who comes in, who does not, and what they are told."""

import re
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import event, select

from app import clock
from app.accounts import operations, passwords
from app.accounts.models import FailedTry, User, UserSession
from app.accounts.operations import FIRST_PASSWORD_LASTS, WRONG
from app.accounts.tries import BEFORE_A_WAIT, FIRST_WAIT, FROM_EVERYWHERE, KNOWN_FOR, REMEMBERED_FOR
from app.actor import SYSTEM
from app.audit import operations as audit
from app.extensions import db, unit_of_work
from tests import builders
from tests.accounts.conftest import HASHED, PASSWORD, is_inside
from workflows.vocabulary import Role

FALSE = "khong-phai-the"


@pytest.fixture
def verified(monkeypatch):
    """The hashes passwords were compared with: the work of a sign-in."""
    compared = []
    real = passwords._hasher

    class Counting:
        check_needs_rehash = staticmethod(real.check_needs_rehash)
        hash = staticmethod(real.hash)

        @staticmethod
        def verify(digest, password):
            compared.append(digest[:30])
            return real.verify(digest, password)

    monkeypatch.setattr(passwords, "_hasher", Counting)
    return compared


def test_the_right_password_opens_the_worklist(anh, client, sign_in):
    answer = sign_in()

    assert (answer.status_code, answer.location) == (303, "/")
    assert is_inside(client)


@pytest.mark.parametrize("username", ["ANH.NTN", "  anh.ntn ", "Anh.Ntn"])
def test_capitals_and_blanks_of_a_username_do_not_matter(anh, client, sign_in, username):
    assert sign_in(username).status_code == 303


@pytest.mark.parametrize("password", ["", PASSWORD.upper(), PASSWORD + "-", "x" * 300])
def test_anything_but_the_password_opens_nothing(anh, client, sign_in, password):
    assert sign_in(password=password).status_code == 422
    assert not is_inside(client)


def test_the_summary_says_what_did_not_happen(anh, sign_in):
    assert "<h2>Chưa đăng nhập được, còn chỗ cần sửa</h2>" in sign_in(anh.username, "sai").text


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("kept_as", ["NFC", "NFD"])
def test_a_password_with_marks_is_the_same_from_every_keyboard(anh, sign_in, form, kept_as):
    anh.password_hash = passwords.hashed(unicodedata.normalize(kept_as, "bà con đê điền"))

    assert sign_in(password=unicodedata.normalize(form, "bà con đê điền ")).status_code == 303


def test_an_unknown_name_gets_the_same_answer_for_the_same_work(real, anh, client, sign_in, verified):
    wrong, unknown = sign_in(password="khong-phai-the"), sign_in("nobody", password="khong-phai-the")

    assert (wrong.status_code, unknown.status_code) == (422, 422)
    assert WRONG in wrong.text
    assert unknown.text == wrong.text.replace("anh.ntn", "nobody")
    assert [digest.rpartition("$")[0] for digest in verified] == [HASHED[:30].rpartition("$")[0]] * 2


def test_a_closed_account_is_answered_as_an_unknown_one(anh, sign_in, verified):
    anh.is_active = False

    closed = sign_in()

    assert (closed.status_code, WRONG in closed.text, len(verified)) == (422, True, 1)


# Too many wrong ones


@pytest.fixture
def try_from(app):
    """A sign-in from an address, in a browser of its own if in no other."""

    def enter(address, password=FALSE, username="anh.ntn", by=None):
        typed = {"username": username, "password": password}
        return (by or app.test_client()).post("/accounts/sign-in", data=typed, environ_base={"REMOTE_ADDR": address})

    return enter


def fail(try_from, address="10.0.0.1", times=BEFORE_A_WAIT, username="anh.ntn"):
    return [try_from(address, username=username).status_code for _ in range(times)]


def test_five_wrong_passwords_close_the_account_to_that_address_for_a_quarter_of_an_hour(real, anh, try_from):
    fail(try_from)
    at_once = try_from("10.0.0.1", PASSWORD)
    real.shift(FIRST_WAIT - timedelta(seconds=1))
    still = try_from("10.0.0.1", PASSWORD)
    real.shift(timedelta(seconds=1))
    opened = try_from("10.0.0.1", PASSWORD)

    assert (at_once.status_code, still.status_code, opened.status_code) == (422, 422, 303)
    assert WRONG in at_once.text


def test_each_further_five_take_twice_as_long(real, anh, try_from):
    waits = []
    for turn in range(3):
        fail(try_from)
        wait = FIRST_WAIT * 2**turn
        real.shift(wait - timedelta(seconds=1))
        waits.append(try_from("10.0.0.1", PASSWORD).status_code)
        real.shift(timedelta(seconds=1))

    assert (waits, try_from("10.0.0.1", PASSWORD).status_code) == ([422, 422, 422], 303)


def test_a_stranger_elsewhere_does_not_lock_the_owner_out(anh, try_from):
    fail(try_from, "203.0.113.9", BEFORE_A_WAIT + 2)

    assert [try_from(address, PASSWORD).status_code for address in ("203.0.113.9", "10.0.0.1")] == [422, 303]


def test_many_strangers_close_it_only_to_addresses_the_owner_never_worked_from(real, anh, try_from):
    assert try_from("10.0.0.1", PASSWORD).status_code == 303
    for number in range(FROM_EVERYWHERE):
        fail(try_from, f"203.0.113.{number}", 1)

    under_attack = [try_from(address, PASSWORD).status_code for address in ("10.0.0.1", "10.0.0.2")]
    real.shift(REMEMBERED_FOR)
    afterwards = try_from("10.0.0.2", PASSWORD).status_code

    assert (under_attack, afterwards) == ([303, 422], 303)


def test_an_address_not_worked_from_for_a_month_is_a_strangers(real, anh, try_from):
    try_from("10.0.0.1", PASSWORD)
    real.shift(KNOWN_FOR)
    for number in range(FROM_EVERYWHERE):
        fail(try_from, f"203.0.113.{number}", 1)

    assert try_from("10.0.0.1", PASSWORD).status_code == 422


def test_a_locked_account_and_an_unknown_one_answer_alike_for_the_same_work(real, anh, client, try_from, verified):
    fail(try_from, times=BEFORE_A_WAIT + 1)
    fail(try_from, times=BEFORE_A_WAIT + 1, username="nobody")
    verified.clear()
    locked, unknown = (try_from("10.0.0.1", username=name, by=client) for name in ("anh.ntn", "nobody"))

    assert (locked.status_code, unknown.text) == (422, locked.text.replace("anh.ntn", "nobody"))
    assert [digest.rpartition("$")[0] for digest in verified] == [HASHED[:30].rpartition("$")[0]] * 2


def test_what_strangers_type_as_a_name_is_kept_nowhere_and_fills_nothing(anh, try_from):
    for number in range(12):
        fail(try_from, times=1, username=f"mat-khau-{number}")

    kept = db.session.scalars(select(FailedTry)).all()
    assert all(re.fullmatch("nobody:[0-9a-f]{2}", one.of) for one in kept)


def test_only_a_day_of_wrong_passwords_is_kept(real, anh, try_from):
    fail(try_from)
    real.shift(REMEMBERED_FOR)
    fail(try_from, times=1)

    assert len(db.session.scalars(select(FailedTry)).all()) == 1


def test_an_address_a_client_claims_to_have_is_not_believed(anh, app, sign_in):
    answers = [
        app.test_client().post(
            "/accounts/sign-in",
            data={"username": "anh.ntn", "password": password},
            headers={"X-Forwarded-For": f"203.0.113.{number}"},
        )
        for number, password in enumerate([FALSE] * BEFORE_A_WAIT + [PASSWORD])
    ]

    assert [answer.status_code for answer in answers] == [422] * (BEFORE_A_WAIT + 1)


def test_the_right_password_forgives_wrong_ones(anh, app, sign_in):
    for _ in range(3):
        for _ in range(BEFORE_A_WAIT - 1):
            sign_in(password=FALSE, by=app.test_client())
        assert sign_in(by=app.test_client()).status_code == 303
    assert db.session.scalars(select(FailedTry)).all() == []


def test_one_persons_failures_do_not_lock_another(anh, client, sign_in):
    builders.user(username="binh", password_hash=HASHED)
    for _ in range(BEFORE_A_WAIT):
        sign_in("binh", password=FALSE)

    assert sign_in().status_code == 303


def test_an_old_hash_is_renewed_with_todays_cost(anh, sign_in):
    from argon2 import PasswordHasher  # noqa: PLC0415 -- only here

    anh.password_hash = PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1).hash(PASSWORD)
    sign_in()

    assert passwords.needs_rehash(anh.password_hash) is False
    assert passwords.is_right(anh.password_hash, PASSWORD)


# First passwords


@pytest.fixture
def newcomer(app):
    person, first = operations.create_user("binh", "Phạm Văn Bình")
    db.session.flush()
    builders.appointment(Role.UNIT_CLERK, builders.organisation(), person)
    return person, first


def test_a_first_password_leads_to_the_page_that_changes_it_and_nowhere_else(newcomer, client, sign_in):
    person, first = newcomer

    assert sign_in("binh", first, next="/accounts/sessions").location == "/accounts/password"
    assert [client.get(page).location for page in ("/", "/accounts/sessions")] == ["/accounts/password"] * 2
    assert client.post("/accounts/act-as", data={"appointment_id": 1}).location == "/accounts/password"
    assert "mật khẩu lần đầu" in client.get("/accounts/password").text

    change = {"present": first, "new": "sau-canh-dong-lua", "again": "sau-canh-dong-lua"}
    assert client.post("/accounts/password", data=change).location == "/"
    assert is_inside(client)
    assert (person.must_change_password, person.first_password_expires_at) == (False, None)


def test_a_first_password_opens_once(newcomer, app, sign_in):
    _, first = newcomer
    assert sign_in("binh", first).status_code == 303

    again = sign_in("binh", first, by=app.test_client())

    assert (again.status_code, "Mật khẩu lần đầu đã hết hạn." in again.text) == (422, True)


def test_of_two_who_overheard_a_first_password_one_enters(newcomer, app, sign_in):
    db.session.commit()
    browsers = [app.test_client() for _ in range(4)]

    with ThreadPoolExecutor(len(browsers)) as pool:
        answers = [*pool.map(lambda browser: sign_in("binh", newcomer[1], by=browser).status_code, browsers)]

    assert sorted(answers) == [303, 422, 422, 422]


@pytest.mark.parametrize(("wait", "status"), [(-1, 303), (0, 422)])
def test_a_first_password_is_good_for_a_day(newcomer, sign_in, wait, status):
    expires = newcomer[0].first_password_expires_at
    assert expires - newcomer[0].created_at == FIRST_PASSWORD_LASTS
    with time_machine.travel(expires + timedelta(seconds=wait), tick=False):
        assert sign_in("binh", newcomer[1]).status_code == status


def test_one_may_leave_instead_of_changing_it(newcomer, client, sign_in):
    sign_in("binh", newcomer[1])

    assert client.post("/accounts/sign-out").location == "/accounts/sign-in"


def test_the_demonstration_asks_nobody_to_change(newcomer, client, sign_in, tmp_path):
    clock.use(tmp_path / "clock.json")
    sign_in("binh", newcomer[1])

    assert is_inside(client)


def test_first_passwords_differ_and_satisfy_the_rules():
    made = {passwords.fresh() for _ in range(200)}

    assert len(made) == 200
    assert {passwords.weakness(password, "anh.ntn") for password in made} == {None}
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+){3}-\d\d", password) for password in made)


# Where one lands


@pytest.mark.parametrize(
    ("wanted", "landed"),
    [
        ("/accounts/sessions", "/accounts/sessions"),
        ("/administration/?words=%C3%A1nh&after=7", "/administration/?words=%C3%A1nh&after=7"),
        ("", "/"),
        ("desk", "/"),
        ("//evil.example/", "/"),
        ("/\\evil.example/", "/"),
        ("\\\\evil.example/", "/"),
        ("https://evil.example/", "/"),
        ("https:evil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("/\t/evil.example/", "/"),
        ("/\n/evil.example/", "/"),
        (" //evil.example/", "/"),
        ("/\r\nSet-Cookie: a=b", "/"),
        ("///evil.example/", "/"),
    ],
)
def test_only_pages_of_this_site_follow(anh, sign_in, wanted, landed):
    assert sign_in(next=wanted).location == landed


def test_the_address_of_the_form_keeps_where_one_wanted_to_go(anh, client):
    assert (
        'name="next" type="hidden" value="/accounts/sessions"'
        in client.get("/accounts/sign-in?next=/accounts/sessions").text
    )


def test_who_is_inside_is_not_asked_again(inside):
    assert inside.get("/accounts/sign-in").location == "/"


def test_a_stranger_is_led_to_the_sign_in_and_back(anh, client, sign_in):
    turned_away = client.get("/accounts/sessions?a=1")
    assert turned_away.location == "/accounts/sign-in?next=/accounts/sessions?a%3D1"

    assert sign_in(next="/accounts/sessions?a=1").location == "/accounts/sessions?a=1"


# What is kept and what is not


def test_the_token_is_in_no_row_and_on_no_page(inside):
    with inside.session_transaction() as cookie:
        token = cookie["_user_id"]

    kept = db.session.scalars(select(UserSession)).one()
    assert kept.token_digest == operations.digest(token)
    for table in db.metadata.sorted_tables:
        assert token not in str(db.session.execute(select(table)).all())
    pages = ["/", "/accounts/sessions", "/accounts/password", "/nowhere", "/administration/"]
    assert [token in inside.get(page).text for page in pages] == [False] * len(pages)


def test_passwords_are_never_shown_again(anh, sign_in):
    assert "khong-phai-the" not in sign_in(password="khong-phai-the").text


def test_nothing_planted_in_the_browser_survives_signing_in(anh, client, sign_in):
    with client.session_transaction() as cookie:
        cookie["csrf_token"] = cookie["planted"] = "x"
        cookie["_user_id"] = "a token the thief knows"
    sign_in()

    with client.session_transaction() as cookie:
        assert cookie.keys() == {"_user_id", "_fresh", "_id"}
        assert cookie["_user_id"] != "a token the thief knows"


def test_each_sign_in_has_a_token_of_its_own(anh, app, sign_in):
    for _ in range(3):
        sign_in(by=app.test_client())

    assert len({*db.session.scalars(select(UserSession.token_digest))}) == 3


def test_the_cookie_is_for_the_server_alone(anh, sign_in):
    cookie = sign_in().headers["Set-Cookie"]

    assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= {*cookie.split("; ")}


def test_behind_tls_the_cookie_is_bound_to_the_host(new_app, new_database):
    app = new_app(new_database("sqlite"), SECURE_COOKIES=True)
    with app.test_request_context():
        from flask import session  # noqa: PLC0415 -- only here

        session["a"] = 1
        cookie = app.process_response(app.make_response("")).headers["Set-Cookie"]

    assert cookie.startswith("__Host-vinhdanh=")
    assert {"Secure", "HttpOnly", "Path=/"} <= {*cookie.split("; ")}
    assert "Domain" not in cookie


def test_others_write_while_a_password_is_compared(anh, app, sign_in, monkeypatch):
    """Argon2 takes its time; a storm at the door must not keep the house from working."""
    compare, ends = passwords.is_right, []

    def write():
        with app.app_context(), unit_of_work():
            return audit.record(actor=SYSTEM, subject="test:1", action="written").action

    def watched(*asked):
        with ThreadPoolExecutor(1) as pool:
            ends.append(pool.submit(write).result())
        return compare(*asked)

    monkeypatch.setattr(passwords, "is_right", watched)

    assert (sign_in(username="khong.co").status_code, sign_in().status_code, ends) == (422, 303, ["written"] * 2)


def test_a_password_changed_while_it_was_compared_opens_nothing(anh, app, sign_in, monkeypatch):
    compare = passwords.is_right

    def changed(*asked):
        with app.app_context(), unit_of_work():
            db.session.get_one(User, anh.id).password_hash = passwords.hashed("mot hai ba bon nam")
        return compare(*asked)

    monkeypatch.setattr(passwords, "is_right", changed)

    assert "Tên đăng nhập hoặc mật khẩu không đúng" in sign_in().text


@pytest.mark.parametrize(("has_code", "begins"), [(False, ["user_session"]), (True, ["half_sign_in", "half_sign_in"])])
def test_a_session_begins_in_the_transaction_that_judged_the_password(anh, sign_in, has_code, begins):
    """Else a password could be changed in between, or a second factor set up, and every session ended but this one."""
    if has_code:
        builders.second_factor(anh)
    db.session.commit()
    heard = []

    def hear(_connection, _cursor, statement, *_):
        if found := re.match(r"\s*(?:INSERT INTO|UPDATE|DELETE FROM) (\w+)", statement):
            heard.append(found[1])

    events = ((db.engine, "before_cursor_execute", hear), (db.engine, "commit", lambda _: heard.append("commit")))
    for target, name, listener in events:
        event.listen(target, name, listener)
    answer = sign_in()
    for target, name, listener in events:
        event.remove(target, name, listener)

    assert answer.status_code == 303
    assert heard == ["failed_try", *begins, "commit"]

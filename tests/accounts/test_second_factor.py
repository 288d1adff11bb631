"""A password is half of a sign-in: the code opens, once, at its time, and not for whoever guesses."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from random import Random

import pytest
from sqlalchemy import select

from app import clock
from app.accounts import halfway, second_factor
from app.accounts.codes import STEP
from app.accounts.models import FailedTry, HalfSignIn, SecondFactor, SheetCode, User, UserSession
from app.accounts.second_factor import TRIED_EVERYWHERE, WRONG
from app.accounts.tries import BEFORE_A_WAIT, CODE, FIRST_WAIT, FROM_EVERYWHERE, REMEMBERED_FOR
from app.audit.models import AuditEvent
from app.extensions import db
from tests import builders
from tests.accounts.conftest import HASHED, PASSWORD, SECRET, SHEET, is_inside, shown
from workflows.vocabulary import Role


def logged():
    found = db.session.scalars(select(AuditEvent).order_by(AuditEvent.seq)).all()
    return [(event.action, event.subject) for event in found]


@pytest.fixture
def desk(app):
    """An administrator's browser."""
    return builders.signed_in(app.test_client(), builders.actor(Role.ADMINISTRATOR, builders.organisation("SNV")))


# At the door


def test_the_password_alone_opens_nothing_but_the_page_that_asks_for_the_code(telephone, client, sign_in):
    half = sign_in(next="/accounts/sessions?a=1")

    assert (half.status_code, half.location) == (303, "/accounts/code?next=/accounts/sessions?a%3D1")
    assert client.get(half.location).status_code == 200
    turned_away = [client.get(page).location.partition("?")[0] for page in ("/", "/accounts/sessions", "/nominations/")]
    assert turned_away == ["/accounts/sign-in"] * 3
    assert db.session.scalars(select(UserSession)).all() == []


def test_password_and_code_open_the_page_one_wanted(telephone, client, sign_in):
    half = sign_in(next="/accounts/sessions")
    page = client.get(half.location).text
    wanted = re.search(r'name="next"[^>]*value="([^"]*)"', page)[1]

    entered = client.post("/accounts/code", data={"code": telephone(), "next": wanted})

    assert (entered.status_code, entered.location) == (303, "/accounts/sessions")
    assert is_inside(client)
    assert db.session.scalars(select(UserSession.confirmed_at)).one() == clock.real_now()


@pytest.mark.parametrize("later", [-1, 0, 1])
def test_a_telephone_may_be_a_step_before_or_behind(telephone, client, sign_in, give, later):
    sign_in()

    assert give(telephone(later=later)).status_code == 303


@pytest.mark.parametrize("later", [-2, 2])
def test_a_code_of_another_time_opens_nothing(telephone, client, sign_in, give, later):
    sign_in()
    answer = give(telephone(later=later))

    assert (answer.status_code, WRONG in answer.text, is_inside(client)) == (422, True, False)


def test_a_code_that_was_seen_over_a_shoulder_is_good_no_more(telephone, app, sign_in, give):
    first, second = app.test_client(), app.test_client()
    for browser in (first, second):
        sign_in(by=browser)
    seen, before = telephone(), telephone(later=-1)

    answers = [
        give(code, by=browser).status_code for code, browser in [(seen, first), (seen, second), (before, second)]
    ]

    assert answers == [303, 422, 422]
    assert give(telephone(later=1), by=second).status_code == 303


def test_a_printed_code_opens_once_and_few_that_are_left_are_told(telephone, app, sign_in, give):
    first, second = app.test_client(), app.test_client()
    for browser in (first, second):
        sign_in(by=browser)

    answers = [give(SHEET[0], by=first).status_code, give(SHEET[0], by=second).status_code]

    assert answers == [303, 422]
    assert "Tờ mã in sẵn còn 2 mã." in first.get("/").text
    assert give("3333 4444", by=second).status_code == 303


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "abcdef", "123456789"])
def test_what_cannot_be_a_code_is_told_and_not_counted(telephone, client, sign_in, give, typed):
    sign_in()

    assert give(typed).status_code == 422
    assert db.session.scalars(select(FailedTry)).all() == []


def test_a_printed_code_of_somebody_else_opens_nothing(telephone, vault, client, sign_in, give):
    other = builders.user(username="binh", password_hash=HASHED)
    builders.second_factor(other)
    db.session.add(SheetCode(user_id=other.id, position=1, digest=vault.digest("77778888", other.id)))
    sign_in()

    assert give("77778888").status_code == 422


def test_a_secret_that_was_moved_to_another_row_opens_nothing(telephone, anh, client, sign_in, give):
    other = builders.user(username="binh", password_hash=HASHED)
    builders.second_factor(other, sealed_secret=db.session.get_one(SecondFactor, anh.id).sealed_secret)
    sign_in("binh")

    assert give(telephone()).status_code == 422


# Half a sign-in


def test_the_code_is_awaited_for_ten_minutes(telephone, real, client, sign_in, give):
    sign_in()
    real.shift(halfway.LASTS_FOR - timedelta(seconds=1))
    assert client.get("/accounts/code").status_code == 200
    real.shift(timedelta(seconds=1))

    assert give(telephone()).location == "/accounts/sign-in"
    assert "Đã quá 10 phút từ khi nhập mật khẩu." in client.get("/accounts/sign-in").text


@pytest.mark.parametrize("deed", ["close", "first-password"])
def test_half_a_sign_in_ends_with_the_account_and_with_the_password(telephone, anh, desk, sign_in, give, deed):
    sign_in()
    desk.post(f"/administration/users/{anh.id}/{deed}")

    assert give(telephone()).location == "/accounts/sign-in"


def test_half_a_sign_in_becomes_one_session(telephone, app, client, sign_in, give):
    sign_in()
    with client.session_transaction() as cookie:
        stolen = dict(cookie)
    thief = app.test_client()
    with thief.session_transaction() as cookie:
        cookie.update(stolen)
    assert give(telephone(later=-1)).status_code == 303

    assert give(telephone(), by=thief).location == "/accounts/sign-in"


def test_the_token_of_half_a_sign_in_is_no_session(telephone, client, sign_in):
    sign_in()
    with client.session_transaction() as cookie:
        assert cookie.keys() <= {"halfway", "csrf_token", "_flashes"}
        token = cookie["_user_id"] = cookie["halfway"]
        cookie["_fresh"] = True

    assert not is_inside(client)
    assert token not in str(db.session.execute(select(HalfSignIn)).all())


def test_nothing_of_half_a_sign_in_stays_in_the_browser(telephone, client, sign_in, give):
    sign_in()
    give(telephone())

    with client.session_transaction() as cookie:
        assert cookie.keys() == {"_user_id", "_fresh", "_id"}
    assert db.session.scalars(select(HalfSignIn)).all() == []


def test_a_new_first_password_does_not_skip_the_code(telephone, anh, desk, sign_in, give):
    page = desk.post(f"/administration/users/{anh.id}/first-password").text
    first = re.search(r'id="first-password">([^<]+)<', page)[1]

    assert sign_in(password=first).location == "/accounts/code"
    assert give(telephone()).location == "/accounts/password"


# Wrong ones


def fail(give, times=BEFORE_A_WAIT, **more):
    return [give("00000000", **more) for _ in range(times)]


def test_after_five_wrong_codes_a_right_one_waits_a_quarter_of_an_hour_too(telephone, real, sign_in, give):
    until = clock.local(clock.real_now() + FIRST_WAIT).strftime("%H:%M %d/%m/%Y")
    sign_in()
    *wrong, fifth = fail(give)
    right = give(telephone())

    assert [WRONG in answer.text for answer in wrong] == [True] * 4
    assert [f"Sau {until} (giờ máy chủ)" in answer.text for answer in (fifth, right)] == [True, True]
    real.shift(FIRST_WAIT)
    sign_in()
    assert give(telephone()).status_code == 303


def test_the_right_password_forgives_no_wrong_code(telephone, app, sign_in, give):
    for _ in range(BEFORE_A_WAIT):
        browser = app.test_client()
        sign_in(by=browser)
        fail(give, 1, by=browser)
    sign_in(by=browser)

    assert give(telephone(), by=browser).status_code == 422


def test_wrong_codes_close_no_password_and_show_in_the_list_of_accounts(telephone, app, desk, sign_in, give):
    sign_in()
    fail(give)

    assert sign_in(by=app.test_client()).location == "/accounts/code"
    assert "Nhập sai nhiều lần" in desk.get("/administration/").text


def test_many_wrong_ones_from_everywhere_close_it_to_unknown_addresses(telephone, anh, vault):
    for number in range(FROM_EVERYWHERE):
        second_factor.take(anh, "00000000", vault=vault, address=f"203.0.113.{number}")

    assert second_factor.take(anh, shown(), vault=vault, address="10.0.0.9").refusal == TRIED_EVERYWHERE


@pytest.mark.parametrize("seed", range(4))
def test_whatever_is_typed_when_the_count_is_as_it_is_written_down(telephone, real, anh, vault, seed):
    """Against a plain account of it: five wrong ones begin a wait, each further five one twice as long, for a day."""
    chance, wrong, used = Random(seed), [], set()
    for _ in range(60):
        real.shift(timedelta(seconds=chance.choice([1, 40, 300, 901, 3601])))
        now = clock.real_now()
        wrong = [at for at in wrong if at > now - REMEMBERED_FOR]
        rounds = len(wrong) // BEFORE_A_WAIT
        is_closed = rounds and now < wrong[rounds * BEFORE_A_WAIT - 1] + FIRST_WAIT * 2 ** (rounds - 1)
        step = int(now.timestamp()) // STEP
        is_right = chance.random() < 0.2 and step not in used
        is_good = second_factor.take(anh, shown() if is_right else "00000000", vault=vault, address="10.0.0.1").is_good
        assert is_good == (is_right and not is_closed)
        if is_good:
            wrong = []
            used.add(step)
        elif not is_closed:
            wrong.append(now)

    assert len(db.session.scalars(select(FailedTry).where(FailedTry.of == f"{CODE}:{anh.id}")).all()) == len(wrong)


def test_of_two_who_give_one_code_at_once_one_enters(telephone, app, sign_in, give):
    browsers = [app.test_client() for _ in range(4)]
    for browser in browsers:
        sign_in(by=browser)
    code = telephone()

    with ThreadPoolExecutor(len(browsers)) as pool:
        answers = [*pool.map(lambda browser: browser.post("/accounts/code", data={"code": code}).status_code, browsers)]

    assert sorted(answers) == [303, 422, 422, 422]


def test_an_administrator_does_not_see_when_a_code_is_used(telephone, anh, desk, sign_in, give):
    """Before a ballot each member gives one: a number that goes down would tell who comes to vote."""
    page = f"/administration/users/{anh.id}"
    told = []
    for code in SHEET:
        told.append(re.search(r"Xác thực hai lớp:(.*?)</p>", desk.get(page).text, re.DOTALL)[1].split())
        sign_in()
        assert give(code).status_code == 303
        assert give("", at="/accounts/sign-out").status_code == 303

    assert told[0] == told[1] == told[2]
    assert "tờ mã đã dùng hết" in desk.get(page).text


# What is kept


def test_no_row_holds_a_secret_or_a_code(telephone, client, sign_in, give):
    sign_in()
    page = client.get("/accounts/code").text
    give(SHEET[0])
    fresh = re.findall(r"<code>(\d{4} \d{4})</code>", client.post("/accounts/second-factor/sheet").text)
    kept = "".join(str(db.session.execute(select(table)).all()) for table in db.metadata.sorted_tables)

    assert len(fresh) == 10
    secrets = [SECRET, *SHEET, *(code.replace(" ", "") for code in fresh)]
    assert [secret for secret in secrets if secret in kept or secret in page] == []
    assert PASSWORD not in kept


def test_a_new_password_is_in_the_log(anh, inside):
    new = "sau-canh-dong-lua"
    inside.post("/accounts/password", data={"present": "khong-phai-the", "new": new, "again": new})
    inside.post("/accounts/password", data={"present": PASSWORD, "new": new, "again": new})

    assert logged() == [("change_password", f"user:{anh.id}")]
    assert new not in str(db.session.execute(select(AuditEvent.__table__)).all())


def test_people_without_a_second_factor_sign_in_as_before(anh, sign_in):
    assert sign_in().location == "/"
    assert db.session.scalars(select(UserSession.confirmed_at)).one() is None
    assert db.session.get(User, anh.id) is not None

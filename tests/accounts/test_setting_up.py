"""An app, a printed sheet, or both: set up, changed, given up; who must have one; and a code once more inside."""

import re
from datetime import timedelta
from functools import wraps

import pytest
from flask import request
from sqlalchemy import select

from app import clock
from app.access import GRANTS, Permission, asks_code, requires
from app.accounts import duty
from app.accounts.models import SecondFactor, SheetCode, User, UserSession
from app.accounts.operations import create_user, end_sessions
from app.accounts.second_factor import ALREADY, NOT_THIS_CODE, OUT_OF_DATE
from app.administration.second_factors import reset
from app.audit import operations as audit
from app.audit.models import AuditEvent
from app.councils.models import Teller
from app.extensions import db, unit_of_work
from app.organisations.offices import places
from tests import builders
from tests.accounts.conftest import PASSWORD, SHEET, is_inside, shown
from tests.councils import road
from workflows.paper_life_1 import REGISTRARS, SIGNERS
from workflows.sheets_1 import MeetingState
from workflows.vocabulary import Role

SET_UP, SHEET_PAGE, OWN = "/accounts/second-factor/set-up", "/accounts/second-factor/sheet", "/accounts/second-factor"
OTHER = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"  # another telephone's
REMOVE, CONFIRM = "/accounts/second-factor/remove", "/accounts/confirm"


def logged():
    found = db.session.scalars(select(AuditEvent).order_by(AuditEvent.seq)).all()
    return [(event.action, event.data) for event in found]


def offer(page):
    """What the page carries sealed, and what it shows."""
    sealed = re.search(r'name="offer"[^>]*value="([^"]+)"', page)[1]
    return sealed, re.search(r'class="first-password">([^<]+)<', page)[1].replace(" ", "")


def codes_on(page):
    return [code.replace(" ", "") for code in re.findall(r"<code>(\d{4} \d{4})</code>", page)]


# Setting up


def test_the_page_shows_one_secret_as_a_picture_as_text_and_as_a_link(real, inside):
    page = inside.get(SET_UP).text
    sealed, secret = offer(page)

    assert re.fullmatch("[A-Z2-7]{32}", secret)
    assert f"otpauth://totp/Vinh%20Danh:anh.ntn?secret={secret}&amp;issuer=Vinh%20Danh" in page
    assert page.count("<svg") > 0
    assert secret not in sealed
    assert db.session.scalars(select(SecondFactor)).all() == []


def test_the_code_of_the_app_sets_it_up_and_brings_ten_printed_ones(real, anh, app, inside, sign_in):
    elsewhere = app.test_client()
    sign_in(by=elsewhere)
    sealed, secret = offer(inside.get(SET_UP).text)

    page = inside.post(SET_UP, data={"offer": sealed, "code": shown(secret)})

    printed = codes_on(page.text)
    assert (page.status_code, len(printed), page.headers["Cache-Control"]) == (200, 10, "no-store")
    assert (is_inside(inside), is_inside(elsewhere)) == (True, False)
    assert logged() == [("set_up_second_factor", {"username": "anh.ntn", "app": True})]
    sign_in(by=elsewhere)
    codes = [shown(secret), printed[9], printed[9]]  # the first was given above and is good no more
    assert [elsewhere.post("/accounts/code", data={"code": code}).status_code for code in codes[:2]] == [422, 303]


def test_a_wrong_code_keeps_the_picture(real, inside):
    sealed, secret = offer(inside.get(SET_UP).text)
    answer = inside.post(SET_UP, data={"offer": sealed, "code": shown(secret, later=5)})

    assert (answer.status_code, NOT_THIS_CODE in answer.text) == (422, True)
    assert offer(answer.text) == (sealed, secret)
    assert db.session.scalars(select(SecondFactor)).all() == []


def test_a_secret_the_page_did_not_offer_is_refused_and_another_one_shown(real, anh, inside, vault):
    of_another = vault.seal(OTHER, anh.id + 1)
    for sealed in (of_another, OTHER, ""):
        answer = inside.post(SET_UP, data={"offer": sealed, "code": shown(OTHER)})
        assert (answer.status_code, OUT_OF_DATE in answer.text) == (422, True)
        assert offer(answer.text)[1] != OTHER

    assert db.session.scalars(select(SecondFactor)).all() == []


def test_the_form_sent_twice_voids_no_sheet(real, inside):
    sealed, secret = offer(inside.get(SET_UP).text)
    sent = {"offer": sealed, "code": shown(secret)}
    inside.post(SET_UP, data=sent)
    kept = db.session.scalars(select(SheetCode.digest)).all()

    again = inside.post(SET_UP, data=sent)

    assert (again.status_code, ALREADY in again.text) == (422, True)
    assert db.session.scalars(select(SheetCode.digest)).all() == kept


def test_without_a_telephone_the_sheet_is_enough(real, app, inside, sign_in):
    assert "Tôi không có điện thoại thông minh: dùng tờ mã in sẵn" in inside.get(SET_UP).text
    printed = codes_on(inside.post(SHEET_PAGE).text)

    browser = app.test_client()
    answers = []
    for code in (*printed, printed[0]):
        sign_in(by=browser)
        answers.append(browser.post("/accounts/code", data={"code": code}).status_code)
        browser.post("/accounts/sign-out")
    assert answers == [303] * 10 + [422]
    assert logged() == [("set_up_second_factor", {"username": "anh.ntn", "app": False})]


# One's own page


@pytest.fixture
def entered(telephone, client, sign_in):
    """Inside with password and code."""
    sign_in()
    assert client.post("/accounts/code", data={"code": telephone()}).status_code == 303
    return client


def test_a_new_sheet_makes_the_old_one_void(entered, app, sign_in):
    printed = codes_on(entered.post(SHEET_PAGE).text)
    browser = app.test_client()
    sign_in(by=browser)

    answers = [browser.post("/accounts/code", data={"code": code}).status_code for code in (SHEET[0], printed[0])]

    assert answers == [422, 303]
    assert logged() == [("print_code_sheet", {"username": "anh.ntn"})]


def test_a_new_telephone_makes_the_old_one_void(entered, real, app, sign_in):
    sealed, secret = offer(entered.get(SET_UP).text)
    entered.post(SET_UP, data={"offer": sealed, "code": shown(secret)})
    browser = app.test_client()
    sign_in(by=browser)
    real.shift(timedelta(minutes=1))

    answers = [browser.post("/accounts/code", data={"code": shown(*of)}).status_code for of in ((), (secret,))]

    assert answers == [422, 303]


@pytest.mark.parametrize("method", ["set up", "sheet", "remove"])
def test_who_has_one_gives_a_code_before_it_is_changed(entered, real, method):
    real.shift(timedelta(minutes=15))
    asked = {
        "set up": lambda: entered.get(SET_UP),
        "sheet": lambda: entered.post(SHEET_PAGE, headers={"Referer": f"http://localhost{OWN}"}),
        "remove": lambda: entered.post(REMOVE, headers={"Referer": f"http://localhost{OWN}"}),
    }[method]()

    wanted = SET_UP if method == "set up" else OWN
    assert (asked.status_code, asked.location) == (303, f"{CONFIRM}?next={wanted}")
    assert logged() == []


def test_who_may_gives_it_up_and_signs_in_by_the_password_again(entered, app, sign_in):
    assert "Bỏ xác thực hai lớp" in entered.get(OWN).text
    assert entered.post(REMOVE).location == OWN

    assert sign_in(by=app.test_client()).location == "/"
    assert logged() == [("remove_second_factor", {"username": "anh.ntn"})]
    assert db.session.scalars(select(SheetCode)).all() == []


def test_who_must_have_one_does_not_give_it_up(entered, anh):
    builders.appointment(Role.UNIT_HEAD, builders.organisation("TT", "Trung tâm Ngoại ngữ"), anh)

    answer = entered.post(REMOVE)

    assert (answer.status_code, "phải có xác thực hai lớp" in answer.text) == (409, True)
    assert "Bỏ xác thực hai lớp</button>" not in entered.get(OWN).text
    assert len(db.session.scalars(select(SecondFactor)).all()) == 1


def test_the_page_says_what_one_has(entered):
    page = entered.get(OWN).text

    assert [word in page for word in ("Đang dùng", "Còn 3 trong 3 mã", "Chưa thiết lập")] == [True, True, False]


def test_the_page_says_that_one_has_nothing(inside):
    assert "Chưa thiết lập: ai biết mật khẩu của anh/chị đều đăng nhập được." in inside.get(OWN).text


# Thrown out while one waits for the pen

CHANGES = {
    "set_up_second_factor": SET_UP,
    "print_sheet": SHEET_PAGE,
    "remove_second_factor": REMOVE,
    "change_password": "/accounts/password",
}


@pytest.fixture
def meanwhile(app, monkeypatch):
    """What others do after the gate let a request in and before its view, as while it waits to write on SQLite."""

    def act(endpoint, deed):
        view = app.view_functions[f"accounts.{endpoint}"]

        @wraps(view)
        def late(**address):
            with app.app_context(), unit_of_work():
                deed()
            return view(**address)

        monkeypatch.setitem(app.view_functions, f"accounts.{endpoint}", late)

    return act


@pytest.mark.parametrize("endpoint", CHANGES)
def test_whose_second_factor_was_reset_meanwhile_changes_nothing_of_the_account(entered, anh, meanwhile, endpoint):
    """Else a thief, whom the administrator has just thrown out, had the second factor of the person for good."""
    administrator = builders.actor(Role.ADMINISTRATOR, builders.organisation("SNV", "Sở Nội vụ"))
    db.session.commit()
    sealed, secret = offer(entered.get(SET_UP).text)
    typed = {"offer": sealed, "code": shown(secret)}
    typed |= {"present": PASSWORD, "new": "sau-canh-dong-lua", "again": "sau-canh-dong-lua"}
    person, before = anh.id, anh.password_hash
    meanwhile(endpoint, lambda: reset(db.session.get_one(User, person), "Mất điện thoại", actor=administrator))

    answer = entered.post(CHANGES[endpoint], data=typed)

    db.session.expire_all()
    assert (answer.status_code, "vừa kết thúc" in answer.text, codes_on(answer.text)) == (403, True, [])
    assert [db.session.scalars(select(rows)).all() for rows in (SecondFactor, SheetCode)] == [[], []]
    assert (logged(), anh.password_hash) == ([("reset_second_factor", {"username": "anh.ntn"})], before)


@pytest.mark.parametrize("engine_name", ["postgresql"], indirect=True)
@pytest.mark.parametrize("url", [SET_UP, SHEET_PAGE])
def test_nor_who_waited_for_the_pen_with_their_session_already_read(inside, real, app, anh, url, monkeypatch):
    sealed, secret = offer(inside.get(SET_UP).text)
    person, take, thrown_out = anh.id, audit.take_the_pen, []

    def wait():
        if not thrown_out:
            thrown_out.append(person)
            with app.app_context(), unit_of_work():
                end_sessions(db.session.get_one(User, person))
        take()

    monkeypatch.setattr(audit, "take_the_pen", wait)
    answer = inside.post(url, data={"offer": sealed, "code": shown(secret)})

    assert (answer.status_code, thrown_out, codes_on(answer.text)) == (403, [person], [])
    assert [db.session.scalars(select(rows)).all() for rows in (SecondFactor, SheetCode)] == [[], []]


def test_who_was_thrown_out_meanwhile_is_signed_out_all_the_same(inside, anh, meanwhile):
    person = anh.id
    meanwhile("sign_out", lambda: end_sessions(db.session.get_one(User, person)))

    assert inside.post("/accounts/sign-out").location == "/accounts/sign-in"


def test_one_ends_the_session_one_sits_in(inside):
    own = db.session.scalars(select(UserSession.id)).one()

    assert inside.post(f"/accounts/sessions/{own}/end").status_code == 303
    assert not is_inside(inside)


# Duty


@pytest.fixture
def arrives(app):
    """Where somebody who holds a role, and signed in by the password alone, is led from the worklist."""
    house = builders.organisation()

    def arrive(role):
        browser = builders.signed_in(app.test_client(), builders.actor(role, house), by_code=False)
        return browser.get("/").location

    return arrive


@pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)
def test_on_a_real_site_just_those_who_vote_sign_or_administer_set_one_up_first(arrives):
    led = {role for role in Role if arrives(role) == SET_UP}

    assert led == duty.BOUND


def test_whoever_signs_or_votes_is_among_them():
    doors = {Permission.SUBMISSION_SIGN, Permission.PROPOSAL_SIGN, Permission.DECISION_SIGN, Permission.NOTICE_SIGN}
    doors |= {Permission.MEETING_CHAIR, Permission.ADMINISTRATION}

    assert {role for role, granted in GRANTS.items() if granted & doors} <= duty.BOUND
    assert {role for role, place in places().items() if place.signs} <= duty.BOUND
    on_paper = {Role.CONSULTED_AGENCY, Role.ARCHIVIST, Role.ACCOUNTANT}  # what they sign comes in as a scan
    assert on_paper == SIGNERS - REGISTRARS - duty.BOUND


def test_the_demonstration_leads_nobody_there_unless_it_is_asked_to(app, arrives, tmp_path):
    clock.use(tmp_path / "clock.json")
    at_ease = arrives(Role.CHAIRMAN)
    app.config["SECOND_FACTOR_ALWAYS"] = True

    assert (at_ease, arrives(Role.CHAIRMAN)) == (None, SET_UP)


def test_no_setting_frees_a_real_site_of_it(app, arrives):
    app.config["SECOND_FACTOR_ALWAYS"] = False

    assert arrives(Role.ADMINISTRATOR) == SET_UP


def test_an_office_one_does_not_sit_in_now_counts_too(anh, inside):
    builders.appointment(Role.COUNCIL_MEMBERS, builders.organisation("HDTDKT-T", "Hội đồng"), anh)

    assert inside.get("/").location == SET_UP
    assert "phải có xác thực hai lớp rồi mới làm việc được" in inside.get(SET_UP).text
    assert inside.post("/accounts/act-as", data={"appointment_id": 1}).location == SET_UP


def test_a_first_password_is_changed_before(app, client, sign_in):
    person, first = create_user("binh", "Phạm Văn Bình")
    db.session.flush()
    builders.appointment(Role.UNIT_HEAD, builders.organisation(), person)
    sign_in("binh", first)
    before = client.get(SET_UP).location
    client.post("/accounts/password", data={"present": first, "new": "sau-canh-dong-lua", "again": "sau-canh-dong-lua"})

    assert (before, client.get("/").location) == ("/accounts/password", SET_UP)
    assert "Đã in xong, tiếp tục" in client.post(SHEET_PAGE).text
    assert client.get("/").status_code == 200


# A code once more


@pytest.fixture
def voting(new_app, new_database):
    """A site with a page that wants a code."""
    app = new_app(new_database("sqlite"))

    @asks_code
    @requires(Permission.SELF)
    def ballot():
        return "ballot", 201 if request.method == "POST" else 200

    app.add_url_rule("/ballot", "ballot", ballot, methods=["GET", "POST"])
    with app.app_context():
        db.create_all()
        yield app
        db.session.remove()
        db.engine.dispose()
    clock.use(None)


@pytest.fixture
def voter(voting):
    made = builders.user(username="binh")
    builders.appointment(Role.COUNCIL_MEMBERS, builders.organisation("HDTDKT-T", "Hội đồng"), made)
    return made


def enters(voting, voter, **more):
    actor = builders.actor_of(db.session.scalars(select(builders.Appointment)).one())
    return builders.signed_in(voting.test_client(), actor, **more)


def test_a_code_is_good_for_a_quarter_of_an_hour_and_then_asked_again(voting, voter, real):
    from app.accounts.vault import Vault  # noqa: PLC0415 -- only here

    sealed = Vault(voting.config["SECRET_KEY"]).seal(OTHER, voter.id)
    builders.second_factor(voter, sealed_secret=sealed)
    browser = enters(voting, voter)
    real.shift(timedelta(minutes=15) - timedelta(seconds=1))
    assert browser.get("/ballot?page=2").text == "ballot"
    real.shift(timedelta(seconds=1))

    asked = browser.get("/ballot?page=2")
    assert asked.location == "/accounts/confirm?next=/ballot?page%3D2"
    assert browser.post("/ballot").location == "/accounts/confirm?next=/ballot"
    wrong = browser.post(asked.location, data={"code": "000000", "next": "/ballot?page=2"})
    assert (wrong.status_code, browser.get("/ballot").status_code) == (422, 303)
    given = browser.post(asked.location, data={"code": shown(OTHER), "next": "/ballot?page=2"})

    assert (given.status_code, given.location) == (303, "/ballot?page=2")
    assert [browser.get("/ballot").text, browser.post("/ballot").status_code] == ["ballot", 201]
    assert db.session.scalars(select(UserSession.confirmed_at)).one() == clock.real_now()
    assert browser.get("/accounts/confirm?next=/ballot").location == "/ballot"


def test_how_long_it_is_good_is_a_setting(voting, voter, real):
    voting.config["CODE_GOOD_FOR"] = timedelta(minutes=2)
    browser = enters(voting, voter)
    real.shift(timedelta(minutes=2))

    assert browser.get("/ballot").status_code == 303


def test_the_demonstration_asks_who_has_a_second_factor_and_lets_the_others_pass(voting, voter, tmp_path):
    clock.use(tmp_path / "clock.json")
    browser = enters(voting, voter, by_code=False)
    assert browser.get("/ballot").text == "ballot"
    assert browser.get("/accounts/confirm?next=/ballot").location == "/ballot"
    builders.second_factor(voter)

    assert browser.get("/ballot").location == "/accounts/confirm?next=/ballot"


def test_a_real_site_leads_who_has_none_to_set_one_up(voting, tmp_path):
    clerk = builders.actor(Role.UNIT_CLERK, builders.organisation())
    browser = builders.signed_in(voting.test_client(), clerk, by_code=False)

    asked = browser.get("/ballot").location

    assert (asked, browser.get(asked).location) == ("/accounts/confirm?next=/ballot", SET_UP)


def test_one_is_led_back_to_pages_of_this_site_alone(entered, real):
    real.shift(timedelta(minutes=15))
    answer = entered.post(CONFIRM, data={"code": shown(), "next": "//evil.example/"})

    assert (answer.status_code, answer.location) == (303, "/")


@pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)
def test_who_counts_at_a_meeting_must_have_one_until_it_is_over(app):
    """By their appointment as a teller, whatever their office; and does not give it up meanwhile."""
    clerk = builders.actor(Role.SNV_CLERICAL, builders.organisation("SNV", "Sở Nội vụ"))
    unit = builders.organisation("SGDDT", "Sở Giáo dục và Đào tạo")
    secretary = builders.actor(Role.UNIT_COUNCIL_SECRETARY, unit)
    meeting = road.planned(builders.council(unit), [], by=secretary)
    meeting.committee.append(Teller(position=1, name=clerk.name, user_id=clerk.user_id))
    db.session.commit()
    bare, inside = app.test_client(), app.test_client()

    led = {}
    for state in MeetingState:
        meeting.state = state
        db.session.commit()
        led[state] = builders.signed_in(bare, clerk, by_code=False).get("/").location
    meeting.state = MeetingState.OPEN
    db.session.commit()

    over = {MeetingState.CLOSED, MeetingState.CANCELLED}
    assert led == {state: None if state in over else SET_UP for state in MeetingState}
    assert builders.signed_in(inside, clerk).post(REMOVE).status_code == 409

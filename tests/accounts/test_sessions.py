"""A session is a row: it grows old, it can be ended, and it acts only in offices held today."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import event, select
from sqlalchemy.exc import OperationalError

from app import clock
from app.accounts.models import UserSession
from app.accounts.operations import WRONG_PRESENT
from app.accounts.sessions import IDLE_FOR, LASTS_FOR, LIVING, Living
from app.accounts.tries import BEFORE_A_WAIT
from app.extensions import db
from tests import builders
from tests.accounts.conftest import PASSWORD, is_inside
from workflows.vocabulary import ROLE_NAMES, Role

NEW = "sau-canh-dong-lua"
EXPIRED = "Phiên làm việc đã hết hạn."


@pytest.mark.parametrize(("idle", "lives"), [(IDLE_FOR, True), (IDLE_FOR + timedelta(seconds=1), False)])
def test_half_an_hour_without_a_click_ends_it(real, inside, idle, lives):
    real.shift(idle)

    assert is_inside(inside) is lives


def test_every_click_begins_the_half_hour_anew(real, inside):
    for _ in range(5):
        real.shift(timedelta(minutes=29))
        assert is_inside(inside)


def test_eight_hours_end_it_however_busy_one_is(real, inside):
    began = clock.real_now()
    while clock.real_now() - began < LASTS_FOR - timedelta(minutes=20):
        real.shift(timedelta(minutes=20))
        assert is_inside(inside)
    real.move_to(began + LASTS_FOR)
    assert is_inside(inside)
    real.shift(timedelta(seconds=1))

    assert not is_inside(inside)


def test_it_is_noted_once_a_minute_that_somebody_is_there(real, inside):
    seen = select(UserSession.last_seen_at)
    first = db.session.scalar(seen)
    real.shift(timedelta(seconds=59))
    is_inside(inside)
    assert db.session.scalar(seen) == first
    real.shift(timedelta(seconds=1))
    is_inside(inside)

    assert db.session.scalar(seen) == first + timedelta(minutes=1)


def test_a_full_disk_does_not_shut_the_reader_out(real, inside, caplog):
    def no_room(_connection, _cursor, statement, *_):
        if statement.startswith("UPDATE user_session"):
            raise OperationalError(statement, {}, Exception("database or disk is full"))

    real.shift(timedelta(minutes=2))
    event.listen(db.engine, "before_cursor_execute", no_room)
    try:
        assert is_inside(inside)
    finally:
        event.remove(db.engine, "before_cursor_execute", no_room)
    assert "database or disk is full" in caplog.text


def test_who_was_away_signs_in_and_lands_where_they_were(real, inside, sign_in):
    real.shift(timedelta(hours=1))
    turned_away = inside.get("/accounts/sessions")
    assert turned_away.location == "/accounts/sign-in?next=/accounts/sessions"
    assert EXPIRED in inside.get(turned_away.location).text

    assert sign_in(next="/accounts/sessions").location == "/accounts/sessions"
    assert EXPIRED not in inside.get("/accounts/sessions").text


def test_a_form_sent_too_late_leads_back_to_its_page(real, inside):
    real.shift(timedelta(hours=1))

    assert inside.post("/accounts/password").location == "/accounts/sign-in?next=/accounts/password"


def test_a_button_pressed_too_late_leads_back_to_the_page_it_stood_on(real, inside):
    real.shift(timedelta(hours=1))
    pressed = inside.post("/accounts/act-as", headers={"Referer": "http://localhost/administration/?words=a"})

    assert pressed.location == "/accounts/sign-in?next=/administration/?words%3Da"


def test_a_form_sent_too_late_with_its_token_keeps_what_was_typed_and_leads_back(app, real, inside):
    app.config["WTF_CSRF_ENABLED"] = True
    token = re.search(r'name="csrf-token" content="([^"]+)"', inside.get("/accounts/sessions").text)[1]
    real.shift(timedelta(hours=1))
    typed = {"csrf_token": token, "title": "Về việc đề nghị <khen thưởng>", "position": "Giáo viên"}
    page = inside.post("/nominations/new", data=typed)

    kept = re.findall(r"<textarea[^>]*>\s*(.*?)</textarea>", page.text, re.DOTALL)
    assert (page.status_code, kept) == (400, ["Về việc đề nghị &lt;khen thưởng&gt;"])
    assert 'href="/accounts/sign-in?next=/nominations/new"' in page.text


def test_a_password_sent_too_late_is_not_shown(app, real, inside):
    app.config["WTF_CSRF_ENABLED"] = True
    real.shift(timedelta(hours=1))
    old, new = "ba con dê đen qua cầu", "sáu cánh đồng lúa chín vàng"
    page = inside.post("/accounts/password", data={"present": old, "new": new, "again": new})

    assert page.status_code == 400
    assert [secret in page.text for secret in (old, new)] == [False, False]


@pytest.mark.parametrize("came_from", [None, "https://evil.example/accounts/sessions", "http://localhost/nowhere"])
def test_a_button_from_nowhere_leads_to_the_first_page(real, inside, came_from):
    real.shift(timedelta(hours=1))
    pressed = inside.post("/accounts/act-as", headers={"Referer": came_from} if came_from else {})

    assert pressed.location == "/accounts/sign-in?next=/"


def test_signing_out_ends_the_row_not_only_the_cookie(inside, app):
    with inside.session_transaction() as cookie:
        stolen = dict(cookie)
    assert inside.post("/accounts/sign-out").location == "/accounts/sign-in"

    thief = app.test_client()
    with thief.session_transaction() as cookie:
        cookie.update(stolen)
    assert not is_inside(inside)
    assert not is_inside(thief)


def change(client, **typed):
    return client.post("/accounts/password", data={"present": PASSWORD, "new": NEW, "again": NEW, **typed})


def test_a_new_password_ends_the_other_sessions(inside, app, sign_in):
    elsewhere = app.test_client()
    sign_in(by=elsewhere)

    assert change(inside).status_code == 303
    assert (is_inside(inside), is_inside(elsewhere)) == (True, False)
    assert [sign_in(password=word, by=app.test_client()).status_code for word in (PASSWORD, NEW)] == [422, 303]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"present": "khong-phai-the"}, "Mật khẩu hiện tại không đúng."),
        ({"again": "khac-hang-day"}, "Hai lần nhập mật khẩu mới không giống nhau."),
        ({"new": PASSWORD, "again": PASSWORD}, "Mật khẩu mới phải khác mật khẩu hiện tại."),
        ({"new": "ngan", "again": "ngan"}, "Mật khẩu cần ít nhất 12 ký tự."),
        ({"new": "x" * 201, "again": "x" * 201}, "Mật khẩu không dài quá 200 ký tự."),
        ({"new": "toi-la-Anh.Ntn-day", "again": "toi-la-Anh.Ntn-day"}, "Mật khẩu không được chứa tên đăng nhập."),
        ({"new": "aaaaaaaaaaaaaaaa", "again": "aaaaaaaaaaaaaaaa"}, "Mật khẩu này quá dễ đoán"),
        ({"new": "MatKhau-cua-toi", "again": "MatKhau-cua-toi"}, "Mật khẩu này quá dễ đoán"),
    ],
)
def test_a_password_that_will_not_do_is_refused_with_a_sentence(inside, sign_in, app, typed, sentence):
    answer = change(inside, **typed)

    assert (answer.status_code, sentence in answer.text) == (422, True)
    assert sign_in(by=app.test_client()).status_code == 303


def test_all_that_is_wrong_with_a_change_is_told_at_once(inside):
    page = change(inside, present="khong-phai-the", new="ngan", again="khac").text

    told = re.findall(r'<a href="#(\w+)">([^<]*)</a>', page)
    assert told == [
        ("present", f"Mật khẩu hiện tại: {WRONG_PRESENT}"),
        ("new", "Mật khẩu mới: Mật khẩu cần ít nhất 12 ký tự. Gợi ý: ghép ba, bốn từ dễ nhớ với nhau."),
        ("again", "Nhập lại mật khẩu mới: Hai lần nhập mật khẩu mới không giống nhau."),
    ]


def test_guessing_the_present_password_is_braked_as_at_the_door(inside, sign_in, app):
    tried = [change(inside, present="khong-phai-the").status_code for _ in range(BEFORE_A_WAIT)]
    right = change(inside)

    assert (tried, right.status_code, "Mật khẩu hiện tại không đúng." in right.text) == (
        [422] * BEFORE_A_WAIT,
        422,
        True,
    )
    assert sign_in(by=app.test_client()).status_code == 422


def test_one_sees_and_ends_ones_own_sessions(inside, app, sign_in):
    elsewhere = app.test_client()
    sign_in(by=elsewhere)
    other = db.session.scalars(select(UserSession.id).order_by(UserSession.id.desc())).first()
    assert f"/accounts/sessions/{other}/end" in inside.get("/accounts/sessions").text

    assert inside.post(f"/accounts/sessions/{other}/end").status_code == 303
    assert (is_inside(inside), is_inside(elsewhere)) == (True, False)


def test_nobody_ends_another_persons_session(inside, app, anh):
    stranger = builders.signed_in(app.test_client(), builders.actor(Role.UNIT_HEAD, builders.organisation("KHAC")))
    of_anh = db.session.scalars(select(UserSession.id).where(UserSession.user_id == anh.id)).one()

    assert stranger.post(f"/accounts/sessions/{of_anh}/end").status_code == 404
    assert is_inside(inside)


def test_a_closed_account_is_out_at_once(inside, anh):
    anh.is_active = False

    assert not is_inside(inside)


# Offices


@pytest.fixture
def two_offices(anh, inside):
    first = db.session.scalars(select(builders.Appointment)).one()
    second = builders.appointment(Role.UNIT_HEAD, builders.organisation("TT", "Trung tâm Ngoại ngữ"), anh)
    builders.second_factor(anh)
    return first, second


def acts_as(client):
    page = client.get("/accounts/password").text
    return [
        name for name in (ROLE_NAMES[Role.UNIT_CLERK], ROLE_NAMES[Role.UNIT_HEAD]) if f"<span>{name}</span>" in page
    ]


def test_one_acts_in_the_first_office_until_one_chooses(inside, two_offices):
    assert acts_as(inside) == [ROLE_NAMES[Role.UNIT_CLERK]]
    assert inside.post("/accounts/act-as", data={"appointment_id": two_offices[1].id}).location == "/"

    assert acts_as(inside) == [ROLE_NAMES[Role.UNIT_HEAD]]


@pytest.mark.parametrize("taken", [None, "", "x", 0, 999999])
def test_an_office_that_is_not_there_cannot_be_taken(inside, two_offices, taken):
    assert (
        inside.post("/accounts/act-as", data={"appointment_id": taken} if taken is not None else {}).status_code == 404
    )


def test_another_persons_office_cannot_be_taken(inside, two_offices):
    others = builders.appointment(Role.CHAIRMAN, builders.organisation("UBND"))

    assert inside.post("/accounts/act-as", data={"appointment_id": others.id}).status_code == 404


@pytest.mark.parametrize(
    ("from_now", "to_now"), [(-1000, -1), (1, None)], ids=["over since yesterday", "begins tomorrow"]
)
def test_an_office_out_of_force_cannot_be_taken(inside, two_offices, from_now, to_now):
    today, office = clock.today(), two_offices[1]
    office.valid_from = today + timedelta(days=from_now)
    office.valid_to = None if to_now is None else today + timedelta(days=to_now)

    assert inside.post("/accounts/act-as", data={"appointment_id": two_offices[1].id}).status_code == 404


def test_an_office_whose_organisation_was_dissolved_cannot_be_taken(inside, two_offices):
    two_offices[1].organisation.valid_to = clock.today() - timedelta(days=1)

    assert inside.post("/accounts/act-as", data={"appointment_id": two_offices[1].id}).status_code == 404


def test_the_last_day_still_counts(inside, two_offices):
    two_offices[1].valid_to = clock.today()

    assert inside.post("/accounts/act-as", data={"appointment_id": two_offices[1].id}).status_code == 303


def test_an_office_that_ended_yesterday_acts_no_more(inside, two_offices):
    inside.post("/accounts/act-as", data={"appointment_id": two_offices[1].id})
    two_offices[1].valid_to = clock.today() - timedelta(days=1)

    assert acts_as(inside) == [ROLE_NAMES[Role.UNIT_CLERK]]


def test_without_an_office_one_looks_only_after_oneself(inside, anh):
    db.session.scalars(select(builders.Appointment)).one().valid_to = clock.today() - timedelta(days=1)

    assert [inside.get(page).status_code for page in ("/accounts/sessions", "/awards/", "/administration/")] == [
        200,
        403,
        403,
    ]


def test_a_row_of_an_open_session_is_in_the_order_of_its_fields():
    assert [column.key for column in LIVING.selected_columns] == [*Living._fields]

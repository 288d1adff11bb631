"""Accounts are opened and closed, offices given and ended; the administrator sees no case."""

import re
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select, text

from app import clock
from app.accounts.models import User, UserSession
from app.accounts.tries import BEFORE_A_WAIT
from app.audit.models import AuditEvent
from app.audit.triggers import create_triggers, drop_triggers
from app.documents.models import SigningRight
from app.effects import runner
from app.extensions import db
from app.organisations.models import Appointment
from app.outbox.models import Notice
from tests import builders
from workflows.vocabulary import Role

ANH = {"username": "Anh.NTN", "full_name": "Nguyễn Thị  Ngọc Ánh", "email": "anh@ninhthuan.gov.vn"}


def appointment(**more):
    return {
        "role": "unit_head",
        "organisation_code": "SGDDT",
        "title": "Phó Giám đốc",
        "valid_from": clock.today().strftime("%d/%m/%Y"),
    } | more


def logged():
    events = db.session.scalars(select(AuditEvent).order_by(AuditEvent.seq))
    return [(event.action, event.data["username"]) for event in events]


def first_password(page):
    return re.search(r"<code[^>]*>([^<]+)</code>", page)[1].strip()


@pytest.fixture
def unit(app):
    made = builders.organisation()
    db.session.commit()
    return made


@pytest.fixture
def anh(desk):
    desk.post("/administration/users/new", data=ANH)
    return db.session.scalars(select(User).where(User.username == "anh.ntn")).one()


def test_an_account_is_opened_with_a_first_password_that_is_shown_once(desk):
    answer = desk.post("/administration/users/new", data=ANH)

    user = db.session.scalars(select(User).where(User.username == "anh.ntn")).one()
    secret = first_password(answer.text)
    assert (answer.status_code, user.full_name, user.must_change_password) == (200, "Nguyễn Thị Ngọc Ánh", True)
    assert secret not in desk.get(f"/administration/users/{user.id}").text
    assert (logged(), secret in str(db.session.scalars(select(AuditEvent.data)).all())) == (
        [("open_account", "anh.ntn")],
        False,
    )


def test_a_first_password_opens_only_the_page_that_changes_it(app, desk):
    secret = first_password(desk.post("/administration/users/new", data=ANH).text)
    browser = app.test_client()

    entered = browser.post("/accounts/sign-in", data={"username": "anh.ntn", "password": secret})
    elsewhere = browser.get("/nominations/")

    assert (entered.location, elsewhere.location) == ("/accounts/password", "/accounts/password")


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"username": "dang.tm"}, "Tên đăng nhập “dang.tm” đã có người dùng."),
        ({"username": "ánh"}, "Chỉ dùng chữ không dấu"),
        ({"full_name": "  "}, "Nhập họ và tên."),
        ({"email": "anh"}, "Địa chỉ không đúng dạng"),
    ],
)
def test_a_faulty_account_is_refused_with_a_sentence_and_kept_on_the_page(desk, typed, sentence):
    answer = desk.post("/administration/users/new", data=ANH | typed)

    assert (answer.status_code, sentence in answer.text, logged()) == (422, True, [])
    assert (ANH | typed)["username"] in answer.text


def test_an_office_is_given_with_its_signature(desk, anh, unit):
    lines = {"signs": "kt. giám đốc \r\n\r\nPhó Giám đốc", "signs_basis": "Quyết định số 5/QĐ-SGDĐT ngày 02/01/2025"}

    answer = desk.post(f"/administration/users/{anh.id}", data=appointment(**lines))

    made = db.session.scalars(select(Appointment).where(Appointment.user_id == anh.id)).one()
    right = db.session.scalars(select(SigningRight)).one()
    assert (answer.status_code, made.role, made.organisation_id, made.title) == (
        303,
        Role.UNIT_HEAD,
        unit.id,
        "Phó Giám đốc",
    )
    assert (right.user_id, right.organisation_id, right.lines) == (anh.id, unit.id, "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC")


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"organisation_code": "KHONG-CO"}, "Không có đơn vị mang mã hoặc tên này."),
        ({"valid_to": "01/01/2001"}, "Ngày kết thúc không thể trước ngày bắt đầu."),
        ({"signs": "KT. GIÁM ĐỐC"}, "Nhập văn bản phân công ký"),
        ({"signs": "GIÁM ĐỐC", "signs_basis": "QĐ 5"}, "Dòng cuối là chức vụ của chính người ký: “PHÓ GIÁM ĐỐC”"),
        ({"title": ""}, "Nhập chức vụ."),
        ({"role": ""}, "Chọn vai trò."),
    ],
)
def test_a_faulty_office_is_refused(desk, anh, unit, typed, sentence):
    answer = desk.post(f"/administration/users/{anh.id}", data=appointment(**typed))

    assert (answer.status_code, sentence in answer.text) == (422, True)
    assert db.session.scalars(select(Appointment).where(Appointment.user_id == anh.id)).all() == []


@pytest.mark.parametrize("typed", ["sgddt", "Sở Giáo dục và Đào tạo", " so giao duc va dao tao "])
def test_a_unit_is_known_by_its_code_and_by_its_whole_name(desk, anh, unit, typed):
    desk.post(f"/administration/users/{anh.id}", data=appointment(organisation_code=typed))

    held = db.session.scalars(select(Appointment.organisation_id).where(Appointment.user_id == anh.id)).all()
    assert held == [unit.id]


def test_of_two_units_of_one_name_the_one_that_exists_on_the_day_is_meant(desk, anh, unit):
    unit.valid_to = clock.today() - timedelta(days=1)
    heir = builders.organisation("SGDDT2", unit.name, valid_from=clock.today())
    db.session.commit()

    desk.post(f"/administration/users/{anh.id}", data=appointment(organisation_code=unit.name))

    held = db.session.scalars(select(Appointment.organisation_id).where(Appointment.user_id == anh.id)).all()
    assert held == [heir.id]


def test_no_role_is_offered_before_one_is_chosen(desk, anh):
    page = desk.get(f"/administration/users/{anh.id}").text

    chosen = re.findall(r'<option selected value="([^"]*)">([^<]*)<', page)
    assert chosen == [("", "Chọn vai trò")]


def test_the_roles_of_a_person_are_shown_with_the_lines_above_their_signature(desk, anh, unit):
    lines = {"signs": "KT. GIÁM ĐỐC\r\nPHÓ GIÁM ĐỐC", "signs_basis": "Quyết định số 5/QĐ-SGDĐT"}
    desk.post(f"/administration/users/{anh.id}", data=appointment(**lines))

    page = re.sub(r"\s+", " ", desk.get(f"/administration/users/{anh.id}").text)

    for line in ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Theo Quyết định số 5/QĐ-SGDĐT"):
        assert f">{line}</span>" in page


def test_an_office_of_a_single_day_is_given(desk, anh, unit):
    answer = desk.post(
        f"/administration/users/{anh.id}", data=appointment(valid_from="03/03/2025", valid_to="03/03/2025")
    )

    made = db.session.scalars(select(Appointment).where(Appointment.user_id == anh.id)).one()
    assert (answer.status_code, made.valid_from, made.valid_to) == (303, date(2025, 3, 3), date(2025, 3, 3))


def test_an_office_that_ended_opens_nothing_and_signs_nothing(app, desk, anh, unit):
    desk.post(
        f"/administration/users/{anh.id}",
        data=appointment(signs="KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC", signs_basis="Quyết định số 5", valid_from="02/01/2025"),
    )
    made = db.session.scalars(select(Appointment).where(Appointment.user_id == anh.id)).one()

    desk.post(f"/administration/users/{anh.id}/appointments/{made.id}/end")

    yesterday = clock.today() - timedelta(days=1)
    assert (made.valid_to, db.session.scalars(select(SigningRight.valid_to)).one()) == (yesterday, yesterday)
    assert logged()[-1] == ("end_appointment", "anh.ntn")


def test_an_office_of_somebody_else_is_not_ended_through_this_account(desk, anh, administrator):
    answer = desk.post(f"/administration/users/{anh.id}/appointments/{administrator.appointment_id}/end")

    assert answer.status_code == 404


def test_a_closed_account_loses_its_sessions_and_may_be_opened_again(app, desk, unit):
    clerk = builders.actor(Role.UNIT_CLERK, unit)
    browser = builders.signed_in(app.test_client(), clerk)
    opened = browser.get("/nominations/").status_code

    desk.post(f"/administration/users/{clerk.user_id}/close")
    closed = browser.get("/nominations/").status_code
    ended = db.session.scalars(select(UserSession.ended_at).where(UserSession.user_id == clerk.user_id)).one()
    desk.post(f"/administration/users/{clerk.user_id}/reopen")

    user = db.session.get(User, clerk.user_id)
    assert (opened, closed, ended is not None, user.is_active) == (200, 303, True, True)
    assert logged() == [("close_account", user.username), ("reopen_account", user.username)]


def test_nobody_closes_their_own_account(desk, administrator):
    answer = desk.post(f"/administration/users/{administrator.user_id}/close")

    assert (answer.status_code, "Nhờ một quản trị khác" in answer.text) == (422, True)
    assert db.session.get(User, administrator.user_id).is_active


def test_a_new_first_password_ends_every_session(app, desk, unit):
    clerk = builders.actor(Role.UNIT_CLERK, unit)
    browser = builders.signed_in(app.test_client(), clerk, by_code=False)

    page = desk.post(f"/administration/users/{clerk.user_id}/first-password").text

    assert browser.get("/").status_code == 303
    entered = app.test_client().post(
        "/accounts/sign-in",
        data={"username": db.session.get(User, clerk.user_id).username, "password": first_password(page)},
    )
    assert entered.location == "/accounts/password"
    assert logged() == [("new_first_password", db.session.get(User, clerk.user_id).username)]


def test_a_new_first_password_opens_what_wrong_ones_closed(app, desk, anh):
    browser = app.test_client()
    for _ in range(BEFORE_A_WAIT):
        browser.post("/accounts/sign-in", data={"username": "anh.ntn", "password": "khong-phai-the"})
    closed = "Nhập sai nhiều lần" in desk.get("/administration/").text

    secret = first_password(desk.post(f"/administration/users/{anh.id}/first-password").text)
    entered = browser.post("/accounts/sign-in", data={"username": "anh.ntn", "password": secret})

    assert (closed, entered.location) == (True, "/accounts/password")
    assert "Nhập sai nhiều lần" not in desk.get("/administration/").text


@pytest.mark.parametrize("words", ["ngoc anh", "Ngọc Ánh", "anh.ntn"])
def test_accounts_are_found_with_and_without_marks(desk, anh, words):
    page = desk.get("/administration/", query_string={"words": words}).text

    assert re.findall(r'href="/administration/users/\d+">([^<]+)<', page) == ["Nguyễn Thị Ngọc Ánh"]


def test_accounts_are_paged_by_the_last_one(desk):
    for number in range(52):
        builders.user(f"Lê Văn {chr(65 + number % 26)}", username=f"le{number:02}")
    db.session.commit()
    seen, after = [], None
    while after is not None or not seen:
        page = desk.get("/administration/", query_string={"after": after} if after else {}).text
        seen += re.findall(r'href="/administration/users/(\d+)"', page)
        following = re.search(r'href="/administration/\?[^"]*after=(\d+)', page)
        after = following[1] if following else None

    assert (len(seen), len(set(seen))) == (53, 53)


def test_the_administrator_opens_doors_and_sees_no_case(desk):
    asked = ("/nominations/", "/submissions/", "/intake/", "/appraisals/", "/meetings/", "/proposals/", "/decisions/")

    assert {desk.get(page).status_code for page in asked} == {403}


def test_the_machine_room_tells_whether_the_log_is_whole(desk, anh):
    room = "/administration/machine-room"
    pages = [desk.get(room).text, desk.get(f"{room}?verify=1").text]

    assert ["Nguyên vẹn: 1 dòng" in page for page in pages] == [False, True]
    assert [f'href="{room}?verify=1"' in page for page in pages] == [True, False]


def test_the_machine_room_tells_that_a_lock_of_the_log_is_off(desk, anh):
    said = "Khóa chống sửa của bảng nhật ký đã bị gỡ hoặc tắt: audit_event_no_update."
    before = desk.get("/administration/machine-room").text
    on = "" if db.engine.dialect.name == "sqlite" else " ON audit_event"
    db.session.execute(text(f"DROP TRIGGER audit_event_no_update{on}"))
    try:
        after = desk.get("/administration/machine-room").text
    finally:
        drop_triggers(db.session.connection())
        create_triggers(db.session.connection())
        db.session.commit()

    assert (said in before, said in after) == (False, True)


def test_dates_are_those_of_the_office(desk, anh, unit):
    desk.post(f"/administration/users/{anh.id}", data=appointment(valid_from="2/1/2025", valid_to="31/12/2025"))

    made = db.session.scalars(select(Appointment).where(Appointment.user_id == anh.id)).one()
    assert (made.valid_from, made.valid_to) == (date(2025, 1, 2), date(2025, 12, 31))


# Nobody walks into an office they give out


@pytest.fixture
def committee(app):
    made = builders.organisation("UBND-T", "Ủy ban nhân dân tỉnh", can_submit=False)
    db.session.commit()
    return made


def appointed(user_id):
    return [
        *db.session.scalars(select(Appointment.role).where(Appointment.user_id == user_id).order_by(Appointment.id))
    ]


def test_nobody_appoints_themself(desk, administrator, committee):
    answer = desk.post(
        f"/administration/users/{administrator.user_id}", data=appointment(role="chairman", organisation_code="UBND-T")
    )

    assert (answer.status_code, "Không ai tự giao" in answer.text) == (422, True)
    assert (appointed(administrator.user_id), logged()) == ([Role.ADMINISTRATOR], [])


def test_nobody_ends_their_own_office(desk, administrator):
    own = administrator.appointment_id
    answer = desk.post(f"/administration/users/{administrator.user_id}/appointments/{own}/end")

    assert (answer.status_code, "Không ai tự giao hay tự kết thúc" in answer.text) == (422, True)
    assert db.session.get_one(Appointment, own).valid_to is None


@pytest.mark.parametrize(
    ("held", "wanted", "status"),
    [
        (Role.ADMINISTRATOR, {"role": "unit_head"}, 422),
        (Role.UNIT_CLERK, {"role": "administrator", "organisation_code": "SNV"}, 422),
        (Role.UNIT_CLERK, {"role": "unit_head"}, 303),
    ],
)
def test_who_opens_the_doors_handles_no_case(desk, unit, department, held, wanted, status):
    other = builders.actor(held, department if held is Role.ADMINISTRATOR else unit)
    db.session.commit()

    answer = desk.post(f"/administration/users/{other.user_id}", data=appointment(**wanted))

    assert (answer.status_code, "Quản trị hệ thống không giữ vai trò xử lý hồ sơ" in answer.text) == (
        status,
        status == 422,
    )
    assert len(appointed(other.user_id)) == (2 if status == 303 else 1)


def test_an_office_that_ended_before_stands_in_nobodys_way(desk, unit, department):
    former = builders.appointment(Role.UNIT_CLERK, unit)
    former.valid_to = clock.today() - timedelta(days=1)
    db.session.commit()

    answer = desk.post(
        f"/administration/users/{former.user_id}",
        data=appointment(role="administrator", organisation_code="SNV"),
    )

    assert (answer.status_code, appointed(former.user_id)) == (303, [Role.UNIT_CLERK, Role.ADMINISTRATOR])


@pytest.mark.parametrize("role", ["snv_director", "chairman", "administrator", "council_chair"])
def test_a_role_of_the_province_is_given_at_no_unit(desk, anh, unit, role):
    answer = desk.post(f"/administration/users/{anh.id}", data=appointment(role=role))

    assert (answer.status_code, "không giao tại Sở Giáo dục và Đào tạo." in answer.text) == (422, True)
    assert appointed(anh.id) == []


def test_a_new_signature_is_told_to_the_other_administrators_and_to_who_holds_the_office(
    desk, anh, administrator, department, committee
):
    second = builders.actor(Role.ADMINISTRATOR, department)
    chairman = builders.actor(Role.CHAIRMAN, committee)
    builders.actor(Role.CLERICAL_UBND, committee)
    db.session.commit()

    desk.post(f"/administration/users/{anh.id}", data=appointment(role="chairman", organisation_code="UBND-T"))
    runner.run_waiting()

    told = db.session.execute(select(Notice.user_id, Notice.text).order_by(Notice.user_id)).all()
    sentence = (
        "Đã giao vai trò được ký văn bản cho Nguyễn Thị Ngọc Ánh: Chủ tịch/PCT UBND tỉnh, Ủy ban nhân dân tỉnh. "
        "Nếu không đúng, báo ngay quản trị khác."
    )
    assert told == [(second.user_id, sentence), (chairman.user_id, sentence)]
    assert logged()[-1] == ("appoint", "anh.ntn")


def test_an_office_that_signs_nothing_is_told_to_nobody(desk, anh, unit, department):
    builders.actor(Role.ADMINISTRATOR, department)
    desk.post(f"/administration/users/{anh.id}", data=appointment(role="unit_clerk"))
    runner.run_waiting()

    assert db.session.scalars(select(Notice)).all() == []


def told():
    return db.session.execute(select(Notice.user_id, Notice.text).order_by(Notice.user_id)).all()


@pytest.fixture
def nine(app, tmp_path):
    """Nine in the morning of 17/02/2025."""
    clock.use(tmp_path / "clock.json")
    clock.stand_at(datetime(2025, 2, 17, 9, 0, tzinfo=clock.VIETNAM))


def test_a_signer_s_new_first_password_is_told_to_the_signer_and_to_who_may_know_better(
    nine, app, desk, department, committee
):
    second = builders.actor(Role.ADMINISTRATOR, department)
    chairman = builders.actor(Role.CHAIRMAN, committee, builders.user("Trần Quốc Nam", username="nam.tq"))
    deputy = builders.actor(Role.CHAIRMAN, committee)
    builders.actor(Role.CLERICAL_UBND, committee)
    db.session.commit()

    desk.post(f"/administration/users/{chairman.user_id}/first-password")
    runner.run_waiting()

    given, at = "Quản trị Tạ Minh Đăng đã cấp mật khẩu mới cho", "lúc 09:00 17/02/2025."
    whose = "Trần Quốc Nam (Chủ tịch/PCT UBND tỉnh, Ủy ban nhân dân tỉnh)"
    to_others = f"{given} {whose} {at} Nếu không đúng, báo ngay quản trị khác."
    own = f"{given} tài khoản của anh/chị {at} Nếu anh/chị không nhờ, báo ngay quản trị khác."
    assert told() == [(second.user_id, to_others), (chairman.user_id, own), (deputy.user_id, to_others)]
    assert own in builders.signed_in(app.test_client(), chairman).get("/").text


def test_a_new_first_password_of_who_signs_nothing_is_told_to_them_alone(nine, desk, unit, department):
    builders.actor(Role.ADMINISTRATOR, department)
    clerk = builders.actor(Role.UNIT_CLERK, unit)
    builders.actor(Role.UNIT_CLERK, unit)
    db.session.commit()

    desk.post(f"/administration/users/{clerk.user_id}/first-password")
    runner.run_waiting()

    assert [user_id for user_id, _ in told()] == [clerk.user_id]

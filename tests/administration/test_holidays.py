"""The calendar is kept by people: what they enter counts at once, what a file brings does not undo it."""

from datetime import date, datetime

import pytest
from sqlalchemy import select

from app import clock, founding, holidays
from app.audit.models import AuditEvent
from app.clock import VIETNAM
from app.extensions import db, unit_of_work
from app.limits import limit_of
from app.workdays import Holiday, working_days_between
from tests import builders
from workflows.award_province_1 import AwardProvince1, State
from workflows.vocabulary import Role

NOON = datetime(2026, 11, 27, 12, tzinfo=VIETNAM)
PAGE = "/administration/holidays/"


@pytest.fixture(autouse=True)
def _in_november(app, tmp_path):
    holidays.load()
    db.session.commit()
    clock.use(tmp_path / "clock.json")
    clock.stand_at(NOON)
    yield
    clock.use(None)


def typed(**more):
    return {
        "kind": "off",
        "first": "05/02/2027",
        "last": "",
        "name": "Tết Nguyên đán",
        "basis": "Thông báo số 10/TB-BNV ngày 20/10/2026",
    } | more


def events():
    db.session.expire_all()
    return [(event.action, event.subject) for event in db.session.scalars(select(AuditEvent).order_by(AuditEvent.seq))]


def row_of(day):
    db.session.expire_all()
    return db.session.get(Holiday, day)


def test_a_whole_tet_is_entered_at_once_and_counts_at_once(desk):
    before = working_days_between(date(2027, 2, 3), date(2027, 2, 15))

    answer = desk.post(f"{PAGE}new", data=typed(last="10/02/2027"))

    assert (answer.status_code, answer.location) == (303, f"{PAGE}?year=2027")
    db.session.expire_all()
    assert before - working_days_between(date(2027, 2, 3), date(2027, 2, 15)) == 4
    days = db.session.scalars(select(Holiday.day).where(Holiday.is_by_hand).order_by(Holiday.day)).all()
    assert days == [date(2027, 2, 5), date(2027, 2, 8), date(2027, 2, 9), date(2027, 2, 10)]
    assert [action for action, _ in events()] == ["enter_holiday"] * 4


def test_a_saturday_may_be_worked_instead(desk):
    answer = desk.post(f"{PAGE}new", data=typed(kind="worked", first="30/01/2027", name="Làm bù"))

    assert answer.status_code == 303
    assert (row_of(date(2027, 1, 30)).is_worked, events()) == (True, [("enter_holiday", "holiday:2027-01-30")])


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"first": "32/01/2027"}, "Ngày này không có trong lịch."),
        ({"first": ""}, "Nhập ngày."),
        ({"name": " "}, "Nhập tên gọi của ngày này."),
        ({"basis": ""}, "Nhập văn bản quy định ngày này."),
        ({"kind": "nghi"}, "Chọn một mục trong danh sách."),
        ({"first": "06/02/2027"}, "06/02/2027 là thứ Bảy, vốn được nghỉ nên không phải nhập."),
        ({"kind": "worked"}, "05/02/2027 là thứ Sáu, vốn là ngày làm việc."),
        ({"kind": "worked", "first": "06/02/2027", "last": "07/02/2027"}, "Ngày làm bù nhập từng ngày một"),
        ({"last": "04/02/2027"}, "Ngày cuối không thể trước ngày đầu."),
        ({"last": "05/03/2027"}, "Không quá 15 ngày một lần."),
        ({"first": "05/02/2028"}, "Chỉ nhập được đến hết năm 2027"),
        ({"first": "02/09/2026"}, "Đã có trong bảng: 02/09/2026 (Quốc khánh)."),
        ({"first": "31/08/2026", "last": "04/09/2026"}, "Đã có trong bảng: 31/08/2026 (Nghỉ hoán đổi dịp Quốc khánh);"),
    ],
)
def test_what_cannot_be_is_answered_by_a_sentence_and_keeps_what_was_typed(desk, wrong, sentence):
    sent = typed(**wrong)

    answer = desk.post(f"{PAGE}new", data=sent)

    assert (answer.status_code, sentence in answer.text) == (422, True)
    assert [
        value for name, value in sent.items() if name != "kind" and value.strip() and value not in answer.text
    ] == []
    assert (events(), db.session.scalars(select(Holiday).where(Holiday.is_by_hand)).all()) == ([], [])


def test_name_and_basis_are_put_right_and_the_log_has_both(desk):
    row = row_of(date(2026, 8, 31))
    sent = {"name": "Nghỉ hoán đổi", "basis": "Thông báo 9441/TB-BNV", "version": row.version}

    answers = [desk.post(f"{PAGE}2026-08-31/edit", data=sent).status_code for _ in range(2)]

    event = db.session.scalars(select(AuditEvent)).one()
    row = row_of(date(2026, 8, 31))
    assert answers == [303, 409]  # the second had read what is no longer so
    assert (row.name, row.basis, row.confidence, row.is_by_hand) == (sent["name"], sent["basis"], "province", True)
    assert (event.action, event.data["before"]["name"], event.data["after"]["name"]) == (
        "change_holiday",
        "Nghỉ hoán đổi dịp Quốc khánh",
        "Nghỉ hoán đổi",
    )


def test_a_day_that_is_taken_out_is_a_working_day_and_can_be_put_back(desk):
    eve = date(2026, 4, 26)

    out = desk.post(f"{PAGE}2026-04-27/take-out", data={"reason": "Nhập nhầm", "version": 1})
    db.session.expire_all()
    assert (out.status_code, working_days_between(eve, date(2026, 4, 27))) == (303, 1)
    assert "Đã bỏ, không tính" in desk.get(f"{PAGE}?year=2026").text

    again = desk.post(f"{PAGE}new", data=typed(first="27/04/2026", name="Giỗ Tổ"))
    db.session.expire_all()
    assert (again.status_code, working_days_between(eve, date(2026, 4, 27))) == (303, 0)
    assert events() == [(action, "holiday:2026-04-27") for action in ("take_out_holiday", "enter_holiday")]


def test_a_day_is_taken_out_once_and_with_its_reason(desk):
    asked = ({"reason": "", "version": 1}, {"reason": "Nhầm", "version": 1}, {"reason": "Nhầm", "version": 1})
    answers = [desk.post(f"{PAGE}2026-04-27/take-out", data=sent).status_code for sent in asked]
    current = row_of(date(2026, 4, 27)).version

    answers.append(desk.post(f"{PAGE}2026-04-27/take-out", data={"reason": "Nhầm", "version": current}).status_code)

    assert answers == [422, 303, 409, 409]


def test_the_shipped_file_does_not_undo_what_a_person_did(desk):
    desk.post(f"{PAGE}2026-08-31/edit", data={"name": "Theo tỉnh", "basis": "QĐ 1", "version": 1})
    desk.post(f"{PAGE}2026-04-27/take-out", data={"reason": "Nhập nhầm", "version": 1})
    desk.post(f"{PAGE}new", data=typed())

    with unit_of_work():
        founding.load_reference()
        db.session.get(Holiday, date(2026, 9, 2)).name = "Tên cũ"
    with unit_of_work():
        brought = founding.bring_newer()

    assert (row_of(date(2026, 8, 31)).name, row_of(date(2026, 4, 27)).counts) == ("Theo tỉnh", False)
    assert (row_of(date(2027, 2, 5)).name, row_of(date(2026, 9, 2)).name) == ("Tết Nguyên đán", "Quốc khánh")
    assert brought.changed == ["Ngày nghỉ: Quốc khánh"]
    assert {*brought.kept} == {
        "Ngày nghỉ: Nghỉ hoán đổi dịp Quốc khánh",
        "Ngày nghỉ: Nghỉ bù Giỗ Tổ Hùng Vương (10/3 âm lịch là Chủ nhật 26/4)",
    }


def test_the_page_warns_of_a_year_without_holidays_and_of_what_is_not_settled(desk):
    warning, heard_of = (
        "Năm 2027 chưa nhập ngày nghỉ nào.",
        "24/11/2026 (Ngày Văn hóa Việt Nam) chưa tính là ngày nghỉ.",
    )
    page = desk.get(PAGE).text

    assert (warning in page, heard_of in page, "250 ngày làm việc" in page) == (True, True, True)
    assert "Năm 2026 chưa nhập" not in page

    desk.post(f"{PAGE}new", data=typed())
    desk.post(f"{PAGE}new", data=typed(first="24/11/2026", name="Ngày Văn hóa Việt Nam"))
    page = desk.get(PAGE).text
    assert (warning in page, heard_of in page, "249 ngày làm việc" in page) == (False, False, True)


def test_the_administrator_s_first_page_warns_too(desk):
    warning = "Năm 2027 chưa nhập ngày nghỉ nào"
    before = warning in desk.get("/administration/").text

    desk.post(f"{PAGE}new", data=typed())

    assert (before, warning in desk.get("/administration/").text) == (True, False)


def test_a_day_worked_instead_is_no_holiday_of_a_year(desk):
    desk.post(f"{PAGE}new", data=typed(kind="worked", first="30/01/2027"))

    assert "Năm 2027 chưa nhập ngày nghỉ nào." in desk.get(PAGE).text


def test_a_limit_that_runs_moves_and_the_page_says_so(desk, department):
    award = builders.award()
    award_round = builders.award_round(award)
    since = datetime(2027, 1, 22, 9, tzinfo=VIETNAM)
    by_the_law = limit_of(AwardProvince1, State.APPRAISAL, since)
    named = datetime(2027, 2, 12, 17, tzinfo=VIETNAM)
    cases = [
        builders.nomination(builders.organisation(code), award, award_round, state=State.APPRAISAL, due_at=due)
        for code, due in (("A", by_the_law), ("B", named))
    ]
    for case in cases:
        case.state_since = since
    db.session.commit()

    answer = desk.post(f"{PAGE}new", data=typed(last="10/02/2027"), follow_redirects=True)

    db.session.expire_all()
    days = [
        (before.date(), clock.local(case.due_at).date())
        for before, case in zip((by_the_law, named), cases, strict=True)
    ]
    assert days == [(date(2027, 2, 26), date(2027, 3, 4)), (named.date(), named.date())]
    assert "Hạn đang chạy của 1 hồ sơ đã dời theo bảng mới." in answer.text


@pytest.mark.parametrize("asked", ["2026-13-01", "2026-01-05", "ngay", "9" * 3000])
def test_a_day_that_is_not_in_the_table_has_no_page(desk, asked):
    assert [desk.get(f"{PAGE}{asked}/{what}").status_code for what in ("edit", "take-out")] == [404, 404]


@pytest.mark.parametrize("asked", ["1900", "9999999999", "x", ""])
def test_a_year_that_nobody_has_shows_this_one(desk, asked):
    assert "Ngày nghỉ, ngày làm bù năm 2026" in desk.get(f"{PAGE}?year={asked}").text


def test_the_head_of_the_ban_finds_it_from_the_rounds_and_others_do_not(app, department):
    at = {
        role: builders.signed_in(app.test_client(), builders.actor(role, department))
        for role in (Role.BAN_HEAD, Role.APPRAISER)
    }

    assert [browser.get(PAGE).status_code for browser in at.values()] == [200, 403]
    assert [PAGE in browser.get("/rounds/").text for browser in at.values()] == [True, False]

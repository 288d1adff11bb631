"""The calendar is changed while a step runs: its limit moves; what was promised or is over stays as it is written."""

from datetime import date

import pytest
from sqlalchemy import event

from app import clock
from app.administration import holidays
from app.administration.holidays import DayKind, Days
from app.deadlines import measuring, recounting
from app.deadlines.measuring import Period
from app.extensions import db, unit_of_work
from app.intake import queries as desk
from app.nominations import timeline
from app.workdays import Holiday
from tests import builders
from tests.casework import road
from tests.deadlines.conftest import stand
from workflows.award_province_1 import State
from workflows.vocabulary import Role

MONDAY, NEXT_MONDAY = date(2025, 2, 17), date(2025, 2, 24)
STORM = "Nghỉ tránh bão"


def enter(office, first, kind=DayKind.OFF, last=None, name=STORM):
    wanted = Days(first=first, last=last, kind=kind, name=name, basis="Công điện 05/CĐ-UBND")
    with unit_of_work():
        holidays.enter(wanted, actor=office.head)


def take_out(office, day):
    row = db.session.get_one(Holiday, day)
    with unit_of_work():
        holidays.take_out(row, "Nhập nhầm.", seen=row.version, actor=office.head)


def due_on(case):
    db.session.refresh(case)
    return clock.local(case.due_at).date()


def moves(case):
    events = [one for one in builders.events_of(case.ref) if one.action == "recount_limit"]
    return [(one.data["from"], one.data["to"], one.reason) for one in events]


@pytest.fixture
def case(office):
    """Under intake since Monday, five working days."""
    made = office.case_at(State.INTAKE)
    db.session.commit()
    assert due_on(made) == NEXT_MONDAY
    return made


def test_a_day_off_gives_a_running_step_its_working_day_back(office, case, get):
    enter(office, date(2025, 2, 20))

    assert due_on(case) == date(2025, 2, 25)
    assert moves(case) == [("2025-02-24", "2025-02-25", f"{STORM}: Công điện 05/CĐ-UBND")]
    told = "Lịch nghỉ thay đổi, hạn bước này chuyển sang hết ngày 25/02/2025"
    page = get(office.head, f"/nominations/{case.id}").text
    assert [words in page for words in (told, STORM, "25/02/2025")] == [True] * 3
    assert told not in get(office.actor(Role.UNIT_CLERK), f"/nominations/{case.id}").text


def test_days_swapped_in_two_entries_leave_a_limit_where_it_was_or_by_as_much_as_they_say(office, case):
    enter(office, date(2025, 2, 21))
    after_the_first = due_on(case)
    enter(office, date(2025, 2, 22), DayKind.WORKED, name="Làm bù")

    assert (after_the_first, due_on(case)) == (date(2025, 2, 25), NEXT_MONDAY)


def test_a_day_worked_instead_shortens_and_what_is_taken_out_is_undone(office, case):
    enter(office, date(2025, 2, 22), DayKind.WORKED, name="Làm bù")
    shorter = due_on(case)
    take_out(office, date(2025, 2, 22))

    assert (shorter, due_on(case)) == (date(2025, 2, 22), NEXT_MONDAY)
    assert [(before, after) for before, after, _ in moves(case)] == [
        ("2025-02-24", "2025-02-22"),
        ("2025-02-22", "2025-02-24"),
    ]


def test_nothing_is_made_late_by_a_day_that_is_over(office, case):
    stand(NEXT_MONDAY)
    enter(office, date(2025, 2, 22), DayKind.WORKED, name="Làm bù")

    assert due_on(case) == NEXT_MONDAY


def test_a_day_off_that_is_entered_when_it_is_over_counts_all_the_same(office, case):
    stand(date(2025, 2, 21))
    enter(office, date(2025, 2, 19))

    assert due_on(case) == date(2025, 2, 25)


def test_days_before_the_step_began_or_after_its_limit_change_nothing(office, case):
    enter(office, date(2025, 2, 25))
    enter(office, date(2025, 2, 14))
    enter(office, MONDAY)

    assert (due_on(case), moves(case)) == (NEXT_MONDAY, [])


def test_what_has_run_out_stays_so_as_its_page_and_notices_said(office, case):
    stand(date(2025, 2, 25))
    enter(office, date(2025, 2, 20))

    assert (due_on(case), moves(case)) == (NEXT_MONDAY, [])


def test_what_a_paper_promises_keeps_its_day(office):
    """The day of a supplement, of an extension, and that on the receipt."""
    asked = office.asked_for_more(NEXT_MONDAY)
    extended = office.case_at(State.INTAKE, "Kator Thía")
    office.extend(extended, date(2025, 3, 3))
    promised = [one.result_due_on for one in (asked, extended)]

    enter(office, date(2025, 2, 20))

    assert [due_on(asked), due_on(extended)] == [NEXT_MONDAY, date(2025, 3, 3)]
    assert desk.open_supplement(asked.id).due_on == NEXT_MONDAY
    assert [one.result_due_on for one in (asked, extended)] == promised


def test_after_a_hold_only_days_of_the_time_that_runs_move(office):
    case = office.case_at(State.APPRAISAL)
    stand(date(2025, 2, 19))
    office.suspend(case)
    left = case.days_left
    stand(date(2025, 3, 3))
    enter(office, date(2025, 2, 20))  # while it stood
    office.resume(case)
    back = due_on(case)
    enter(office, date(2025, 2, 18))  # before it stood: what was left then is written down
    same = due_on(case)
    enter(office, date(2025, 3, 5))

    assert (left, back, same) == (23, date(2025, 4, 3), date(2025, 4, 3))
    assert due_on(case) == date(2025, 4, 4)


def test_the_times_page_and_the_story_judge_by_the_day_that_the_case_shows(office, case):
    enter(office, date(2025, 2, 20))
    stand(date(2025, 2, 25), 16)
    road.take(office.at_work, case)
    db.session.commit()

    (found,) = [
        one
        for one in measuring.measured(Period(first=MONDAY, last=clock.today()), office.head)
        if one.state == State.INTAKE
    ]
    (told,) = [one for one in timeline.of(case, timeline.log_of(case), office.head) if one.what == "Hồ sơ hợp lệ"]
    assert (found.days, found.is_late, found.stays) == (5, False, 1)
    assert (told.took, told.limit, told.late) == ("Mất 5 ngày làm việc", "5 ngày làm việc", False)


def test_many_cases_back_from_a_hold_cost_no_more_than_one_but_looks_at_the_calendar(office):
    """All of them are read while nobody else may write."""
    asked = []
    event.listen(db.engine, "before_cursor_execute", lambda *args: asked.append(args[2]))
    costs = []
    for name in ("Chamaléa Thị Sương", "Kator Thía", "Lưu Văn Hòa"):
        case = office.case_at(State.APPRAISAL, name)
        office.suspend(case)
        office.resume(case)
        db.session.commit()
        asked.clear()
        found = recounting.running(NEXT_MONDAY)
        costs.append([words for words in asked if "FROM holiday" not in words])
        db.session.rollback()

    assert len([one for one in found if one.back is not None]) == 3
    assert len(costs[0]) == len(costs[2])

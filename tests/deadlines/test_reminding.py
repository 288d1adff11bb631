"""Who has not acted hears of it on just those working days, once, in one notice; their superior when it is too late."""

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import update

from app import clock, workdays
from app.deadlines import finding, reminding
from app.deadlines.models import RemindedDay, Reminder
from app.deadlines.settings import settings, stage
from app.effects import mail, runner
from app.effects import reminding as daily
from app.extensions import db
from app.organisations.models import Appointment
from app.outbox.models import Errand, Notice
from tests import builders
from tests.deadlines.conftest import stand
from workflows.award_province_1 import State
from workflows.vocabulary import Role

A_DAY = timedelta(days=1)
AT_THEIR_DESKS = (Role.UNIT_CLERK, Role.UNIT_HEAD, Role.INTAKE_OFFICER, Role.BAN_HEAD, Role.SNV_DIRECTOR)


@pytest.fixture(autouse=True)
def nobody_looked(monkeypatch):
    """Another test may have looked on the same day: a process remembers."""
    monkeypatch.setattr(daily, "_looked_on", None)


def live_through(first, last):
    """Every day of the office, as the server does; what each person was told on each, in the order of the days."""
    db.session.execute(
        update(Appointment).where(Appointment.role.not_in(AT_THEIR_DESKS)).values(valid_to=date(2025, 1, 1))
    )
    db.session.commit()
    told, day = [], first
    while day <= last:
        stand(day)
        before = db.session.query(Notice.id).count()
        daily.remind_daily()
        runner.run_waiting()
        news = db.session.query(Notice).order_by(Notice.id).offset(before).all()
        told += [(day, one.user_id, one.text) for one in news if one.text.startswith(("Sắp", "Quá"))]
        day += A_DAY
    return told


def days_of(told, who):
    return [(day.day, day.month) for day, user_id, _ in told if user_id == who.user_id]


# Rules of the days, without rows.


@given(left=st.integers(0, 40), total=st.integers(0, 40))
def test_each_stage_begins_on_its_day_alone_and_none_at_the_beginning(left, total):
    wanted = [days for days in settings().before if days < total]

    assert stage(left, total) == min((days for days in wanted if left <= days), default=None)
    if total > left and left + 1 <= total - 1:
        assert (stage(left, total) != stage(left + 1, total)) == (left in wanted)


@given(late=st.integers(1, 100))
def test_a_superior_hears_on_the_next_working_day_and_once_more_every_few(late):
    is_new = stage(-late, 9) != stage(-late + 1, 9) if late > 1 else True

    assert is_new == ((late - 1) % settings().again_every == 0)


# At work, over Tết 2025 (27/01 to 31/01 were off) and on plain days.


def test_the_unit_is_reminded_seven_three_and_one_working_day_before(office):
    stand(date(2025, 1, 13))
    office.asked_for_more(date(2025, 2, 5))
    told = live_through(date(2025, 1, 13), date(2025, 2, 5))

    clerk = office.actor(Role.UNIT_CLERK)
    assert days_of(told, clerk) == [(20, 1), (24, 1), (4, 2)]
    assert told[0][2] == ("Sắp đến hạn: Chamaléa Thị Sương (bổ sung hồ sơ), còn 7 ngày làm việc, đến hết 05/02/2025.")


@pytest.mark.parametrize("engine_name", ["sqlite"])  # the days are not the database's
@pytest.mark.parametrize("due", [date(2026, 2, 24), date(2025, 5, 6)])
def test_whatever_days_are_off_between_they_are_working_days(office, due):
    """Tết 2026 was 16/02 to 20/02; on 02/05/2025 people were off for Saturday 26/04."""
    begun = workdays.add_working_days(due, -10)
    stand(begun)
    office.asked_for_more(due)
    told = live_through(begun, due)

    wanted = [workdays.add_working_days(due, -days) for days in settings().before]
    assert days_of(told, office.actor(Role.UNIT_CLERK)) == [(day.day, day.month) for day in wanted]


def test_several_cases_are_one_notice(office):
    for name in ("Chamaléa Thị Sương", "Kator Thía"):
        office.asked_for_more(date(2025, 2, 24), name)
    told = live_through(date(2025, 2, 19), date(2025, 2, 19))

    days = "(bổ sung hồ sơ), còn 3 ngày làm việc, đến hết 24/02/2025"
    assert [text for _, _, text in told] == [f"Sắp đến hạn: Chamaléa Thị Sương {days}; Kator Thía {days}."]


def test_who_has_acted_hears_nothing(office):
    case = office.asked_for_more(date(2025, 2, 24))
    office.mend(case)

    told = live_through(date(2025, 2, 18), date(2025, 2, 24))
    assert days_of(told, office.actor(Role.UNIT_CLERK)) == []


def test_nobody_is_reminded_of_what_stands_still_and_the_days_go_on_where_they_were(office):
    case = office.asked_for_more(date(2025, 2, 24))
    stand(date(2025, 2, 18))
    office.suspend(case)
    meanwhile = live_through(date(2025, 2, 18), date(2025, 3, 10))
    office.resume(case)
    told = live_through(date(2025, 3, 11), date(2025, 3, 14))

    assert (meanwhile, clock.local(case.due_at).date()) == ([], date(2025, 3, 14))  # four days left, as before
    assert days_of(told, office.actor(Role.UNIT_CLERK)) == [(11, 3), (13, 3)]


def test_an_extension_is_a_limit_of_its_own(office):
    case = office.asked_for_more(date(2025, 2, 20))
    before = live_through(date(2025, 2, 18), date(2025, 2, 20))
    stand(date(2025, 2, 24))
    office.extend(case, date(2025, 2, 28))
    after = live_through(date(2025, 2, 24), date(2025, 2, 28))

    clerk = office.actor(Role.UNIT_CLERK)
    assert (days_of(before, clerk), days_of(after, clerk)) == ([(19, 2)], [(24, 2), (25, 2), (27, 2)])


def test_the_head_of_the_unit_is_told_when_it_is_too_late_and_again_each_week(office):
    office.asked_for_more(date(2025, 2, 24))
    told = live_through(date(2025, 2, 25), date(2025, 3, 10))

    head = office.actor(Role.UNIT_HEAD)
    assert days_of(told, head) == [(25, 2), (4, 3)]
    clerk = office.actor(Role.UNIT_CLERK).name
    assert next(text for _, who, text in told if who == head.user_id) == (
        f"Quá hạn, báo cấp trên: Chamaléa Thị Sương (đã quá hạn bổ sung: chờ Sở Nội vụ trả lại hồ sơ), {clerk},"
        " Cán bộ TĐKT đơn vị trình, hạn 24/02/2025, quá 1 ngày làm việc."
    )
    assert days_of(told, office.actor(Role.SNV_DIRECTOR)) == []  # the head of the Ban is not who is late


def test_of_a_specialists_late_case_the_head_hears(office):
    case = office.case_at(State.INTAKE)
    db.session.commit()
    told = live_through(date(2025, 2, 24), date(2025, 2, 26))

    late = [text for _, who, text in told if who == office.head.user_id]
    assert (clock.local(case.due_at).date(), len(late)) == (date(2025, 2, 24), 1)
    assert "quá 1 ngày làm việc" in late[0]


def test_a_superior_hears_no_name_of_a_case_that_they_may_not_see(office):
    """Above a head without a director stands Văn phòng UBND tỉnh, which no case has reached yet, nor any petition."""
    vpub = office.actor(Role.VPUB)
    due = office.case_at(State.APPRAISAL).due_at
    director = update(Appointment).where(Appointment.role == Role.SNV_DIRECTOR)
    db.session.execute(director.values(valid_to=date(2025, 1, 1)))
    db.session.commit()
    stand(clock.local(due).date() + timedelta(days=5))
    found = reminding.Round()
    found.look_at(office.head.appointment_id)
    (told,) = found.late[vpub.user_id, vpub.organisation_id].values()

    assert told.what == finding.NAMELESS


def test_a_unit_with_drafts_and_one_that_sent_nothing_hear_before_the_round_closes(office):
    one, other = office.at_work.units
    office.at_work.award_round.closes_on = date(2025, 2, 28)
    office.at_work.draft(one, "Kator Thía")
    db.session.commit()
    told = live_through(date(2025, 2, 19), date(2025, 2, 28))

    for unit, words in ((one, "còn 1 hồ sơ chưa gửi"), (other, "chưa gửi hồ sơ nào")):
        clerk = office.at_work.actor(Role.UNIT_CLERK, unit.id)
        assert days_of(told, clerk) == [(19, 2), (25, 2), (27, 2)]
        (first, *_) = [text for _, who, text in told if who == clerk.user_id]
        assert first == (
            f"Sắp đến hạn: Đợt 1 năm 2025 nhận hồ sơ: đơn vị {words}, còn 7 ngày làm việc, đến hết 28/02/2025."
        )


# Once, whatever happens.


def test_run_twice_or_by_two_it_tells_nobody_twice(office):
    office.asked_for_more(date(2025, 2, 24))
    stand(date(2025, 2, 19))
    first, again = daily.remind(clock.today()), daily.remind(clock.today())
    runner.run_waiting()

    assert (first, again) == (1, 0)
    assert db.session.query(Reminder).count() == db.session.query(Errand).filter_by(kind=reminding.REMIND).count() == 1


@pytest.mark.parametrize("killed_at", range(3))
def test_killed_between_two_people_it_goes_on_with_the_others(office, monkeypatch, killed_at):
    office.asked_for_more(date(2025, 2, 24))
    office.case_at(State.APPRAISAL, "Kator Thía")
    stand(date(2025, 3, 18))
    tell, told = reminding.tell, []

    def dies(found, recipient):
        if len(told) == killed_at:
            raise KeyboardInterrupt
        told.append(recipient)
        return tell(found, recipient)

    monkeypatch.setattr(reminding, "tell", dies)
    with suppress(KeyboardInterrupt):
        daily.remind_daily()
    assert db.session.query(RemindedDay).count() == 0
    monkeypatch.setattr(reminding, "tell", tell)
    daily.remind_daily()
    runner.run_waiting()

    mine = [(one.user_id, one.text) for one in db.session.query(Notice) if one.text.startswith(("Sắp", "Quá"))]
    assert len(mine) == len({who for who, _ in mine}) == db.session.query(Errand).filter_by(kind="remind").count() >= 2
    assert db.session.query(RemindedDay).one().day == date(2025, 3, 18)


def test_missed_days_are_made_up_for(office):
    office.asked_for_more(date(2025, 2, 28))
    told = live_through(date(2025, 2, 26), date(2025, 2, 26))

    assert [text[-46:] for _, _, text in told] == ["hồ sơ), còn 2 ngày làm việc, đến hết 28/02/2025."[-46:]]


def test_by_letter_too_where_there_are_an_address_and_a_server(office, app):
    app.config["MAIL_SERVER"], app.config["MAIL_FROM"] = "127.0.0.1:1", "snv@example.vn"
    clerk = office.actor(Role.UNIT_CLERK)
    db.session.get_one(builders.User, clerk.user_id).email = "cb@example.vn"
    office.asked_for_more(date(2025, 2, 24))
    stand(date(2025, 2, 19))
    daily.remind_daily()
    runner.run_waiting()

    letters = db.session.query(Errand).filter_by(kind=mail.SEND).all()
    assert [(one.payload["to"], one.payload["about"]) for one in letters] == [("cb@example.vn", "Nhắc hạn xử lý")]


def test_on_a_day_off_nobody_is_reminded(office):
    office.asked_for_more(date(2025, 2, 24))

    assert live_through(date(2025, 2, 22), date(2025, 2, 23)) == []

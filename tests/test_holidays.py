from datetime import date

from sqlalchemy import select

from app import holidays
from app.extensions import db
from app.workdays import Holiday, working_days_between


def test_every_day_off_is_a_weekday_and_every_day_worked_instead_a_weekend(session):
    holidays.load()

    rows = db.session.scalars(select(Holiday)).all()
    assert [row.day for row in rows if row.is_worked != (row.day.weekday() >= 5)] == []


def test_each_year_has_as_many_working_days_as_its_notices_leave(session):
    holidays.load()

    # 12 weekdays off and a Saturday worked instead; in 2026 13 and two
    assert working_days_between(date(2023, 12, 31), date(2024, 12, 31)) == 262 - 12 + 1
    assert working_days_between(date(2024, 12, 31), date(2025, 12, 31)) == 261 - 12 + 1
    assert working_days_between(date(2025, 12, 31), date(2026, 12, 31)) == 261 - 13 + 2


def test_a_day_a_site_added_stays(session):
    db.session.add(Holiday(day=date(2025, 6, 20), name="Nghỉ bão", basis="Công điện", confidence="setting"))
    db.session.flush()

    holidays.load()

    assert db.session.get_one(Holiday, date(2025, 6, 20)).name == "Nghỉ bão"

"""Working days against a reference that counts them one by one."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app import holidays
from app.clock import VIETNAM
from app.extensions import db
from app.workdays import Holiday, add_working_days, due, working_days_between
from workflows.vocabulary import DayUnit

DAYS_OF_2025 = st.dates(date(2024, 12, 1), date(2025, 12, 31))
ON_BOTH = settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def tet(app):
    """25/01–02/02/2025 off; Saturday 26/04 worked for Friday 02/05."""
    off = [date(2025, 1, 25) + timedelta(days=n) for n in range(9)] + [date(2025, 4, 30), date(2025, 5, 1)]
    for day in [*off, date(2025, 5, 2)]:
        db.session.add(Holiday(day=day, name="Nghỉ", basis="thử", confidence="verified"))
    db.session.add(Holiday(day=date(2025, 4, 26), name="Làm bù", is_worked=True, basis="thử", confidence="verified"))
    db.session.flush()
    return {*off, date(2025, 5, 2)}


def is_worked(day, off):
    return day == date(2025, 4, 26) or (day.weekday() < 5 and day not in off)


@pytest.mark.parametrize(
    ("first", "days", "last"),
    [
        (date(2025, 2, 3), 0, date(2025, 2, 3)),
        (date(2025, 2, 3), 1, date(2025, 2, 4)),
        (date(2025, 2, 7), 1, date(2025, 2, 10)),  # Friday to Monday
        (date(2025, 2, 8), 1, date(2025, 2, 10)),  # begun on a Saturday
        (date(2025, 1, 24), 1, date(2025, 2, 3)),  # over Tết
        (date(2025, 4, 25), 1, date(2025, 4, 26)),  # a Saturday worked instead
        (date(2025, 4, 29), 1, date(2025, 5, 5)),
        (date(2025, 2, 3), 20, date(2025, 3, 3)),
    ],
)
def test_days_are_counted_from_the_next_working_day(tet, first, days, last):
    assert add_working_days(first, days) == last


@ON_BOTH
@given(first=DAYS_OF_2025, days=st.integers(1, 90))
def test_the_last_day_is_worked_and_as_many_days_away(tet, first, days):
    last = add_working_days(first, days)

    passed = [first + timedelta(days=n) for n in range(1, (last - first).days + 1)]
    assert is_worked(last, tet)
    assert len([day for day in passed if is_worked(day, tet)]) == days == working_days_between(first, last)


@ON_BOTH
@given(one=DAYS_OF_2025, other=DAYS_OF_2025)
def test_backwards_is_negative(tet, one, other):
    assert working_days_between(one, other) == -working_days_between(other, one)


@pytest.mark.parametrize(
    ("start", "days", "unit", "ends"),
    [
        (datetime(2025, 1, 24, 8, 0, tzinfo=VIETNAM), 2, DayUnit.WORKING, datetime(2025, 2, 4, 17, 0, tzinfo=VIETNAM)),
        (datetime(2025, 1, 24, 8, 0, tzinfo=VIETNAM), 2, DayUnit.CALENDAR, datetime(2025, 1, 26, 17, tzinfo=VIETNAM)),
        # 18:30 in London is already tomorrow in Phan Rang
        (datetime(2025, 2, 3, 18, 30, tzinfo=UTC), 1, DayUnit.WORKING, datetime(2025, 2, 5, 17, 0, tzinfo=VIETNAM)),
    ],
)
def test_a_limit_ends_with_office_hours_in_viet_nam(tet, start, days, unit, ends):
    assert due(start, days, unit) == ends


def test_the_holidays_of_the_country_may_be_loaded_twice(session):
    holidays.load()
    once = session.query(Holiday).count()
    holidays.load()

    assert session.query(Holiday).count() == once
    assert once > 20
    assert add_working_days(date(2025, 1, 24), 1) == date(2025, 2, 3)

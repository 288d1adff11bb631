"""Working days against a table checked by hand (issue 5, acceptance 4) and against a counter that knows no shortcut.

The table was made from the notices, not from `holidays.yaml`: of each year the weekdays off, the weekend days worked
instead and how many working days each month has, counted on a paper calendar. No database: the rows are given.
"""

from datetime import date, datetime, timedelta
from itertools import pairwise
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app import holidays, workdays
from app.clock import VIETNAM, end_of
from app.facts import read_facts
from app.resolutions import customs
from app.workdays import add_working_days, counter, days_left, due, until_with, working_days_between
from workflows import registry
from workflows.vocabulary import DayUnit

SHIPPED = read_facts(holidays.SOURCE)
MONTHS_BY_HAND = {  # working days of January to December
    2024: (22, 16, 21, 19, 23, 20, 23, 22, 19, 23, 21, 22),
    2025: (17, 20, 21, 21, 20, 21, 23, 21, 20, 23, 20, 23),
    2026: (21, 15, 22, 20, 20, 22, 23, 21, 20, 22, 21, 23),
}
OFF_BY_HAND = {
    2024: "1/1 8/2 9/2 12/2 13/2 14/2 18/4 29/4 30/4 1/5 2/9 3/9",
    2025: "1/1 27/1 28/1 29/1 30/1 31/1 7/4 30/4 1/5 2/5 1/9 2/9",
    2026: "1/1 2/1 16/2 17/2 18/2 19/2 20/2 27/4 30/4 1/5 31/8 1/9 2/9",
}
WORKED_BY_HAND = {2024: "4/5", 2025: "26/4", 2026: "10/1 22/8"}
YEARS = tuple(MONTHS_BY_HAND)


def on_paper(table):
    return {
        date(year, int(month), int(day))
        for year, days in table.items()
        for day, _, month in (written.partition("/") for written in days.split())
    }


@pytest.fixture
def kept(monkeypatch):
    """Stands in for the rows: what was put into the given calendar is all that there is."""
    calendar = {}

    def read(_statement, bound):
        within = [day for day in calendar if bound["first"] <= day <= bound["last"]]
        return [SimpleNamespace(day=day, is_worked=calendar[day]) for day in within]

    monkeypatch.setattr(workdays, "read_rows", read)
    return calendar


@pytest.fixture
def shipped(kept):
    kept.update({row["day"]: row.get("is_worked", False) for row in SHIPPED["holidays"]})
    return kept


def test_the_days_off_and_the_days_worked_instead_are_those_of_the_notices(shipped):
    assert {day for day, is_worked in shipped.items() if not is_worked} == on_paper(OFF_BY_HAND)
    assert {day for day, is_worked in shipped.items() if is_worked} == on_paper(WORKED_BY_HAND)
    assert len(SHIPPED["holidays"]) == len(shipped)


@pytest.mark.parametrize("year", YEARS)
def test_each_month_has_as_many_working_days_as_were_counted_by_hand(shipped, year):
    months = [date(year, month, 1) for month in range(1, 13)] + [date(year + 1, 1, 1)]
    one_day = timedelta(days=1)

    found = [working_days_between(first - one_day, following - one_day) for first, following in pairwise(months)]

    assert tuple(found) == MONTHS_BY_HAND[year]


def test_who_is_not_sure_says_so():
    """A day whose notice nobody has read is none of the verified ones; one that is only heard of does not count."""
    unsure = {row["day"] for row in SHIPPED["holidays"] if row["confidence"] != "verified"}

    assert unsure == on_paper({2024: "4/5", 2025: "7/4 1/9", 2026: "22/8 31/8 1/9"})
    assert all(row["basis"] for row in SHIPPED["holidays"])
    assert [row["day"] for row in SHIPPED["unsettled"]] == [date(2026, 11, 24)]
    assert {row["day"] for row in SHIPPED["unsettled"]}.isdisjoint(row["day"] for row in SHIPPED["holidays"])


@pytest.mark.parametrize(
    ("first", "days", "last"),
    [
        # Tết
        (date(2024, 2, 7), 1, date(2024, 2, 15)),
        (date(2024, 2, 2), 10, date(2024, 2, 23)),
        (date(2025, 1, 24), 1, date(2025, 2, 3)),
        (date(2025, 1, 20), 25, date(2025, 3, 3)),
        (date(2026, 2, 13), 1, date(2026, 2, 23)),
        (date(2026, 2, 13), 10, date(2026, 3, 6)),
        # the swapped days: off on a Friday or Monday, worked on a Saturday
        (date(2024, 4, 26), 3, date(2024, 5, 4)),
        (date(2024, 4, 26), 4, date(2024, 5, 6)),
        (date(2025, 4, 25), 1, date(2025, 4, 26)),
        (date(2025, 4, 25), 4, date(2025, 5, 5)),
        (date(2026, 1, 9), 1, date(2026, 1, 10)),
        (date(2026, 8, 21), 1, date(2026, 8, 22)),
        (date(2026, 8, 28), 1, date(2026, 9, 3)),
        # the rest
        (date(2024, 4, 17), 1, date(2024, 4, 19)),
        (date(2024, 8, 30), 1, date(2024, 9, 4)),
        (date(2025, 8, 29), 1, date(2025, 9, 3)),
        (date(2025, 12, 31), 1, date(2026, 1, 5)),
        (date(2026, 4, 24), 3, date(2026, 5, 4)),
        # back: how long before an opening day something must be there
        (date(2025, 2, 3), -1, date(2025, 1, 24)),
        (date(2026, 8, 24), -1, date(2026, 8, 22)),
        (date(2026, 1, 5), -1, date(2025, 12, 31)),
    ],
)
def test_a_deadline_across_the_holidays_as_counted_by_hand(shipped, first, days, last):
    assert add_working_days(first, days) == last


def at(year, month, day, hour=9):
    return datetime(year, month, day, hour, tzinfo=VIETNAM)


@pytest.mark.parametrize(
    ("begun", "days", "first_due", "hold", "again"),
    [
        # taken out on the third day before Tết, back after it: seven days were left beside the one that ran
        (at(2025, 1, 20), 10, date(2025, 2, 10), (at(2025, 1, 23), at(2025, 2, 5)), date(2025, 2, 14)),
        # held over the whole of Tết: the days off count for nobody
        (at(2026, 2, 12), 5, date(2026, 2, 26), (at(2026, 2, 13), at(2026, 2, 23)), date(2026, 2, 27)),
        # back on the eve of a Saturday that is worked
        (at(2025, 4, 21), 3, date(2025, 4, 24), (at(2025, 4, 22), at(2025, 4, 25)), date(2025, 4, 28)),
        # two days late when it was taken out, two days late when it is back
        (at(2024, 2, 1), 2, date(2024, 2, 5), (at(2024, 2, 7), at(2024, 2, 16)), date(2024, 2, 7)),
    ],
)
def test_a_hold_takes_no_day_and_gives_none(shipped, begun, days, first_due, hold, again):
    out, back = hold
    until = due(begun, days, DayUnit.WORKING)
    left = days_left(out, until, DayUnit.WORKING)

    assert until == end_of(first_due)
    assert until_with(back, left, DayUnit.WORKING) == end_of(again)


def test_an_extension_counts_on_from_the_last_day(shipped):
    last = add_working_days(date(2025, 1, 20), 5)

    assert (last, add_working_days(last, 5)) == (date(2025, 2, 3), date(2025, 2, 10))
    assert add_working_days(date(2025, 1, 20), 10) == date(2025, 2, 10)


@pytest.mark.parametrize(
    ("day", "law", "days", "last"),
    [
        (date(2025, 3, 31), "vbqppl-2015", 30, date(2025, 4, 30)),
        (date(2025, 4, 1), "vbqppl-2025", 20, date(2025, 4, 21)),
    ],
)
def test_a_change_of_law_holds_for_what_begins_from_its_day(shipped, day, law, days, last):
    """`valid_from` and `valid_to` of the data choose the process, and its file the days."""
    profile = next(one for one in customs.PROFILES if one.covers(day))
    limit = registry.latest(profile.machine).close_consultation.limit

    ends = due(datetime.combine(day, datetime.min.time(), VIETNAM), limit.days, limit.unit)
    assert (profile.id, limit.days, ends) == (law, days, end_of(last))


# Against a counter that looks at one day after another. The calendars are wilder than any notice.

START, END = date(2024, 1, 1), date(2026, 12, 31)
DAYS = st.dates(START, END)
CALENDARS = st.one_of(
    st.dictionaries(st.dates(date(2023, 6, 1), date(2027, 6, 30)), st.booleans(), max_size=40),
    st.builds(  # closed for months: a flood, a storm
        lambda first, length: {first + timedelta(days=n): False for n in range(length)}, DAYS, st.integers(1, 120)
    ),
    st.just({row["day"]: row.get("is_worked", False) for row in SHIPPED["holidays"]}),
)
OFTEN = settings(max_examples=300, deadline=None)


def is_worked(day, calendar):
    return calendar[day] if day in calendar else day.isoweekday() not in {6, 7}


def naively(first, days, calendar):
    day, way = first, 1 if days > 0 else -1
    for _ in range(abs(days)):
        day += timedelta(days=way)
        while not is_worked(day, calendar):
            day += timedelta(days=way)
    return day


def between_naively(first, last, calendar):
    if last < first:
        return -between_naively(last, first, calendar)
    return sum(is_worked(first + timedelta(days=n), calendar) for n in range(1, (last - first).days + 1))


@pytest.fixture(scope="module")
def any_calendar():
    """One stand-in for all examples, which each put their own calendar in."""
    calendar = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            workdays,
            "read_rows",
            lambda _, bound: [
                SimpleNamespace(day=day, is_worked=worked)
                for day, worked in calendar.items()
                if bound["first"] <= day <= bound["last"]
            ],
        )
        yield calendar


def put(any_calendar, calendar):
    any_calendar.clear()
    any_calendar.update(calendar)


@OFTEN
@given(first=DAYS, days=st.integers(-60, 60), calendar=CALENDARS)
def test_a_deadline_is_where_counting_day_by_day_ends(any_calendar, first, days, calendar):
    put(any_calendar, calendar)

    assert add_working_days(first, days) == naively(first, days, calendar)


@OFTEN
@given(first=DAYS, last=DAYS, other=DAYS, calendar=CALENDARS)
def test_days_between_are_those_that_are_worked(any_calendar, first, last, other, calendar):
    put(any_calendar, calendar)
    between = counter(min(first, last, other), max(first, last, other))

    assert working_days_between(first, last) == between_naively(first, last, calendar)
    assert between(first, other) == between_naively(first, other, calendar)


@OFTEN
@given(first=DAYS, days=st.integers(0, 40), more=st.integers(1, 40), calendar=CALENDARS)
def test_an_extension_is_as_if_it_had_been_given_at_once(any_calendar, first, days, more, calendar):
    put(any_calendar, calendar)

    assert add_working_days(add_working_days(first, days), more) == add_working_days(first, days + more)


MOMENTS = st.builds(
    lambda day, hour: datetime(day.year, day.month, day.day, hour, tzinfo=VIETNAM), DAYS, st.integers(0, 23)
)


@OFTEN
@given(begun=MOMENTS, days=st.integers(1, 30), out=MOMENTS, back=MOMENTS, calendar=CALENDARS)
def test_what_is_left_at_a_hold_is_left_when_it_ends(any_calendar, begun, days, out, back, calendar):
    put(any_calendar, calendar)
    until = due(begun, days, DayUnit.WORKING)

    left = days_left(out, until, DayUnit.WORKING)
    again = until_with(back, left, DayUnit.WORKING)

    assert until == end_of(naively(begun.date(), days, calendar))
    assert left == _left_naively(out, until, calendar)
    assert days_left(back, again, DayUnit.WORKING) == left


@OFTEN
@given(begun=MOMENTS, days=st.integers(0, 60), out=MOMENTS, back=MOMENTS)
def test_calendar_days_know_no_holiday(begun, days, out, back):
    until = due(begun, days, DayUnit.CALENDAR)
    left = days_left(out, until, DayUnit.CALENDAR)

    assert until.date() == begun.date() + timedelta(days=days)
    assert left == (until.date() - out.date()).days - (out > end_of(out.date()))
    assert days_left(back, until_with(back, left, DayUnit.CALENDAR), DayUnit.CALENDAR) == left


def test_a_day_off_that_a_person_named_ends_with_the_next_worked_day(shipped):
    saturday = end_of(date(2025, 2, 22))

    assert days_left(at(2025, 2, 20), saturday, DayUnit.WORKING) == 2
    assert days_left(saturday, saturday, DayUnit.WORKING) == 0
    assert days_left(at(2025, 2, 24), saturday, DayUnit.WORKING) == -1


def _left_naively(moment, until, calendar):
    """Beside the working day that runs or comes next."""
    here = moment.date() if moment <= end_of(moment.date()) else moment.date() + timedelta(days=1)
    while not is_worked(here, calendar):
        here += timedelta(days=1)
    return between_naively(here, until.date(), calendar)


@pytest.mark.parametrize("wrong", ["a Saturday too many", "a day off forgotten"])
def test_a_table_that_is_wrong_by_a_day_would_be_noticed(shipped, wrong):
    if wrong == "a Saturday too many":
        shipped[date(2026, 8, 29)] = True
    else:
        del shipped[date(2026, 4, 27)]

    with pytest.raises(AssertionError):
        test_each_month_has_as_many_working_days_as_were_counted_by_hand(shipped, 2026)

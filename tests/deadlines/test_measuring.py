"""What steps took, read off the log: as each case's story tells it, without the time it stood still."""

from dataclasses import dataclass
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest

from app import workdays
from app.deadlines import measuring, summing
from app.deadlines.measuring import Measured, Period
from app.extensions import db
from app.nominations import timeline
from tests import builders, kept
from tests.casework import province, road
from tests.deadlines.conftest import Office, founded, stand
from workflows import registry
from workflows.award_province_1 import State
from workflows.vocabulary import Role

YEAR = Period(first=date(2025, 1, 1), last=date(2025, 12, 31))
PROCESS = registry.latest("award_province")


@dataclass
class Lived:
    office: Office
    cases: list


@pytest.fixture
def lived(app, tmp_path):
    province.morning(tmp_path)
    at_work, cases = kept.once(live)
    return Lived(Office(at_work), cases)


def live():
    """Over Tết 2025: one in time, one late, one that stood still, one with more days."""
    stand(date(2025, 1, 20))
    office = Office(founded())
    cases = [office.case_at(State.INTAKE, name) for name in ("An", "Bình", "Chi", "Dung")]
    in_time, late, stood, extended = cases
    stand(date(2025, 1, 24))
    go(office, in_time)
    office.suspend(stood)
    stand(date(2025, 2, 3))
    office.extend(extended, date(2025, 2, 10))
    stand(date(2025, 2, 10))
    for case in (late, extended):
        go(office, case)
    office.resume(stood)
    stand(date(2025, 2, 11))
    go(office, stood)
    return office.at_work, cases


def go(office, case):
    road.take(office.at_work, case)
    db.session.commit()


def told(found, state):
    """Days, whether too late, how often."""
    return sorted((one.days, one.is_late, one.stays) for one in found if one.state == state)


def test_days_are_worked_ones_and_what_stood_still_or_has_more_is_not_late(lived):
    """27/01 to 31/01 were off. Five days are allowed; who stood still took four before it, and one after."""
    found = measuring.measured(YEAR, lived.office.head)

    assert told(found, State.INTAKE) == [(4, False, 1), (5, False, 1), (10, False, 1), (10, True, 1)]
    assert told(found, State.SUSPENDED) == []


def test_it_is_what_the_stories_say(lived):
    found = measuring.measured(YEAR, lived.office.head)
    left_out = {PROCESS.transition(name).label for name in ("submit", "suspend", "resume")}  # no time of its own
    stories = [
        (event.took, event.late)
        for case in lived.cases
        for event in timeline.of(case, timeline.log_of(case), lived.office.head)
        if event.took and event.what not in left_out
    ]

    assert sum(one.stays for one in found) == len(stories)
    assert sum(one.stays for one in found if one.is_late) == sum(late for _, late in stories)


def test_a_unit_sees_its_own_alone_and_nobody_else_what_it_did_within_itself(lived):
    own, stranger = (lived.office.at_work.actor(Role.UNIT_CLERK, unit.id) for unit in lived.office.at_work.units)

    assert {one.unit_id for one in measuring.measured(YEAR, own)} == {own.organisation_id}
    assert measuring.measured(YEAR, stranger) == []
    assert told(measuring.measured(YEAR, own), State.UNIT_CHECK) == [(0, False, 1), (0, False, 1), (0, False, 2)]
    assert told(measuring.measured(YEAR, lived.office.head), State.UNIT_CHECK) == []


@pytest.mark.parametrize(("first", "last", "stays"), [(24, 24, 1), (25, 31, 0)])
def test_a_step_counts_in_the_period_in_which_it_ended(lived, first, last, stays):
    found = measuring.measured(Period(first=date(2025, 1, first), last=date(2025, 1, last)), lived.office.head)

    assert sum(one.stays for one in found if one.state == State.INTAKE) == stays


def test_it_costs_the_same_statements_for_one_case_and_for_many(office):
    def cost():
        db.session.commit()
        with builders.statements() as said:
            measuring.measured(YEAR, office.head)
        return len(said)

    office.case_at(State.APPRAISAL, "An")
    one = cost()
    for name in ("Bình", "Chi"):
        office.case_at(State.APPRAISAL, name)
    assert cost() == one


def measure(days, late, stays, state=State.INTAKE, unit_id=1):
    return Measured(PROCESS, state, unit_id, days, late, stays)


def test_half_of_them_took_no_longer():
    odd = [measure(1, False, 2), measure(3, False, 1), measure(9, True, 2)]
    even = [measure(2, False, 1), measure(3, True, 1)]

    (line,) = summing.by_step(odd)
    assert (line.name, line.stays, line.median, line.longest, line.within, line.share) == (
        PROCESS.state_name(State.INTAKE),
        5,
        "3",
        9,
        "3/5",
        60,
    )
    assert [one.median for one in summing.by_step(even)] == ["2,5"]


def test_units_are_told_apart_the_least_within_its_limits_first():
    found = [measure(1, False, 4), measure(9, True, 1, unit_id=2), measure(1, None, 1, State.DRAFT, unit_id=3)]

    lines = summing.by_unit(found, {1: "Sở Y tế", 2: "Sở Xây dựng", 3: "Sở Công Thương"})
    assert [(line.name, line.share) for line in lines] == [
        ("Sở Xây dựng", 0),
        ("Sở Y tế", 100),
        ("Sở Công Thương", None),
    ]


def test_the_page_narrows_and_the_sheet_says_the_same(lived, get):
    page = get(lived.office.head, f"/deadlines/?from=01/01/2025&step={State.INTAKE.value}")
    whole = get(lived.office.head, "/deadlines/times.xlsx?from=01/01/2025")
    empty = get(lived.office.head, "/deadlines/?from=01/01/2024&to=31/12/2024")

    assert (page.status_code, "75%" in page.text, "Sở Giáo dục và Đào tạo" in page.text) == (200, True, True)
    with ZipFile(BytesIO(whole.data)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert all(words in sheet for words in ("Một nửa xong trong (ngày)", PROCESS.state_name(State.INTAKE), "3/4"))
    assert "Trong thời gian này chưa có bước nào làm xong." in empty.text


def test_a_limit_says_on_what_it_rests(lived, get):
    page = get(lived.office.head, "/deadlines/?from=01/01/2025").text

    assert "Theo thủ tục hành chính đã công bố, chưa đối chiếu văn bản" in page
    assert workdays.working_days_between(date(2025, 1, 24), date(2025, 2, 3)) == 1

"""A limit across all that may befall it: another law, a hold of a year, Tết, an extension.

The days were counted by hand on the calendar: Tết Bính Ngọ is off from 16/02/2026 to 20/02/2026, weekends beside them.
"""

from datetime import date

import pytest

from app import clock
from app.deadlines import limits
from app.extensions import db
from app.nominations import timeline
from tests.deadlines.conftest import stand
from tests.processes.second import AwardProvince2
from workflows import registry
from workflows.award_province_1 import State

HELD, TAKEN_UP, BEFORE_TET, EXTENDED = date(2025, 2, 18), date(2026, 2, 12), date(2026, 2, 13), date(2026, 3, 6)


@pytest.fixture
def new_law(monkeypatch):
    """Call it, and from then on cases begin by a second version of the process: seven days instead of five."""
    return lambda: monkeypatch.setitem(registry._PUBLISHED, ("award_province", 2), AwardProvince2)


def due(case):
    db.session.refresh(case)
    return clock.local(case.due_at).date()


def told(case):
    return case.workflow_version, limits.of(case).words, due(case)


def test_a_case_keeps_the_limit_it_began_with_and_a_new_one_has_that_of_the_new_law(office, new_law):
    old = office.case_at(State.INTAKE)
    before = told(old)
    new_law()
    new = office.case_at(State.INTAKE, "Bá Thị Hạnh")

    assert before == told(old) == (1, "5 ngày làm việc", date(2025, 2, 24))
    assert told(new) == (2, "7 ngày làm việc", date(2025, 2, 26))


def test_a_hold_a_change_of_law_tet_and_an_extension_leave_each_case_the_days_of_its_own_law(office, new_law):
    old = office.case_at(State.INTAKE)
    new_law()
    new = office.case_at(State.INTAKE, "Bá Thị Hạnh")
    stand(HELD)
    for case in (old, new):
        office.suspend(case)
    stand(TAKEN_UP)
    for case in (old, new):
        office.resume(case)
    resumed = due(old), due(new)
    stand(BEFORE_TET)
    for case in (old, new):
        office.extend(case, EXTENDED)

    assert resumed == (date(2026, 2, 25), date(2026, 2, 27))  # four and six working days left, Tết not among them
    assert (told(old), told(new)) == ((1, "5 ngày làm việc", EXTENDED), (2, "7 ngày làm việc", EXTENDED))
    late = [one.late for case in (old, new) for one in timeline.of(case, timeline.log_of(case), office.head)]
    assert not any(late)

from datetime import timedelta

import pytest

from app import clock
from app.nominations.deadlines import Deadline, deadline, overdue
from tests.nominations.conftest import TODAY


@pytest.mark.parametrize(
    ("days", "left", "told"),
    [
        (7, 5, ("Còn 5 ngày làm việc", "")),
        (1, 1, ("Còn 1 ngày làm việc", "soon")),
        (0, 0, ("Hết hạn hôm nay", "soon")),
        (-1, 0, ("Quá hạn", "late")),  # on the last working day before
        (-4, -2, ("Quá hạn 2 ngày làm việc", "late")),
    ],
)
def test_a_limit_is_told_in_working_days(app, days, left, told):
    day = clock.today() + timedelta(days=days)

    assert deadline(day, left) == Deadline(*told, f"{day:%d/%m/%Y}")


def test_only_what_has_run_out_is_told_and_only_for_it_the_holidays_are_read(office, counted):
    past, future = clock.end_of(TODAY.date() - timedelta(days=4)), TODAY + timedelta(days=1)

    assert overdue([past, None, future]) == {past: "Quá hạn 2 ngày làm việc"}
    assert (counted(lambda: overdue([past, None])), counted(lambda: overdue([None, future]))) == (1, 0)

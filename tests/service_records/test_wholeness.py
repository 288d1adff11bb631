"""A record is the one that was entered, confirmed and voided, or the log says that it is not."""

from datetime import date

import pytest

from app import clock
from app.extensions import db
from app.service_records import operations, wholeness
from tests.service_records.conftest import WARNING, evidence


@pytest.mark.parametrize(
    ("what", "value"),
    [
        ("value", "reprimand"),
        ("ends_on", date(2022, 4, 1)),
        ("decision_number", "1/QĐ"),
        ("file_id", None),
        ("confirmed_at", "now"),
        ("voided_at", "now"),
        ("nominee_id", "another"),
    ],
)
def test_a_record_changed_behind_the_log_is_found(office, what, value):
    made = office.enter(WARNING)
    sound = [*wholeness.faults()]

    setattr(made, what, {"now": clock.now(), "another": office.school.id}.get(value, value))
    db.session.flush()
    db.session.expire_all()

    assert sound == []
    assert len([*wholeness.faults()]) == 1


def test_what_was_confirmed_and_voided_is_still_what_was_entered(office):
    made = office.enter(with_file=False)
    operations.attach(made, evidence(), actor=office.clerk)
    operations.confirm([made], actor=office.appraiser)
    operations.void(made, "Thu hồi.", actor=office.appraiser)

    assert [*wholeness.faults()] == []

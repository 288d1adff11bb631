"""An award is the one that was entered, or the log says that it is not."""

from datetime import date
from io import BytesIO

import pytest

from app.extensions import db
from app.honours import wholeness
from tests import builders
from tests.honours.test_views import TYPED, honours


@pytest.mark.parametrize("what", ["award_name", "decision_number", "decided_on", "nominee_id", "file_id"])
def test_an_award_changed_behind_the_log_is_found(office, ask, what):
    scan = (BytesIO(builders.blank_pdf()), "quyet-dinh.pdf")
    ask(office.clerk, f"/honours/new/{office.ann.id}", TYPED | {"scan": scan})
    (made,) = honours()
    sound = [*wholeness.faults()]

    other = {"decided_on": date(2023, 7, 16), "nominee_id": office.household.id, "file_id": None}
    setattr(made, what, other.get(what, "Khác"))
    db.session.flush()
    db.session.expire_all()

    assert (sound, len([*wholeness.faults()])) == ([], 1)


def test_what_was_confirmed_and_voided_is_still_what_was_entered(office, ask):
    made = office.enter()
    ask(office.appraiser, "/honours/confirm", {"honour_ids": [made.id]})
    ask(office.appraiser, f"/honours/{made.id}/void", {"reason": "Thu hồi."})

    assert [*wholeness.faults()] == []

"""Two who enter the same decision in one moment, each before the other is done."""

import pytest

from app.errors import Invalid
from app.extensions import db
from app.honours import importing, operations
from app.nominees.models import Nominee
from tests.honours.conftest import LDTT
from tests.honours.test_importing import GOOD, kept, sheet
from tests.patience import done_meanwhile


def test_of_two_who_enter_one_decision_the_slower_hears_of_it(app, office):
    ann_id = office.ann.id

    def enter():
        operations.enter(db.session.get_one(Nominee, ann_id), LDTT, None, actor=office.clerk)

    enter()  # and not committed yet
    with pytest.raises(Invalid) as refused:
        done_meanwhile(app, enter)

    assert [*refused.value.errors] == ["decision_number"]
    assert len(kept()) == 1


def test_of_two_who_bring_in_one_sheet_the_slower_keeps_nothing(app, office):
    text, reports = sheet(office.clerk, GOOD), []

    def bring_in():
        reports.append(importing.bring_in(text, actor=office.clerk).kept)

    bring_in()
    done_meanwhile(app, bring_in)

    assert (reports, len(kept())) == ([1, 0], 1)

"""Two who enter the same year in one moment, each before the other is done."""

import pytest
from sqlalchemy import select

from app.errors import Invalid
from app.extensions import db
from app.nominees.models import Nominee
from app.service_records import operations
from app.service_records.models import ServiceRecord
from tests.patience import done_meanwhile
from tests.service_records.conftest import RATING


def test_of_two_who_enter_one_year_the_slower_hears_of_it(app, office):
    ann_id = office.ann.id

    def enter():
        operations.enter(db.session.get_one(Nominee, ann_id), RATING, None, actor=office.clerk)

    enter()  # and not committed yet
    with pytest.raises(Invalid) as refused:
        done_meanwhile(app, enter)

    assert [*refused.value.errors] == ["year"]
    assert len(db.session.scalars(select(ServiceRecord)).all()) == 1

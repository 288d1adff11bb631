"""An issued decision with three recipients of two units, everything behind it real, and everybody at their desks."""

from dataclasses import dataclass
from datetime import date

import pytest
from sqlalchemy import select

from app import clock
from app.awards.models import BaseSalary
from app.decisions.models import Decision
from app.extensions import db
from app.nominations.models import Nomination
from tests.builders import signed_in
from tests.casework import province as provinces
from tests.casework import road
from workflows.award_province_1 import State
from workflows.vocabulary import Role

NAMES = ("Chamaléa Thị Sương", "Lưu Văn Hòa", "Katơr Thị Mai")


@dataclass
class After:
    """Decision 3 of 17 February 2025: two of Sở Giáo dục, one of Sở Y tế."""

    app: object
    province: provinces.Province
    decision: Decision
    cases: list[Nomination]

    def actor(self, role, unit=0):
        return self.province.actor(role, self.province.units[unit].id)

    def post(self, role, url, *, unit=0, **data):
        return signed_in(self.app.test_client(), self.actor(role, unit)).post(url, data=data)

    def get(self, role, url, *, unit=0):
        return signed_in(self.app.test_client(), self.actor(role, unit)).get(url)

    @property
    def items(self):
        return sorted(self.decision.items, key=lambda item: item.position)

    @property
    def states(self):
        return [case.state for case in self.cases]

    def url(self, tail=""):
        return f"/deliveries/{self.decision.id}{tail}"


@pytest.fixture
def issued(app, tmp_path):
    """Published, nobody told yet."""
    province = provinces.found(tmp_path)
    db.session.add(BaseSalary(valid_from=date(2024, 7, 1), value=2_340_000, basis="NĐ 73/2024", confidence="verified"))
    units = [province.units[0], province.units[0], province.units[1]]
    cases = [province.draft(unit, name) for unit, name in zip(units, NAMES, strict=True)]
    road.walk_together(province, cases, State.AT_CHAIR)
    for case in cases:
        road.walk_to(province, case, State.PUBLISHED)
    db.session.commit()
    assert clock.today() == date(2025, 2, 17)
    return After(app, province, db.session.scalars(select(Decision)).one(), cases)


@pytest.fixture
def after(issued):
    """Everybody was told."""
    assert issued.post(Role.APPRAISER, issued.url("/announce")).status_code == 200
    assert issued.states == [State.PRODUCTION] * 3
    return issued

"""An issued decision with three recipients of two units, everything behind it real, and everybody at their desks."""

from dataclasses import dataclass
from datetime import date

import pytest
from sqlalchemy import select

from app import clock
from app.awards.models import BaseSalary
from app.decisions.models import Decision
from app.deliveries import queries
from app.extensions import db
from app.nominations import steps
from app.nominations.models import Nomination
from tests import kept
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
    provinces.morning(tmp_path)
    made = After(app, *kept.once(_issued))
    assert clock.today() == date(2025, 2, 17)
    return made


def _issued():
    province = provinces.founded()
    db.session.add(BaseSalary(valid_from=date(2024, 7, 1), value=2_340_000, basis="NĐ 73/2024", confidence="verified"))
    units = [province.units[0], province.units[0], province.units[1]]
    cases = [province.draft(unit, name) for unit, name in zip(units, NAMES, strict=True)]
    road.walk_together(province, cases, State.AT_CHAIR)
    for case in cases:
        road.walk_to(province, case, State.PUBLISHED)
    return province, db.session.scalars(select(Decision)).one(), cases


@pytest.fixture
def after(issued):
    """Everybody was told."""
    for case in issued.cases:
        steps.take(case, "announce_result", "", actor=issued.actor(Role.APPRAISER))
    db.session.commit()
    assert issued.states == [State.PRODUCTION] * 3
    return issued


def shown(after, unit=None):
    """What the appraiser's page was filled in from: all recipients, or those of one unit."""
    lines = queries.lines(after.decision, after.actor(Role.APPRAISER))
    own = [line for line in lines if unit is None or line.case.unit_id == after.province.units[unit].id]
    return own, queries.as_shown(own)


def make_ready(after):
    """Entered into the register from 101 on, and all articles lie ready."""
    assert after.post(Role.APPRAISER, after.url("/register"), first="101").status_code == 303
    lines, seen = shown(after)
    ticks = [f"{line.item.id}:{article.code}" for line in lines for article in line.given.articles]
    assert after.post(Role.APPRAISER, after.url("/ready"), seen=seen, ready=ticks).status_code == 303


def hand_over(after, *, unit=0, **typed):
    """The unit's whole part, unless something else is typed."""
    lines, seen = shown(after, unit)
    form = {
        "seen": seen,
        "handed_on": "17/02/2025",
        "place": "Ban Thi đua - Khen thưởng",
        "receiver_name": "Trần Văn Nhận",
        "receiver_title": "Văn thư",
        "money_way": "transfer",
        "item_ids": [str(line.item.id) for line in lines],
    }
    return after.post(Role.APPRAISER, after.url(f"/hand-over/{after.province.units[unit].id}"), **form | typed)


@pytest.fixture
def handed(after):
    """Both of Sở Giáo dục were handed over."""
    make_ready(after)
    assert hand_over(after).status_code == 303
    return after

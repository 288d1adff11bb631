"""Two cases of an award the Prime Minister gives, everything behind them real, before the Chairman."""

from dataclasses import dataclass
from datetime import date
from functools import partial

import pytest
from sqlalchemy import select

from app import clock
from app.awards.models import BaseSalary
from app.decisions.facts import latest_item
from app.effects.runner import run_waiting
from app.extensions import db
from app.nominations.models import Nomination
from app.papers.operations import Registration
from app.upward import operations
from app.upward.models import UpwardSubmission
from tests import builders, kept
from tests.builders import signed_in
from tests.casework import province as provinces
from tests.casework import road
from workflows.award_province_1 import State
from workflows.vocabulary import Role

NAMES = ("Chamaléa Thị Sương", "Lưu Văn Hòa")
AWARD = "bang_khen_ttg"


@dataclass
class Up:
    """The cases, and everybody at their desks."""

    app: object
    province: provinces.Province
    cases: list[Nomination]

    def actor(self, role, unit=0):
        return self.province.actor(role, self.province.units[unit].id)

    def post(self, role, url, *, unit=0, **data):
        return signed_in(self.app.test_client(), self.actor(role, unit)).post(url, data=data)

    def get(self, role, url, *, unit=0):
        return signed_in(self.app.test_client(), self.actor(role, unit)).get(url)

    @property
    def proposal(self):
        return latest_item(self.cases[0]).proposal

    @property
    def sheet(self):
        return db.session.scalars(select(UpwardSubmission).order_by(UpwardSubmission.id.desc())).first()

    @property
    def states(self):
        return [case.state for case in self.cases]

    def sign(self):
        return operations.sign(self.proposal, actor=self.actor(Role.CHAIRMAN))

    def issue(self):
        entry = Registration(number=41, issued_on=clock.today())
        operations.issue(self.sheet, entry, self.province.scan, actor=self.actor(Role.CLERICAL_UBND))
        db.session.commit()
        run_waiting()

    def send(self):
        wanted = operations.Sending(sent_on=clock.today(), sent_to="Bộ Nội vụ", sent_how="Trục liên thông")
        operations.send(self.sheet, wanted, actor=self.actor(Role.APPRAISER))
        db.session.commit()


@pytest.fixture
def up(app, tmp_path):
    provinces.morning(tmp_path)
    return Up(app, *kept.once(_before_the_chairman))


def _before_the_chairman():
    province = provinces.founded(partial(builders.award, AWARD))
    db.session.add(BaseSalary(valid_from=date(2024, 7, 1), value=2_340_000, basis="NĐ 73/2024", confidence="verified"))
    cases = [province.draft(unit, name) for unit, name in zip(province.units, NAMES, strict=True)]
    road.walk_together(province, cases, State.AT_CHAIR)
    return province, cases


@pytest.fixture
def sent(app, tmp_path):
    """Numbered, packed, sent."""
    provinces.morning(tmp_path)
    return Up(app, *kept.once(_sent))


def _sent():
    made = Up(None, *_before_the_chairman())
    made.sign()
    made.issue()
    made.send()
    return made.province, made.cases

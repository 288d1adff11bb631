"""A unit with cases it checks, and Sở Nội vụ; steps are pressed through pages, errands run when a test says so."""

from dataclasses import dataclass
from datetime import datetime

import pytest

from app import clock
from app.actor import Actor
from app.effects import runner
from app.extensions import db
from app.nominations.models import Nomination
from app.runs.models import BulkItem, BulkRun
from tests import builders
from tests.builders import signed_in
from workflows.award_province_1 import State
from workflows.vocabulary import Role

TODAY = datetime(2025, 2, 17, 8, 0, tzinfo=clock.VIETNAM)
WHY = "Bổ sung minh chứng."


@dataclass
class House:
    app: object
    unit: object
    clerk: Actor
    colleague: Actor
    stranger: Actor  # the clerk of another unit
    appraiser: Actor
    award: object
    in_round: object

    def case(self, name, state=State.UNIT_CHECK, **more):
        return builders.nomination(self.unit, self.award, self.in_round, name, state=state, **more)

    def cases(self, number, state=State.UNIT_CHECK, **more):
        made = [self.case(f"Chamaléa Thị Sương {place:03}", state, **more) for place in range(1, number + 1)]
        db.session.commit()
        return made

    def get(self, url, actor=None):
        return signed_in(self.app.test_client(), actor or self.clerk).get(url)

    def post(self, url, actor=None, **form):
        return signed_in(self.app.test_client(), actor or self.clerk).post(url, data=form)

    def prepared(self, cases, step="hand_back_to_drafter", reason=WHY, actor=None):
        """The run that is ready to be looked at, made by its page."""
        answer = self.post(f"/runs/new?{ticks(cases)}", actor, step=step, reason=reason)
        assert answer.status_code == 303, answer.text
        runner.run_waiting()
        return db.session.get_one(BulkRun, int(answer.location.rpartition("/")[2]), populate_existing=True)

    def done(self, run, actor=None):
        """Started, and worked on to its end."""
        assert self.post(f"/runs/{run.id}/start", actor).status_code == 303
        runner.run_waiting()
        db.session.expire_all()
        return results(run)


def ticks(cases):
    return "&".join(f"case={case.id}-{case.version}" for case in cases)


def results(run):
    """By the name of the case: what became of it, and why."""
    rows = db.session.query(Nomination.nominee_name, BulkItem.outcome, BulkItem.reasons).join(
        BulkItem, BulkItem.nomination_id == Nomination.id
    )
    return {name: (outcome.value, reasons) for name, outcome, reasons in rows.filter(BulkItem.run_id == run.id)}


@pytest.fixture
def house(app, tmp_path):
    clock.use(tmp_path / "clock.json")
    clock.stand_at(TODAY)
    unit = builders.organisation("SGDDT", "Sở Giáo dục và Đào tạo")
    department = builders.organisation("SNV", "Sở Nội vụ")
    award = builders.award()
    made = House(
        app=app,
        unit=unit,
        clerk=builders.actor(Role.UNIT_CLERK, unit, builders.user("Nguyễn Thị Ngọc Ánh")),
        colleague=builders.actor(Role.UNIT_CLERK, unit, builders.user("Bá Văn Trịnh")),
        stranger=builders.actor(Role.UNIT_CLERK, builders.organisation("SYT", "Sở Y tế")),
        appraiser=builders.actor(Role.APPRAISER, department),
        award=award,
        in_round=builders.award_round(award),
    )
    db.session.commit()
    return made

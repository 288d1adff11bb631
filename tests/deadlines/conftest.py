"""A province at work, its days off, and people of its offices."""

from dataclasses import dataclass
from datetime import datetime

import pytest

from app import clock
from app.deadlines import operations
from app.deadlines.operations import Extension
from app.extensions import db
from app.holidays import load
from app.intake import operations as intake
from app.intake import queries as desk
from app.intake import supplementing
from app.suspensions import operations as suspensions
from app.suspensions import queries as suspended
from app.suspensions.models import Finding
from app.suspensions.operations import Cause, Conclusion
from tests import kept
from tests.casework import province, road
from workflows.award_province_1 import State
from workflows.vocabulary import Role

REASON = "Đơn vị bị bão lụt, không kịp bổ sung."


@dataclass
class Office:
    at_work: province.Province

    @property
    def unit(self):
        return self.at_work.units[0]

    @property
    def head(self):
        return self.actor(Role.BAN_HEAD)

    def actor(self, role):
        return self.at_work.actor(role)

    def case_at(self, state, name="Chamaléa Thị Sương"):
        return road.walk_to(self.at_work, self.at_work.draft(self.unit, name), state)

    def asked_for_more(self, due_on, name="Chamaléa Thị Sương"):
        case = self.case_at(State.INTAKE, name)
        item = intake.Named(kind="field", key="citation", note="Ghi rõ hơn.")
        wanted = intake.SupplementRequest(items=(item,), reason="Thiếu thành tích.", due_on=due_on)
        intake.ask_for_more(case, wanted, actor=self.actor(Role.INTAKE_OFFICER))
        db.session.commit()
        return case

    def mend(self, case):
        """The unit answers what was asked, and sends it back."""
        clerk = self.actor(Role.UNIT_CLERK)
        (item,) = desk.open_supplement(case.id).items
        supplementing.answer(case, item, supplementing.Answer(explanation="Đã sửa."), actor=clerk)
        supplementing.send(case, actor=clerk)
        db.session.commit()

    def suspend(self, case):
        cause = Cause(ground="don_thu", source_agency="Sở", source_number="", source_on=clock.today(), reason="Có đơn.")
        suspensions.suspend(case, cause, actor=self.head)
        db.session.commit()

    def resume(self, case):
        standing = suspended.current(case)
        found = Conclusion(
            finding=Finding.CLEAR,
            finding_agency="Sở",
            finding_number="1",
            finding_on=clock.today(),
            finding_summary="",
            version=standing.version,
        )
        suspensions.conclude(standing, found, actor=self.head)
        suspensions.resume(standing, actor=self.head)
        db.session.commit()

    def extend(self, case, until, **more):
        made = operations.extend(case, Extension(**({"until": until, "reason": REASON} | more)), actor=self.head)
        db.session.commit()
        return made


def stand(day, hour=8):
    """The office clock, in the year of the province."""
    clock.stand_at(datetime(day.year, day.month, day.day, hour, tzinfo=clock.VIETNAM))


@pytest.fixture
def office(app, tmp_path):
    province.morning(tmp_path)
    return Office(kept.once(founded))


def founded():
    made = province.founded()
    load()
    return made

"""Cases somebody writes about, and the people who take letters in and settle them."""

from dataclasses import dataclass
from datetime import datetime

import pytest

from app import clock
from app.actor import Actor
from app.nominations.models import Nomination
from tests import builders, kept
from workflows.award_province_1 import State
from workflows.vocabulary import Role

MONDAY = datetime(2025, 2, 17, 8, 0, tzinfo=clock.VIETNAM)


@dataclass
class House:
    appraised: Nomination  # under appraisal
    refused: Nomination
    published: Nomination
    people: dict[Role, Actor]
    stranger: Actor  # the clerk of another unit

    def __getitem__(self, role) -> Actor:
        return self.people[role]


@pytest.fixture
def house(app, tmp_path):
    clock.use(tmp_path / "clock.json")
    clock.stand_at(MONDAY)
    return kept.once(_house)


def _house():
    department, committee = builders.organisation("SNV", "Sở Nội vụ"), builders.organisation("UBND-T", "UBND tỉnh")
    unit, other = builders.organisation(), builders.organisation("SYT", "Sở Y tế")
    award = builders.award()
    in_round = builders.award_round(award)
    sent = {"submitted_at": clock.now(), "received_at": clock.now()}
    names = {"Bá Văn Trịnh": State.APPRAISAL, "Đạo Thị Lan": State.NOT_APPROVED, "Katơr Thị Sính": State.PUBLISHED}
    cases = [builders.nomination(unit, award, in_round, name, state=state, **sent) for name, state in names.items()]
    seats = {
        Role.UNIT_CLERK: unit,
        Role.INTAKE_OFFICER: department,
        Role.COMPLAINT_OFFICER: department,
        Role.BAN_HEAD: department,
        Role.SNV_DIRECTOR: department,
        Role.APPRAISER: department,
        Role.CHAIRMAN: committee,
    }
    return House(
        *cases,
        people={role: builders.actor(role, at) for role, at in seats.items()},
        stranger=builders.actor(Role.UNIT_CLERK, other),
    )

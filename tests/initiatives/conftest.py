"""A unit with its initiative council, the province's at the agency where it sits, and who reads of it."""

from dataclasses import dataclass

import pytest

from app.councils.constitution import CouncilKind
from app.extensions import db
from tests import builders
from workflows.vocabulary import Role


@dataclass
class House:
    unit: object
    author: object
    clerk: object
    secretary: object
    council: object
    provincial: object
    provincial_secretary: object
    appraiser: object
    award: object


@pytest.fixture
def house(app):
    unit, agency = builders.organisation(), builders.organisation("SKHCN", "Sở Khoa học và Công nghệ")
    kind = {"kind": CouncilKind.INITIATIVE}
    award = builders.award()
    made = House(
        unit=unit,
        author=builders.nominee(unit, "Phan Quốc Thái"),
        clerk=builders.actor(Role.UNIT_CLERK, unit),
        secretary=builders.actor(Role.UNIT_COUNCIL_SECRETARY, unit),
        council=builders.council(unit, members=9, **kind),
        provincial=builders.council(agency, members=7, is_provincial=True, **kind),
        provincial_secretary=builders.actor(Role.UNIT_COUNCIL_SECRETARY, agency),
        appraiser=builders.actor(Role.APPRAISER, builders.organisation("SNV", "Sở Nội vụ")),
        award=award,
    )
    db.session.commit()
    return made

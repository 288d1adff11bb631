"""A published award, the decision that gave it, and the people who may take it back."""

from dataclasses import dataclass
from datetime import datetime

import pytest
from flask import current_app

from app import clock
from app.actor import Actor
from app.documents.models import StoredFile
from app.documents.store import Store
from app.nominations.models import Nomination
from tests import builders, kept
from workflows.award_province_1 import State
from workflows.vocabulary import Role

MONDAY = datetime(2025, 2, 17, 8, 0, tzinfo=clock.VIETNAM)
SEATS = {
    Role.BAN_HEAD: "SNV",
    Role.APPRAISER: "SNV",
    Role.INTAKE_OFFICER: "SNV",
    Role.COMPLAINT_OFFICER: "SNV",
    Role.CHAIRMAN: "UBND-T",
    Role.CLERICAL_UBND: "UBND-T",
    Role.SNV_DIRECTOR: "SNV",
    Role.ARCHIVIST: "SNV",
    Role.UNIT_CLERK: "SGDDT",
}


@dataclass
class House:
    case: Nomination
    scan: StoredFile
    people: dict[Role, Actor]

    def __getitem__(self, role) -> Actor:
        return self.people[role]


@pytest.fixture
def house(app, tmp_path):
    clock.use(tmp_path / "clock.json")
    clock.stand_at(MONDAY)
    return kept.once(_house)


def _house():
    places = {
        "SNV": builders.organisation("SNV", "Sở Nội vụ"),
        "UBND-T": builders.organisation("UBND-T", "Ủy ban nhân dân tỉnh Ninh Thuận"),
        "SGDDT": builders.organisation(),
    }
    award = builders.award()
    case = builders.nomination(
        places["SGDDT"],
        award,
        builders.award_round(award),
        "Katơr Thị Sính",
        state=State.HANDED_OVER,
        submitted_at=clock.now(),
        received_at=clock.now(),
        nominee_title="Giáo viên, Trường THPT An Phước",
    )
    builders.decided(case, places["UBND-T"], number=1486, bonus=702_000)
    return House(
        case=case,
        scan=Store(current_app.config["PAPERS_FOLDER"]).put_bytes(
            builders.blank_pdf(), "ket-luan.pdf", "application/pdf"
        ),
        people={role: builders.actor(role, places[at]) for role, at in SEATS.items()},
    )

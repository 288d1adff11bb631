"""A superior with its council, three schools under it, and everybody who has a hand in what goes up."""

from dataclasses import dataclass

import pytest

from app import clock
from app.actor import Actor
from app.documents.store import Store
from app.extensions import db
from app.gatherings import operations
from app.gatherings.operations import GatheringDraft
from app.papers.operations import Registration
from tests import builders
from tests.councils.conftest import house  # noqa: F401 -- the same house
from workflows.award_province_1 import State
from workflows.vocabulary import Role

SCHOOLS = {
    "THPT-CVA": "Trường THPT Chu Văn An",
    "THPT-AP": "Trường THPT An Phước",
    "THPT-BA": "Trường THPT Bác Ái",
}


@dataclass
class School:
    unit: object
    clerk: Actor
    head: Actor
    clerical: Actor


def school_under(superior, code, name):
    unit = builders.organisation(code, name, kind="school", can_submit=False, parent_id=superior.id)
    clerk, head, clerical = (
        builders.actor(role, unit) for role in (Role.UNIT_CLERK, Role.UNIT_HEAD, Role.UNIT_CLERICAL)
    )
    return School(unit, clerk, head, clerical)


@pytest.fixture
def schools(house):  # noqa: F811 -- pytest asks for fixtures by name
    made = [school_under(house.unit, code, name) for code, name in SCHOOLS.items()]
    db.session.commit()
    return made


@pytest.fixture
def scan(house, tmp_path):  # noqa: F811
    return Store(tmp_path).put_bytes(b"%PDF-1.4", "da-ky.pdf", "application/pdf")


def checked(house, school, *names):  # noqa: F811
    """Cases of a school that its clerk has checked."""
    made = [
        builders.nomination(school.unit, house.award, house.award_round, name, state=State.UNIT_CHECK) for name in names
    ]
    db.session.commit()
    return made


def drafted(house, school, cases):  # noqa: F811
    wanted = GatheringDraft(title="Về việc đề nghị khen thưởng", summary="", nomination_ids=[case.id for case in cases])
    made = operations.draft(school.unit, house.award_round, wanted, actor=school.clerk)
    db.session.commit()
    return made


def sent(house, school, cases, scan, number=7):  # noqa: F811
    """The school's Tờ trình with the superior."""
    gathering = drafted(house, school, cases)
    operations.sign(gathering, actor=school.head)
    entry = Registration(number=number, issued_on=clock.today())
    operations.issue(gathering, entry, scan, actor=school.clerical)
    db.session.commit()
    return gathering

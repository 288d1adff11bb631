"""Cases that the council passed, and everybody who has a hand in their decision."""

from dataclasses import dataclass
from datetime import date

import pytest

from app import clock
from app.actor import Actor
from app.awards import loading
from app.awards.queries import version_on
from app.casework import begin
from app.extensions import db
from app.nominations.models import Nomination
from app.nominees.models import Nominee, NomineeKind
from app.rounds.models import AwardRound
from app.text import fold, name_key
from tests import builders, kept
from workflows.award_province_1 import State
from workflows.vocabulary import Role


@dataclass
class Office:
    """One province: its offices, two units and cases waiting for a list."""

    unit: object
    other_unit: object
    director: Actor
    drafter: Actor
    vpub: Actor
    chairman: Actor
    clerical: Actor
    letters: Actor  # văn thư of Sở Nội vụ
    award: object
    cases: list[Nomination]


@pytest.fixture
def office(app):
    return kept.once(_office)


def _office():
    loading.load()
    department = builders.organisation("SNV", "Sở Nội vụ")
    committee = builders.organisation("UBND-T", "Ủy ban nhân dân tỉnh Ninh Thuận")
    unit = builders.organisation("SGDDT", "Sở Giáo dục và Đào tạo")
    other = builders.organisation("SYT", "Sở Y tế")
    award = version_on("bang_khen_tinh", clock.today())
    award_round = AwardRound(
        code="2025-1",
        name="Đợt 1",
        year=2025,
        opens_on=date(2020, 1, 1),
        closes_on=date(2099, 1, 1),
        confidence="design",
        awards=[award],
    )
    db.session.add(award_round)
    people = [
        (unit, "Nguyễn Thị Ngọc Ánh", NomineeKind.INDIVIDUAL),
        (unit, "Tập thể Trường THPT Chu Văn An", NomineeKind.COLLECTIVE),
        (other, "Chamaléa Thị Sương", NomineeKind.INDIVIDUAL),
    ]
    return Office(
        unit=unit,
        other_unit=other,
        director=builders.actor(Role.SNV_DIRECTOR, department, builders.user("Trần Thị Minh Nguyệt")),
        drafter=builders.actor(Role.APPRAISER, department),
        vpub=builders.actor(Role.VPUB, committee),
        chairman=builders.actor(Role.CHAIRMAN, committee, builders.user("Lê Hoài Sơn")),
        clerical=builders.actor(Role.CLERICAL_UBND, committee),
        letters=builders.actor(Role.SNV_CLERICAL, department),
        award=award,
        cases=[_case(award, award_round, *person) for person in people],
    )


def _case(award, award_round, unit, name, kind):
    author = builders.user()
    nominee = Nominee(
        unit_id=unit.id,
        kind=kind,
        name=name,
        sort_key=name_key(name),
        folded=fold(name),
        created_at=clock.now(),
    )
    db.session.add(nominee)
    db.session.flush()
    case = Nomination(
        code=f"HS-2025-{nominee.id:05}",
        award_round=award_round,
        award_version_id=award.id,
        unit_id=unit.id,
        nominee_id=nominee.id,
        nominee_kind=kind,
        nominee_name=name,
        nominee_key=name_key(name),
        nominee_folded=fold(name),
        nominee_title="Giáo viên",
        route="cong_trang",
        created_by_id=author.id,
        created_at=clock.now(),
        submitted_at=clock.now(),
        received_at=clock.now(),
    )
    begin(case, "award_province")
    case.state = State.SNV_SUBMISSION
    db.session.add(case)
    db.session.flush()
    return case

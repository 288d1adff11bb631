"""A unit and its council, the province and its council, and cases that wait for either."""

from dataclasses import dataclass

import pytest

from app.actor import Actor
from app.councils.models import Council
from tests import builders, kept
from workflows.vocabulary import Role


@dataclass
class House:
    unit: object
    department: object
    committee: object
    clerk: Actor
    head: Actor
    secretary: Actor  # of the unit's council
    council: Council
    provincial: Council
    provincial_secretary: Actor
    chair: Actor
    intake: Actor
    award: object  # standing body, majority
    title: object  # whole council, 90 %
    award_round: object

    def case(self, name, state, award=None, **more):
        return builders.nomination(self.unit, award or self.award, self.award_round, name, state=state, **more)


@pytest.fixture
def house(app):
    return kept.once(founded)


def founded():
    unit = builders.organisation("SGDDT", "Sở Giáo dục và Đào tạo")
    department = builders.organisation("SNV", "Sở Nội vụ")
    committee = builders.organisation("UBND-T", "Ủy ban nhân dân tỉnh Ninh Thuận")
    council_at = builders.organisation("HDTDKT-T", "Hội đồng Thi đua - Khen thưởng tỉnh", kind="council")
    award = builders.award("bang_khen_tinh")
    return House(
        unit=unit,
        department=department,
        committee=committee,
        clerk=builders.actor(Role.UNIT_CLERK, unit),
        head=builders.actor(Role.UNIT_HEAD, unit, builders.user("Đàng Thị Mỹ Hương")),
        secretary=builders.actor(Role.UNIT_COUNCIL_SECRETARY, unit, builders.user("Lưu Thị Thanh Nhàn")),
        council=builders.council(unit, members=9),
        provincial=builders.council(council_at, members=15, standing=5, is_provincial=True),
        provincial_secretary=builders.actor(Role.COUNCIL_SECRETARY, department),
        chair=builders.actor(Role.COUNCIL_CHAIR, council_at, builders.user("Nguyễn Long Hải Đăng")),
        intake=builders.actor(Role.INTAKE_OFFICER, department),
        award=award,
        title=builders.award("cstd_tinh"),
        award_round=builders.award_round(award),
    )

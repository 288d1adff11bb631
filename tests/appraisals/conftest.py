"""A case under appraisal, the people who judge it, and two agencies that are asked."""

from dataclasses import dataclass
from datetime import datetime

import pytest

from app import clock
from app.actor import Actor
from app.extensions import db
from app.nominations.models import Evidence, Nomination, YearEntry
from tests import builders, kept
from workflows.award_province_1 import State
from workflows.vocabulary import Role


@dataclass
class Ban:
    unit: object
    award: object
    in_round: object
    case: Nomination
    evidence: Evidence
    appraiser: Actor
    colleague: Actor
    head: Actor
    clerk: Actor
    police: Actor
    tax: Actor


@pytest.fixture
def monday(tmp_path):
    clock.use(tmp_path / "clock.json")
    clock.stand_at(datetime(2025, 2, 17, 8, 0, tzinfo=clock.VIETNAM))


@pytest.fixture
def ban(app, monday):
    return kept.once(_ban)


def _ban():
    department = builders.organisation("SNV", "Sở Nội vụ")
    unit = builders.organisation("SGDDT", "Sở Giáo dục và Đào tạo")
    award = builders.award("cstd_tinh")
    in_round = builders.award_round(award)
    case = builders.nomination(
        unit,
        award,
        in_round,
        state=State.APPRAISAL,
        submitted_at=clock.now(),
        received_at=clock.now(),
        period_to=2024,
    )
    db.session.add(YearEntry(nomination_id=case.id, year=2024, rating="HTXSNV", title="Chiến sĩ thi đua cơ sở"))
    builders.held(case.nominee, "cstd_co_so", 2022, 2023, 2024)
    return Ban(
        unit=unit,
        award=award,
        in_round=in_round,
        case=case,
        evidence=builders.evidence(case, "cn_sang_kien_tinh", "sang-kien.pdf"),
        appraiser=builders.actor(Role.APPRAISER, department, builders.user("Đàng Thị Mỹ Hương")),
        colleague=builders.actor(Role.APPRAISER, department, builders.user("Katơr Minh Tuấn")),
        head=builders.actor(Role.BAN_HEAD, department, builders.user("Lưu Thị Thanh Nhàn")),
        clerk=builders.actor(Role.UNIT_CLERK, unit),
        police=builders.actor(Role.CONSULTED_AGENCY, builders.organisation("CAT", "Công an tỉnh")),
        tax=builders.actor(Role.CONSULTED_AGENCY, builders.organisation("CT", "Cục Thuế tỉnh")),
    )

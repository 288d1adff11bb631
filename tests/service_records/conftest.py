"""A unit with its clerk, a person born in 1980, a collective and a household; Sở Nội vụ with its appraiser."""

from dataclasses import dataclass
from datetime import date, datetime

import pytest
from flask import current_app

from app import clock
from app.actor import Actor
from app.documents.store import Store
from app.extensions import db
from app.service_records import operations
from app.service_records.operations import Discipline, Leave, MakeUp, Rating
from tests import builders, kept
from tests.builders import signed_in
from workflows.vocabulary import Role

TODAY = datetime(2025, 2, 17, 8, 0, tzinfo=clock.VIETNAM)
RATING = Rating(
    year=2023,
    value="HTTNV",
    decision_number="125/QĐ-SGDĐT",
    decided_on=date(2023, 12, 15),
    decided_by="Giám đốc Sở Giáo dục và Đào tạo",
)
WARNING = Discipline(
    value="warning",
    starts_on=date(2022, 3, 1),
    ends_on=date(2023, 3, 1),
    decision_number="15/QĐ-SGDĐT",
    decided_on=date(2022, 2, 28),
    decided_by="Giám đốc Sở Giáo dục và Đào tạo",
)
MATERNITY = Leave(value="maternity", starts_on=date(2021, 2, 1), ends_on=date(2021, 8, 1))
SCHOOL = MakeUp(year=2024, members=20, advanced=14, completing=20, fighters=2, disciplined=0, value="HTXSNV")


@dataclass
class Office:
    unit: object
    other: object  # another unit
    clerk: Actor
    head: Actor
    stranger: Actor  # the clerk of the other unit
    intake: Actor
    appraiser: Actor
    ann: object
    school: object
    household: object

    def enter(self, wanted=RATING, nominee=None, *, actor=None, with_file=True):
        file = evidence() if with_file else None
        made = operations.enter(nominee or self.ann, wanted, file, actor=actor or self.clerk)
        db.session.commit()
        return made


def evidence():
    kept_file = Store(current_app.config["PAPERS_FOLDER"]).put_bytes(b"%PDF-1.7", "qd.pdf", "application/pdf")
    db.session.flush()
    return kept_file


@pytest.fixture
def office(app, tmp_path):
    clock.use(tmp_path / "clock.json")
    clock.stand_at(TODAY)
    return kept.once(_office)


def _office():
    unit = builders.organisation("SGDDT", "Sở Giáo dục và Đào tạo")
    other = builders.organisation("SYT", "Sở Y tế")
    department = builders.organisation("SNV", "Sở Nội vụ")
    return Office(
        unit=unit,
        other=other,
        clerk=builders.actor(Role.UNIT_CLERK, unit, builders.user("Lưu Thị Bích Vân")),
        head=builders.actor(Role.UNIT_HEAD, unit, builders.user("Trần Văn Hùng")),
        stranger=builders.actor(Role.UNIT_CLERK, other, builders.user("Phạm Thị Hoàng Yến")),
        intake=builders.actor(Role.INTAKE_OFFICER, department, builders.user("Bá Văn Trịnh")),
        appraiser=builders.actor(Role.APPRAISER, department, builders.user("Võ Thị Thanh Nhàn")),
        ann=builders.nominee(unit, "Nguyễn Thị Ngọc Ánh", honorific="Bà", birth_date=date(1980, 5, 3)),
        school=builders.nominee(unit, "Trường THPT Chu Văn An", kind="collective"),
        household=builders.nominee(unit, "Katơr Thị Sính", kind="household", honorific="Bà"),
    )


@pytest.fixture
def ask(app):
    """Ask as somebody: ask(actor, "/service-records/") or with data= for a POST."""

    def asked(actor, url, data=None, **more):
        client = signed_in(app.test_client(), actor)
        return client.get(url, **more) if data is None else client.post(url, data=data, **more)

    return asked

"""A unit with its clerk and people, Sở Nội vụ with its appraiser, and awards of each level."""

from dataclasses import dataclass, replace
from datetime import date, datetime

import pytest

from app import clock
from app.actor import Actor
from app.extensions import db
from app.honours import operations
from app.honours.operations import Entry
from tests import builders, kept
from tests.builders import signed_in
from workflows.vocabulary import Role

TODAY = datetime(2025, 2, 17, 8, 0, tzinfo=clock.VIETNAM)
LDTT = Entry(
    award_code="lao_dong_tien_tien",
    year=2023,
    decision_number="125/QĐ-SGDĐT",
    decided_on=date(2023, 7, 15),
    decided_by="Giám đốc Sở Giáo dục và Đào tạo",
)
CERTIFICATE = replace(LDTT, award_code="bang_khen_tinh", decision_number="88/QĐ-UBND", decided_by="Chủ tịch UBND tỉnh")


@dataclass
class Office:
    unit: object
    other: object  # another unit
    clerk: Actor
    colleague: Actor
    head: Actor
    stranger: Actor  # the clerk of the other unit
    appraiser: Actor
    ann: object
    household: object

    def enter(self, entry=LDTT, nominee=None, actor=None, file=None):
        made = operations.enter(nominee or self.ann, entry, file, actor=actor or self.clerk)
        db.session.commit()
        return made


@pytest.fixture
def office(app, tmp_path):
    clock.use(tmp_path / "clock.json")
    clock.stand_at(TODAY)
    return kept.once(_office)


def _office():
    for code in ("lao_dong_tien_tien", "gia_dinh_van_hoa", "giay_khen_huyen", "bang_khen_tinh"):
        builders.award(code)
    unit = builders.organisation("SGDDT", "Sở Giáo dục và Đào tạo")
    other = builders.organisation("SYT", "Sở Y tế")
    department = builders.organisation("SNV", "Sở Nội vụ")
    return Office(
        unit=unit,
        other=other,
        clerk=builders.actor(Role.UNIT_CLERK, unit, builders.user("Lưu Thị Bích Vân")),
        colleague=builders.actor(Role.UNIT_CLERK, unit, builders.user("Bá Văn Trịnh")),
        head=builders.actor(Role.UNIT_HEAD, unit, builders.user("Trần Văn Hùng")),
        stranger=builders.actor(Role.UNIT_CLERK, other, builders.user("Phạm Thị Hoàng Yến")),
        appraiser=builders.actor(Role.APPRAISER, department, builders.user("Võ Thị Thanh Nhàn")),
        ann=builders.nominee(unit, "Nguyễn Thị Ngọc Ánh", honorific="Bà", birth_date=date(1980, 5, 3)),
        household=builders.nominee(unit, "Katơr Thị Sính", kind="household", honorific="Bà"),
    )


@pytest.fixture
def ask(app):
    """Ask as somebody: ask(actor, "/honours/") or with data= for a POST."""

    def asked(actor, url, data=None, **more):
        client = signed_in(app.test_client(), actor)
        return client.get(url, **more) if data is None else client.post(url, data=data, **more)

    return asked

"""A small province that gives the medal, and dossiers for it."""

from datetime import date

import pytest

from app import clock
from app.extensions import db
from app.medals.models import MedalFile, ServicePeriod
from app.nominations.models import DraftField
from tests import builders
from tests.casework import province

NO = {"held_before": False, "is_under_review": False, "is_dismissed": False}


@pytest.fixture
def house(app, tmp_path):
    """The rule set is in force, by an assumed resolution."""
    return province.found(tmp_path, builders.medal)


@pytest.fixture
def waiting_house(app, tmp_path):
    """No resolution has brought the rule set into force."""
    return province.found(tmp_path, _without_resolution)


def _without_resolution():
    return builders.medal(in_force=False)


def period(first, last=None, kind="in_province", **more):
    return ServicePeriod(
        from_month=first,
        to_month=last,
        kind=kind,
        **({"organisation": "Trường THPT Chu Văn An", "position": "Giáo viên"} | more),
    )


def draft(house, name="Đàng Năng Thọ", *, group="D", gender="male", **more):
    """A complete draft of the first unit: a teacher of twenty-four years."""
    file = {"periods": [period(date(2001, 3, 1))], **NO, **more.pop("file", {})}
    case = house.draft(
        more.pop("unit", house.units[0]), name, route="cong_hien", period_from=None, period_to=None, **more
    )
    case.nominee.gender = gender
    written = {"updated_by_id": case.created_by_id, "updated_at": clock.now(), "version": 0}
    case.fields = [*case.fields, DraftField(key="discipline", text="Không.", **written)]
    db.session.add(MedalFile(nomination=case, group=builders.group(group) if group else None, **file))
    db.session.commit()
    return case


def simplified(house, name="Trượng Thị Kim Phụng", *, case="political", **more):
    """A complete draft by the simplified procedure."""
    return draft(house, name, process="medal_simplified", simplified_case=case, **more)

"""Councils begin at the administrator's desk: one of a kind and level for each organisation."""

import pytest
from sqlalchemy import select

from app.audit.models import AuditEvent
from app.councils.constitution import CouncilKind
from app.councils.models import Council
from app.extensions import db
from tests import builders
from workflows.vocabulary import Role


@pytest.fixture
def unit(app):
    made = builders.organisation()
    db.session.commit()
    return made


def terms(**more):
    return {
        "organisation_code": "SGDDT",
        "kind": "emulation",
        "name": "Hội đồng Thi đua - Khen thưởng Sở Giáo dục và Đào tạo",
    } | more


@pytest.fixture
def council(desk, unit):
    desk.post("/administration/councils/new", data=terms())
    return db.session.scalars(select(Council)).one()


def test_a_council_is_founded_and_sits_by_custom_until_its_regulation_is_entered(desk, council, unit):
    assert (council.organisation_id, council.kind) == (unit.id, CouncilKind.EMULATION)
    assert [event.action for event in db.session.scalars(select(AuditEvent))] == ["found_council"]
    page = desk.get(f"/councils/{council.id}").text
    assert ("Theo thông lệ: chưa nhập quy chế" in page, "chưa nhập căn cứ pháp lý" in page) == (True, True)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"organisation_code": "X"}, "Không có đơn vị đang hoạt động mang mã hoặc tên này."),
        ({"kind": "other"}, "Chọn một mục trong danh sách."),
        ({"name": " "}, "Nhập tên Hội đồng."),
    ],
)
def test_a_faulty_council_is_refused(desk, unit, typed, sentence):
    answer = desk.post("/administration/councils/new", data=terms(**typed))

    assert (answer.status_code, sentence in answer.text) == (422, True)
    assert db.session.scalars(select(Council)).all() == []


def test_a_unit_has_one_council_of_each_kind_and_the_province_too(desk, council):
    builders.organisation("HDTDKT-T", "Hội đồng Thi đua - Khen thưởng tỉnh")
    builders.organisation("SKHCN", "Sở Khoa học và Công nghệ")
    db.session.commit()
    asked = (
        terms(),
        terms(kind="initiative", name="Hội đồng sáng kiến Sở"),
        terms(kind="initiative", name="Hội đồng sáng kiến Sở, lần hai"),
        terms(organisation_code="HDTDKT-T", is_provincial="y", name="Tỉnh"),
        terms(organisation_code="SKHCN", is_provincial="y", name="Tỉnh 2"),
        terms(organisation_code="SKHCN", is_provincial="y", kind="initiative", name="Hội đồng sáng kiến tỉnh"),
        terms(organisation_code="SKHCN", kind="initiative", name="Hội đồng sáng kiến Sở Khoa học và Công nghệ"),
    )

    answers = [desk.post("/administration/councils/new", data=data).status_code for data in asked]

    assert answers == [422, 303, 422, 303, 422, 303, 303]


def test_a_change_of_name_keeps_whose_council_it_is_and_is_logged(desk, council, unit):
    data = {"name": "Hội đồng Thi đua - Khen thưởng ngành Giáo dục", "organisation_code": "SYT"}

    answers = [
        desk.post(f"/administration/councils/{council.id}/edit", data=data | {"version": version}).status_code
        for version in (council.version, council.version)
    ]

    db.session.expire_all()
    event = db.session.scalars(select(AuditEvent).order_by(AuditEvent.seq.desc())).first()
    assert (answers, council.organisation_id, council.name) == ([303, 409], unit.id, data["name"])
    assert (event.action, event.data["name"]) == ("rename_council", [terms()["name"], data["name"]])


def test_the_secretary_of_a_new_council_plans_its_first_meeting(app, desk, council, unit):
    secretary = builders.signed_in(app.test_client(), builders.actor(Role.UNIT_COUNCIL_SECRETARY, unit))

    assert secretary.get("/meetings/new").status_code == 200

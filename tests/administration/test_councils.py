"""Councils are entered from their decisions: members from a day to a day, quorum with its basis."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app import clock
from app.audit.models import AuditEvent
from app.councils import agenda
from app.councils.models import Body, Council, CouncilMember
from app.extensions import db
from tests import builders
from tests.builders import events_of
from tests.councils import road
from workflows.award_province_1 import State
from workflows.vocabulary import Role


@pytest.fixture
def unit(app):
    made = builders.organisation()
    db.session.commit()
    return made


def terms(**more):
    return {
        "organisation_code": "SGDDT",
        "name": "Hội đồng Thi đua - Khen thưởng Sở Giáo dục và Đào tạo",
        "established_by": "Quyết định số 12/QĐ-SGDĐT ngày 05/01/2025",
        "quorum_numerator": "2",
        "quorum_denominator": "3",
        "quorum_basis": "Điều 6 Quy chế ban hành kèm theo Quyết định số 13/QĐ-SGDĐT",
    } | more


def seat(**more):
    return {
        "name": "Lê Hữu Tường",
        "title": "Giám đốc",
        "part": "chair",
        "is_standing": "y",
        "valid_from": (clock.today() - timedelta(days=30)).strftime("%d/%m/%Y"),
    } | more


@pytest.fixture
def council(desk, unit):
    desk.post("/administration/councils/new", data=terms())
    return db.session.scalars(select(Council)).one()


def members(council):
    return [
        (member.name, member.part, member.is_standing, member.user_id)
        for member in db.session.scalars(
            select(CouncilMember).where(CouncilMember.council_id == council.id).order_by(CouncilMember.position)
        )
    ]


def test_a_council_is_founded_by_its_decision(desk, council, unit):
    found = (council.organisation_id, council.quorum_numerator, council.quorum_denominator, council.has_basis)

    assert found == (unit.id, 2, 3, True)
    assert [event.action for event in db.session.scalars(select(AuditEvent))] == ["found_council"]
    page = desk.get(f"/administration/councils/{council.id}").text
    assert ("Điều 6 Quy chế" in page, "chưa nhập căn cứ pháp lý" in page) == (True, False)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"organisation_code": "X"}, "Không có đơn vị đang hoạt động mang mã hoặc tên này."),
        ({"quorum_numerator": "4"}, "tử số không quá mẫu số"),
        ({"quorum_denominator": "0"}, "Số phải từ 1 đến 100."),
        ({"quorum_basis": " "}, "Nhập quy chế"),
        ({"established_by": ""}, "Nhập quyết định thành lập"),
    ],
)
def test_a_faulty_council_is_refused(desk, unit, typed, sentence):
    answer = desk.post("/administration/councils/new", data=terms(**typed))

    assert (answer.status_code, sentence in answer.text) == (422, True)
    assert db.session.scalars(select(Council)).all() == []


def test_a_unit_has_one_council_and_the_province_too(desk, council):
    builders.organisation("HDTDKT-T", "Hội đồng Thi đua - Khen thưởng tỉnh")
    builders.organisation("SYT", "Sở Y tế")
    db.session.commit()

    again = desk.post("/administration/councils/new", data=terms())
    province = desk.post(
        "/administration/councils/new", data=terms(organisation_code="HDTDKT-T", is_provincial="y", name="Tỉnh")
    )
    second = desk.post(
        "/administration/councils/new", data=terms(organisation_code="SYT", is_provincial="y", name="Tỉnh 2")
    )

    assert [answer.status_code for answer in (again, province, second)] == [422, 303, 422]


def test_members_sit_in_the_order_of_their_parts_with_their_accounts(desk, council, unit):
    secretary = builders.actor(Role.UNIT_COUNCIL_SECRETARY, unit, builders.user("Hán Thị Kim Oanh", username="oanh"))
    db.session.commit()
    url = f"/administration/councils/{council.id}"

    answers = [
        desk.post(url, data=data).status_code
        for data in (
            seat(name="Hán Thị Kim Oanh", title="Chánh Văn phòng", part="secretary", username="Oanh"),
            seat(name="Phan Quốc Thái", title="Trưởng phòng", part="member", is_standing=""),
            seat(),
        )
    ]

    assert answers == [303, 303, 303]
    assert members(council) == [
        ("Lê Hữu Tường", "chair", True, None),
        ("Phan Quốc Thái", "member", False, None),
        ("Hán Thị Kim Oanh", "secretary", True, secretary.user_id),
    ]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"username": "khong-co"}, "Không có tài khoản này."),
        ({"valid_to": "01/01/2001", "part": "member"}, "Ngày kết thúc không thể trước ngày bắt đầu."),
        ({"name": ""}, "Nhập họ và tên."),
        ({"name": "Người Khác"}, "Hội đồng đã có Chủ tịch là Lê Hữu Tường"),
    ],
)
def test_a_faulty_seat_is_refused(desk, council, typed, sentence):
    url = f"/administration/councils/{council.id}"
    desk.post(url, data=seat())

    answer = desk.post(url, data=seat(**typed))

    assert (answer.status_code, sentence in answer.text, len(members(council))) == (422, True, 1)


def test_who_leaves_is_counted_no_more_and_was_counted_before(desk, council):
    desk.post(f"/administration/councils/{council.id}", data=seat())
    (member,) = council.members
    today, long_ago = clock.today(), clock.today() - timedelta(days=10)

    answer = desk.post(f"/administration/councils/{council.id}/members/{member.id}/end")

    counted = [len(council.members_on(day, Body.FULL)) for day in (long_ago, today)]
    assert (answer.status_code, counted) == (303, [1, 0])
    who = {"member": member.id, "name": "Lê Hữu Tường"}
    assert [(event.action, event.data) for event in events_of(f"council:{council.id}")][1:] == [
        ("seat_member", who | {"part": "chair"}),
        ("unseat_member", who),
    ]


def test_a_change_keeps_whose_council_it_is_and_is_logged(desk, council, unit):
    answer = desk.post(
        f"/administration/councils/{council.id}/edit", data=terms(organisation_code="SYT", quorum_denominator="4")
    )

    event = db.session.scalars(select(AuditEvent).order_by(AuditEvent.seq.desc())).first()
    assert (answer.status_code, council.organisation_id, council.quorum_denominator) == (303, unit.id, 4)
    assert (event.action, event.data["before"]["quorum"], event.data["after"]["quorum"]) == (
        "change_council",
        "2/3",
        "2/4",
    )


def test_a_member_of_another_council_is_not_found_here(desk, council):
    other = builders.council(builders.organisation("SYT", "Sở Y tế"), members=3)
    db.session.commit()

    answer = desk.post(f"/administration/councils/{council.id}/members/{other.members[0].id}/end")

    assert answer.status_code == 404


def test_the_secretary_of_a_new_council_plans_its_first_meeting(app, desk, council, unit):
    secretary = builders.signed_in(app.test_client(), builders.actor(Role.UNIT_COUNCIL_SECRETARY, unit))

    assert secretary.get("/meetings/new").status_code == 200


@pytest.fixture
def sitting(unit):
    """Four of seven came; their council votes."""
    council = builders.council(unit, members=7, quorum=(1, 2))
    award = builders.award()
    case = builders.nomination(unit, award, builders.award_round(award), state=State.UNIT_COUNCIL)
    secretary = builders.actor(Role.UNIT_COUNCIL_SECRETARY, unit, builders.user("Lưu Thị Thanh Nhàn"))
    meeting = road.planned(council, [case], by=secretary)
    road.call_roll(meeting, by=secretary, present=4)
    db.session.commit()
    return meeting, secretary


def opened(meeting, secretary):
    road.opened(meeting, by=secretary)


def counted(meeting, secretary):
    opened(meeting, secretary)
    road.returned(meeting, [(4, 0, 0)], ballots=4, by=secretary)
    road.counted(meeting, by=secretary)


@pytest.mark.parametrize("held", [lambda *_: None, opened, counted], ids=["roll called", "opened", "counted"])
def test_who_is_counted_stays_while_a_meeting_is_held(desk, sitting, held):
    meeting, _ = sitting
    held(*sitting)
    db.session.commit()
    url, body = f"/administration/councils/{meeting.council_id}", agenda.body_of(meeting)
    wait = f"“{meeting.title}” đang họp: số thành viên và túc số giữ nguyên đến khi bế mạc."
    asked = (
        (f"{url}/members/{body[-1].id}/end", {}),
        (url, seat(part="member")),
        (f"{url}/edit", terms(quorum_denominator="5")),
    )

    answers = [desk.post(page, data=data) for page, data in asked]

    db.session.expire_all()
    assert [(answer.status_code, wait in answer.text) for answer in answers] == [(409, True), (422, True), (422, True)]
    assert (agenda.body_of(meeting), agenda.quorum_of(meeting).text) == (body, "có mặt 4/7 thành viên, cần 4")


def test_seats_that_a_meeting_does_not_count_and_those_after_it_change_freely(desk, sitting):
    meeting, secretary = sitting
    counted(meeting, secretary)
    db.session.commit()
    url = f"/administration/councils/{meeting.council_id}"
    tomorrow = (clock.today() + timedelta(days=1)).strftime("%d/%m/%Y")

    during = desk.post(url, data=seat(part="member", valid_from=tomorrow))
    road.closed(meeting, by=secretary)
    db.session.commit()
    after = desk.post(f"{url}/members/{meeting.council.members[-2].id}/end")

    assert [answer.status_code for answer in (during, after)] == [303, 303]

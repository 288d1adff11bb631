"""Somebody is away and another sits at their desk: for some days, on a paper, and signs as a deputy alone."""

import re
from datetime import date, datetime, timedelta

import pytest
from flask import current_app
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from werkzeug.exceptions import NotFound

from app import clock
from app.accounts import operations as accounts
from app.accounts.models import User
from app.administration import operations as administration
from app.appraisals import handing
from app.appraisals.handing import HandBack
from app.audit.models import AuditEvent
from app.desk.queries import worklist
from app.documents.models import SigningRight
from app.effects import runner
from app.errors import Invalid, Refusal
from app.extensions import db
from app.nominations import timeline
from app.nominations.models import Handing
from app.organisations import substitutes
from app.organisations.models import Appointment
from app.organisations.queries import actor_of, holders, visitor
from app.outbox.models import Notice
from app.papers import operations as papers
from app.papers.signing import signature_of
from app.substitutes import operations, queries
from app.substitutes.operations import Absence
from tests import builders, kept
from workflows.award_province_1 import State
from workflows.vocabulary import Role

TODAY = date(2025, 2, 17)


class House:
    """Sở Nội vụ with a director and a deputy of his, a head of the Ban, two appraisers; a unit; a case."""

    def __init__(self):
        self.department = builders.organisation("SNV", "Sở Nội vụ")
        self.unit = builders.organisation("SGDDT", "Sở Giáo dục và Đào tạo")
        self.director = self.office(Role.SNV_DIRECTOR, "Trương Đức Hòa", "Giám đốc")
        self.deputy = self.office(Role.SNV_DRAFTER, "Phạm Gia Huy", "Phó Giám đốc")
        self.head = self.office(Role.BAN_HEAD, "Huỳnh Văn Thạnh", "Trưởng Ban")
        self.appraiser = self.office(Role.APPRAISER, "Võ Thị Thanh Nhàn", "Chuyên viên")
        self.colleague = self.office(Role.APPRAISER, "Dương Tấn Lộc", "Chuyên viên chính")
        self.unit_head = self.office(Role.UNIT_HEAD, "Lê Hữu Tường", "Giám đốc", at=self.unit)
        self.administrator = self.office(Role.ADMINISTRATOR, "Tạ Minh Đăng", "Quản trị")
        self.award = builders.award()
        come = {"state": State.APPRAISAL, "submitted_at": clock.now(), "received_at": clock.now()}
        self.case = builders.nomination(self.unit, self.award, builders.award_round(self.award), **come)

    def office(self, role, name, title, at=None):
        return actor_of(builders.appointment(role, at or self.department, builders.user(name), title=title))

    def absence(self, absent, substitute, **more):
        usual = {
            "valid_from": TODAY,
            "valid_to": TODAY + timedelta(days=4),
            "basis_kind": "Giấy ủy quyền",
            "basis_number": "12/GUQ-SNV",
            "basis_on": TODAY,
        }
        return Absence(absent_id=absent.appointment_id, substitute_id=substitute.user_id, **(usual | more))

    def stand_in(self, absent, substitute, *, by=None, **more):
        return operations.stand_in(self.absence(absent, substitute, **more), actor=by or self.director)


@pytest.fixture
def house(app, tmp_path):
    clock.use(tmp_path / "clock.json")
    clock.stand_at(datetime(2025, 2, 17, 8, 0, tzinfo=clock.VIETNAM))
    return kept.once(House)


def offices_on(day, user_id):
    """As the request of a signed-in person reads them."""
    clock.stand_at(datetime(day.year, day.month, day.day, 9, 0, tzinfo=clock.VIETNAM))
    token = token_of(user_id)
    return [office for office in visitor(token)[1] if office.for_user_id]


def token_of(user_id):
    user = db.session.get_one(User, user_id)
    token = accounts.open_session(user, address="127.0.0.1", agent="test", appointment_id=None)
    db.session.flush()
    return token


def test_the_substitute_sits_at_the_other_s_desk_and_the_story_says_for_whom(house):
    handing.assign(house.case, house.appraiser.user_id, "", actor=house.head)
    acting = actor_of(house.stand_in(house.appraiser, house.colleague))

    assert [line.what for line in worklist(house.colleague)] == []
    assert [line.what for line in worklist(acting)] == [house.case.nominee_name]
    wanted = HandBack(handing=Handing.PRESENTED, note="Xong.", seen=house.case.holding.id)
    handing.hand_back(house.case, wanted, actor=acting)
    (*_, last) = timeline.of(house.case, timeline.log_of(house.case), house.head)
    assert (last.what, last.who) == ("Đã xử lý, trình Huỳnh Văn Thạnh", "Dương Tấn Lộc (thay Võ Thị Thanh Nhàn)")


def test_what_came_to_the_absent_is_told_to_whoever_stands_in_too(house):
    house.stand_in(house.appraiser, house.colleague)
    handing.assign(house.case, house.appraiser.user_id, "Gấp.", actor=house.head)
    db.session.commit()
    runner.run_waiting()

    told = select(User.full_name).join(Notice, Notice.user_id == User.id).where(Notice.text.contains("Gấp"))
    assert sorted(db.session.scalars(told)) == ["Dương Tấn Lộc", "Võ Thị Thanh Nhàn"]


def test_work_is_given_to_those_whose_office_it_is(house):
    house.stand_in(house.appraiser, house.deputy)

    assert [*handing.receivers(house.head)] == [house.appraiser.user_id, house.colleague.user_id]
    assert len(holders(Role.APPRAISER)) == 3


def test_both_are_told_on_which_paper(house):
    house.stand_in(house.appraiser, house.colleague)
    db.session.commit()
    runner.run_waiting()

    told = select(User.full_name, Notice.text).join(Notice, Notice.user_id == User.id).order_by(User.full_name)
    text = (
        "Dương Tấn Lộc thay Võ Thị Thanh Nhàn từ 17/02/2025 đến 21/02/2025: Chuyên viên thẩm định Ban TĐKT, Sở Nội vụ. "
        "Giấy ủy quyền số 12/GUQ-SNV ngày 17/02/2025."
    )
    assert [tuple(row) for row in db.session.execute(told)] == [("Dương Tấn Lộc", text), ("Võ Thị Thanh Nhàn", text)]


DAYS = st.integers(min_value=0, max_value=12).map(lambda days: TODAY + timedelta(days=days))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=DAYS, last=DAYS, leaves=st.none() | DAYS, closes=st.none() | DAYS, day=DAYS)
def test_the_office_is_held_on_just_the_days_both_hold(house, first, last, leaves, closes, day):
    """Iff the day is of the substitution, the absent one still holds the office, and the organisation exists."""
    clock.stand_at(datetime(2025, 2, 17, 8, 0, tzinfo=clock.VIETNAM))
    outer = db.session.begin_nested()
    made = house.stand_in(house.appraiser, house.colleague, valid_from=first, valid_to=max(first, last))
    db.session.get_one(Appointment, house.appraiser.appointment_id).valid_to = leaves
    made.organisation.valid_to = closes
    db.session.flush()
    found = [office.for_name for office in offices_on(day, house.colleague.user_id)]
    is_holder = made.id in {one.id for one in holders(Role.APPRAISER)}
    holds = made.holds_on(day)
    outer.rollback()
    db.session.expire_all()

    both = first <= day <= max(first, last) and (leaves is None or day <= leaves)
    exists = closes is None or day <= closes
    assert (found, is_holder, holds) == (["Võ Thị Thanh Nhàn"] * (both and exists), both and exists, both)


def test_it_is_ended_early_or_before_it_begins(house):
    now = house.stand_in(house.appraiser, house.colleague)
    later = house.stand_in(house.head, house.deputy, valid_from=TODAY + timedelta(days=2), is_unsigned=True)

    operations.end(now, actor=house.director)
    operations.end(later, actor=house.director)

    for day in (TODAY, TODAY + timedelta(days=3)):
        assert [offices_on(day, who.user_id) for who in (house.colleague, house.deputy)] == [[], []]
    with pytest.raises(Refusal):
        operations.end(now, actor=house.director)
    acts = db.session.scalars(select(AuditEvent.action).where(AuditEvent.action.contains("stand_in")))
    assert [*acts] == ["stand_in", "stand_in", "end_stand_in", "end_stand_in"]


@pytest.mark.parametrize(
    ("change", "faults"),
    [
        ({"valid_from": TODAY - timedelta(days=1)}, {"valid_from": operations.FROM_TODAY}),
        ({"basis_on": TODAY + timedelta(days=1)}, {"basis_on": "Ngày này không thể sau hôm nay."}),
        ({"valid_to": TODAY - timedelta(days=1)}, {"valid_to": operations.ENDS_EARLY}),
        ({"signs": "KT. GIÁM ĐỐC"}, {"signs": operations.SIGNS_NOTHING}),
        ({"substitute_id": "appraiser"}, {"substitute_id": operations.NOT_THEMSELF}),
        (
            {"substitute_id": "director"},
            {"substitute_id": "Không ai tự cử mình thay người khác. Nhờ quản trị hệ thống."},
        ),
        (
            {"substitute_id": "unit_head"},
            {"substitute_id": "Người thay phải đang giữ một vai trò tại cùng cơ quan vào ngày bắt đầu."},
        ),
        ({"substitute_id": "administrator"}, {"substitute_id": "Quản trị hệ thống không giữ vai trò xử lý hồ sơ."}),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(house, change, faults):
    named = {key: getattr(house, said).user_id if key == "substitute_id" else said for key, said in change.items()}
    wanted = house.absence(house.appraiser, house.colleague)

    with pytest.raises(Invalid) as invalid:
        operations.stand_in(Absence(**{**vars(wanted), **named}), actor=house.director)

    assert invalid.value.errors == faults


@pytest.mark.parametrize("lines", ["GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Thay mặt\nPHÓ GIÁM ĐỐC"])
def test_a_deputy_signs_for_the_absent_one_and_as_what_they_are(house, lines):
    with pytest.raises(Invalid) as invalid:
        house.stand_in(house.director, house.deputy, by=house.administrator, signs=lines)

    assert [*invalid.value.errors] == ["signs"]
    made = house.stand_in(house.director, house.deputy, by=house.administrator, signs="KT. Giám đốc\nPhó Giám đốc")
    assert made.standing_in.signs == "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC"


def test_whoever_names_a_substitute_that_may_not_sign_knows_it_beforehand(house):
    deputies = queries.deputies(queries.held(house.director))
    with pytest.raises(Invalid) as invalid:
        house.stand_in(house.director, house.colleague, by=house.administrator, valid_from=TODAY - timedelta(days=1))

    told = [(office.title, [one.title for one in able]) for office, able in deputies]
    assert told == [("Giám đốc", ["Phó Giám đốc"]), ("Trưởng Ban", [])]
    assert invalid.value.errors == {
        "valid_from": operations.FROM_TODAY,
        "is_unsigned": "Dương Tấn Lộc (Chuyên viên chính) không phải cấp phó của Trương Đức Hòa (Giám đốc) nên không ký"
        " thay được. Chọn cấp phó; hoặc đánh dấu ô này nếu chỉ xử lý hồ sơ.",
    }
    assert (
        house.stand_in(house.director, house.colleague, by=house.administrator, is_unsigned=True).standing_in.signs
        == ""
    )


def test_one_office_has_one_substitute_at_a_time_and_a_substitute_has_none(house):
    acting = house.stand_in(house.appraiser, house.colleague)
    with pytest.raises(Invalid) as second:
        house.stand_in(house.appraiser, house.deputy, valid_from=TODAY + timedelta(days=4))
    with pytest.raises(Invalid) as onward:
        house.stand_in(actor_of(acting), house.deputy)
    house.stand_in(house.appraiser, house.deputy, valid_from=TODAY + timedelta(days=5), valid_to=date(2025, 3, 1))

    assert second.value.errors == {
        "absent_id": "Dương Tấn Lộc đã thay từ 17/02/2025 đến 21/02/2025. Kết thúc việc thay đó trước."
    }
    assert onward.value.errors == {"absent_id": "Người thay không cử người khác thay tiếp."}


def test_whoever_stands_in_does_not_give_the_place_on(house):
    deputy = actor_of(house.stand_in(house.director, house.deputy, by=house.administrator))
    after = {"valid_from": TODAY + timedelta(days=5), "valid_to": TODAY + timedelta(days=9)}

    with pytest.raises(Invalid) as invalid:
        house.stand_in(house.director, house.colleague, by=deputy, is_unsigned=True, **after)

    assert invalid.value.errors == {"absent_id": "Người thay không cử người khác thay tiếp."}
    assert house.director.user_id not in {office.user_id for office in queries.offices(queries.held(deputy), deputy)}
    assert house.stand_in(house.head, house.colleague, by=deputy, is_unsigned=True).user_id == house.colleague.user_id


def test_nobody_stands_in_longer_than_they_are_of_the_house(house):
    own = db.session.get_one(Appointment, house.colleague.appointment_id)
    own.valid_to = TODAY + timedelta(days=3)
    db.session.flush()
    with pytest.raises(Invalid) as longer:
        house.stand_in(house.appraiser, house.colleague)
    own.valid_to = None
    acting = house.stand_in(house.appraiser, house.colleague)
    administration.end_appointment(own, actor=house.administrator)

    told = "Người này giữ vai trò của mình đến hết ngày 20/02/2025: không thay lâu hơn."
    assert longer.value.errors == {"substitute_id": told}
    assert (acting.valid_to, offices_on(TODAY, house.colleague.user_id)) == (TODAY - timedelta(days=1), [])
    ended = db.session.scalars(select(AuditEvent).where(AuditEvent.action == "end_appointment")).all()
    assert [event.data["appointment"] for event in ended] == [own.id, acting.id]


def test_a_ballot_and_an_opinion_are_a_person_s_own(house):
    for role in substitutes.customs().personal - {Role.ADMINISTRATOR}:
        member = house.office(role, "Từ Công Danh", "Ủy viên")
        with pytest.raises(Invalid) as invalid:
            house.stand_in(member, house.deputy)
        assert "không ai thay" in invalid.value.errors["absent_id"]


def test_a_head_names_substitutes_in_their_own_house_the_administrator_in_all(house):
    with pytest.raises(NotFound):
        house.stand_in(house.unit_head, house.colleague)
    with pytest.raises(NotFound):
        house.stand_in(house.appraiser, house.colleague, by=house.unit_head)

    assert house.stand_in(house.appraiser, house.colleague, by=house.administrator).id


def test_who_stands_in_for_a_signer_signs_as_a_deputy_alone(house):
    as_deputy = actor_of(house.stand_in(house.director, house.deputy, by=house.administrator))
    as_specialist = actor_of(house.stand_in(house.head, house.colleague, by=house.administrator, is_unsigned=True))
    plain = actor_of(house.stand_in(house.appraiser, house.colleague, by=house.administrator))

    assert [substitutes.may_sign(who) for who in (as_deputy, as_specialist, plain, house.director)] == [
        True,
        False,
        True,
        True,
    ]
    with pytest.raises(Refusal) as refusal:
        papers.sign(None, None, actor=as_specialist)
    assert refusal.value.reasons == [f"Chỉ cấp phó được ký thay: {substitutes.customs().basis}."]
    signature = signature_of(as_deputy, office="Giám đốc")
    assert (signature.lines, signature.name) == ("KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC", "Phạm Gia Huy")
    assert signature_of(house.deputy, office="Chuyên viên").lines == "PHÓ GIÁM ĐỐC"


@pytest.mark.parametrize(
    ("title", "of", "is_deputy"),
    [
        ("Phó Giám đốc", "Giám đốc", True),
        ("Phó Trưởng Ban", "Trưởng ban", True),
        ("Phó Chủ tịch", "Phó Chủ tịch", True),
        ("Phó Chánh Văn phòng", "Giám đốc", False),
        ("Giám đốc", "Giám đốc", False),
        ("Chuyên viên", "Giám đốc", False),
    ],
)
def test_a_deputy_is_one_of_that_very_office(title, of, is_deputy):
    assert substitutes.is_deputy(title, of=of) == is_deputy


def test_the_end_of_a_standing_in_leaves_a_person_s_own_right_to_sign(house):
    right = {"user_id": house.deputy.user_id, "organisation_id": house.department.id, "valid_from": date(2020, 1, 1)}
    own = SigningRight(lines="PHÓ GIÁM ĐỐC", **right)
    db.session.add(own)
    acting = house.stand_in(house.director, house.deputy, by=house.administrator)

    administration.end_appointment(acting, actor=house.administrator)

    assert (own.valid_to, acting.valid_to) == (None, TODAY - timedelta(days=1))


@pytest.mark.parametrize(
    ("absent", "lines"),
    [
        ("Giám đốc", "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC"),
        ("TL. GIÁM ĐỐC\nTRƯỞNG BAN", "TL. GIÁM ĐỐC\nKT. TRƯỞNG BAN\nPHÓ GIÁM ĐỐC"),
        ("KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH", "KT. CHỦ TỊCH\nPHÓ GIÁM ĐỐC"),
    ],
)
def test_the_lines_above_a_deputy_s_signature(absent, lines):
    assert substitutes.signed_for(absent, "Phó Giám đốc") == lines


def test_named_on_the_page_chosen_in_the_switch_and_ended_there(house):
    client = builders.signed_in(current_app.test_client(), house.director)
    form = {
        "absent_id": house.appraiser.appointment_id,
        "substitute_id": house.colleague.user_id,
        "valid_from": "17/02/2025",
        "valid_to": "21/02/2025",
        "basis_kind": "Quyết định",
        "basis_number": "15/QĐ-SNV",
        "basis_on": "14/02/2025",
    }
    nothing = client.post("/substitutes/new", data={})
    done = client.post("/substitutes/new", data=form)
    listed = re.sub(r"\s+", " ", client.get("/substitutes/").text)
    acting = db.session.scalars(select(Appointment).order_by(Appointment.id.desc())).first()
    theirs = builders.signed_in(current_app.test_client(), house.colleague)
    switch = re.sub(r"\s+", " ", theirs.get("/").text)
    theirs.post("/accounts/act-as", data={"appointment_id": acting.id})
    as_other = re.sub(r"\s+", " ", theirs.get("/").text)
    ended = client.post(f"/substitutes/{acting.id}/end")
    afterwards = theirs.get("/").text

    assert (nothing.status_code, done.status_code, ended.status_code) == (422, 303, 303)
    for sentence in ("Chọn người vắng.", "Chọn người thay.", "Nhập ngày kết thúc.", "Nhập số, ký hiệu văn bản."):
        assert sentence in nothing.text
    assert "Quyết định số 15/QĐ-SNV ngày 14/02/2025" in listed
    assert "Đang thay" in listed
    assert "Chuyên viên thẩm định Ban TĐKT, thay Võ Thị Thanh Nhàn" in switch
    assert as_other.count("thay Võ Thị Thanh Nhàn") > switch.count("thay Võ Thị Thanh Nhàn")
    assert "thay Võ Thị Thanh Nhàn" not in afterwards


def test_another_house_s_substitute_is_not_found_and_an_own_office_is_not_ended_here(house):
    made = house.stand_in(house.appraiser, house.colleague)
    db.session.commit()
    unit = builders.signed_in(current_app.test_client(), house.unit_head)
    director = builders.signed_in(current_app.test_client(), house.director)

    foreign = unit.post(f"/substitutes/{made.id}/end").status_code
    own = director.post(f"/substitutes/{house.appraiser.appointment_id}/end").status_code
    listed = unit.get("/substitutes/").text

    assert (foreign, own, "Dương Tấn Lộc" in listed) == (404, 404, False)

"""Who belongs to a council on which day: joined, left, another chair; never so that a meeting's body changes."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app import clock
from app.councils import agenda, chair, members, people
from app.councils.chair import NewChair
from app.councils.members import Leaving, Seat
from app.councils.models import Body, Council, CouncilMember
from app.errors import Invalid
from app.extensions import db
from tests import builders
from tests.builders import events_of
from tests.councils import road
from workflows.award_province_1 import State
from workflows.vocabulary import Role

LONG_AGO = timedelta(days=30)


def url(council, more=""):
    return f"/councils/{council.id}{more}"


def typed(council, **more):
    """Somebody new, from a month ago."""
    return {
        "name": "Lê Hữu Tường",
        "title": "Trưởng phòng",
        "part": "member",
        "valid_from": f"{clock.today() - LONG_AGO:%d/%m/%Y}",
        "version": council.version,
    } | more


def leaving(council, **more):
    return {"last_day": f"{clock.today():%d/%m/%Y}", "reason": "Nghỉ hưu.", "version": council.version} | more


def on(council, day):
    return [(one.name, one.part) for one in council.members_on(day, Body.FULL)]


@pytest.fixture
def small(house):
    """A unit's council of three: chair, deputy, secretary."""
    unit = builders.organisation("SYT", "Sở Y tế")
    council = builders.council(unit, members=3)
    secretary = builders.actor(Role.UNIT_COUNCIL_SECRETARY, unit)
    db.session.commit()
    return council, secretary


def test_a_member_joins_with_an_account_and_the_decision_that_says_so(post, get, small):
    council, secretary = small
    account = builders.user("Lê Hữu Tường", username="tuong.lh")
    paper = builders.council_paper(council)
    db.session.commit()

    answer = post(secretary, url(council, "/members/new"), **typed(council, username="Tuong.LH", paper_id=paper.id))

    (made,) = [one for one in council.members if one.name == "Lê Hữu Tường"]
    days = [(clock.today() - LONG_AGO).isoformat(), None]
    said = {"member": made.id, "name": "Lê Hữu Tường", "part": "member", "days": days}
    assert (answer.status_code, made.user_id, made.begun_by_id) == (303, account.id, paper.id)
    assert [(event.action, event.data) for event in events_of(council.ref)] == [("seat_member", said)]
    assert "Lê Hữu Tường" in get(secretary, url(council)).text


@pytest.mark.parametrize("typed_as", ["Lê Hữu Tường (tuong.lh)", "le huu tuong", "Tuong.LH"])
def test_a_member_is_found_by_name_and_called_as_their_office_has_it(post, small, typed_as):
    council, secretary = small
    account = builders.user("Lê Hữu Tường", username="tuong.lh")
    builders.appointment(Role.UNIT_HEAD, council.organisation, account).title = "Giám đốc"
    db.session.commit()

    answer = post(secretary, url(council, "/members/new"), **typed(council, username=typed_as, name="", title=""))

    (made,) = [one for one in council.members if one.user_id == account.id]
    assert (answer.status_code, made.name, made.title) == (303, "Lê Hữu Tường", "Giám đốc")


def test_of_two_with_one_name_the_list_is_asked(post, get, small):
    council, secretary = small
    for username in ("tuong.lh", "tuong.lh.02"):
        builders.actor(Role.UNIT_CLERK, council.organisation, builders.user("Lê Hữu Tường", username=username))
    db.session.commit()

    answer = post(secretary, url(council, "/members/new"), **typed(council, username="Lê Hữu Tường"))

    assert (answer.status_code, "Có 2 người tên Lê Hữu Tường" in answer.text) == (422, True)


def test_people_are_offered_by_their_last_word_and_a_unit_is_offered_its_own(small):
    council, secretary = small
    at_home, elsewhere = council.organisation, builders.organisation("STC", "Sở Tài chính")
    for name, place in (("Trần Thị An", at_home), ("Bùi Văn Đông", at_home), ("An Văn Xa", elsewhere)):
        builders.actor(Role.UNIT_CLERK, place, builders.user(name))
    db.session.commit()

    found = [person.user.full_name for person in people.offered(council) if person.user.id != secretary.user_id]

    assert found == ["Trần Thị An", "Bùi Văn Đông"]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"username": "khong-co"}, "Không tìm thấy tài khoản của người này."),
        ({"name": ""}, "Chọn người có tài khoản, hoặc nhập họ và tên."),
        ({"title": ""}, "Nhập chức vụ."),
        ({"valid_to": "01/01/2001"}, "Ngày kết thúc không thể trước ngày bắt đầu."),
        ({"part": "chair"}, "Hội đồng đã có Chủ tịch là Thành viên Thứ 1: dùng “Đổi Chủ tịch Hội đồng”."),
        ({"name": "Ông Thành viên Thứ 2", "title": "lãnh đạo"}, "Thành viên Thứ 2 đã là Phó Chủ tịch Hội đồng"),
        ({"paper_id": "999999"}, "Chọn một mục trong danh sách."),
    ],
)
def test_a_faulty_seat_is_refused(post, small, wrong, sentence):
    council, secretary = small

    answer = post(secretary, url(council, "/members/new"), **typed(council, **wrong))

    db.session.expire_all()
    assert (answer.status_code, sentence in answer.text, len(council.members)) == (422, True, 3)


def test_whoever_read_an_older_council_is_told_and_gets_back_what_they_typed(post, small):
    council, secretary = small

    answer = post(secretary, url(council, "/members/new"), **typed(council, version=council.version - 1))

    assert (answer.status_code, "Lê Hữu Tường" in answer.text) == (409, True)


def test_who_leaves_is_counted_until_the_last_day_and_nothing_is_lost(post, get, small):
    council, secretary = small
    member, today = council.members[1], clock.today()

    answer = post(secretary, url(council, f"/members/{member.id}/end"), **leaving(council))

    db.session.expire_all()
    counted = [len(on(council, day)) for day in (today, today + timedelta(days=1))]
    assert (answer.status_code, counted, member.end_reason) == (303, [3, 2], "Nghỉ hưu.")
    assert [event.reason for event in events_of(council.ref)] == ["Nghỉ hưu."]
    tomorrow = f"{today + timedelta(days=1):%d/%m/%Y}"
    assert f"Thành viên ngày {tomorrow}: 2 người" in get(secretary, url(council, f"?day={tomorrow}")).text


def test_a_slip_was_never_a_member(post, small):
    council, secretary = small
    member = council.members[1]

    answer = post(secretary, url(council, f"/members/{member.id}/end"), **leaving(council, is_slip="y"))

    db.session.expire_all()
    assert (answer.status_code, member.belongs_on(member.valid_from), member.valid_to) == (
        303,
        False,
        member.valid_from - timedelta(days=1),
    )


def test_a_last_day_before_the_first_is_refused(post, small):
    council, secretary = small

    answer = post(
        secretary, url(council, f"/members/{council.members[1].id}/end"), **leaving(council, last_day="01/01/2019")
    )

    assert (answer.status_code, "ngày cuối không thể trước ngày đó" in answer.text) == (422, True)


def test_a_member_takes_the_chair_and_the_one_before_stays_as_deputy(post, small):
    council, secretary = small
    day = clock.today()
    data = {"valid_from": f"{day:%d/%m/%Y}", "member_id": council.members[1].id, "former_part": "deputy"}

    answer = post(secretary, url(council, "/chair"), **data, reason="Thay đổi người đứng đầu.", version=council.version)

    db.session.expire_all()
    assert answer.status_code == 303
    assert on(council, day - timedelta(days=1)) == [
        ("Thành viên Thứ 1", "chair"),
        ("Thành viên Thứ 2", "deputy"),
        ("Thành viên Thứ 3", "secretary"),
    ]
    assert sorted(on(council, day)) == [
        ("Thành viên Thứ 1", "deputy"),
        ("Thành viên Thứ 2", "chair"),
        ("Thành viên Thứ 3", "secretary"),
    ]


def test_somebody_new_takes_the_chair(post, small):
    council, secretary = small
    data = {"valid_from": f"{clock.today():%d/%m/%Y}", "name": "Đàng Thị Mỹ Hương", "reason": "Giám đốc mới."}

    without_title = post(secretary, url(council, "/chair"), **data, version=council.version)
    answer = post(secretary, url(council, "/chair"), **data, title="Giám đốc", version=council.version)

    db.session.expire_all()
    assert ("Nhập chức vụ của người mới." in without_title.text, answer.status_code) == (True, 303)
    assert chair.chair_on(council, clock.today()).name == "Đàng Thị Mỹ Hương"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"valid_from": "01/01/2020"}, "làm Chủ tịch từ ngày 01/01/2020: chọn ngày sau ngày đó."),
        ({}, "Chọn một thành viên, hoặc ghi họ và tên người mới."),
    ],
)
def test_a_faulty_change_of_chair_is_refused(post, small, data, sentence):
    council, secretary = small
    sent = {"valid_from": f"{clock.today():%d/%m/%Y}", "reason": "Đổi.", "version": council.version} | data

    answer = post(secretary, url(council, "/chair"), **sent)

    assert (answer.status_code, sentence in answer.text) == (422, True)


def test_a_council_that_lacks_a_chair_says_so(post, get, small):
    council, secretary = small
    post(secretary, url(council, f"/members/{council.members[0].id}/end"), **leaving(council, last_day="01/02/2024"))

    assert "Hội đồng chưa có Chủ tịch." in get(secretary, url(council)).text


@pytest.mark.parametrize("who", ["clerk", "head"])
def test_only_its_keeper_changes_a_council(post, get, house, who):
    reader = getattr(house, who)

    answers = [
        get(reader, url(house.council)).status_code,
        post(reader, url(house.council, "/members/new"), **typed(house.council)).status_code,
        get(house.secretary, url(house.provincial)).status_code,
        get(house.provincial_secretary, url(house.provincial)).status_code,
        get(house.provincial_secretary, url(house.council)).status_code,
    ]

    assert answers == [200, 403, 404, 200, 404]


def test_a_member_of_another_council_is_not_found_here(get, house, small):
    other, _ = small

    assert get(house.secretary, url(house.council, f"/members/{other.members[0].id}/end")).status_code == 404


@pytest.fixture
def sitting(house):
    """Seven of nine came; their council votes."""
    case = house.case("Katơr Thị Sính", State.UNIT_COUNCIL)
    meeting = road.planned(house.council, [case], by=house.secretary)
    road.call_roll(meeting, by=house.secretary, present=7)
    db.session.commit()
    return meeting


def opened(meeting, by):
    road.opened(meeting, by=by)


def counted(meeting, by):
    opened(meeting, by)
    road.returned(meeting, [(7, 0, 0)], ballots=7, by=by)
    road.counted(meeting, by=by)


def closed(meeting, by):
    counted(meeting, by)
    road.closed(meeting, by=by)


@pytest.mark.parametrize(
    "held", [lambda *_: None, opened, counted, closed], ids=["called", "opened", "counted", "closed"]
)
def test_who_was_counted_on_the_day_of_a_meeting_stays(post, house, sitting, held):
    held(sitting, house.secretary)
    db.session.commit()
    council, body = sitting.council, agenda.body_of(sitting)
    yesterday = f"{clock.today() - timedelta(days=1):%d/%m/%Y}"
    asked = (
        (f"/members/{body[-1].id}/end", leaving(council, last_day=yesterday)),
        ("/members/new", typed(council)),
        ("/chair", typed(council, reason="Đổi.", name="Người Khác")),
        ("/rules", numbers(council, valid_from=yesterday)),
        ("/thresholds/new", {"what": "rule:VMAJ", "pct": 70, "valid_from": yesterday, "version": council.version}),
    )

    answers = [post(house.secretary, url(council, path), **data) for path, data in asked]

    db.session.expire_all()
    wait = f"“{sitting.title}” ngày {clock.today():%d/%m/%Y} đã điểm danh hoặc đã họp"
    assert [(answer.status_code, wait in answer.text) for answer in answers] == [(422, True)] * 5
    assert (agenda.body_of(sitting), agenda.quorum_of(sitting).text) == (body, "có mặt 7/9 thành viên, cần 6")


def numbers(council, **more):
    return {
        "valid_from": f"{clock.today():%d/%m/%Y}",
        "quorum_numerator": 4,
        "quorum_denominator": 5,
        "is_secret": "True",
        "keeps_recused": "True",
        "version": council.version,
    } | more


def test_what_changes_from_the_day_after_a_meeting_changes_freely(post, house, sitting):
    opened(sitting, house.secretary)
    db.session.commit()
    tomorrow = f"{clock.today() + timedelta(days=1):%d/%m/%Y}"

    joins = post(house.secretary, url(sitting.council, "/members/new"), **typed(sitting.council, valid_from=tomorrow))
    db.session.expire_all()
    leaves = post(
        house.secretary,
        url(sitting.council, f"/members/{sitting.council.members[4].id}/end"),
        **leaving(sitting.council),
    )

    assert (joins.status_code, leaves.status_code, len(agenda.body_of(sitting))) == (303, 303, 9)


FIRST = date(2025, 1, 1)
days = st.integers(0, 40).map(lambda number: FIRST + timedelta(days=number))
deeds = st.lists(
    st.one_of(
        st.tuples(st.just("seat"), st.integers(1, 4), days, st.none() | days),
        st.tuples(st.just("leave"), st.integers(0, 6), days),
        st.tuples(st.just("chair"), st.integers(0, 6), days, st.sampled_from(["", "deputy", "member"])),
    ),
    max_size=12,
)


@pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)
def test_whatever_is_entered_nobody_sits_twice_and_nobody_shares_the_chair(app):
    unit = builders.organisation()
    by = builders.actor(Role.UNIT_COUNCIL_SECRETARY, unit)

    @settings(max_examples=60, deadline=None)
    @given(deeds)
    def walk(asked):
        council = Council(organisation=unit, name="Hội đồng", is_provincial=False)
        db.session.add(council)
        db.session.flush()
        for deed in asked:
            try:
                with db.session.begin_nested():
                    _do(council, deed, by)
            except Invalid:
                db.session.refresh(council)
        for day in (FIRST + timedelta(days=number) for number in range(42)):
            there = on(council, day)
            assert len({name for name, _ in there}) == len(there)
            assert [part for _, part in there].count("chair") <= 1
        db.session.rollback()

    db.session.commit()
    walk()


def _do(council, deed, by):
    what, number, day, *more = deed
    version = council.version
    if what == "seat":
        name, part = f"Người Thứ {number}", "chair" if number == 1 else "member"
        wanted = Seat(
            name=name, title="", part=part, is_standing=False, valid_from=day, valid_to=more[0], version=version
        )
        members.seat(council, wanted, actor=by)
    elif council.members:
        member: CouncilMember = council.members[number % len(council.members)]
        if what == "leave":
            members.unseat(member, Leaving(last_day=day, reason="x", version=version), actor=by)
        else:
            wanted = NewChair(valid_from=day, reason="x", member_id=member.id, former_part=more[0], version=version)
            chair.change_chair(council, wanted, actor=by)

"""A case that lost its agenda while it was suspended gets onto one again, and its secretary hears that it must."""

import pytest
from sqlalchemy import select

from app import clock
from app.councils import operations, queries
from app.councils.models import AgendaItem, Meeting
from app.desk.queries import worklist
from app.errors import Invalid, Refusal
from app.extensions import db
from app.nominations.openings import Look, tasks
from app.suspensions import operations as suspensions
from app.suspensions import queries as found
from app.suspensions.operations import Cause, Conclusion
from tests import builders
from tests.builders import events_of
from tests.councils import road
from tests.patience import done_meanwhile
from workflows.award_province_1 import State
from workflows.vocabulary import Role


@pytest.fixture
def suspended(house):
    """A case on the agenda of a meeting that is being prepared, suspended; and the meeting."""
    case = house.case("A Ma Thị Một", State.APPRAISED, house.title, submitted_at=clock.now())
    meeting = road.planned(house.provincial, [case], by=house.provincial_secretary)
    cause = Cause(
        ground="don_thu", source_agency="Thanh tra tỉnh", source_number="", source_on=clock.today(), reason="Có đơn."
    )
    suspensions.suspend(case, cause, actor=builders.actor(Role.BAN_HEAD, house.department))
    db.session.commit()
    return case, meeting


def resume(house, case):
    ban, standing = builders.actor(Role.BAN_HEAD, house.department), found.current(case)
    wanted = Conclusion(
        finding="clear",
        finding_agency="Thanh tra tỉnh",
        finding_number="15",
        finding_on=clock.today(),
        finding_summary="",
        version=standing.version,
    )
    suspensions.conclude(standing, wanted, actor=ban)
    suspensions.resume(standing, actor=ban)
    db.session.commit()


@pytest.fixture
def resumed(house, suspended):
    """Suspended in a meeting's agenda, taken off it, resumed where it was; and the meeting, still prepared."""
    case, meeting = suspended
    operations.take_off(meeting.items[0], "Hồ sơ tạm dừng.", actor=house.provincial_secretary)
    resume(house, case)
    return case, meeting


def test_the_council_votes_without_a_suspended_name_and_it_comes_before_another_meeting(app, house, suspended):
    case, meeting = suspended
    other = house.case("Bo Bo Hai", State.APPRAISED, house.title, submitted_at=clock.now())
    operations.put_on(meeting, [other.id], actor=house.provincial_secretary)
    road.call_roll(meeting, by=house.provincial_secretary)
    page = builders.signed_in(app.test_client(), house.chair).get(f"/meetings/{meeting.id}").text

    road.opened(meeting, by=house.chair)
    resume(house, case)

    assert "hồ sơ đang tạm dừng xét" in page
    assert [item.removed_reason for item in meeting.items] == ["Hồ sơ tạm dừng xét khi phiên họp khai mạc.", None]
    assert (case.state, other.state) == (State.COUNCIL_SCHEDULED, State.COUNCIL_VOTING)
    assert queries.off_agenda([case.id]) == {case.id}


def test_a_name_that_comes_back_before_the_opening_is_voted_on_where_it_was_listed(house, suspended):
    case, meeting = suspended
    resume(house, case)
    road.call_roll(meeting, by=house.provincial_secretary)

    road.opened(meeting, by=house.chair)

    assert (case.state, meeting.items[0].removed_reason) == (State.COUNCIL_VOTING, None)


def test_a_meeting_with_nobody_else_on_its_agenda_is_not_opened(house, suspended):
    case, meeting = suspended
    road.call_roll(meeting, by=house.provincial_secretary)

    with pytest.raises(Refusal):
        road.opened(meeting, by=house.chair)

    assert case.state == State.SUSPENDED


def test_a_resumed_case_is_put_on_an_agenda_again_and_voted_on(house, resumed):
    case, meeting = resumed
    offered = [*queries.candidates(meeting)]

    operations.put_on(meeting, [case.id], actor=house.provincial_secretary)

    road.call_roll(meeting, by=house.provincial_secretary)
    road.opened(meeting, by=house.chair)
    assert (offered, case.state, [*queries.candidates(meeting)]) == ([case], State.COUNCIL_VOTING, [])
    assert [(one.action, one.target) for one in events_of(case.ref)] == [
        ("put_on_agenda", State.COUNCIL_SCHEDULED),
        ("suspend", State.SUSPENDED),
        ("record_finding", ""),
        ("resume", State.COUNCIL_SCHEDULED),
        ("open_meeting", State.COUNCIL_VOTING),
    ]


def test_a_resumed_case_is_chosen_on_the_page_of_another_meeting(app, house, resumed):
    case, _ = resumed
    other = road.planned(house.provincial, [], by=house.provincial_secretary)
    db.session.commit()
    client = builders.signed_in(app.test_client(), house.provincial_secretary)

    page = client.get(f"/meetings/{other.id}/agenda").text
    answer = client.post(f"/meetings/{other.id}/agenda", data={"nomination_ids": [case.id]})

    db.session.expire_all()
    assert (f'value="{case.id}"' in page, answer.status_code) == (True, 303)
    assert ([item.nomination for item in other.items], case.state) == ([case], State.COUNCIL_SCHEDULED)


def test_a_scheduled_case_is_taken_by_no_second_agenda(house):
    case = house.case("A Ma Thị Một", State.APPRAISED, house.title, submitted_at=clock.now())
    road.planned(house.provincial, [case], by=house.provincial_secretary)

    with pytest.raises(Invalid) as refused:
        road.planned(house.provincial, [case], by=house.provincial_secretary)

    sentence = "Không còn đưa vào chương trình được: A Ma Thị Một. Hãy chọn lại."
    assert refused.value.errors == {"nomination_ids": sentence}


def test_a_unit_s_case_taken_off_waits_again(house):
    case = house.case("Katơr Thị Sính", State.UNIT_COUNCIL)
    meeting = road.planned(house.council, [case], by=house.secretary)
    operations.take_off(meeting.items[0], "Chờ xác minh.", actor=house.secretary)
    offered = [*queries.candidates(meeting)]

    operations.put_on(meeting, [case.id], actor=house.secretary)

    assert (offered, case.state, [item.nomination for item in meeting.items]) == ([case], State.UNIT_COUNCIL, [case])


def test_the_worklist_tells_what_has_no_agenda_from_what_has_one(house, resumed):
    case, meeting = resumed
    before = {line.what: line.todo for line in worklist(house.provincial_secretary) if line.room == "nominations"}
    led_to = [(task.endpoint, task.values) for task in tasks(Look(case), house.provincial_secretary)]

    operations.put_on(meeting, [case.id], actor=house.provincial_secretary)

    after = {line.what: line.todo for line in worklist(house.provincial_secretary) if line.room == "nominations"}
    assert led_to == [("meetings.add", {"meeting_id": meeting.id})]
    assert (before, after) == (
        {"A Ma Thị Một": "Đưa vào phiên họp Hội đồng"},
        {"A Ma Thị Một": "Chuẩn bị phiên họp"},
    )


def test_of_two_meetings_that_want_one_case_at_once_one_gets_it(app, house):
    case = house.case("Katơr Thị Sính", State.UNIT_COUNCIL)
    first, second = (road.planned(house.council, [], by=house.secretary).id for _ in range(2))
    db.session.commit()
    case_id = case.id

    def put_on(meeting_id):
        operations.put_on(db.session.get_one(Meeting, meeting_id), [case_id], actor=house.secretary)

    put_on(first)  # and not committed yet
    with pytest.raises(Invalid) as refused:
        done_meanwhile(app, lambda: put_on(second))

    sentence = "Không còn đưa vào chương trình được: Katơr Thị Sính. Hãy chọn lại."
    assert refused.value.errors == {"nomination_ids": sentence}
    assert [item.meeting_id for item in db.session.scalars(select(AgendaItem))] == [first]

"""A case that lost its agenda while it was suspended gets onto one again, and its secretary hears that it must."""

import pytest
from sqlalchemy import select

from app import clock
from app.casework import advance
from app.councils import operations, queries
from app.councils.models import AgendaItem, Meeting
from app.desk.queries import worklist
from app.errors import Invalid
from app.extensions import db
from app.nominations import openings
from app.nominations.openings import Look, tasks
from tests import builders
from tests.builders import events_of
from tests.councils import road
from tests.patience import done_meanwhile
from workflows.award_province_1 import State
from workflows.vocabulary import Role


@pytest.fixture
def cleared(monkeypatch):
    """No room keeps the conclusion that there was no violation yet, and without it nobody may resume a case."""
    monkeypatch.setitem(openings._contributors, "has_clearance", lambda _: {"has_clearance": True})


@pytest.fixture
def resumed(house, cleared):
    """Suspended in a meeting's agenda, taken off it, resumed where it was; and the meeting, still prepared."""
    ban = builders.actor(Role.BAN_HEAD, house.department)
    case = house.case("A Ma Thị Một", State.APPRAISED, house.title, submitted_at=clock.now())
    meeting = road.planned(house.provincial, [case], by=house.provincial_secretary)
    advance(case, "suspend", actor=ban, reason="Có đơn tố cáo.")
    operations.take_off(meeting.items[0], "Hồ sơ tạm dừng.", actor=house.provincial_secretary)
    advance(case, "resume", actor=ban)
    db.session.commit()
    return case, meeting


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

    assert refused.value.errors == {"nomination_ids": "Không còn đưa vào chương trình được: A Ma Thị Một."}


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

    assert refused.value.errors == {"nomination_ids": "Không còn đưa vào chương trình được: Katơr Thị Sính."}
    assert [item.meeting_id for item in db.session.scalars(select(AgendaItem))] == [first]

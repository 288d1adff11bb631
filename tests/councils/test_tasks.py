"""From the case that waits for a council its secretary gets to the meeting: a new one, one prepared, its own."""

import pytest

from app.councils.models import Body
from app.extensions import db
from app.nominations.openings import Look, tasks
from tests import builders
from tests.councils import road
from workflows.award_province_1 import State


def offered(case, actor):
    return [(task.endpoint, task.values) for task in tasks(Look(case), actor)]


def test_a_unit_s_secretary_is_led_to_a_meeting(app, house):
    case, other = (house.case(name, State.UNIT_COUNCIL) for name in ("Katơr Thị Sính", "Bá Văn Trịnh"))
    first = offered(case, house.secretary)
    meeting = road.planned(house.council, [other], by=house.secretary)
    db.session.commit()

    assert first == [("meetings.new", {})]
    assert offered(case, house.secretary) == [("meetings.add", {"meeting_id": meeting.id})]
    assert offered(other, house.secretary) == [("meetings.show", {"meeting_id": meeting.id})]
    assert offered(other, house.clerk) == []


@pytest.mark.parametrize(("body", "endpoint"), [(Body.STANDING, "meetings.add"), (Body.FULL, "meetings.new")])
def test_the_province_s_secretary_only_to_a_meeting_of_the_body_that_considers_it(app, house, body, endpoint):
    case = house.case("Katơr Thị Sính", State.APPRAISED)
    road.planned(house.provincial, [], by=house.provincial_secretary, body=body)
    db.session.commit()

    assert [where for where, _ in offered(case, house.provincial_secretary)] == [endpoint]


def test_the_links_open(app, house):
    case = house.case("Katơr Thị Sính", State.UNIT_COUNCIL)
    db.session.commit()
    client = builders.signed_in(app.test_client(), house.secretary)

    page = client.get(f"/nominations/{case.id}").text

    assert 'href="/meetings/new"' in page
    assert client.get("/meetings/new").status_code == 200

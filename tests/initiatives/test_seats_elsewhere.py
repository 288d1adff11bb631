"""Who keeps a council in one house may have a plain seat in another's: there they read and vote, and keep nothing."""

from dataclasses import replace

import pytest

from app.access import Permission
from app.councils import returning, typists
from app.councils.models import Voting
from app.desk import queries as desk
from app.extensions import db
from app.initiatives import operations as initiatives
from tests import builders
from tests.ballots import road as boxes
from tests.casework import story
from tests.councils import road
from tests.initiatives.test_meetings import entered, held, prepared
from workflows.vocabulary import Role

OF_ITS_HOUSE = {Permission.MEETING_KEEP, Permission.MEETING_CHAIR}
ROWS = {"item_id": 0, "recusal_id": 1, "key": "conclusion"}


@pytest.fixture
def meeting(house):
    """The province's, open, by sealed ballot; the unit's secretary sits in it."""
    sent = entered(house)
    held(house, {sent: (9, 0, 0)})
    initiatives.send_up(sent, seen=sent.version, actor=house.secretary)
    boxes.seated(house.provincial)
    house.provincial.members[5].user_id = house.secretary.user_id
    made = prepared(house, [sent], council=house.provincial, by=house.provincial_secretary)
    boxes.sealed_meeting(made)
    road.opened(made, by=house.provincial_secretary)
    return made


def doors_of_keepers(app, meeting):
    """Each way in and out of a meeting that only whoever keeps or leads it may go."""
    known = {**ROWS, "meeting_id": meeting.id, "item_id": meeting.items[0].id}
    for rule in app.url_map.iter_rules():
        asked = app.view_functions[rule.endpoint]
        if getattr(asked, "permission", None) in OF_ITS_HOUSE and "meeting_id" in rule.arguments:
            with app.test_request_context():
                url = app.url_map.bind("localhost").build(rule.endpoint, {name: known[name] for name in rule.arguments})
            yield from ((method, url) for method in sorted(rule.methods - {"HEAD", "OPTIONS"}))


def test_a_seat_opens_no_door_of_whoever_keeps_or_leads(app, house, meeting):
    stranger = builders.signed_in(app.test_client(), house.secretary)
    keeper = builders.signed_in(app.test_client(), house.provincial_secretary)
    doors, before = [*doors_of_keepers(app, meeting)], story.trace()

    met = {door: stranger.open(door[1], method=door[0]).status_code for door in doors}

    assert {code: [door for door in met if met[door] == code] for code in met.values()} == {403: doors}
    assert story.trace() == before
    assert 403 not in {keeper.open(url).status_code for method, url in doors if method == "GET"}
    assert len(doors) > 20


def test_who_has_a_seat_reads_and_is_offered_nothing_of_the_keepers(get, house, meeting):
    pages = [get(who, f"/meetings/{meeting.id}") for who in (house.secretary, house.provincial_secretary)]
    vote = [get(who, f"/ballots/of-meeting/{meeting.id}") for who in (house.secretary, house.provincial_secretary)]

    assert [page.status_code for page in (*pages, *vote)] == [200] * 4
    assert [f"/meetings/{meeting.id}/roll" in page.text for page in pages] == [False, True]
    assert ["Chốt danh sách" in page.text for page in vote] == [False, True]


def test_whoever_sits_there_finds_the_page_of_sums_that_is_offered(app, house, meeting):
    """A unit's initiative council, on paper: any member with an account types, the Chairman's office too."""
    chairman = builders.actor(Role.CHAIRMAN, builders.organisation("UBND-T", "Ủy ban nhân dân tỉnh", kind="province"))
    house.provincial.members[6].user_id = chairman.user_id
    meeting.voting = Voting.PAPER
    at_their_seat = builders.signed_in(app.test_client(), chairman)

    page = at_their_seat.get(f"/meetings/{meeting.id}")
    sums = f"/meetings/{meeting.id}/returns"

    assert (page.status_code, sums in page.text) == (200, True)
    assert at_their_seat.get(sums).status_code == 200


def test_who_sits_there_from_another_house_finds_the_second_entry_on_their_desk(house, meeting):
    meeting.voting = Voting.PAPER
    db.session.flush()
    member = replace(house.secretary, role=Role.UNIT_CLERK)
    returning.enter(meeting, road.handed(meeting, [(7, 0, 0)], 7), actor=house.provincial_secretary)

    lines = [(one.room, one.id) for one in desk.worklist(member) if "lần hai" in one.todo]

    assert member.user_id in {one.user_id for one in typists.able(meeting)}
    assert lines == [("meetings", meeting.id)]

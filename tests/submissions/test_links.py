"""Names of a list lead to their cases, for those who may open them; and a reason has room to be written."""

import re

from sqlalchemy import select

from app.councils.models import Meeting
from app.extensions import db
from app.nominations import openings
from app.nominations.reach import open_to
from tests.builders import actor, organisation
from tests.submissions.test_road import drafted, get
from workflows.award_province_1 import State
from workflows.vocabulary import Role


def linked(text, cases):
    return [
        case.nominee_name for case in cases if re.search(rf'/nominations/{case.id}">[^<]*{case.nominee_name}', text)
    ]


def test_names_lead_to_their_cases_where_a_list_is_read_and_signed(app, house, passed):
    submission = drafted(house, passed)
    meeting = db.session.scalars(select(Meeting)).one()
    names = [case.nominee_name for case in passed]

    pages = {
        url: linked(get(app, house.head, url).text, passed)
        for url in (f"/submissions/{submission.id}", f"/submissions/{submission.id}/sign", f"/meetings/{meeting.id}")
    }

    assert pages == dict.fromkeys(pages, names)


def test_the_page_of_a_case_leads_its_clerk_to_the_letter_it_waits_for(app, house, passed):
    case = passed[0]

    def led_to():
        look = openings.Look(case)
        return [(task.label, task.values) for task in openings.tasks(look, house.clerk)]

    free = led_to()
    opened = get(app, house.clerk, f"/submissions/new/{case.award_round_id}").status_code
    submission = drafted(house, passed)

    assert free == [("Đưa vào Tờ trình của đơn vị", {"round_id": case.award_round_id})]
    assert led_to() == [("Mở Tờ trình có hồ sơ này", {"submission_id": submission.id})]
    assert (opened, openings.tasks(openings.Look(case), house.head)) == (200, [])


def test_a_name_is_no_link_for_whoever_may_not_open_the_case(house, passed):
    member = actor(Role.COUNCIL_MEMBERS, organisation("TTHDND", "Thường trực HĐND tỉnh"))
    other = actor(Role.UNIT_CLERK, organisation("SYT", "Sở Y tế"))
    passed[0].state, passed[0].submitted_at = State.COUNCIL_VOTING, passed[0].created_at
    db.session.flush()

    assert [open_to(who, passed) for who in (house.clerk, member, other)] == [
        {case.id for case in passed},
        {passed[0].id},
        frozenset(),
    ]


def test_the_reason_for_striking_a_name_is_written_into_two_lines(app, house, passed):
    submission = drafted(house, passed)

    page = get(app, house.head, f"/submissions/{submission.id}/sign").text

    assert len(re.findall(r'<textarea[^>]* name="reason_\d+"[^>]* rows="2"', page)) == len(passed)

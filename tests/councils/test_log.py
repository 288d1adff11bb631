"""What is changed around a meeting stands in the log with its reason."""

from app.councils import operations, sitting
from app.councils.sitting import Proceedings
from tests.builders import events_of
from tests.councils import road
from workflows.award_province_1 import State


def test_minutes_written_and_a_case_taken_off_stand_in_the_log(house):
    case = house.case("Katơr Thị Sính", State.UNIT_COUNCIL)
    meeting = road.planned(house.council, [case], by=house.secretary)
    told = Proceedings(discussion="Đã thảo luận.", conclusion="Nhất trí.", notes={}, version=meeting.version)

    sitting.write_minutes(meeting, told, actor=house.secretary)
    operations.take_off(meeting.items[0], "Chờ xác minh.", actor=house.secretary)

    assert [(event.action, event.reason, event.data) for event in events_of(meeting.ref)] == [
        ("plan", "", {}),
        ("put_on", "", {"cases": [case.ref]}),
        ("write_minutes", "", {}),
        ("take_off", "Chờ xác minh.", {"case": case.ref}),
    ]

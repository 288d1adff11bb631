"""When a meeting began is what its secretary says; what is counted is what the page showed, and final."""

from datetime import datetime, time, timedelta

import pytest

from app import clock
from app.audit import queries as audit
from app.clock import VIETNAM
from app.councils import agenda, papers, sitting
from app.errors import Invalid, Refusal, SomebodyWasFaster
from app.extensions import db
from tests.builders import signed_in
from tests.councils import road
from workflows.award_province_1 import State
from workflows.sheets_1 import MeetingState


def at(day, hour, minute=0):
    return datetime.combine(day, time(hour, minute), VIETNAM)


def ready(house, *, planned, created=None):
    """A unit's meeting with everybody noted as present; `planned`, `created`: days from today."""
    meeting = road.planned(house.council, [house.case("Katơr Thị Sính", State.UNIT_COUNCIL)], by=house.secretary)
    road.call_roll(meeting, by=house.secretary)
    meeting.held_at = at(clock.today() + timedelta(days=planned), 8)
    meeting.created_at = at(clock.today() + timedelta(days=planned if created is None else created), 7)
    db.session.commit()
    return meeting


def counted(house):
    """Open, with sums that pass."""
    meeting = ready(house, planned=-1)
    sitting.open_meeting(meeting, actor=house.secretary)
    road.returned(meeting, [(8, 1, 0)], ballots=9, by=house.secretary)
    db.session.commit()
    return meeting


def page(app, who, url, **data):
    client = signed_in(app.test_client(), who)
    return client.post(url, data=data) if data else client.get(url)


def test_a_meeting_recorded_afterwards_keeps_the_hour_it_began(app, house):
    meeting = ready(house, planned=-2)
    day = clock.today() - timedelta(days=2)

    form = page(app, house.secretary, f"/meetings/{meeting.id}/open").text
    answer = page(app, house.secretary, f"/meetings/{meeting.id}/open", held_on=f"{day:%d/%m/%Y}", held_time="8h25")

    db.session.expire_all()
    began = at(day, 8, 25)
    assert (f'value="{day:%d/%m/%Y}"' in form, 'value="08:00"' in form) == (True, True)
    assert (answer.status_code, meeting.state, meeting.held_at) == (303, MeetingState.OPEN, began)
    assert (papers.minutes(meeting).started_at, papers.tally_sheet(meeting).counted_on) == (began, day)
    assert audit.last_of(meeting.ref).data == {
        "planned": at(day, 8).isoformat(timespec="minutes"),
        "held": began.isoformat(timespec="minutes"),
    }


def test_before_the_planned_hour_the_present_one_is_offered(app, house):
    meeting = ready(house, planned=3, created=0)

    form = page(app, house.secretary, f"/meetings/{meeting.id}/open").text

    assert f'value="{clock.today():%d/%m/%Y}"' in form


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        (1, "Giờ khai mạc không thể sau lúc này."),
        (-4, "Ngày khai mạc không thể trước ngày lập phiên họp ({called:%d/%m/%Y})."),
    ],
)
def test_a_meeting_did_not_begin_in_the_future_nor_before_it_was_called(app, house, days, sentence):
    meeting = ready(house, planned=-1, created=-3)
    day, called = clock.today() + timedelta(days=days), clock.today() - timedelta(days=3)

    answer = page(app, house.secretary, f"/meetings/{meeting.id}/open", held_on=f"{day:%d/%m/%Y}", held_time="09:10")

    db.session.expire_all()
    said = sentence.format(called=called)
    assert (answer.status_code, answer.text.count(said), 'value="09:10"' in answer.text) == (422, 2, True)
    assert (meeting.state, meeting.held_at) == (MeetingState.PREPARING, at(clock.today() - timedelta(days=1), 8))


def test_a_meeting_entered_after_it_was_held_opens_on_the_day_it_was_planned_for(house):
    meeting = ready(house, planned=-5, created=0)
    day = clock.today() - timedelta(days=5)

    sitting.open_meeting(meeting, at(day, 8, 10), actor=house.secretary)

    assert (meeting.state, meeting.held_at) == (MeetingState.OPEN, at(day, 8, 10))
    with pytest.raises(Invalid):
        sitting.open_meeting(ready(house, planned=-5, created=0), at(day - timedelta(days=1), 8), actor=house.secretary)


def test_day_and_hour_are_both_asked_for_at_once(app, house):
    meeting = ready(house, planned=-1)

    answer = page(app, house.secretary, f"/meetings/{meeting.id}/open", held_on="31/02/2025", held_time="25 giờ")

    faults = (
        "Ngày khai mạc: Nhập ngày theo dạng ngày/tháng/năm, ví dụ 05/02/2025.",
        "Giờ khai mạc: Nhập giờ theo dạng giờ:phút, ví dụ 08:30.",
    )
    assert (answer.status_code, [fault in answer.text for fault in faults]) == (422, [True, True])


def test_the_numbers_are_shown_before_they_become_final(app, house):
    meeting = counted(house)

    shown = page(app, house.secretary, f"/meetings/{meeting.id}/count").text

    expected = (
        "Bá Văn Trịnh, Đạo Thị Ngọc Lan, Patâu Axá Thị Đông",
        '<td data-label="Đồng ý">8</td>',
        '<td data-label="Không đồng ý">1</td>',
        "Đạt 8/9 phiếu (88,89 %), cần trên 50 %, tức ít nhất 5 phiếu",
        "Chốt kết quả: sau bước này không sửa được số phiếu",
    )
    assert {words: words in shown for words in expected} == dict.fromkeys(expected, True)


def test_only_numbers_that_were_seen_are_made_final(app, house):
    meeting = counted(house)
    seen = meeting.version
    road.returned(meeting, [(4, 5, 0)], ballots=9, by=house.secretary)
    db.session.commit()

    late = page(app, house.secretary, f"/meetings/{meeting.id}/count", version=seen)
    db.session.expire_all()
    after_late = meeting.state
    answer = page(app, house.secretary, f"/meetings/{meeting.id}/count", version=meeting.version)

    db.session.expire_all()
    assert (late.status_code, after_late) == (409, MeetingState.OPEN)
    assert (answer.status_code, meeting.state, meeting.items[0].agree) == (303, MeetingState.COUNTED, 4)


def test_what_was_counted_is_not_changed(house):
    meeting = counted(house)
    with pytest.raises(SomebodyWasFaster):
        sitting.count(meeting, seen=meeting.version - 1, actor=house.secretary)
    sitting.count(meeting, seen=meeting.version, actor=house.secretary)

    refusals = []
    for change in (
        lambda: road.returned(meeting, [(9, 0, 0)], ballots=9, by=house.secretary),
        lambda: road.call_roll(meeting, by=house.secretary, present=8),
        lambda: sitting.cancel_vote(meeting, "Đếm nhầm.", actor=house.secretary),
    ):
        with pytest.raises(Refusal) as refused:
            change()
        refusals.append(refused.value.reasons)

    assert refusals == [
        ["Chỉ ghi được khi phiên họp đã khai mạc và chưa kiểm phiếu."],
        ["Phiên họp đã kiểm phiếu: không sửa điểm danh được nữa."],
        ["Hồ sơ đã chuyển sang bước khác."],
    ]
    assert [line.result[:4] for line in agenda.lines(meeting)] == ["Đạt "]

"""When a meeting began is what its secretary says; what is counted is what the page showed, and final."""

import re
from datetime import date, datetime, time, timedelta

import pytest

from app import clock
from app.audit import queries as audit
from app.clock import VIETNAM
from app.councils import agenda, papers, sitting
from app.councils.constitution import BY_ITS_REGULATION
from app.councils.models import Voting
from app.councils.sitting import Closing
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
    road.opened(meeting, by=house.secretary)
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


def test_a_meeting_did_not_begin_in_the_future(app, house):
    meeting = ready(house, planned=-1, created=-3)
    day = clock.today() + timedelta(days=1)

    answer = page(app, house.secretary, f"/meetings/{meeting.id}/open", held_on=f"{day:%d/%m/%Y}", held_time="09:10")

    db.session.expire_all()
    said = "Ngày khai mạc: Giờ khai mạc không thể sau lúc này."
    assert (answer.status_code, said in answer.text, 'value="09:10"' in answer.text) == (422, True, True)
    assert (meeting.state, meeting.held_at) == (MeetingState.PREPARING, at(clock.today() - timedelta(days=1), 8))


@pytest.mark.parametrize("planned", [0, -5])
def test_yesterday_s_meeting_may_be_entered_today_for_whatever_day_it_was_planned(house, planned):
    meeting = ready(house, planned=planned, created=0)
    day = clock.today() - timedelta(days=6)

    sitting.open_meeting(meeting, at(day, 8, 10), actor=house.secretary)

    assert (meeting.state, meeting.held_at) == (MeetingState.OPEN, at(day, 8, 10))


def test_what_is_wrong_with_the_hour_stands_under_the_hour(house, tmp_path):
    clock.use(tmp_path / "clock.json")
    clock.stand_at(at(date(2025, 2, 17), 8))
    meeting = ready(house, planned=0)

    with pytest.raises(Invalid) as opened_too_late:
        sitting.open_meeting(meeting, at(clock.today(), 8, 1), actor=house.secretary)
    meeting = counted_on(house, clock.today())
    faults = [refusal_of(meeting, at(clock.today(), *hour), house) for hour in ((7, 29), (8, 1))]
    faults.append(refusal_of(meeting, at(clock.today() - timedelta(days=1), 9), house))

    assert opened_too_late.value.errors == {"held_time": "Giờ khai mạc không thể sau lúc này."}
    assert faults == [
        {"ended_time": "Giờ kết thúc không thể trước giờ khai mạc (07:30)."},
        {"ended_time": "Giờ kết thúc không thể sau lúc này."},
        {"ended_on": "Ngày kết thúc không thể trước ngày khai mạc (17/02/2025)."},
    ]


def test_who_counts_sees_the_roll_that_becomes_final(app, house):
    meeting = ready(house, planned=-1)
    road.call_roll(meeting, present=7, written=1, by=house.secretary)
    sitting.open_meeting(meeting, sitting.likely_opening(meeting), actor=house.secretary)
    db.session.commit()

    page = " ".join(re.sub(r"<[^>]+>", " ", page_of_count(app, house, meeting)).split())

    away = agenda.body_of(meeting)[8].name
    assert "Điểm danh 7/9 thành viên có mặt, 1 vắng, 1 gửi ý kiến bằng văn bản" in page
    assert f"Vắng mặt {away} – đi công tác" in page


def test_who_counts_reads_that_the_roll_was_not_called_for_all(app, house):
    meeting = counted(house)
    db.session.delete(meeting.attendance[0])
    db.session.commit()

    assert "<b>1 chưa điểm danh</b>" in page_of_count(app, house, meeting)


def page_of_count(app, house, meeting):
    return page(app, house.secretary, f"/meetings/{meeting.id}/count").text


def counted_on(house, day):
    """Begun on a day at half past seven, and counted."""
    meeting = ready(house, planned=-1)
    sitting.open_meeting(meeting, at(day, 7, 30), actor=house.secretary)
    road.returned(meeting, [(8, 1, 0)], ballots=9, by=house.secretary)
    sitting.count(meeting, seen=meeting.version, actor=house.secretary)
    db.session.commit()
    return meeting


def refusal_of(meeting, ended_at, house):
    with pytest.raises(Invalid) as refused:
        sitting.close(meeting, Closing(ended_at=ended_at, clarify={}), actor=house.secretary)
    db.session.rollback()
    return refused.value.errors


def test_the_end_of_a_meeting_entered_afterwards_is_offered_on_its_day_with_the_hour_left_to_be_said(app, house):
    day = clock.today() - timedelta(days=3)
    meeting = counted_on(house, day)

    form = page(app, house.secretary, f"/meetings/{meeting.id}/close").text

    typed = [re.search(rf'<input[^>]*name="{name}"[^>]*>', form).group() for name in ("ended_on", "ended_time")]
    assert [re.search(r'value="([^"]*)"', field).group(1) for field in typed] == [f"{day:%d/%m/%Y}", ""]
    assert "Phiên họp kéo dài sang ngày khác" in form


def test_a_meeting_that_took_days_says_so_before_it_ends_on_another_day(app, house):
    day = clock.today() - timedelta(days=3)
    meeting = counted_on(house, day)
    url, ended = f"/meetings/{meeting.id}/close", day + timedelta(days=1)
    typed = {"ended_on": f"{ended:%d/%m/%Y}", "ended_time": "10:00"}

    asked = page(app, house.secretary, url, **typed)
    said = page(app, house.secretary, url, **typed, took_days="y")

    db.session.expire_all()
    question = (
        f"Khai mạc ngày {day:%d/%m/%Y} mà kết thúc ngày {ended:%d/%m/%Y}: sửa ngày kết thúc;"
        " phiên họp đúng là kéo dài thì đánh dấu ô này."
    )
    assert (asked.status_code, asked.text.count(question), said.status_code) == (422, 2, 303)
    assert meeting.ended_at == at(ended, 10)


def test_day_and_hour_are_both_asked_for_at_once(app, house):
    meeting = ready(house, planned=-1)

    answer = page(app, house.secretary, f"/meetings/{meeting.id}/open", held_on="31/02/2025", held_time="25 giờ")

    faults = (
        "Ngày khai mạc: Ngày này không có trong lịch.",
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
        "Đạt 8/9 phiếu (88,89%), cần trên 50%, tức ít nhất 5 phiếu",
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


def test_hands_are_not_raised_once_the_regulation_asks_for_secrecy(house):
    """It was chosen before that was entered, or for a day before it held."""
    meeting = ready(house, planned=0)
    meeting.voting = Voting.HANDS
    house.council.settings[-1].is_secret = True
    house.council.settings[-1].secrecy_basis = "Điều 7 Quy chế"
    house.council.settings[-1].secrecy_confidence = BY_ITS_REGULATION
    db.session.commit()

    with pytest.raises(Refusal) as told:
        road.opened(meeting, by=house.secretary)
    db.session.rollback()

    said = "Quy chế của Hội đồng quy định bỏ phiếu kín (Điều 7 Quy chế): không biểu quyết giơ tay."
    assert told.value.reasons == [f"{said} Đổi cách bỏ phiếu trước khi khai mạc."]
    assert meeting.state == MeetingState.PREPARING

"""What is said at a meeting saves itself while it is written; two who write side by side lose no word."""

import pytest

from app.councils import noting
from app.errors import Invalid, Refusal
from app.extensions import db
from tests.builders import signed_in
from tests.councils import road
from workflows.award_province_1 import State

NOBODY_WROTE = noting.mark("")


@pytest.fixture
def meeting(house):
    made = road.planned(house.council, [house.case("Katơr Thị Sính", State.UNIT_COUNCIL)], by=house.secretary)
    road.call_roll(made, by=house.secretary)
    road.opened(made, by=house.secretary)
    db.session.commit()
    return made


def note_of(meeting):
    return f"{noting.NOTE}{meeting.items[0].id}"


def test_each_text_is_kept_and_nothing_else_of_the_meeting_changes(meeting):
    version = meeting.version

    outcomes = [
        noting.save(meeting, key, f"Đã nói ({key}). ", seen=NOBODY_WROTE)
        for key in (noting.DISCUSSION, noting.CONCLUSION, note_of(meeting))
    ]

    db.session.expire_all()
    assert (outcomes, meeting.version) == ([None] * 3, version)
    assert noting.texts(meeting) == {key: f"Đã nói ({key})." for key in noting.texts(meeting)}


def test_who_writes_over_what_they_have_not_read_is_shown_it(meeting):
    noting.save(meeting, noting.DISCUSSION, "Của người nhanh.", seen=NOBODY_WROTE)

    late = noting.save(meeting, noting.DISCUSSION, "Của người chậm.", seen=NOBODY_WROTE)
    same = noting.save(meeting, noting.DISCUSSION, "Của người nhanh.", seen=NOBODY_WROTE)
    after_reading = noting.save(meeting, noting.DISCUSSION, "Của cả hai.", seen=late.mark)

    assert (late.text, same, after_reading, meeting.discussion) == ("Của người nhanh.", None, None, "Của cả hai.")


def test_what_is_too_long_or_too_late_is_not_kept(house, meeting):
    with pytest.raises(Invalid) as too_long:
        noting.save(meeting, note_of(meeting), "x" * 2001, seen=NOBODY_WROTE)
    road.returned(meeting, [(9, 0, 0)], ballots=9, by=house.secretary)
    road.counted(meeting, by=house.secretary)
    road.closed(meeting, by=house.secretary)
    with pytest.raises(Refusal) as too_late:
        noting.save(meeting, note_of(meeting), "Muộn.", seen=NOBODY_WROTE)

    assert too_long.value.errors == {"value": "Không dài quá 2000 ký tự."}
    assert (too_late.value.reasons, meeting.items[0].note) == ([noting.OVER], "")


def test_the_script_hears_what_became_of_its_text_and_the_whole_form_writes_over_nothing_unseen(app, house, meeting):
    client, url = signed_in(app.test_client(), house.secretary), f"/meetings/{meeting.id}/minutes"
    form = {"version": meeting.version, "seen_discussion": NOBODY_WROTE, "discussion": "Từ trang mở sẵn."}

    saved = client.post(f"{url}/discussion", data={"value": "Tự lưu.", "version": NOBODY_WROTE})
    late = client.post(f"{url}/discussion", data={"value": "Chậm hơn.", "version": NOBODY_WROTE})
    refused = client.post(f"{url}/{note_of(meeting)}", data={"value": "x" * 2001, "version": NOBODY_WROTE})
    nothing = client.post(f"{url}/title", data={"value": "Tên khác", "version": NOBODY_WROTE})
    whole = client.post(url, data=form)
    in_order = client.post(url, data=form | {"seen_discussion": saved.json["version"]})

    db.session.expire_all()
    assert (saved.status_code, saved.json["version"]) == (200, noting.mark("Tự lưu."))
    assert (late.status_code, late.json["text"], late.json["version"]) == (409, "Tự lưu.", noting.mark("Tự lưu."))
    assert (refused.status_code, refused.json) == (422, {"errors": ["Không dài quá 2000 ký tự."]})
    assert [answer.status_code for answer in (nothing, whole, in_order)] == [404, 409, 303]
    assert ("Từ trang mở sẵn." in whole.text, meeting.discussion) == (True, "Từ trang mở sẵn.")

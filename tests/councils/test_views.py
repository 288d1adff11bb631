"""The pages of meetings, as the people of a council use them."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import event, select

from app import clock
from app.councils import agenda, noting, queries
from app.councils.models import AgendaItem, Meeting
from app.extensions import db
from tests.builders import actor, organisation, signed_in
from tests.councils import road
from workflows.award_province_1 import State
from workflows.vocabulary import Role


def post(app, who, url, **data):
    client = app.test_client()
    signed_in(client, who)
    return client.post(url, data=data)


def get(app, who, url):
    client = app.test_client()
    signed_in(client, who)
    return client.get(url)


def sums(meeting, *lines, ballots=9, **more):
    data = {
        "ballots_issued": ballots,
        "ballots_returned": ballots,
        "ballots_invalid": 0,
        "version": 0,
    }
    for item, (agree, disagree, invalid) in zip(meeting.items, lines, strict=True):
        data |= {f"agree_{item.id}": agree, f"disagree_{item.id}": disagree, f"invalid_{item.id}": invalid}
    return data | more


def roll(meeting, presence="present"):
    members = agenda.body_of(meeting)
    noted = {f"presence_{member.id}": presence for member in members}
    return noted | {f"reason_{member.id}": "" for member in members} | {"version": meeting.version}


def marks(meeting):
    """What each text of the minutes was written over, as the page sends it along."""
    return {f"seen_{key}": noting.mark(text) for key, text in noting.texts(meeting).items()}


def beginning(meeting):
    """As the page offers it: when it was planned for."""
    began = clock.local(meeting.held_at)
    return {"held_on": began.strftime("%d/%m/%Y"), "held_time": began.strftime("%H:%M")}


def opened(house, *names):
    """A unit's meeting with everybody there, open for votes."""
    cases = [house.case(name, State.UNIT_COUNCIL) for name in names]
    meeting = road.planned(house.council, cases, by=house.secretary)
    road.call_roll(meeting, by=house.secretary)
    road.opened(meeting, by=house.secretary)
    road.named(meeting)
    db.session.commit()
    return meeting


def test_a_unit_holds_its_meeting_page_by_page(app, house):
    case = house.case("Katơr Thị Sính", State.UNIT_COUNCIL)
    db.session.commit()
    by = house.secretary
    plan = {"title": "Phiên họp tháng 2", "body": "full", "held_on": "17/02/2025", "held_time": "8h00", "place": "P. 2"}
    walked = [post(app, by, "/meetings/new", **plan).status_code]
    meeting = db.session.scalars(select(Meeting)).one()
    url = f"/meetings/{meeting.id}"
    walked.append(post(app, by, f"{url}/agenda", nomination_ids=[str(case.id)]).status_code)
    db.session.refresh(meeting)
    walked.append(post(app, by, f"{url}/roll", **roll(meeting)).status_code)
    walked.append(post(app, by, f"{url}/open", **beginning(meeting)).status_code)
    db.session.refresh(meeting)
    clerk = f"u{house.clerk.user_id}"
    tellers = {"person_1": clerk, "other_2": "Bá Văn Trịnh", "other_3": "Đạo Thị Ngọc Lan"}
    walked.append(post(app, by, f"{url}/tellers", **tellers, version=meeting.version).status_code)
    walked += [post(app, who, f"{url}/returns", **sums(meeting, (9, 0, 0))).status_code for who in (by, house.clerk)]
    db.session.refresh(meeting)
    told = {"discussion": "Nhất trí.", "conclusion": "Trình thủ trưởng ký.", "version": meeting.version} | marks(
        meeting
    )
    walked.append(post(app, by, f"{url}/minutes", **told).status_code)
    db.session.refresh(meeting)
    walked.append(post(app, by, f"{url}/count", version=meeting.version).status_code)
    ending = {"ended_on": "17/02/2025", "ended_time": "10:30"}

    walked.append(post(app, by, f"{url}/close", **ending).status_code)

    db.session.expire_all()
    assert walked == [303] * 10
    assert (case.state, meeting.state) == (State.UNIT_SIGN, "CLOSED")
    assert "Đạt 9/9 phiếu (100%), cần trên 50%, tức ít nhất 5 phiếu" in get(app, by, url).text


@pytest.mark.parametrize("typed", ["8h", "08h00", "8:00", "0800", "8 giờ", "08 giờ 00 phút", "8g00", "8.00"])
def test_an_hour_is_read_as_people_write_it(app, house, typed):
    plan = {"title": "Phiên họp", "body": "full", "held_on": "17/02/2025", "held_time": typed, "place": "P. 2"}

    assert post(app, house.secretary, "/meetings/new", **plan).status_code == 303
    assert clock.local(db.session.scalars(select(Meeting)).one().held_at).strftime("%H:%M") == "08:00"


@pytest.mark.parametrize("typed", ["8", "24h", "8h75", "sáng", "8 h 0"])
def test_what_is_no_hour_is_asked_about(app, house, typed):
    plan = {"title": "Phiên họp", "body": "full", "held_on": "17/02/2025", "held_time": typed, "place": "P. 2"}

    answer = post(app, house.secretary, "/meetings/new", **plan)

    assert (answer.status_code, "Nhập giờ theo dạng giờ:phút, ví dụ 08:30." in answer.text) == (422, True)


def test_every_page_of_a_meeting_opens(app, house):
    meeting = opened(house, "Katơr Thị Sính")
    paths = (
        "",
        "/edit",
        "/agenda",
        "/roll",
        "/returns",
        "/minutes",
        "/count",
        "/close",
        "/cancel-vote",
        "/discard",
        "/open",
        "/voting",
        "/tellers",
        "/recusals",
    )
    pages = ["/meetings/", "/meetings/new", *(f"/meetings/{meeting.id}{path}" for path in paths)]

    answers = {page: get(app, house.secretary, page).status_code for page in pages}

    assert answers == dict.fromkeys(pages, 200)


def test_drafts_of_both_papers_can_be_read_before(app, house):
    meeting = opened(house, "Katơr Thị Sính")

    answers = [get(app, house.secretary, f"/meetings/{meeting.id}/{name}.pdf") for name in ("tally-sheet", "minutes")]

    assert [(answer.status_code, answer.data[:5]) for answer in answers] == [(200, b"%PDF-")] * 2


def test_wrong_sums_come_back_with_all_that_was_typed(app, house):
    meeting = opened(house, "Katơr Thị Sính")
    item = meeting.items[0]

    response = post(app, house.secretary, f"/meetings/{meeting.id}/returns", **sums(meeting, (9, 1, 0)))

    db.session.expire_all()
    assert response.status_code == 422
    assert "Tổng cộng 10 phiếu, nhiều hơn 9 thành viên có mặt và 0 ý kiến bằng văn bản." in response.text
    assert f'href="#agree_{item.id}"' in response.text
    assert re.search(rf'id="disagree_{item.id}"[^>]*value="1"', response.text)
    assert (item.agree, meeting.entries) == (None, [])


@pytest.mark.parametrize("typed", ["", "-1", "ba"])
def test_what_is_no_number_of_votes_is_asked_again(app, house, typed):
    meeting = opened(house, "Katơr Thị Sính")

    response = post(app, house.secretary, f"/meetings/{meeting.id}/returns", **sums(meeting, (typed, 0, 0)))

    assert (response.status_code, db.session.scalars(select(AgendaItem.agree)).one()) == (422, None)


def test_of_two_secretaries_the_slower_loses_no_word(app, house):
    meeting = opened(house, "Katơr Thị Sính")
    url = f"/meetings/{meeting.id}/minutes"
    read_by_both = {"version": meeting.version, "conclusion": "Nhất trí."} | marks(meeting)

    first = post(app, house.secretary, url, **read_by_both, discussion="Đã thảo luận.")
    second = post(app, house.secretary, url, **read_by_both, discussion="Không ai có ý kiến.")

    db.session.expire_all()
    assert (first.status_code, second.status_code) == (303, 409)
    assert "Lưu Thị Thanh Nhàn" in second.text
    assert "Không ai có ý kiến." in second.text  # what the second one typed
    assert meeting.discussion == "Đã thảo luận."


def test_of_two_who_plan_the_slower_hears_of_the_other(app, house):
    meeting = road.planned(house.council, [house.case("Katơr Thị Sính", State.UNIT_COUNCIL)], by=house.secretary)
    db.session.commit()
    url = f"/meetings/{meeting.id}/edit"
    seen = re.search(r'name="version"[^>]*value="(\d+)"', get(app, house.secretary, url).text).group(1)
    day = clock.local(meeting.held_at).strftime("%d/%m/%Y")
    plan = {"title": "Họp lại", "body": "full", "held_on": day, "held_time": "23:59", "version": seen}

    first = post(app, house.secretary, url, place="Phòng 9", **plan)
    second = post(app, house.secretary, url, place="Hội trường lớn", **plan)

    db.session.expire_all()
    assert (first.status_code, second.status_code, meeting.place) == (303, 409, "Phòng 9")
    assert "Hội trường lớn" in second.text  # what the slower one typed


def test_nobody_is_taken_for_present_before_somebody_says_so(app, house):
    """One tap says it of all who are not noted otherwise, also where no script runs."""
    meeting = road.planned(house.council, [], by=house.secretary)
    db.session.commit()
    url = f"/meetings/{meeting.id}/roll"
    before = [get(app, house.secretary, page).text.count(" checked") for page in (url, f"{url}?all=present")]
    nothing = post(app, house.secretary, url, version=meeting.version)
    road.call_roll(meeting, by=house.secretary, present=7)
    db.session.commit()

    chosen = re.findall(r'<input checked[^>]* value="(\w+)"', get(app, house.secretary, f"{url}?all=present").text)

    assert before == [0, 9]
    assert (nothing.status_code, "Chọn có mặt, vắng hay ý kiến bằng văn bản." in nothing.text) == (422, True)
    assert chosen == ["present"] * 7 + ["absent"] * 2


def test_absence_wants_its_reason(app, house):
    meeting = opened(house, "Katơr Thị Sính")

    response = post(app, house.secretary, f"/meetings/{meeting.id}/roll", **roll(meeting, "absent"))

    assert (response.status_code, response.text.count("Ghi lý do vắng mặt.")) == (422, 18)


def test_a_reason_of_absence_beside_present_is_asked_about(app, house):
    meeting = opened(house, "Katơr Thị Sính")
    slip = roll(meeting) | {f"reason_{agenda.body_of(meeting)[3].id}": "Đi công tác"}

    response = post(app, house.secretary, f"/meetings/{meeting.id}/roll", **slip)

    assert (response.status_code, "đang đánh dấu “Có mặt”" in response.text) == (422, True)


def test_a_step_that_is_not_possible_says_why(app, house):
    case = house.case("Katơr Thị Sính", State.UNIT_COUNCIL)
    meeting = road.planned(house.council, [case], by=house.secretary)
    db.session.commit()

    page = get(app, house.secretary, f"/meetings/{meeting.id}").text
    answer = post(app, house.secretary, f"/meetings/{meeting.id}/open", **beginning(meeting))

    sentence = "Chưa đủ số thành viên để khai mạc: Thư ký Hội đồng chưa điểm danh."
    assert (sentence in page, answer.status_code, sentence in answer.text) == (True, 409, True)


def test_meetings_stand_by_their_day_those_to_come_first(app, house):
    """Made in another order than they are held, two in one hour; the next page goes on after any of them."""
    now = clock.now().replace(microsecond=0)
    for title, days in (("Sắp tới", 30), ("Đã họp", -30), ("Hôm nay", 0), ("Cùng giờ", -30)):
        meeting = road.planned(house.council, [], by=house.secretary)
        meeting.title, meeting.held_at = title, now + timedelta(days=days)
    db.session.commit()

    listed = queries.meetings(house.secretary)
    after = [[row.title for row in queries.meetings(house.secretary, before=last.id)] for last in listed]

    titles = ["Sắp tới", "Hôm nay", "Cùng giờ", "Đã họp"]
    assert [row.title for row in listed] == titles
    assert after == [titles[1:], titles[2:], titles[3:], []]


def test_meetings_are_seen_by_their_own_people_only(app, house):
    meeting = opened(house, "Katơr Thị Sính")
    stranger = actor(Role.UNIT_COUNCIL_SECRETARY, organisation("SYT", "Sở Y tế"))
    member = actor(Role.UNIT_COUNCIL_MEMBERS, house.unit)
    db.session.commit()
    people = (house.secretary, house.clerk, member, stranger, house.intake, house.chair)

    assert [get(app, who, f"/meetings/{meeting.id}").status_code for who in people] == [200, 200, 200, 404, 404, 404]
    assert post(app, member, f"/meetings/{meeting.id}/count").status_code == 403


def test_the_papers_of_a_meeting_are_its_peoples_own(app, house):
    meeting = opened(house, "Katơr Thị Sính")
    road.returned(meeting, [(9, 0, 0)], ballots=9, by=house.secretary)
    road.counted(meeting, by=house.secretary)
    db.session.commit()
    link = re.search(r'href="(/papers/\d+\.pdf)"', get(app, house.secretary, f"/meetings/{meeting.id}").text).group(1)

    assert [get(app, who, link).status_code for who in (house.secretary, house.intake)] == [200, 404]


def test_the_chair_asks_to_clarify_one_and_concludes_the_others(app, house):
    cases = [house.case(name, State.APPRAISED, house.title) for name in ("A Ma Thị Một", "Bo Bo Hai")]
    meeting = road.planned(house.provincial, cases, by=house.provincial_secretary)
    road.call_roll(meeting, by=house.provincial_secretary)
    db.session.commit()
    url = f"/meetings/{meeting.id}"
    walked = [post(app, house.chair, f"{url}/open", **beginning(meeting)).status_code]
    db.session.refresh(meeting)
    typed = sums(meeting, (15, 0, 0), (15, 0, 0), ballots=15)
    road.named(meeting)
    meeting.committee[0].user_id = house.intake.user_id
    db.session.commit()
    walked += [
        post(app, who, f"{url}/returns", **typed).status_code for who in (house.provincial_secretary, house.intake)
    ]
    db.session.refresh(meeting)
    walked.append(post(app, house.provincial_secretary, f"{url}/count", version=meeting.version).status_code)
    ending = {
        "ended_on": clock.local(meeting.held_at).strftime("%d/%m/%Y"),
        "ended_time": "00:00",
        f"clarify_{meeting.items[0].id}": "Rõ sáng kiến",
    }
    too_early = post(app, house.chair, f"{url}/close", **ending)
    now = re.search(r'name="ended_time"[^>]*value="([\d:]+)"', get(app, house.chair, f"{url}/close").text).group(1)
    today = re.search(r'value="(\d\d/\d\d/\d{4})"', get(app, house.chair, f"{url}/close").text).group(1)

    walked.append(
        post(app, house.chair, f"{url}/close", **(ending | {"ended_time": now, "ended_on": today})).status_code
    )

    db.session.expire_all()
    assert (walked, too_early.status_code) == ([303] * 5, 422)
    assert [case.state for case in cases] == [State.APPRAISAL, State.SNV_SUBMISSION]


def statements_of(app, who, url):
    counted = []
    client = app.test_client()
    signed_in(client, who)
    listen = lambda *_: counted.append(1)  # noqa: E731 -- two lines shorter
    event.listen(db.engine, "before_cursor_execute", listen)
    answer = client.get(url)
    event.remove(db.engine, "before_cursor_execute", listen)
    assert answer.status_code == 200
    return len(counted)


@pytest.mark.parametrize("path", ["", "/returns", "/minutes", "/roll", "/count", "/close", "/tellers", "/recusals"])
def test_a_page_asks_as_often_for_thirty_cases_as_for_three(app, house, path):
    few = opened(house, *(f"Người Số {n}" for n in range(3)))
    many = opened(house, *(f"Người Khác {n}" for n in range(30)))
    db.session.expunge_all()

    asked = [statements_of(app, house.secretary, f"/meetings/{meeting}{path}") for meeting in (few.id, many.id)]

    assert asked[0] == asked[1]
    assert asked[0] <= 16

"""Sums off paper are typed by two people; hands are counted once; a sealed box has sums of its own."""

from dataclasses import replace

import pytest

from app.councils import counting, papers, returning, voting
from app.councils.models import Voting
from app.councils.returning import NO_BALLOTS, Returns
from app.councils.rules import Totals
from app.councils.voting import Choice
from app.documents import layout
from app.documents.render import html_of
from app.errors import Forbidden, Invalid, Refusal
from app.extensions import db
from tests import builders
from tests.builders import events_of, signed_in
from tests.councils import road
from workflows.award_province_1 import State
from workflows.vocabulary import Role

NAMES = ("Katơr Thị Sính", "Lê Văn Thạnh")


def opened(house, way=Voting.PAPER):
    """A unit's meeting; its clerk is a teller with an account."""
    cases = [house.case(name, State.UNIT_COUNCIL) for name in NAMES]
    meeting = road.planned(house.council, cases, by=house.secretary)
    if way is not Voting.PAPER:
        voting.choose(meeting, Choice(voting=way, version=meeting.version), actor=house.secretary)
    road.call_roll(meeting, by=house.secretary)
    road.opened(meeting, by=house.secretary)
    if way is Voting.PAPER:
        road.named(meeting)
        meeting.committee[0].user_id = house.clerk.user_id
    db.session.commit()
    return meeting


def entered(meeting, *sums, by):
    returning.enter(meeting, road.handed(meeting, sums, 9, by), actor=by)


def kept(meeting):
    return [(item.agree, item.disagree, item.invalid) for item in meeting.items]


NOTHING = [(None, None, None)] * 2


def test_what_one_person_typed_is_nobody_s_sum_and_the_second_s_equal_entry_makes_it_the_meeting_s(house):
    meeting = opened(house)
    entered(meeting, (9, 0, 0), (4, 5, 0), by=house.secretary)
    after_one = (kept(meeting), returning.lack(meeting))

    entered(meeting, (9, 0, 0), (4, 5, 0), by=house.clerk)

    assert after_one == (
        NOTHING,
        f"Mới có {house.secretary.name} nhập kết quả: chờ Ban kiểm phiếu nhập độc lập lần hai.",
    )
    assert (kept(meeting), returning.lack(meeting), meeting.ballots_issued) == ([(9, 0, 0), (4, 5, 0)], None, 9)
    events = events_of(meeting.ref)[-3:]
    assert [(event.action, event.actor_id) for event in events] == [
        ("enter_returns", house.secretary.user_id),
        ("enter_returns", house.clerk.user_id),
        ("record_returns", house.clerk.user_id),
    ]
    assert ([event.data for event in events[:2]], events[2].data["entered_by"]) == (
        [{}, {}],
        [house.secretary.name, house.clerk.name],
    )


def test_different_entries_are_not_counted_before_both_say_the_same(house):
    meeting = opened(house)
    entered(meeting, (9, 0, 0), (4, 5, 0), by=house.secretary)
    entered(meeting, (9, 0, 0), (5, 4, 0), by=house.clerk)
    apart = (kept(meeting), [item.nomination.nominee_name for item in returning.differing(meeting)])
    with pytest.raises(Refusal) as refused:
        road.counted(meeting, by=house.secretary)

    entered(meeting, (9, 0, 0), (4, 5, 0), by=house.clerk)
    road.counted(meeting, by=house.secretary)

    assert apart == (NOTHING, ["Lê Văn Thạnh"])
    assert refused.value.reasons == [
        "Chưa nhập đủ kết quả bỏ phiếu của từng hồ sơ.",
        f"Kết quả do {house.secretary.name}, {house.clerk.name} nhập chưa khớp nhau: mỗi người xem lại phần mình.",
    ]
    assert kept(meeting) == [(9, 0, 0), (4, 5, 0)]


def test_who_changes_an_entry_takes_the_sums_back_until_both_agree_again(house):
    meeting = opened(house)
    for person in (house.secretary, house.clerk):
        entered(meeting, (9, 0, 0), (4, 5, 0), by=person)

    entered(meeting, (9, 0, 0), (3, 6, 0), by=house.secretary)

    assert (kept(meeting), events_of(meeting.ref)[-1].action) == (NOTHING, "withdraw_returns")


def test_one_person_in_two_offices_is_one_person(house):
    meeting = opened(house)
    entered(meeting, (9, 0, 0), (4, 5, 0), by=house.secretary)
    again = builders.actor(Role.UNIT_CLERK, house.unit)
    again = replace(again, user_id=house.secretary.user_id, role=Role.UNIT_COUNCIL_SECRETARY)

    entered(meeting, (9, 0, 0), (4, 5, 0), by=again)

    assert (len(meeting.entries), kept(meeting)) == (1, NOTHING)


def test_only_the_secretary_the_tellers_and_in_a_unit_its_members_type_sums(house):
    meeting, case = opened(house), house.case("A Ma Thị Một", State.APPRAISED, house.title)
    house.council.members[0].user = builders.user("Thành Viên Có Tài Khoản")
    member = builders.actor(Role.UNIT_HEAD, house.unit, house.council.members[0].user)
    provincial = road.planned(house.provincial, [case], by=house.provincial_secretary)
    house.provincial.members[3].user = builders.user("Ủy Viên Tỉnh")
    of_the_province = builders.actor(Role.COUNCIL_MEMBERS, house.provincial.organisation, builders.user("Khác"))
    road.call_roll(provincial, by=house.provincial_secretary)
    road.opened(provincial, by=house.chair)
    road.named(provincial)

    entered(meeting, (9, 0, 0), (4, 5, 0), by=member)
    refused = []
    for where, who in ((meeting, house.head), (provincial, of_the_province), (provincial, house.intake)):
        with pytest.raises(Forbidden) as caught:
            returning.enter(where, road.handed(where, [(9, 0, 0)] * len(where.items), 9), actor=who)
        refused.append(caught.value.reasons)

    assert [entry.user.full_name for entry in meeting.entries] == ["Thành Viên Có Tài Khoản"]
    assert refused == [["Chỉ Thư ký Hội đồng và Ban kiểm phiếu nhập kết quả bỏ phiếu."]] * 3


def test_without_tellers_nothing_is_typed(house):
    meeting = opened(house)
    meeting.committee.clear()

    with pytest.raises(Refusal) as refused:
        entered(meeting, (9, 0, 0), (4, 5, 0), by=house.secretary)

    assert refused.value.reasons == ["Chưa ghi Ban kiểm phiếu: cần ít nhất 3 người."]


def sent(meeting, *lines):
    data = {"ballots_issued": 9, "ballots_returned": 9, "ballots_invalid": 0, "version": 0}
    for item, (agree, disagree, invalid) in zip(meeting.items, lines, strict=True):
        data |= {f"agree_{item.id}": agree, f"disagree_{item.id}": disagree, f"invalid_{item.id}": invalid}
    return data


def test_nobody_sees_what_the_other_typed_before_both_have(app, house):
    meeting = opened(house)
    url = f"/meetings/{meeting.id}"
    desks = [signed_in(app.test_client(), who) for who in (house.secretary, house.clerk)]
    desks[0].post(f"{url}/returns", data=sent(meeting, (8, 1, 0), (4, 5, 0)))

    before = [desk.get(f"{url}/returns").text for desk in desks]
    shown = desks[1].get(url).text + desks[1].get(f"{url}/minutes").text
    told = desks[1].post(f"{url}/returns", data=sent(meeting, (8, 1, 0), (5, 4, 0))).status_code
    after = [desk.get(f"{url}/returns").text for desk in desks]

    assert ['value="8"' in page for page in before] == [True, False]
    assert ("8/9" in shown, f"Mới có {house.secretary.name} nhập kết quả" in shown, told) == (False, True, 303)
    different = "Đồng ý 4, không đồng ý 5, không hợp lệ 0"
    assert [(different in page, "Hai phần nhập chưa khớp." in page) for page in after] == [(True, True)] * 2


def test_hands_are_counted_once_by_the_secretary_and_no_ballot_is_handed_out(house):
    meeting = opened(house, Voting.HANDS)
    sums = {item.id: Totals(agree=6, disagree=2, invalid=1) for item in meeting.items}
    wrong = sums | {meeting.items[1].id: Totals(agree=6, disagree=2, invalid=0)}
    handed = Returns(ballots=NO_BALLOTS, totals=wrong, version=meeting.version)
    with pytest.raises(Invalid) as refused:
        returning.record_hands(meeting, handed, actor=house.secretary)
    with pytest.raises(Refusal) as as_papers:
        returning.enter(meeting, road.handed(meeting, [(9, 0, 0)] * 2, 9), actor=house.secretary)

    handed = Returns(ballots=NO_BALLOTS, totals=sums, version=meeting.version)
    returning.record_hands(meeting, handed, actor=house.secretary)
    road.counted(meeting, by=house.secretary)
    road.closed(meeting, by=house.secretary)

    assert refused.value.errors == {
        f"agree_{meeting.items[1].id}": "Tổng cộng 8 người, phải bằng 9: 9 thành viên có mặt và 0 ý kiến bằng văn bản."
    }
    assert as_papers.value.reasons == ["Phiên họp này không bỏ phiếu bằng phiếu giấy."]
    sheet = papers.tally_sheet(meeting)
    assert (kept(meeting), meeting.ballots_issued, sheet.is_by_hands, sheet.issued) == ([(6, 2, 1)] * 2, None, True, 9)
    assert (papers.minutes(meeting).voting_method, sheet.sealing) == ("biểu quyết giơ tay", "")


def test_hands_that_no_committee_counted_are_told_by_the_secretary(house):
    """Neither paper has a line for a head of tellers who was never named."""
    meeting = opened(house, Voting.HANDS)

    sheet, minutes = papers.tally_sheet(meeting), papers.minutes(meeting)
    said = html_of(sheet)
    assert (sheet.is_by_secretary, sheet.tellers, minutes.tellers) == (True, (minutes.secretary,), ())
    assert "Ban kiểm phiếu" not in said
    assert "1. Người đếm" in said
    assert "Không đạt" not in said, "nothing is counted yet"
    assert minutes.conclusions == (f"Có{layout.BLANK}/02 trường hợp đạt tỷ lệ phiếu theo quy định",)
    for item, agree in zip(meeting.items, (9, 4), strict=True):
        item.agree = agree
    assert papers.minutes(meeting).conclusions == ("Có 01/02 trường hợp đạt tỷ lệ phiếu theo quy định",)


def test_the_page_of_hands_asks_for_no_ballots(app, house):
    meeting = opened(house, Voting.HANDS)
    client, url = signed_in(app.test_client(), house.secretary), f"/meetings/{meeting.id}/returns"
    typed = sent(meeting, (9, 0, 0), (5, 4, 0)) | {"version": meeting.version}

    page = client.get(url).text
    answer = client.post(url, data=typed)

    db.session.expire_all()
    assert ("Số phiếu phát ra" in page, "không biểu quyết" in page) == (False, True)
    assert (answer.status_code, kept(meeting)) == (303, [(9, 0, 0), (5, 4, 0)])
    assert signed_in(app.test_client(), house.clerk).get(url).status_code == 403


def test_sums_of_a_sealed_box_come_from_the_box_alone(app, house):
    meeting = opened(house, Voting.SEALED)
    client = signed_in(app.test_client(), house.secretary)

    answer = client.get(f"/meetings/{meeting.id}/returns")
    before = counting.faults(meeting)

    assert answer.status_code == 409
    assert "số phiếu lấy từ thùng phiếu" in answer.text
    assert before == [counting.NOT_OPENED_YET, "Chưa ghi Ban kiểm phiếu: cần ít nhất 3 người."]

"""Who does not vote on a case: suggested, pinned, declared, taken back; in the sums, on the pages, in the papers."""

import pytest

from app.councils import agenda, counting, papers, recusals, sitting, suggesting, voting
from app.councils.models import RecusalKind
from app.councils.recusals import Wanted
from app.errors import Forbidden, Invalid, Refusal
from app.extensions import db
from app.organisations.models import Appointment
from tests import builders
from tests.builders import events_of, signed_in
from tests.councils import road
from workflows.award_province_1 import State
from workflows.vocabulary import Role

BECAUSE = "Là Giám đốc Sở của người được đề nghị."


@pytest.fixture
def meeting(house):
    """Of the province, with two names; its fourth member has an account."""
    cases = [house.case(name, State.APPRAISED, house.title) for name in ("A Ma Thị Một", "Bo Bo Hai")]
    made = road.planned(house.provincial, cases, by=house.provincial_secretary)
    house.provincial.members[3].user = builders.user("Từ Công Danh")
    db.session.flush()
    return made


def pinned(meeting, place, item, *, by, kind=RecusalKind.SAME_UNIT):
    member = meeting.council.members[place]
    recusals.pin(meeting, Wanted(item_id=item.id, member_id=member.id, kind=kind, reason=BECAUSE), actor=by)
    return item.recusals[-1]


def seated(house):
    """The fourth member at their own desk."""
    return builders.actor(Role.COUNCIL_MEMBERS, house.provincial.organisation, house.provincial.members[3].user)


def test_what_is_pinned_and_taken_back_stands_in_the_log(house, meeting):
    item, by = meeting.items[0], house.provincial_secretary
    recusal = pinned(meeting, 3, item, by=by)

    recusals.take_back(recusal, "Ghi nhầm người.", actor=by)

    told = {"case": item.nomination.ref, "member": "Thành viên Thứ 4", "kind": "same_unit"}
    assert item.recusals == []
    assert [(event.action, event.reason, event.data) for event in events_of(meeting.ref)[-2:]] == [
        ("recuse", BECAUSE, told),
        ("take_back_recusal", "Ghi nhầm người.", told),
    ]


def test_nobody_is_pinned_twice_and_no_stranger_at_all(house, meeting):
    item, by = meeting.items[0], house.provincial_secretary
    pinned(meeting, 3, item, by=by)
    wanted = {"kind": RecusalKind.OTHER, "reason": BECAUSE}
    unit_member, faults = house.council.members[0], []
    for item_id, member_id in ((item.id, item.recusals[0].member_id), (item.id, unit_member.id), (0, unit_member.id)):
        with pytest.raises(Invalid) as refused:
            recusals.pin(meeting, Wanted(item_id=item_id, member_id=member_id, **wanted), actor=by)
        faults.append(refused.value.errors)

    assert faults == [
        {"member_id": "Thành viên Thứ 4 đã được ghi không bỏ phiếu trường hợp này."},
        {"member_id": "Chọn một thành viên của Hội đồng."},
        {"item_id": "Hồ sơ này không còn trong chương trình; hãy chọn lại."},
    ]


def test_a_member_declares_for_their_own_seat_and_nobody_for_another(house, meeting):
    member, items = seated(house), meeting.items

    recusals.declare(meeting, [items[1].id], "Tôi là anh ruột.", actor=member)
    with pytest.raises(Forbidden):
        recusals.declare(meeting, [items[0].id], "Hộ người khác.", actor=house.provincial_secretary)
    with pytest.raises(Invalid) as of_nothing:
        recusals.declare(meeting, [999999], "Không có gì.", actor=member)

    assert [(one.member.name, one.kind, one.reason) for one in items[1].recusals] == [
        ("Thành viên Thứ 4", RecusalKind.DECLARED, "Tôi là anh ruột.")
    ]
    assert (items[0].recusals, of_nothing.value.errors) == ([], {"item_ids": "Chọn ít nhất một trường hợp."})


def test_after_the_vote_has_begun_nothing_of_it_changes(house, meeting):
    by, item = house.provincial_secretary, meeting.items[0]
    recusal = pinned(meeting, 3, item, by=by)
    road.call_roll(meeting, by=by)
    road.opened(meeting, by=house.chair)
    road.returned(meeting, [(14, 0, 0), (15, 0, 0)], ballots=15, by=by)

    refusals = []
    for change in (
        lambda: pinned(meeting, 4, item, by=by),
        lambda: recusals.take_back(recusal, "Ghi nhầm.", actor=by),
        lambda: recusals.declare(meeting, [item.id], "Muộn.", actor=seated(house)),
    ):
        with pytest.raises(Refusal) as refused:
            change()
        refusals.append(refused.value.reasons)

    assert refusals == [[voting.NOT_AFTERWARDS]] * 3


def test_the_system_suggests_with_what_it_goes_by(house):
    case = house.case("Thành viên Thứ 5", State.APPRAISED, house.title)
    by_title, by_office, drafter, namesake = house.provincial.members[1:5]
    by_title.title = "Phó Giám đốc Sở Giáo dục và Đào tạo"
    by_office.user, drafter.user = builders.user("Người Hai"), builders.user("Người Ba")
    builders.appointment(Role.UNIT_HEAD, house.unit, by_office.user, title="Giám đốc")
    case.created_by_id = drafter.user.id
    meeting = road.planned(house.provincial, [case], by=house.provincial_secretary)

    found = suggesting.suggestions(meeting)
    pinned(meeting, 4, meeting.items[0], by=house.provincial_secretary)

    assert [(one.member, one.kind, one.reason) for one in found] == [
        (by_title, RecusalKind.SAME_UNIT, "Chức vụ ghi trong Hội đồng: Phó Giám đốc Sở Giáo dục và Đào tạo."),
        (by_office, RecusalKind.SAME_UNIT, "Đang là Giám đốc, Sở Giáo dục và Đào tạo."),
        (drafter, RecusalKind.DRAFTED, "Là người lập hồ sơ trên phần mềm."),
        (
            namesake,
            RecusalKind.NOMINEE,
            "Trùng họ tên với người được đề nghị: đối chiếu có phải cùng một người.",
        ),
    ]
    assert [one.member for one in suggesting.suggestions(meeting)] == [by_title, by_office, drafter]


def test_in_a_unit_its_own_people_are_not_suggested_for_being_of_it(house):
    head = house.council.members[0]
    head.user = db.session.get_one(Appointment, house.head.appointment_id).user
    cases = [house.case(name, State.UNIT_COUNCIL) for name in ("Katơr Thị Sính", head.name)]
    meeting = road.planned(house.council, cases, by=house.secretary)

    found = [(one.item.nomination.nominee_name, one.member.name, one.kind) for one in suggesting.suggestions(meeting)]

    assert found == [(head.name, head.name, RecusalKind.NOMINEE)]


def test_who_does_not_vote_stays_among_all_members(house, meeting):
    by = house.provincial_secretary
    pinned(meeting, 3, meeting.items[0], by=by)
    road.call_roll(meeting, by=by)
    road.opened(meeting, by=house.chair)
    road.named(meeting)
    with pytest.raises(Invalid) as refused:
        road.returned(meeting, [(15, 0, 0), (15, 0, 0)], ballots=15, by=by)
    road.returned(meeting, [(14, 0, 0), (15, 0, 0)], ballots=15, by=by)
    road.counted(meeting, by=by)

    assert refused.value.errors == {
        f"agree_{meeting.items[0].id}": "Tổng cộng 15 phiếu, nhiều hơn 15 thành viên có mặt và 0 ý kiến bằng văn bản,"
        " trừ 1 thành viên không bỏ phiếu trường hợp này."
    }
    assert [line.result for line in agenda.lines(meeting)] == [
        "Đạt 14/15 phiếu (93,33%), cần từ 90%, tức ít nhất 14 phiếu",
        "Đạt 15/15 phiếu (100%), cần từ 90%, tức ít nhất 14 phiếu",
    ]


def test_a_chair_who_does_not_vote_hands_over_before_the_count(house, meeting):
    by, item = house.provincial_secretary, meeting.items[0]
    pinned(meeting, 0, item, by=by, kind=RecusalKind.NOMINEE)
    road.call_roll(meeting, by=by)
    road.opened(meeting, by=house.chair)
    road.returned(meeting, [(14, 0, 0), (15, 0, 0)], ballots=15, by=by)
    before = counting.faults(meeting)
    deputy = meeting.council.members[1]
    with pytest.raises(Invalid):
        recusals.hand_over(item, meeting.council.members[0].id, actor=by)
    with pytest.raises(Refusal):
        recusals.hand_over(meeting.items[1], deputy.id, actor=by)

    recusals.hand_over(item, deputy.id, actor=by)
    road.counted(meeting, by=by)

    assert before == [
        "A Ma Thị Một: Thành viên Thứ 1 chủ trì nhưng không bỏ phiếu trường hợp này, chọn người điều hành thay."
    ]
    assert (item.chaired_by, recusals.successors(meeting.items[1])[0]) == (deputy, deputy)
    said = (
        "Thành viên Thứ 1 không bỏ phiếu trường hợp A Ma Thị Một (là người được đề nghị khen thưởng:"
        " là Giám đốc Sở của người được đề nghị)"
    )
    assert papers.tally_sheet(meeting).recusals == (said,)
    minutes = papers.minutes(meeting)
    assert (minutes.recusals, minutes.led_by_others) == ((said,), ("Thành viên Thứ 2: trường hợp A Ma Thị Một",))


def test_a_leader_who_does_not_vote_either_leads_no_more(house, meeting):
    by, item = house.provincial_secretary, meeting.items[0]
    recusal = pinned(meeting, 0, item, by=by)
    recusals.hand_over(item, meeting.council.members[1].id, actor=by)
    pinned(meeting, 1, item, by=by)
    after_the_second = item.chaired_by
    recusals.hand_over(item, meeting.council.members[4].id, actor=by)

    recusals.take_back(recusal, "Ghi nhầm.", actor=by)

    assert (after_the_second, item.chaired_by) == (None, None)


def test_the_pages_of_secretary_and_member(app, house, meeting):
    member = seated(house)
    house.provincial.members[1].title = "Giám đốc Sở Giáo dục và Đào tạo"
    db.session.commit()
    url, items = f"/meetings/{meeting.id}", meeting.items
    secretary = signed_in(app.test_client(), house.provincial_secretary)
    at_their_seat = signed_in(app.test_client(), member)

    suggested = secretary.get(f"{url}/recusals").text
    suggestion = suggesting.suggestions(meeting)[0]
    typed = {"item_id": suggestion.item.id, "member_id": suggestion.member.id, "kind": suggestion.kind.value}
    kept = secretary.post(f"{url}/recusals", data=typed | {"reason": suggestion.reason})
    empty = secretary.post(f"{url}/recusals", data={"reason": "Chỉ có lý do."})
    declared = at_their_seat.post(f"{url}/declare", data={"item_ids": [items[1].id], "reason": "Cùng đơn vị."})
    seen = at_their_seat.get(url).text
    taken = secretary.post(f"{url}/recusals/{items[0].recusals[0].id}/take-back", data={"reason": "Nhầm."})

    db.session.expire_all()
    assert "Chức vụ ghi trong Hội đồng: Giám đốc Sở Giáo dục và Đào tạo." in suggested
    assert [answer.status_code for answer in (kept, empty, declared, taken)] == [303, 422, 303, 303]
    assert ("Chọn một thành viên của Hội đồng." in empty.text, "Chỉ có lý do." in empty.text) == (True, True)
    assert "Không bỏ phiếu: Thành viên Thứ 4 (thành viên tự đề nghị)" in seen
    assert [len(item.recusals) for item in items] == [0, 1]
    assert secretary.get(f"{url}/declare").status_code == 403


def test_a_vote_that_was_cancelled_keeps_who_does_not_vote_and_forgets_the_sums(house, meeting):
    by = house.provincial_secretary
    pinned(meeting, 3, meeting.items[0], by=by)
    road.call_roll(meeting, by=by)
    road.opened(meeting, by=house.chair)
    road.returned(meeting, [(14, 0, 0), (15, 0, 0)], ballots=15, by=by)

    sitting.cancel_vote(meeting, "Phát nhầm phiếu.", actor=house.chair)

    assert (meeting.entries, len(meeting.items[0].recusals), voting.has_begun(meeting)) == ([], 1, False)

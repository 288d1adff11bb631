"""How a meeting votes and who counts: chosen before the vote, by whoever keeps it, and by nobody afterwards."""

import pytest

from app.councils import agenda, sitting, tellers, voting
from app.councils.models import Body, Voting
from app.councils.tellers import Committee
from app.councils.voting import Choice
from app.errors import Invalid, Refusal
from app.extensions import db
from tests import builders
from tests.builders import events_of, signed_in
from tests.councils import road
from workflows.award_province_1 import State
from workflows.vocabulary import Role

KEEPERS = (
    "Bỏ phiếu kín trực tuyến cần ít nhất 3 người trong Ban kiểm phiếu có tài khoản, mỗi người giữ một phiếu mở thùng;"
    " mới có 2."
)


@pytest.fixture
def meeting(house):
    return road.planned(house.council, [house.case("Katơr Thị Sính", State.UNIT_COUNCIL)], by=house.secretary)


def named(meeting, *chosen, by):
    lines = [(one, "") if one[:1] in "um" and one[1:].isdigit() else ("", one) for one in chosen]
    tellers.name(meeting, Committee(chosen=lines, version=meeting.version), actor=by)


def account(who):
    return f"u{who.user_id}"


def test_tellers_are_chosen_from_the_council_and_its_house_or_written_down(house, meeting):
    member = house.council.members[4]
    offered = {one.key: (one.name, one.group) for one in tellers.candidates(meeting)}

    named(meeting, account(house.clerk), f"m{member.id}", "Bá Văn Trịnh", by=house.secretary)

    assert offered[account(house.clerk)] == (house.clerk.name, tellers.STAFF)
    assert offered[f"m{member.id}"] == (member.name, tellers.MEMBERS)
    with_none = [one.key for one in tellers.candidates(meeting) if one.words.endswith(" (không có tài khoản)")]
    assert f"m{member.id}" in with_none
    assert account(house.clerk) not in with_none
    assert account(house.intake) not in offered
    assert [(one.position, one.name, one.user_id) for one in meeting.committee] == [
        (1, house.clerk.name, house.clerk.user_id),
        (2, member.name, None),
        (3, "Bá Văn Trịnh", None),
    ]
    event = events_of(meeting.ref)[-1]
    assert (event.action, event.data) == ("name_tellers", {"tellers": meeting.tellers})


def test_the_province_s_are_of_its_members_and_of_the_department(house):
    provincial = road.planned(house.provincial, [], by=house.provincial_secretary)
    inspector = builders.actor(Role.INSPECTOR, builders.organisation("TTT", "Thanh tra tỉnh"))

    offered = {one.key for one in tellers.candidates(provincial)}

    assert account(house.intake) in offered
    assert {account(inspector), account(house.clerk)} & offered == set()


def test_all_that_is_wrong_with_them_is_told_beside_its_line(house, meeting):
    twice = account(house.clerk)
    lines = [(twice, ""), (twice, ""), ("u999999", ""), (twice, "Bá Văn Trịnh")]

    with pytest.raises(Invalid) as refused:
        tellers.name(meeting, Committee(chosen=lines, version=meeting.version), actor=house.secretary)

    assert refused.value.errors == {
        "person_2": f"{house.clerk.name} đã được chọn ở dòng trên.",
        "person_3": "Người này không còn trong danh sách; hãy chọn lại.",
        "other_4": "Chọn trong danh sách, hoặc ghi tên người khác; không cả hai.",
    }


def test_two_of_one_name_are_not_taken_for_one(house, meeting):
    lines = [(account(house.clerk), ""), ("", house.clerk.name), ("", "Bá Văn Trịnh")]

    with pytest.raises(Invalid) as refused:
        tellers.name(meeting, Committee(chosen=lines, version=meeting.version), actor=house.secretary)

    said = f"Ở dòng trên đã có người tên {house.clerk.name}: chọn người khác, để biên bản phân biệt được."
    assert refused.value.errors == {"person_2": said}


@pytest.mark.parametrize(
    ("names", "fault"),
    [
        (["Bá Văn Trịnh", "Đạo Thị Ngọc Lan"], "Ban kiểm phiếu cần ít nhất 3 người; ghi mỗi người một dòng."),
        (
            ["Bá Văn Trịnh", "Đạo Thị Ngọc Lan", "Bà Katơr Thị Sính"],
            "Bà Katơr Thị Sính có tên trong danh sách đề nghị, không tham gia Ban kiểm phiếu.",
        ),
    ],
)
def test_too_few_or_somebody_voted_on_do_not_count(house, meeting, names, fault):
    with pytest.raises(Invalid) as refused:
        named(meeting, *names, by=house.secretary)

    assert (refused.value.errors, meeting.tellers) == ({"committee": fault}, [])


def test_a_sealed_box_wants_three_with_accounts_whichever_is_chosen_first(house, meeting):
    three = [account(builders.actor(Role.UNIT_CLERK, house.unit, builders.user(name))) for name in road.TELLERS]
    named(meeting, *three[:2], "Katơr Thị Mến", by=house.secretary)
    with pytest.raises(Invalid) as of_the_way:
        voting.choose(meeting, Choice(voting=Voting.SEALED, version=meeting.version), actor=house.secretary)

    named(meeting, *three, by=house.secretary)
    voting.choose(meeting, Choice(voting=Voting.SEALED, version=meeting.version), actor=house.secretary)
    with pytest.raises(Invalid) as of_the_tellers:
        named(meeting, *three[:2], "Katơr Thị Mến", by=house.secretary)

    assert of_the_way.value.errors == {"voting": KEEPERS}
    assert of_the_tellers.value.errors == {"committee": KEEPERS}
    assert (meeting.voting, len(meeting.committee), events_of(meeting.ref)[-1].data) == (
        *(Voting.SEALED, 3),
        {"voting": ["paper", "sealed"]},
    )


def test_the_way_is_fixed_by_the_opening_and_the_tellers_by_the_first_sums(house, meeting):
    road.call_roll(meeting, by=house.secretary)
    road.opened(meeting, by=house.secretary)
    with pytest.raises(Refusal) as of_the_way:
        voting.choose(meeting, Choice(voting=Voting.HANDS, version=meeting.version), actor=house.secretary)
    named(meeting, account(house.clerk), "Bá Văn Trịnh", "Đạo Thị Ngọc Lan", by=house.secretary)
    road.returned(meeting, [(9, 0, 0)], ballots=9, by=house.secretary)

    with pytest.raises(Refusal) as of_the_tellers:
        named(meeting, *road.TELLERS, by=house.secretary)

    assert of_the_way.value.reasons == ["Phiên họp đã khai mạc hoặc đã kết thúc: cách bỏ phiếu đã chốt."]
    assert of_the_tellers.value.reasons == [voting.NOT_AFTERWARDS]
    assert meeting.tellers[0] == house.clerk.name


def test_opinions_are_collected_in_writing_on_paper_alone(house):
    case = house.case("A Ma Thị Một", State.APPRAISED)
    meeting = road.planned(house.provincial, [case], by=house.provincial_secretary, body=Body.STANDING)
    voting.choose(meeting, Choice(voting=Voting.HANDS, version=meeting.version), actor=house.provincial_secretary)

    with pytest.raises(Refusal) as refused:
        sitting.collect_written_opinions(meeting, actor=house.provincial_secretary)

    said = "Lấy phiếu bằng văn bản thì đếm phiếu giấy: đổi cách bỏ phiếu sang phiếu giấy trước."
    assert refused.value.reasons == [said]


def test_who_is_named_again_keeps_their_row(house, meeting):
    named(meeting, *road.TELLERS, by=house.secretary)
    db.session.flush()
    rows = {one.name: one.id for one in meeting.committee}

    named(meeting, *reversed(road.TELLERS), by=house.secretary)
    db.session.flush()

    assert [(one.name, one.id) for one in meeting.committee] == [(name, rows[name]) for name in reversed(road.TELLERS)]
    assert agenda.living(meeting)[0].nomination.nominee_name == "Katơr Thị Sính"


def test_the_pages_offer_and_keep_what_was_typed(app, house, meeting):
    db.session.commit()
    client, url = signed_in(app.test_client(), house.secretary), f"/meetings/{meeting.id}"
    typed = {"person_1": account(house.clerk), "other_2": "Bá Văn Trịnh", "version": meeting.version}

    page = client.get(f"{url}/tellers").text
    answer = client.post(f"{url}/tellers", data=typed)
    changed = client.post(f"{url}/voting", data={"voting": "hands", "version": meeting.version})

    db.session.expire_all()
    assert house.clerk.name in page
    assert (answer.status_code, 'value="Bá Văn Trịnh"' in answer.text, meeting.tellers) == (422, True, [])
    assert (changed.status_code, meeting.voting) == (303, Voting.HANDS)

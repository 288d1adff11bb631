"""Who types the sums of a vote on paper: nobody a part of whose own case they are, and always two."""

import pytest

from app.accounts.models import User
from app.councils import queries, returning, typists
from app.councils.models import RecusalKind
from app.councils.recusals import Wanted, pin
from app.desk import queries as desk
from app.errors import Refusal
from app.extensions import db
from tests import builders
from tests.builders import signed_in
from tests.councils import road
from tests.patience import done_meanwhile
from workflows.award_province_1 import State
from workflows.vocabulary import Role

NAMES = ("Katơr Thị Sính", "Lê Văn Thạnh")


@pytest.fixture
def meeting(house):
    """A unit's, open; its clerk is a teller with an account."""
    cases = [house.case(name, State.UNIT_COUNCIL) for name in NAMES]
    made = road.planned(house.council, cases, by=house.secretary)
    road.call_roll(made, by=house.secretary)
    road.opened(made, by=house.secretary)
    road.named(made)
    made.committee[0].user_id = house.clerk.user_id
    db.session.commit()
    return made


def member(house, name, place=0):
    """Of the unit's council, with an account."""
    seat = house.council.members[place]
    seat.user, seat.name = builders.user(name), name
    return builders.actor(Role.UNIT_COUNCIL_MEMBERS, house.unit, seat.user)


def entered(meeting, by):
    returning.enter(meeting, road.handed(meeting, [(9, 0, 0), (4, 4, 0)], 9, by), actor=by)
    db.session.commit()


def refused(meeting, by):
    with pytest.raises(Refusal) as told:
        entered(meeting, by)
    db.session.rollback()
    return told.value.reasons


def recuse(house, meeting, seat, item):
    wanted = Wanted(item_id=item.id, member_id=seat.id, kind=RecusalKind.RELATIVE, reason="Vợ của người được đề nghị")
    pin(meeting, wanted, actor=house.secretary)
    db.session.commit()


def test_neither_a_nominee_nor_who_is_recused_types_sums_of_their_own_case(app, house, meeting):
    nominee, relative = member(house, NAMES[0]), member(house, "Bà Vợ Ông Thạnh", 1)
    recuse(house, meeting, house.council.members[1], meeting.items[1])
    others = f"Người nhập được: {house.clerk.name}, {house.secretary.name}."

    said = [refused(meeting, who)[0] for who in (nominee, relative)]

    begins = "Anh/chị không bỏ phiếu, hoặc là người được đề nghị, ở trường hợp"
    assert said == [f"{begins} {name}: người khác nhập kết quả phiên họp này. {others}" for name in NAMES]
    page = signed_in(app.test_client(), nominee).get(f"/meetings/{meeting.id}").text
    assert (f"{begins} {NAMES[0]}" in page, "Ghi kết quả bỏ phiếu" in page) == (True, False)
    assert signed_in(app.test_client(), nominee).get(f"/meetings/{meeting.id}/returns").status_code == 409


def test_where_one_is_left_the_sentence_says_whom_to_appoint(house, meeting):
    meeting.committee[0].user_id = None
    db.session.commit()

    assert refused(meeting, house.secretary) == [
        f"Cần hai người nhập độc lập. Hiện chỉ có {house.secretary.name}: ghi thêm vào Ban kiểm phiếu {typists.WHOM}."
    ]


def test_when_one_has_typed_the_others_find_it_on_their_desks_and_the_page_says_who_is_waited_for(app, house, meeting):
    clerk, first = house.clerk, member(house, "Thành Viên Một")
    concerned = member(house, "Bà Vợ Ông Thạnh", 1)
    recuse(house, meeting, house.council.members[1], meeting.items[1])

    def lines(actor):
        return [(one.todo, one.room, one.id) for one in desk.worklist(actor) if "lần hai" in one.todo]

    people = (clerk, first, concerned, house.head)
    before = [lines(one) for one in people]
    entered(meeting, house.secretary)
    page = signed_in(app.test_client(), house.secretary).get(f"/meetings/{meeting.id}").text
    waiting = [lines(one) for one in people]
    entered(meeting, clerk)

    its_line = [("Nhập kết quả phiếu giấy lần hai", "meetings", meeting.id)]
    assert (before, waiting) == ([[]] * 4, [its_line, its_line, [], []])
    assert [lines(one) for one in people] == [[]] * 4
    awaited = "chờ Ban kiểm phiếu hoặc thành viên Hội đồng có tài khoản nhập độc lập lần hai."
    assert f"Mới có {house.secretary.name} nhập kết quả: {awaited}" in page


def test_whose_account_is_closed_types_nothing_and_is_not_waited_for(house, meeting):
    assert house.secretary.name in [one.name for one in typists.able(meeting)]

    db.session.get_one(User, house.secretary.user_id).is_active = False
    db.session.commit()

    assert [one.name for one in typists.able(meeting)] == [house.clerk.name]
    assert refused(meeting, house.clerk)[0].startswith("Cần hai người nhập độc lập.")


def test_who_was_recused_while_the_page_waited_types_nothing(app, house, meeting):
    relative = member(house, "Bà Vợ Ông Thạnh", 1)
    db.session.commit()
    handed, meeting_id = road.handed(meeting, [(9, 0, 0), (4, 4, 0)], 9, relative), meeting.id
    wanted = Wanted(
        item_id=meeting.items[1].id,
        member_id=house.council.members[1].id,
        kind=RecusalKind.RELATIVE,
        reason="Vợ của người được đề nghị",
    )
    pin(meeting, wanted, actor=house.secretary)  # and not committed yet

    def enter():
        returning.enter(queries.one(meeting_id, relative), handed, actor=relative)

    with pytest.raises(Refusal) as told:
        done_meanwhile(app, enter)

    assert told.value.reasons[0].startswith("Anh/chị không bỏ phiếu, hoặc là người được đề nghị, ở trường hợp Lê Văn")

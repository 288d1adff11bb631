"""A list that was frozen before the meeting opened, and is no longer that of the meeting when the vote begins."""

from datetime import timedelta

import pytest

from app import clock
from app.ballots import facts, operations
from app.ballots.models import KeyEnd
from app.casework import TransitionRefused
from app.councils import agenda, members, recusals
from app.councils import operations as councils
from app.councils.members import Leaving
from app.councils.models import Body, RecusalKind
from app.councils.recusals import Wanted
from app.errors import Refusal
from app.extensions import db
from tests.ballots import road
from tests.councils import road as meetings
from tests.councils.conftest import house  # noqa: F401 -- a fixture
from workflows.award_province_1 import State
from workflows.ballot_1 import BallotState


@pytest.fixture
def meeting(house):  # noqa: F811 -- the fixture
    road.seated(house.provincial)
    cases = [house.case(name, State.APPRAISED) for name in ("Bo Bo Thị Xuân", "Chamaléa Văn Thoại")]
    made = meetings.planned(house.provincial, cases, by=house.provincial_secretary, body=Body.STANDING)
    road.sealed_meeting(made)
    db.session.commit()
    return made


def opened_after(meeting, house, change):  # noqa: F811 -- the fixture
    ballot = road.frozen(meeting, by=house.provincial_secretary)
    change()
    meetings.call_roll(meeting, by=house.provincial_secretary)
    meetings.opened(meeting, by=house.chair)
    db.session.commit()
    return ballot


def refused(ballot, by):
    with pytest.raises(Refusal) as told:
        operations.start(ballot, actor=by)
    db.session.rollback()
    assert ballot.state == BallotState.FROZEN
    return told.value.reasons


def test_a_vote_does_not_begin_with_members_who_are_none_any_more(house, meeting):  # noqa: F811 -- the fixture
    def leave():
        left = Leaving(last_day=clock.today() - timedelta(days=1), reason="Nghỉ hưu", version=house.provincial.version)
        members.unseat(house.provincial.members[1], left, actor=house.provincial_secretary)

    ballot = opened_after(meeting, house, leave)

    assert refused(ballot, house.chair) == [
        f"Thành viên Hội đồng của ngày họp không còn như khi chốt danh sách. {facts.FREEZE_ANEW}"
    ]
    operations.cancel(ballot, "Thành viên thay đổi", actor=house.chair)
    anew = road.frozen(meeting, by=house.provincial_secretary)
    road.started(anew, by=house.chair)
    assert (anew.state, anew.members) == (BallotState.VOTING, 4)


def test_a_vote_does_not_begin_on_a_name_that_was_set_aside(house, meeting):  # noqa: F811 -- the fixture
    def suspend():
        case = meeting.items[0].nomination
        case.previous_state, case.state = case.state, State.SUSPENDED

    ballot = opened_after(meeting, house, suspend)

    assert refused(ballot, house.chair) == [
        f"Chương trình phiên họp không còn như khi chốt danh sách. {facts.FREEZE_ANEW}"
    ]
    operations.cancel(ballot, "Một hồ sơ tạm dừng xét", actor=house.chair)
    anew = road.frozen(meeting, by=house.provincial_secretary)
    road.started(anew, by=house.chair)
    assert [name.item_id for name in anew.names] == [meeting.items[1].id]


def test_a_list_is_not_frozen_with_a_name_on_which_nobody_votes(house, meeting):  # noqa: F811 -- the fixture
    """Its box could be opened, and the meeting never counted."""
    item = meeting.items[0]
    for member in agenda.body_of(meeting):
        why = Wanted(item_id=item.id, member_id=member.id, kind=RecusalKind.SAME_UNIT, reason="Cùng đơn vị")
        recusals.pin(meeting, why, actor=house.provincial_secretary)

    db.session.commit()

    with pytest.raises(TransitionRefused) as told:
        operations.freeze(meeting, KeyEnd.AT_SIGNING, actor=house.provincial_secretary)
    db.session.rollback()

    nobody = "Bo Bo Thị Xuân: mọi thành viên đều không bỏ phiếu trường hợp này."
    assert told.value.reasons == [f"{nobody} Xem lại ai không bỏ phiếu, hoặc đưa hồ sơ này ra khỏi chương trình."]


def test_a_name_of_a_cancelled_ballot_is_taken_off_and_put_on_again(house, meeting):  # noqa: F811 -- the fixture
    """That ballot keeps its list; the name comes back as one that was never there."""
    item, by = meeting.items[0], house.provincial_secretary
    why = Wanted(item_id=item.id, member_id=agenda.body_of(meeting)[0].id, kind=RecusalKind.OTHER, reason="Người nhà")
    recusals.pin(meeting, why, actor=by)
    item.note = "Ý kiến của lần trước"
    cancelled = road.frozen(meeting, by=by)
    operations.cancel(cancelled, "Chốt nhầm", actor=by)
    councils.take_off(item, "Chờ xác minh", actor=by)
    db.session.commit()

    councils.put_on(meeting, [item.case_id], actor=by)
    db.session.commit()

    db.session.expire_all()
    back = agenda.living(meeting)[-1]
    assert [one.name for one in agenda.living(meeting)] == ["Chamaléa Văn Thoại", "Bo Bo Thị Xuân"]
    assert (back.recusals, back.note, back.case.state) == ([], "", State.COUNCIL_SCHEDULED)
    assert [name.item.name for name in cancelled.names] == ["Bo Bo Thị Xuân", "Chamaléa Văn Thoại"]
    anew = road.frozen(meeting, by=by)
    assert [name.item_id for name in anew.names] == [one.id for one in agenda.living(meeting)]

"""There are never more ballots than members who are there or wrote; so few that nobody decides are not opened."""

import pytest

from app.ballots import casting, operations, presence, secrecy
from app.casework import TransitionRefused
from app.councils import agenda, papers, sitting
from app.councils import operations as meetings
from app.councils.models import Presence, Recusal, RecusalKind
from app.councils.operations import Roll
from app.errors import Invalid, Refusal
from app.extensions import db
from bench._sealing import keys_in_this_process
from tests import builders
from tests.ballots import road
from tests.ballots.road import AGREE
from workflows.ballot_1 import BallotState

THERE, AWAY, WROTE = Presence.PRESENT, Presence.ABSENT, Presence.WRITTEN


def noted(vote, place, how):
    member = vote.members[place]
    reasons = {member.id: "Việc gấp"}
    roll = Roll(presence={member.id: how}, reasons=reasons, version=vote.meeting.version)
    meetings.call_roll(vote.meeting, roll, actor=vote.secretary)
    db.session.commit()


def fault(vote, place, how):
    with pytest.raises(Invalid) as told:
        noted(vote, place, how)
    db.session.rollback()
    return told.value.errors[f"presence_{vote.members[place].id}"]


def test_who_is_noted_as_away_casts_nothing_until_they_have_come(poll):
    poll.meeting.attendance[0].presence = AWAY
    db.session.commit()

    with pytest.raises(Refusal) as told:
        road.cast(poll.ballot, poll.members[0], AGREE)
    db.session.rollback()
    noted(poll, 0, THERE)

    assert (told.value.reasons, road.cast(poll.ballot, poll.members[0], AGREE)[0]) == (
        [casting.NOT_THERE],
        casting.Answer.CAST,
    )


def test_while_the_box_is_open_nobody_leaves_whoever_has_voted(poll):
    road.cast(poll.ballot, poll.members[0], AGREE)

    assert [fault(poll, place, AWAY) for place in (0, 1)] == [presence.MAY_HAVE_VOTED] * 2
    noted(poll, 1, WROTE)
    road.closed(poll.ballot, by=poll.secretary)
    assert fault(poll, 0, AWAY) == presence.HAS_VOTED
    noted(poll, 1, AWAY)
    poll.ballot.state = BallotState.COUNTED
    db.session.commit()
    assert fault(poll, 2, WROTE) == presence.IS_FIXED


def test_a_vote_does_not_begin_before_everybody_is_noted(vote):
    ballot = road.frozen(vote.meeting, by=vote.secretary)
    road.with_slips(ballot)
    db.session.delete(vote.meeting.attendance[0])
    db.session.commit()

    with pytest.raises(Refusal) as told:
        operations.start(ballot, actor=vote.secretary)

    assert told.value.reasons == [
        f"Chưa điểm danh {vote.members[0].name}: chỉ người có mặt hoặc gửi ý kiến bằng văn bản được bỏ phiếu."
    ]


def test_the_papers_say_as_many_handed_out_as_could_vote(vote):
    with keys_in_this_process():
        noted(vote, 0, AWAY)
        ballot = road.frozen(vote.meeting, by=vote.secretary)
        digits = road.started(ballot, by=vote.secretary)
        for member in vote.members[1:]:
            road.cast(ballot, member, AGREE)
        road.closed(ballot, by=vote.secretary)
        road.opened(ballot, digits, by=vote.secretary)
    sitting.count(vote.meeting, seen=vote.meeting.version, actor=vote.secretary)

    sheet, quorum = papers.tally_sheet(vote.meeting), agenda.quorum_of(vote.meeting)
    assert (sheet.issued, sheet.returned, quorum.present, quorum.members) == (4, 4, 4, 5)


@pytest.fixture
def few(vote):
    """Closed with as many ballots as is asked."""

    def of(number, recused=0):
        for member in vote.members[:recused]:
            by = {"recorded_by_id": vote.secretary.user_id, "recorded_at": vote.meeting.held_at}
            why = {"kind": RecusalKind.DECLARED, "reason": "Người thân"}
            vote.items[0].recusals.append(Recusal(member_id=member.id, **why, **by))
        db.session.commit()
        ballot = road.frozen(vote.meeting, by=vote.secretary)
        road.started(ballot, by=vote.secretary)
        for member in vote.members[:number]:
            road.cast(ballot, member, AGREE)
        return ballot

    with keys_in_this_process():
        yield of


def test_a_box_with_fewer_ballots_than_the_quorum_is_not_opened_and_the_closing_page_says_so(client, vote, few):
    ballot = few(3)
    builders.signed_in(client, vote.secretary)
    page = client.get(f"/ballots/{ballot.id}/close").text
    road.closed(ballot, by=vote.secretary)

    with pytest.raises(Refusal) as told:
        road.opened(ballot, {1: "1" * 24, 2: "2" * 24}, by=vote.secretary)
    db.session.rollback()

    assert "Trong thùng mới có 3 lá phiếu, cần ít nhất 4 lá mới mở được." in page
    assert told.value.reasons == [f"Trong thùng có 3 lá phiếu, cần ít nhất 4 lá mới kiểm được. {secrecy.ANEW}"]
    operations.cancel(ballot, "Ít người bỏ phiếu", actor=vote.chair)
    assert ballot.state == BallotState.CANCELLED


def test_a_name_on_which_two_voted_keeps_the_box_closed(vote, few):
    ballot = few(4, recused=2)
    road.closed(ballot, by=vote.secretary)

    name = vote.items[0].nomination.nominee_name
    assert [*secrecy.too_few(ballot)] == [
        f"{name}: chỉ 2 người bỏ phiếu trường hợp này, kiểm ra là biết ai chọn gì. {secrecy.ANEW}"
    ]


def test_a_list_with_a_name_for_two_voters_is_not_frozen(vote, few):
    with pytest.raises(TransitionRefused) as told:
        few(0, recused=3)

    name = vote.items[0].nomination.nominee_name
    said = "chỉ 2 thành viên được bỏ phiếu trường hợp này, không còn là phiếu kín."
    assert told.value.reasons == [f"{name}: {said} Đưa hồ sơ này ra khỏi chương trình, hoặc đổi cách bỏ phiếu."]

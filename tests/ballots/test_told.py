"""Whom a vote under way waits for, and what all members alike are told of it."""

from app.desk import queries as desk
from app.effects import announcing
from app.extensions import db
from app.outbox import operations as outbox
from app.outbox.models import Notice
from tests import builders
from tests.ballots import road
from tests.ballots.road import AGREE
from workflows.ballot_1 import BallotState
from workflows.vocabulary import Role


def waits(actor):
    return [(line.what, line.room, line.id, line.page) for line in desk.worklist(actor) if line.room == "ballots"]


def test_it_waits_for_each_seat_until_that_one_has_voted_or_it_is_over(poll):
    at = poll.house.provincial.organisation
    first = builders.actor(Role.COUNCIL_MEMBERS, at, poll.members[0].user)
    second = builders.actor(Role.CLERICAL_UBND, poll.house.committee, poll.members[1].user)  # whatever the office
    its_line = [(f"Bỏ phiếu: {poll.meeting.title}", "ballots", poll.ballot.id, "/vote")]
    assert [waits(one) for one in (first, second, poll.secretary, poll.house.secretary)] == [its_line, its_line, [], []]

    road.cast(poll.ballot, poll.members[0], AGREE)
    assert [waits(one) for one in (first, second)] == [[], its_line]
    poll.ballot.state = BallotState.CLOSED
    db.session.commit()
    assert waits(second) == []


def test_the_desk_leads_to_the_open_ballot_in_one_step(voter, poll):
    page = voter(1).get("/").text

    assert f'<a href="/ballots/{poll.ballot.id}/vote">Bỏ phiếu: {poll.meeting.title}</a>' in page


def test_all_who_have_a_seat_are_told_alike_and_led_to_the_ballot(app, poll):
    """Each once, in an office they hold; whether somebody has voted changes nothing."""
    at = poll.house.provincial.organisation
    offices = [builders.actor(Role.COUNCIL_MEMBERS, at, member.user) for member in poll.members]
    builders.actor(Role.CHAIRMAN, poll.house.committee, poll.members[1].user)
    road.cast(poll.ballot, poll.members[0], AGREE)
    errand = outbox.put("tell_voters", subject=poll.ballot.ref)
    db.session.flush()
    for _ in range(2):
        announcing.tell_voters(errand)
    db.session.commit()

    notices = db.session.query(Notice).all()
    assert sorted(notice.user_id for notice in notices) == sorted(member.user_id for member in poll.members)
    assert {notice.text for notice in notices} == {
        f"Bỏ phiếu: {poll.meeting.title}. Đã bắt đầu bỏ phiếu kín trực tuyến."
    }
    page = builders.signed_in(app.test_client(), offices[1]).get("/").text
    assert f'<a href="/ballots/{poll.ballot.id}">{notices[0].text}</a>' in page


def test_who_holds_a_slip_is_told_to_take_it_and_to_open_the_box(poll):
    at = poll.house.provincial.organisation
    for slip in poll.ballot.slips:
        builders.actor(Role.COUNCIL_MEMBERS, at, slip.user)
    for step in ("freeze", "close"):
        announcing.tell_tellers(outbox.put("tell_tellers", subject=poll.ballot.ref, step=step))
    db.session.commit()

    told = [(notice.user_id, notice.text) for notice in db.session.query(Notice).order_by(Notice.id)]
    about = f"Ban kiểm phiếu: {poll.meeting.title}."
    sentences = ("Nhận phiếu mở thùng trước khi bắt đầu bỏ phiếu.", "Đã kết thúc bỏ phiếu: mở thùng phiếu để kiểm.")
    assert told == [(slip.user_id, f"{about} {one}") for one in sentences for slip in poll.ballot.slips]

"""Who votes on paper: written down by a third person, told to the member, taken back by the member alone."""

import re

import pytest

from app import clock
from app.ballots import casting, on_paper, paper_voters, papers
from app.ballots.paper_voters import Wanted
from app.councils.models import Presence
from app.effects import announcing
from app.errors import Forbidden, Invalid, Refusal
from app.extensions import db
from app.outbox.models import Errand, Notice
from tests import builders
from tests.ballots import road
from tests.ballots.road import AGREE
from workflows.ballot_1 import BallotState
from workflows.vocabulary import Role

WHY = "Đi công tác, gửi phiếu"


def listed(poll, member, reason=WHY):
    paper_voters.add(poll.ballot, Wanted(member_id=member.id, reason=reason), actor=poll.secretary)
    db.session.commit()


def names(poll):
    return [(one.name, one.reason, one.recorded_by) for one in paper_voters.listed(poll.ballot)]


def refused(deed, kind=Refusal):
    with pytest.raises(kind) as told:
        deed()
    db.session.rollback()
    return told.value.reasons


def typed_in(poll, member):
    sent = road.parcel(poll.ballot, {item.id: AGREE for item in poll.items})
    answer = casting.cast(poll.ballot.id, member.id, sent, on_paper=True)
    db.session.commit()
    return answer


def test_who_is_written_down_is_told_with_reason_and_day_and_votes_in_no_browser(poll):
    member = poll.members[0]
    builders.actor(Role.COUNCIL_MEMBERS, poll.house.provincial.organisation, member.user)
    listed(poll, member)
    errand = db.session.query(Errand).filter_by(kind="tell_paper_voter", subject=poll.ballot.ref).one()
    announcing.tell_paper_voter(errand)
    db.session.commit()

    notice = db.session.query(Notice).one()
    day = f"{clock.today():%d/%m/%Y}"
    said = (
        f"Bỏ phiếu: {poll.meeting.title}. Ngày {day} {poll.secretary.name} ghi anh/chị bỏ phiếu giấy: {WHY}."
        " Không đúng thì mở trang Bỏ phiếu, bấm “Tôi tự bỏ phiếu trên máy”."
    )
    assert (notice.user_id, notice.text) == (member.user_id, said)
    assert refused(lambda: road.cast(poll.ballot, member, AGREE)) == [casting.ON_PAPER]
    event = builders.events_of(poll.ballot.ref)[-1]
    assert (event.action, event.reason, event.data, event.actor_id) == (
        "add_paper_voter",
        WHY,
        {"member": member.name},
        poll.secretary.user_id,
    )


def test_tellers_type_in_a_ballot_for_nobody_else(poll):
    assert refused(lambda: typed_in(poll, poll.members[0])) == [casting.NOT_ON_PAPER]
    listed(poll, poll.members[0])
    assert typed_in(poll, poll.members[0]) is casting.Answer.CAST


def test_a_member_takes_it_back_by_one_tap_until_their_ballot_is_in(app, poll, voter):
    member, page = poll.members[0], f"/ballots/{poll.ballot.id}/vote"
    listed(poll, member)
    browser = voter(0)
    assert "Tôi tự bỏ phiếu trên máy" in browser.get(page).text

    assert browser.post(f"{page}/by-browser").status_code == 303
    assert (names(poll), 'id="ballot-list"' in browser.get(page).text) == ([], True)

    listed(poll, member)
    typed_in(poll, member)
    shown = browser.get(page).text
    assert ("Tôi tự bỏ phiếu trên máy" in shown, "đã nhập phiếu giấy của anh/chị" in shown) == (False, True)
    answer = browser.post(f"{page}/by-browser")
    assert (answer.status_code, paper_voters.IS_IN in answer.text) == (409, True)
    assert voter(1).post(f"{page}/by-browser").status_code == 303
    assert names(poll) == [(member.name, WHY, poll.secretary.name)]


def test_only_the_secretary_writes_down_and_only_until_the_closing(app, poll, voter):
    url, member = f"/ballots/{poll.ballot.id}/paper-voters", poll.members[0]
    wanted = Wanted(member_id=member.id, reason=WHY)
    assert refused(lambda: paper_voters.add(poll.ballot, wanted, actor=poll.chair), Forbidden) == [
        paper_voters.NOT_YOURS
    ]
    assert voter(0).get(url).status_code == 403
    desk = builders.signed_in(app.test_client(), poll.secretary)
    assert desk.post(url, data={"member_id": member.id, "reason": ""}).status_code == 422
    assert desk.post(url, data={"member_id": member.id, "reason": WHY}).status_code == 303
    assert names(poll) == [(member.name, WHY, poll.secretary.name)]
    with pytest.raises(Invalid, match=paper_voters.ALREADY):
        paper_voters.add(poll.ballot, wanted, actor=poll.secretary)
    db.session.rollback()
    assert desk.post(f"{url}/{member.id}/take-off").status_code == 409

    poll.ballot.state = BallotState.FROZEN
    db.session.commit()
    assert desk.post(f"{url}/{member.id}/take-off").status_code == 303
    poll.ballot.state = BallotState.CLOSED
    db.session.commit()
    assert refused(lambda: paper_voters.add(poll.ballot, wanted, actor=poll.secretary)) == [paper_voters.NOT_NOW]
    assert names(poll) == []


def test_writing_down_who_has_voted_already_says_nothing_and_gives_no_second_ballot(app, poll):
    desk, url = builders.signed_in(app.test_client(), poll.secretary), f"/ballots/{poll.ballot.id}/paper-voters"
    road.cast(poll.ballot, poll.members[0], AGREE)

    answers = [desk.post(url, data={"member_id": member.id, "reason": WHY}).status_code for member in poll.members[:2]]
    page = desk.get(url).text

    assert answers == [303, 303]
    lines = [line for line in re.findall(r"<li\b.*?</li>", page, re.DOTALL) if WHY in line]
    own = [rf"{member.name}|/{member.id}/take-off|\d\d:\d\d" for member in poll.members[:2]]
    without = [re.sub(its, "", line) for its, line in zip(own, lines, strict=True)]
    assert len(lines) == 2
    assert without[0] == without[1]
    assert refused(lambda: typed_in(poll, poll.members[0])) == [casting.HAS_VOTED]
    typed_in(poll, poll.members[1])
    assert paper_voters.typed_in(poll.ballot) == []
    road.closed(poll.ballot, by=poll.secretary)
    assert [member.id for member in paper_voters.typed_in(poll.ballot)] == [poll.members[1].id]


def test_after_the_closing_whose_ballot_was_typed_in_is_told_and_named(app, poll):
    at = poll.house.provincial.organisation
    for member in poll.members[:3]:
        builders.actor(Role.COUNCIL_MEMBERS, at, member.user)
    listed(poll, poll.members[0])
    listed(poll, poll.members[1])
    typed_in(poll, poll.members[0])
    road.cast(poll.ballot, poll.members[2], AGREE)
    page = builders.signed_in(app.test_client(), poll.secretary)
    before = page.get(f"/ballots/{poll.ballot.id}").text
    road.closed(poll.ballot, by=poll.secretary)
    announcing.tell_typed_in(db.session.query(Errand).filter_by(kind="tell_typed_in").one())
    poll.ballot.state = BallotState.COUNTED
    for name in poll.ballot.names:
        name.agree, name.disagree, name.blank, name.void = 2, 0, 0, 0
    db.session.commit()

    told = [(notice.user_id, notice.text) for notice in db.session.query(Notice)]
    typed = (
        f"Bỏ phiếu: {poll.meeting.title}. Phiếu của anh/chị đã được Ban kiểm phiếu nhập từ phiếu giấy."
        " Không đúng thì báo ngay Chủ tịch Hội đồng trước khi mở thùng phiếu."
    )
    assert told == [(poll.members[0].user_id, typed)]
    said = f"Phiếu đã nhập từ phiếu giấy: {poll.members[0].name}</span>"
    assert (said in before, said in page.get(f"/ballots/{poll.ballot.id}").text) == (False, True)
    assert papers.record_of(poll.meeting).on_paper == 1


def test_it_takes_three_people_who_wrote_it_down_types_nothing_for_that_member(poll):
    """A secretary who keeps a slip would else need but one teller more."""
    member, slip = poll.members[0], poll.ballot.slips[0]
    slip.user_id = poll.secretary.user_id
    db.session.commit()
    listed(poll, member)

    said = refused(lambda: on_paper.member(poll.ballot, member.id, first=poll.secretary))
    other = on_paper.member(poll.ballot, member.id, first=road.as_person(poll.ballot.slips[1].user_id))

    assert (said, other.id) == ([on_paper.WROTE_DOWN], member.id)


def test_who_was_noted_as_away_sends_an_opinion_in_writing_from_then_on(poll):
    poll.meeting.attendance[0].presence = Presence.ABSENT
    db.session.commit()
    listed(poll, poll.members[0])

    assert poll.meeting.attendance[0].presence is Presence.WRITTEN

"""Somebody who may write into the database, and leaves the log alone: neither key nor box can be made another's."""

import pytest
from nacl.public import PrivateKey, PublicKey, SealedBox

from app.audit import operations as audit
from app.ballots import box, counting, facts, keys, operations, paper_voters, witness
from app.ballots.models import Roll, Slip, WrappedKey
from app.ballots.paper_voters import Wanted
from app.councils.models import AgendaItem, Attendance, CouncilMember, Presence
from app.errors import Refusal
from app.extensions import db
from bench._sealing import keys_in_this_process
from tests import builders
from tests.ballots import road
from tests.ballots.road import AGREE, DISAGREE
from tests.councils import road as meetings
from workflows.ballot_1 import BallotState, the_box_is_whole


@pytest.fixture(autouse=True)
def _quick_keys():
    with keys_in_this_process():
        yield


@pytest.fixture
def voting(vote):
    vote.ballot = road.frozen(vote.meeting, by=vote.secretary)
    vote.digits = road.started(vote.ballot, by=vote.secretary)
    return vote


@pytest.fixture
def closed(voting):
    for member in voting.members[:4]:
        road.cast(voting.ballot, member, DISAGREE)
    road.closed(voting.ballot, by=voting.secretary)
    return voting


def planted_keys(ballot):
    """A key pair of the intruder's, its private half sealed to the tellers' slips as the ballot's own was."""
    own = PrivateKey.generate()
    holders = {slip.position: PublicKey(bytes.fromhex(slip.public_key)) for slip in ballot.slips}
    for wrapped in db.session.query(WrappedKey).filter_by(ballot_id=ballot.id):
        inner = SealedBox(holders[wrapped.second]).encrypt(own.encode())
        wrapped.sealed = SealedBox(holders[wrapped.first]).encrypt(inner).hex()
    return own.public_key.encode().hex()


@pytest.fixture
def with_sums(closed):
    road.opened(closed.ballot, closed.digits, by=closed.secretary)
    return closed


def exchanged(items):
    """Each entry about what the other was about; a case is on one line of a meeting alone."""
    table = AgendaItem.__table__
    first, second = ((item.id, item.nomination_id) for item in items)
    for item_id, case_id in ((first[0], None), (second[0], first[1]), (first[0], second[1])):
        db.session.execute(table.update().where(table.c.id == item_id).values(nomination_id=case_id))
    db.session.commit()
    db.session.expire_all()


def refused(deed, *given, **by):
    with pytest.raises(Refusal) as told:
        deed(*given, **by)
    db.session.rollback()
    return told.value.reasons


def test_no_page_seals_to_a_key_that_is_not_the_one_in_the_log(voting, app):
    """Whoever holds the other half would read every vote, and the tellers would open the box as if nothing were."""
    ballot, address = voting.ballot, f"/ballots/{voting.ballot.id}"
    organisation, on_paper = voting.house.provincial.organisation, voting.members[1]
    paper_voters.add(ballot, Wanted(member_id=on_paper.id, reason="Vắng, gửi phiếu"), actor=voting.secretary)
    pages = {
        builders.actor(builders.Role.COUNCIL_MEMBERS, organisation, voting.members[0].user): f"{address}/vote",
        builders.actor(builders.Role.COUNCIL_MEMBERS, organisation, ballot.slips[0].user): (
            f"{address}/paper?member={on_paper.id}"
        ),
    }
    browsers = [(builders.signed_in(app.test_client(), who), page) for who, page in pages.items()]
    assert ["data-public-key" in browser.get(page).text for browser, page in browsers] == [True, True]

    ballot.public_key = planted_keys(ballot)
    db.session.commit()

    for browser, page in browsers:
        answer = browser.get(page)
        assert (answer.status_code, witness.KEY_IS_ANOTHER in answer.text) == (409, True)
        assert "data-public-key" not in answer.text


def test_a_vote_does_not_begin_on_slips_that_nobody_typed_in(vote):
    """Slips whose digits the intruder knows, in the place of those that the tellers took."""
    ballot = road.frozen(vote.meeting, by=vote.secretary)
    road.with_slips(ballot)
    made = keys.issue_slip()
    slip = db.session.get_one(Slip, (ballot.id, 2))
    slip.salt, slip.public_key = made.salt, made.public_key
    db.session.commit()

    assert refused(operations.start, ballot, actor=vote.secretary) == [witness.SLIP_IS_ANOTHER.format(name=slip.name)]
    assert ballot.state == BallotState.FROZEN


def test_a_box_that_was_changed_together_with_its_digest_is_not_opened(closed):
    ballot, item = closed.ballot, closed.items[0]
    table = box.Box.__table__
    first = db.session.execute(db.select(table).where(table.c.item_id == item.id)).first()
    changed = road.seal(ballot, item.id, AGREE)
    put = table.update().where(table.c.hash == first.hash).values(sealed=changed, hash=box.hash_of(changed))
    db.session.execute(put)
    ballot.digest = box.digest_of(ballot)
    db.session.commit()

    assert refused(road.opened, ballot, closed.digits, by=closed.secretary) == [the_box_is_whole.otherwise]
    assert ballot.state == BallotState.CLOSED


def test_a_roll_that_was_made_longer_opens_nothing(voting):
    """While the box was open: a ballot of somebody who is no member, in the place of one that nobody gave."""
    others = db.session.query(CouncilMember).filter(CouncilMember.id.not_in([one.id for one in voting.members]))
    stranger = others.first()
    db.session.add(Roll(ballot_id=voting.ballot.id, member_id=stranger.id, voted=False))
    noted = {"member_id": stranger.id, "presence": Presence.PRESENT}
    db.session.add(Attendance(meeting_id=voting.meeting.id, **noted))
    db.session.commit()
    for member in (*voting.members[:4], stranger):
        road.cast(voting.ballot, member, AGREE)
    road.closed(voting.ballot, by=voting.secretary)

    assert refused(road.opened, voting.ballot, voting.digits, by=voting.secretary) == [the_box_is_whole.otherwise]


def test_a_wrapped_key_that_leads_elsewhere_makes_no_ballot_void(closed):
    """The box would open once, with every choice unreadable, and that would be its count."""
    planted_keys(closed.ballot)
    db.session.commit()

    assert refused(road.opened, closed.ballot, closed.digits, by=closed.secretary) == [counting.NOT_ITS_KEY]
    assert (closed.ballot.state, closed.ballot.wrong_slips) == (BallotState.CLOSED, 0)


@pytest.mark.parametrize("torn", ["", "00", "not hexadecimal", "00" * 100])
def test_a_wrapped_key_that_is_torn_leaves_the_others_good(closed, torn):
    for wrapped in db.session.query(WrappedKey).filter_by(ballot_id=closed.ballot.id, first=1, second=2):
        wrapped.sealed = torn
    db.session.commit()

    assert refused(road.opened, closed.ballot, closed.digits, by=closed.secretary) == [counting.NOT_ITS_KEY]
    assert road.opened(closed.ballot, closed.digits, by=closed.secretary, with_slips_of=(1, 3))
    assert [name.disagree for name in closed.ballot.names] == [4, 4]


def test_another_ballots_start_and_a_reading_say_nothing_of_this_one(voting):
    audit.record(actor=voting.secretary, subject="ballot:0", action="start", data={"public_key": "00" * 32})
    audit.record_reading(actor=voting.secretary, what=voting.ballot.ref, action="start", public_key="11" * 32)
    db.session.commit()

    for member in voting.members[:4]:
        road.cast(voting.ballot, member, AGREE)
    road.closed(voting.ballot, by=voting.secretary)
    assert witness.is_as_closed(voting.ballot)


def test_names_exchanged_before_the_opening_do_not_get_each_other_s_votes(closed):
    exchanged(closed.items)

    assert refused(road.opened, closed.ballot, closed.digits, by=closed.secretary) == [the_box_is_whole.otherwise]
    assert closed.ballot.state == BallotState.CLOSED


def test_names_exchanged_before_the_start_are_not_voted_on(vote):
    ballot = road.frozen(vote.meeting, by=vote.secretary)
    road.with_slips(ballot)
    exchanged(vote.items)

    assert refused(operations.start, ballot, actor=vote.secretary) == [
        f"Chương trình phiên họp không còn như khi chốt danh sách. {facts.FREEZE_ANEW}"
    ]


def test_names_exchanged_after_the_opening_are_not_counted(with_sums):
    exchanged(with_sums.items)

    assert refused(meetings.counted, with_sums.meeting, by=with_sums.secretary) == [facts.NAMES_ARE_OTHERS]


def test_a_list_frozen_before_the_log_told_its_names_is_opened(closed):
    old = {"meeting": closed.meeting.ref, "key_end": closed.ballot.key_end.value}
    audit.record(actor=closed.secretary, subject=closed.ballot.ref, action="freeze", data=old)
    db.session.commit()

    assert road.opened(closed.ballot, closed.digits, by=closed.secretary)
    meetings.counted(closed.meeting, by=closed.secretary)


def of_ballot(name):
    name.agree, name.disagree = 4, 0


def of_meeting(name):
    name.item.agree, name.item.disagree = 4, 0


def of_both(name):
    of_ballot(name)
    of_meeting(name)


def of_nobody(name):
    name.agree = name.disagree = name.blank = name.void = None


@pytest.mark.parametrize("change", [of_ballot, of_meeting, of_both, of_nobody])
def test_sums_changed_after_the_opening_are_not_counted(with_sums, change):
    name = with_sums.ballot.names[1]
    change(name)
    db.session.commit()

    assert refused(meetings.counted, with_sums.meeting, by=with_sums.secretary) == [
        f"{name.item.name}: số phiếu ở phiên họp khác số phiếu đã kiểm từ thùng phiếu."
    ]

"""A sealed ballot from the frozen list to the destroyed keys, and what each step refuses."""

import base64

import pytest
from sqlalchemy import text

from app.ballots import box, casting, counting, operations, slips
from app.ballots.casting import Answer
from app.ballots.models import KeyEnd, WrappedKey
from app.ballots.parcel import NOT_SENT_WHOLE, shown
from app.casework import TransitionRefused
from app.clock import real_now
from app.councils import openings, sitting
from app.errors import Invalid, Refusal
from app.extensions import db
from app.outbox.models import Errand
from app.papers import queries as paper_queries
from bench._sealing import as_sent
from tests.ballots import road
from tests.ballots.road import AGREE, BLANK, DISAGREE
from workflows.ballot_1 import BallotState, the_box_is_whole
from workflows.vocabulary import Sheet


def test_the_whole_road(vote):
    ballot = road.frozen(vote.meeting, by=vote.secretary)
    digits = road.started(ballot, by=vote.chair)
    first, second = (item.id for item in vote.items)
    given = [{first: AGREE, second: DISAGREE}, {first: AGREE, second: BLANK}, AGREE, AGREE]
    for member, choices in zip(vote.members, given, strict=False):
        assert road.cast(ballot, member, choices)[0] is Answer.CAST
    road.closed(ballot, by=vote.secretary)

    assert (ballot.cast, ballot.members) == (4, 5)
    assert road.opened(ballot, digits, by=vote.secretary)
    with pytest.raises(Refusal) as too_late:
        sitting.cancel_vote(vote.meeting, "Kết quả không như ý", actor=vote.chair)
    assert too_late.value.reasons == [openings.IS_COUNTED]
    db.session.rollback()
    assert [(name.agree, name.disagree, name.blank, name.void) for name in ballot.names] == [(4, 0, 0, 0), (2, 1, 1, 0)]
    assert counting.recount(ballot, {2: digits[2], 3: digits[3]}, actor=vote.secretary) is True
    sitting.count(vote.meeting, seen=vote.meeting.version, actor=vote.secretary)
    db.session.commit()
    assert [(item.agree, item.disagree, item.invalid, item.members) for item in vote.items] == [
        (4, 0, 0, 5),
        (2, 1, 1, 5),
    ]
    operations.sign(ballot, actor=road.as_person(ballot.slips[0].user_id))
    assert ballot.state == BallotState.SIGNED
    said = paper_queries.of_sheet(Sheet.MEETING, vote.meeting.id)[-1].content["box"]
    assert (said["cast"], said["members"], said["digest"]) == (4, 5, ballot.digest)
    assert [(line["agree"], line["disagree"], line["blank"]) for line in said["lines"]] == [(4, 0, 0), (2, 1, 1)]
    assert said["trackers"] == sorted(shown(tracker) for tracker in box.trackers_of(ballot))
    with pytest.raises(TransitionRefused, match="Hủy phiếu mở thùng"):
        operations.destroy_keys(ballot, actor=vote.secretary)
    assert ballot.slips_kept_until is not None


def test_keys_that_end_at_signing_are_gone_with_it(vote):
    ballot = road.frozen(vote.meeting, by=vote.secretary, key_end=KeyEnd.AT_SIGNING)
    digits = road.started(ballot, by=vote.secretary)
    for member in vote.members:
        road.cast(ballot, member, AGREE)
    road.closed(ballot, by=vote.secretary, reason="")
    assert road.opened(ballot, digits, by=vote.secretary, with_slips_of=(1, 3))
    sitting.count(vote.meeting, seen=vote.meeting.version, actor=vote.secretary)
    operations.sign(ballot, actor=road.as_person(ballot.slips[0].user_id))

    assert ballot.state == BallotState.SIGNED
    assert db.session.query(WrappedKey).count() == 0
    assert [(slip.salt, slip.public_key) for slip in ballot.slips] == [(None, None)] * 3
    operations.destroy_keys(ballot, actor=vote.secretary)
    assert ballot.state == BallotState.KEPT
    assert paper_queries.of_sheet(Sheet.MEETING, vote.meeting.id)[-1].title.startswith("Hủy phiếu mở thùng")


def test_a_ballot_is_in_once_and_the_same_one_again_is_told_so(vote):
    ballot = road.frozen(vote.meeting, by=vote.secretary)
    road.started(ballot, by=vote.secretary)
    member = vote.members[0]
    _, sent = road.cast(ballot, member, AGREE)

    assert casting.cast(ballot.id, member.id, sent) is Answer.WAS_IN
    with pytest.raises(Refusal) as refused:
        road.cast(ballot, member, DISAGREE)
    assert refused.value.reasons == [casting.HAS_VOTED]
    db.session.rollback()
    assert box.cast_in(ballot) == 1
    assert {item_id: len(sealed) for item_id, sealed in box.sealed_of(ballot).items()} == {i.id: 1 for i in vote.items}


def test_who_asks_again_after_the_closing_is_told_that_it_is_in(vote):
    """An answer was lost, and the box closed before the browser asked again."""
    ballot = road.frozen(vote.meeting, by=vote.secretary)
    road.started(ballot, by=vote.secretary)
    member, other = vote.members[:2]
    _, sent = road.cast(ballot, member, AGREE)
    road.closed(ballot, by=vote.secretary)

    assert casting.cast(ballot.id, member.id, sent) is Answer.WAS_IN
    with pytest.raises(Refusal) as refused:
        casting.cast(ballot.id, other.id, sent)
    assert refused.value.reasons == [casting.IS_OVER]


def test_nobody_casts_the_sealed_choices_of_another(vote):
    """Who does not know what they say could learn it from the sums."""
    ballot = road.frozen(vote.meeting, by=vote.secretary)
    road.started(ballot, by=vote.secretary)
    _, sent = road.cast(ballot, vote.members[0], AGREE)
    sealed = {int(item_id): base64.b64decode(text) for item_id, text in sent["choices"].items()}

    with pytest.raises(Refusal) as refused:
        casting.cast(ballot.id, vote.members[1].id, as_sent(sealed))
    db.session.rollback()
    assert refused.value.reasons == [NOT_SENT_WHOLE]
    assert box.cast_in(ballot) == 1


def test_nobody_votes_before_the_start_nor_after_the_closing(vote):
    ballot = road.frozen(vote.meeting, by=vote.secretary)
    ballot.public_key = "00" * 32
    with pytest.raises(Refusal) as early:
        casting.cast(ballot.id, vote.members[0].id, {})
    db.session.rollback()
    road.started(ballot, by=vote.secretary)
    assert db.session.query(Errand).filter_by(kind="tell_voters", subject=ballot.ref).count() == 1
    sent = road.parcel(ballot, {item.id: AGREE for item in vote.items})
    road.closed(ballot, by=vote.secretary)
    with pytest.raises(Refusal) as late:
        casting.cast(ballot.id, vote.members[0].id, sent)

    assert (early.value.reasons, late.value.reasons) == ([casting.NOT_OPEN], [casting.IS_OVER])
    assert box.cast_in(ballot) == 0


def test_closing_before_everybody_voted_needs_a_reason(vote):
    ballot = road.frozen(vote.meeting, by=vote.secretary)
    road.started(ballot, by=vote.secretary)

    with pytest.raises(Invalid) as refused:
        operations.close(ballot, " ", actor=vote.secretary)
    assert refused.value.errors == {
        "reason": "Còn 5 thành viên chưa bỏ phiếu: ghi lý do kết thúc, ví dụ đã hết giờ bỏ phiếu."
    }


def test_a_slip_is_typed_once_before_anybody_votes(vote):
    ballot = road.frozen(vote.meeting, by=vote.secretary)
    holder = road.as_person(ballot.slips[0].user_id)
    digits = slips.issue(ballot, actor=holder)
    wrong = f"{(int(digits) + 1) % 10**24:024}"

    with pytest.raises(Invalid):
        slips.confirm(ballot, wrong, actor=holder)
    db.session.rollback()
    with pytest.raises(TransitionRefused) as refused:
        operations.start(ballot, actor=vote.secretary)
    assert refused.value.reasons == [f"{slip.name} chưa nhận và nhập lại phiếu mở thùng." for slip in ballot.slips]


def test_one_slip_opens_nothing_and_five_wrong_tries_close_it(vote):
    ballot = road.frozen(vote.meeting, by=vote.secretary)
    digits = road.started(ballot, by=vote.secretary)
    for member in vote.members[:4]:
        road.cast(ballot, member, AGREE)
    road.closed(ballot, by=vote.secretary)

    for tried in range(1, 6):
        assert road.opened(ballot, digits | {2: "1" * 24}, by=vote.secretary) is False
        assert ballot.wrong_slips == tried
    assert ballot.closed_until > real_now()
    with pytest.raises(Refusal, match="Chưa thể mở thùng phiếu"):
        road.opened(ballot, digits, by=vote.secretary)
    assert ballot.state == BallotState.CLOSED


def test_any_two_of_three_slips_open(vote):
    ballot = road.frozen(vote.meeting, by=vote.secretary)
    digits = road.started(ballot, by=vote.secretary)
    for member in vote.members[:4]:
        road.cast(ballot, member, AGREE)
    road.closed(ballot, by=vote.secretary)

    assert road.opened(ballot, digits | {1: "1" * 24}, by=vote.secretary, with_slips_of=(1, 2, 3))


def test_a_cancelled_ballot_has_no_key_and_another_may_follow(vote):
    ballot = road.frozen(vote.meeting, by=vote.secretary)
    road.started(ballot, by=vote.secretary)
    road.cast(ballot, vote.members[0], AGREE)
    operations.cancel(ballot, "Mất điện", actor=vote.chair)
    db.session.commit()

    assert ballot.state == BallotState.CANCELLED
    assert db.session.query(WrappedKey).count() == 0
    assert road.frozen(vote.meeting, by=vote.secretary).state == BallotState.FROZEN


def test_a_box_that_was_touched_is_not_opened(vote):
    ballot = road.frozen(vote.meeting, by=vote.secretary)
    digits = road.started(ballot, by=vote.secretary)
    for member in vote.members:
        road.cast(ballot, member, AGREE)
    road.closed(ballot, by=vote.secretary, reason="")
    table = box.Box.__table__
    first = db.session.execute(db.select(table)).first()
    db.session.execute(table.delete().where(table.c.hash == first.hash))
    db.session.commit()

    with pytest.raises(Refusal) as refused:
        road.opened(ballot, digits, by=vote.secretary)
    assert refused.value.reasons == [the_box_is_whole.otherwise]


@pytest.mark.parametrize("engine_name", ["postgresql"], indirect=True)
def test_the_closed_roll_was_written_by_one_transaction(vote):
    """Until the closing each mark on it is of the transaction that cast, and lies where that one wrote."""
    ballot = road.frozen(vote.meeting, by=vote.secretary)
    road.started(ballot, by=vote.secretary)
    for member in reversed(vote.members):
        road.cast(ballot, member, AGREE)
    writers = text("SELECT count(DISTINCT xmin::text) FROM ballot_roll")
    assert db.session.scalar(writers) == len(vote.members)
    road.closed(ballot, by=vote.secretary, reason="")

    assert db.session.scalar(writers) == 1

"""What was committed while the freezing waited for the pen is in the list; what changed after it stops the vote."""

import pytest

from app.ballots import facts, operations
from app.ballots.models import Excused, KeyEnd
from app.councils import agenda, queries, recusals, tellers
from app.councils.models import Recusal, RecusalKind
from app.councils.recusals import Wanted
from app.councils.tellers import Committee
from app.errors import Refusal
from app.extensions import db
from tests.ballots import road
from tests.patience import done_meanwhile
from workflows.ballot_1 import BallotState


def frozen_meanwhile(app, vote):
    """The list, read before what this thread has not committed yet."""
    meeting_id, by = vote.meeting.id, vote.secretary

    def freeze():
        ballot = operations.freeze(queries.one(meeting_id, by), KeyEnd.AT_SIGNING, actor=by)
        excused = db.session.query(Excused.item_id, Excused.member_id).all()
        return [slip.name for slip in ballot.slips], [tuple(one) for one in excused]

    return done_meanwhile(app, freeze)


def recused(vote):
    why = Wanted(item_id=vote.items[0].id, member_id=vote.members[0].id, kind=RecusalKind.OTHER, reason="Người nhà")
    recusals.pin(vote.meeting, why, actor=vote.secretary)
    return why.item_id, why.member_id


def test_who_was_recused_meanwhile_has_no_vote(app, vote):
    db.session.commit()
    line = recused(vote)

    _, excused = frozen_meanwhile(app, vote)

    assert excused == [line]


def test_who_was_named_to_count_meanwhile_holds_a_slip(app, vote):
    db.session.commit()
    named = [(f"u{member.user_id}", "") for member in vote.members[:3]]
    tellers.name(vote.meeting, Committee(chosen=named, version=vote.meeting.version), actor=vote.secretary)
    names = [member.name for member in vote.members[:3]]

    holders, _ = frozen_meanwhile(app, vote)

    assert holders == names


def without_a_vote(vote):
    row = {"kind": RecusalKind.OTHER, "reason": "Người nhà", "recorded_at": vote.meeting.created_at}
    item_id, member_id = vote.items[1].id, vote.members[1].id
    db.session.add(Recusal(item_id=item_id, member_id=member_id, recorded_by_id=vote.secretary.user_id, **row))


def another_counts(vote):
    agenda.name_tellers(vote.meeting, [member.name for member in vote.members[:3]])
    for teller, member in zip(vote.meeting.committee, vote.members, strict=False):
        teller.user_id = member.user_id


@pytest.mark.parametrize(
    ("change", "what"),
    [(without_a_vote, "Người không bỏ phiếu ở từng trường hợp"), (another_counts, "Ban kiểm phiếu")],
)
def test_a_vote_does_not_begin_with_others_than_the_list_has(vote, change, what):
    ballot = road.frozen(vote.meeting, by=vote.secretary)
    change(vote)
    db.session.commit()
    db.session.expire_all()
    road.with_slips(ballot)

    with pytest.raises(Refusal) as told:
        operations.start(ballot, actor=vote.secretary)
    db.session.rollback()

    assert told.value.reasons == [f"{what} không còn như khi chốt danh sách. {facts.FREEZE_ANEW}"]
    assert ballot.state == BallotState.FROZEN
    operations.cancel(ballot, "Chốt lại", actor=vote.secretary)
    anew = road.frozen(vote.meeting, by=vote.secretary)
    road.started(anew, by=vote.secretary)
    assert anew.state == BallotState.VOTING

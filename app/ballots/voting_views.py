"""The voter's page of a sealed ballot, what its browser sends, and all trackers once the box is closed."""

from flask import render_template
from flask.typing import ResponseReturnValue

from app.access import Permission, asks_code, current_actor, requires, seals
from app.ballots import answers, box, casting, paper_voters, presence, queries, voting, witness
from app.ballots.blueprint import bp
from app.ballots.parcel import shown
from app.ballots.queries import IS_CLOSED
from app.errors import Refusal, or_404
from app.extensions import unit_of_work
from workflows.ballot_1 import BallotState


@bp.get("/<int:ballot_id>/vote")
@seals
@asks_code
@requires(Permission.SELF)
def vote(ballot_id: int) -> ResponseReturnValue:
    """One's own ballot. Nothing of it is remembered here before it is sealed."""
    seat = or_404(queries.seat(ballot_id, current_actor()))
    ballot = voting.of_seat(ballot_id)
    has_voted = queries.has_voted(ballot_id, seat.id)
    on_paper = paper_voters.one(ballot, seat.id)
    is_noted = presence.is_noted(ballot_id, seat.id)
    may_vote = ballot.state == BallotState.VOTING and not has_voted and on_paper is None and is_noted
    if may_vote:
        witness.insist_on_key(ballot)
    names = voting.names(ballot, seat.id) if may_vote else ()
    return render_template(
        "ballots/vote.html",
        ballot=ballot,
        seat=seat,
        names=names,
        called=voting.called(names),
        has_voted=has_voted,
        on_paper=on_paper,
        is_noted=is_noted,
        reads_summaries=bool(names) and queries.sees_meeting(ballot, current_actor()),
        is_over=ballot.state not in {BallotState.DRAFT, BallotState.FROZEN, BallotState.VOTING},
        is_closed=ballot.state in IS_CLOSED,
    )


@bp.post("/<int:ballot_id>/cast")
@asks_code
@requires(Permission.SELF)
def cast(ballot_id: int) -> ResponseReturnValue:
    """200 {state: cast | was_in} · 409, 422 {reasons: […]}, the box untouched. Whoever is led to a sign-in or to a
    code instead comes back to the page, which asks again with the same sealed ballot.
    """
    sent = answers.body()
    seat = or_404(queries.seat(ballot_id, current_actor()))

    def put_in() -> casting.Answer:
        with unit_of_work():
            return casting.cast(ballot_id, seat.id, sent)

    return answers.told(put_in)


@bp.get("/<int:ballot_id>/trackers")
@requires(Permission.SELF)
def trackers(ballot_id: int) -> ResponseReturnValue:
    """For whoever sees the ballot: all of them, in the order of their letters, which is nobody's."""
    ballot = queries.one(ballot_id, current_actor())
    if ballot.state not in IS_CLOSED:
        raise Refusal("Chưa có danh sách mã đối chiếu.", ["Danh sách có sau khi kết thúc bỏ phiếu."])
    listed = sorted(shown(tracker) for tracker in box.trackers_of(ballot))
    return render_template("ballots/trackers.html", ballot=ballot, trackers=listed)

"""Ballots on paper: two tellers type one in, each alone, and the second stands for it by name and password."""

from flask import current_app, render_template, request
from flask.typing import ResponseReturnValue

from app.access import Permission, asks_code, current_actor, requires, seals
from app.accounts.vault import Vault
from app.addresses import number_asked
from app.ballots import answers, on_paper, voting, witness
from app.ballots.blueprint import bp
from app.ballots.casting import Answer
from app.ballots.models import Ballot
from app.errors import or_404
from app.extensions import unit_of_work


@bp.get("/<int:ballot_id>/paper")
@seals
@asks_code
@requires(Permission.SELF)
def paper(ballot_id: int) -> ResponseReturnValue:
    """Whose ballot it is; then the list, as that member has it."""
    ballot = _held(ballot_id)
    on_paper.insist_open(ballot)
    witness.insist_on_key(ballot)
    asked = number_asked("member")
    if asked is None:
        return render_template("ballots/paper_whose.html", ballot=ballot, members=on_paper.members(ballot))
    member = or_404(on_paper.member(ballot, asked))
    names = voting.names(ballot, member.id)
    return render_template("ballots/paper.html", ballot=ballot, member=member, names=names, called=voting.called(names))


@bp.post("/<int:ballot_id>/paper")
@asks_code
@requires(Permission.SELF)
def cast_paper(ballot_id: int) -> ResponseReturnValue:
    """200 {state} · 409, 422 {reasons: […]}; what was wrong about the second teller leaves the sealed ballot good."""
    sent = answers.body()
    ballot, vault = _held(ballot_id), Vault(current_app.config["SECRET_KEY"])

    def put_in() -> Answer:
        entry = on_paper.read(sent)
        on_paper.insist_open(ballot)
        or_404(on_paper.member(ballot, entry.member_id))
        with unit_of_work():
            fault = on_paper.fault_of_second(
                ballot, entry, first=current_actor(), vault=vault, address=request.remote_addr or ""
            )
        on_paper.insist_second(fault)
        with unit_of_work():
            return on_paper.cast(ballot_id, entry)

    return answers.told(put_in)


def _held(ballot_id: int) -> Ballot:
    """For who holds one of its slips; for anybody else there is no such page."""
    return or_404(voting.of_teller(ballot_id, current_actor()))

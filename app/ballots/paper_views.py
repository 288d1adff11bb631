"""Ballots on paper: who votes so, and the pages where two tellers type one in, each alone, the second by password."""

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.access import Permission, asks_code, current_actor, requires, seals
from app.accounts import duty
from app.accounts.vault import Vault
from app.addresses import number_asked
from app.ballots import answers, on_paper, paper_voters, queries, voting, witness
from app.ballots.blueprint import bp
from app.ballots.casting import Answer
from app.ballots.forms import paper_voter_form
from app.ballots.models import Ballot
from app.ballots.on_paper import Asking
from app.errors import or_404
from app.extensions import unit_of_work


@bp.route("/<int:ballot_id>/paper-voters", methods=["GET", "POST"])
@requires(Permission.MEETING_KEEP)
def voters_on_paper(ballot_id: int) -> ResponseReturnValue:
    ballot = queries.one(ballot_id, current_actor())
    paper_voters.insist_on_keeper(ballot, current_actor())
    form = paper_voter_form(queries.seats(ballot))()
    if form.validate_on_submit() and form.perform(lambda: paper_voters.add(ballot, form.wanted, actor=current_actor())):
        flash("Đã ghi thành viên bỏ phiếu giấy. Thành viên có tài khoản được báo ngay.")
        return redirect(url_for(".voters_on_paper", ballot_id=ballot_id), 303)
    listed = paper_voters.listed(ballot)
    return render_template("ballots/paper_voters.html", form=form, ballot=ballot, listed=listed), form.status


@bp.post("/<int:ballot_id>/paper-voters/<int:member_id>/take-off")
@requires(Permission.MEETING_KEEP)
def take_off_paper(ballot_id: int, member_id: int) -> ResponseReturnValue:
    with unit_of_work():
        paper_voters.take_off(queries.one(ballot_id, current_actor()), member_id, actor=current_actor())
    flash("Đã bỏ: thành viên này tự bỏ phiếu trên máy. Nếu thành viên vắng mặt, điểm danh lại.")
    return redirect(url_for(".voters_on_paper", ballot_id=ballot_id), 303)


@bp.post("/<int:ballot_id>/vote/by-browser")
@requires(Permission.SELF)
def take_back_paper(ballot_id: int) -> ResponseReturnValue:
    """A member's own: one tap, as long as their ballot is not in."""
    seat = or_404(queries.seat(ballot_id, current_actor()))
    with unit_of_work():
        paper_voters.take_back(voting.of_seat(ballot_id), seat, actor=current_actor())
    flash("Đã đổi: anh/chị tự bỏ phiếu trên máy.")
    return redirect(url_for(".vote", ballot_id=ballot_id), 303)


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
        return render_template("ballots/paper_whose.html", ballot=ballot, members=paper_voters.listed(ballot))
    member = on_paper.member(ballot, asked, first=current_actor())
    names = voting.names(ballot, member.id)
    return render_template("ballots/paper.html", ballot=ballot, member=member, names=names, called=voting.called(names))


@bp.post("/<int:ballot_id>/paper")
@asks_code
@requires(Permission.SELF)
def cast_paper(ballot_id: int) -> ResponseReturnValue:
    """200 {state} · 409, 422 {reasons: […]}; what was wrong about the second teller leaves the sealed ballot good."""
    sent, ballot = answers.body(), _held(ballot_id)

    def put_in() -> Answer:
        entry = on_paper.read(sent)
        on_paper.insist_open(ballot)
        on_paper.member(ballot, entry.member_id, first=current_actor())
        with unit_of_work():
            fault = on_paper.fault_of_second(ballot, entry, _asking())
        on_paper.insist_second(fault)
        with unit_of_work():
            return on_paper.cast(ballot_id, entry)

    return answers.told(put_in)


def _asking() -> Asking:
    config = current_app.config
    return Asking(
        first=current_actor(),
        vault=Vault(config["SECRET_KEY"]),
        address=request.remote_addr or "",
        is_code_needed=duty.counts_here(asked_for=config["SECOND_FACTOR_ALWAYS"]),
    )


def _held(ballot_id: int) -> Ballot:
    """For who holds one of its slips; for anybody else there is no such page."""
    return or_404(voting.of_teller(ballot_id, current_actor()))

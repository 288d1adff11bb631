"""Rounds (đợt xét): everybody reads which there are; Sở Nội vụ opens and changes them."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app import clock
from app.access import Permission, current_actor, requires
from app.forms import choices
from app.rounds import operations, queries
from app.rounds.forms import RoundForm
from app.rounds.models import AwardRound
from app.rounds.operations import Terms

bp = Blueprint("rounds", __name__, url_prefix="/rounds")


@bp.get("/")
@requires(Permission.AWARD_READ)
def index() -> ResponseReturnValue:
    return render_template("rounds/index.html", rounds=queries.newest(), today=clock.today())


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.ROUND_OPEN)
def new() -> ResponseReturnValue:
    form = _form(year=clock.today().year, opens_on=clock.today(), award_ids=[], people_notice=True)
    made: list[AwardRound] = []
    if form.validate_on_submit() and form.perform(
        lambda: made.append(operations.open_round(form.to(Terms), actor=current_actor()))
    ):
        flash(f"Đã mở {made[0].name}.")
        return redirect(url_for(".index"), 303)
    return render_template("rounds/edit.html", form=form, award_round=None), form.status


@bp.route("/<int:round_id>", methods=["GET", "POST"])
@requires(Permission.ROUND_OPEN)
def edit(round_id: int) -> ResponseReturnValue:
    award_round = queries.one(round_id)
    form = _form(obj=award_round, award_ids=queries.current_ids(award_round, clock.today()))
    if form.validate_on_submit() and form.perform(
        lambda: operations.change(award_round, form.to(Terms), actor=current_actor())
    ):
        flash(f"Đã lưu {award_round.name}.")
        return redirect(url_for(".index"), 303)
    return render_template("rounds/edit.html", form=form, award_round=award_round), form.status


def _form(**values: object) -> RoundForm:
    form = RoundForm(**values)
    form.award_ids.choices = choices((award.id, award.name) for award in queries.awards_offered(clock.today()))
    return form

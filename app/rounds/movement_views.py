"""Emulation movements (phong trào thi đua): everybody reads them; Ban Thi đua - Khen thưởng keeps them."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app import clock
from app.access import Permission, current_actor, requires
from app.rounds import movements, openings, queries
from app.rounds.forms import ClosingForm, MovementForm, MovementPlanForm
from app.rounds.models import Movement
from app.rounds.movements import Launch, Plan

bp = Blueprint("movements", __name__, url_prefix="/movements")


@bp.get("/")
@requires(Permission.AWARD_READ)
def index() -> ResponseReturnValue:
    return render_template("movements/index.html", movements=queries.movements(), today=clock.today())


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.MOVEMENT_KEEP)
def new() -> ResponseReturnValue:
    form = MovementForm(valid_from=clock.today())
    made: list[Movement] = []
    if form.validate_on_submit() and form.perform(
        lambda: made.append(movements.launch(form.to(Launch), actor=current_actor()))
    ):
        flash("Đã ghi phong trào thi đua.")
        return redirect(url_for(".show", movement_id=made[0].id), 303)
    return render_template("movements/edit.html", form=form, movement=None), form.status


@bp.get("/<int:movement_id>")
@requires(Permission.AWARD_READ)
def show(movement_id: int) -> ResponseReturnValue:
    movement = queries.movement(movement_id)
    answers = openings.answers_to(movement)
    return render_template("movements/show.html", movement=movement, answers=answers, today=clock.today())


@bp.route("/<int:movement_id>/edit", methods=["GET", "POST"])
@requires(Permission.MOVEMENT_KEEP)
def edit(movement_id: int) -> ResponseReturnValue:
    """Of those the letter names only what it does not say."""
    movement = queries.movement(movement_id)
    form = MovementForm(obj=movement) if movement.is_by_hand else MovementPlanForm(obj=movement)
    told = Launch if movement.is_by_hand else Plan
    if form.validate_on_submit() and form.perform(
        lambda: movements.change(movement, form.to(told), actor=current_actor())
    ):
        flash("Đã lưu phong trào thi đua.")
        return redirect(url_for(".show", movement_id=movement_id), 303)
    return render_template("movements/edit.html", form=form, movement=movement), form.status


@bp.route("/<int:movement_id>/close", methods=["GET", "POST"])
@requires(Permission.MOVEMENT_KEEP)
def close(movement_id: int) -> ResponseReturnValue:
    movement = queries.movement(movement_id)
    form = ClosingForm(version=movement.version)
    if form.validate_on_submit() and form.perform(
        lambda: movements.close(movement, form.reason.data or "", seen=form.seen, actor=current_actor())
    ):
        flash("Đã kết thúc phong trào thi đua.")
        return redirect(url_for(".show", movement_id=movement_id), 303)
    return render_template("movements/close.html", form=form, movement=movement), form.status

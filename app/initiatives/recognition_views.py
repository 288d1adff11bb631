"""Decisions that recognise initiatives: entered by the secretary of the council, read by the council's house."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, requires
from app.errors import or_404
from app.initiatives import forms, queries, recognitions
from app.initiatives.blueprint import bp
from app.initiatives.models import InitiativeDecision
from app.initiatives.reach import is_kept, kept_council
from app.papers.printing import handed_out
from app.papers.uploads import SIGNED_COPIES, stored


@bp.route("/councils/<int:council_id>/decisions/new", methods=["GET", "POST"])
@requires(Permission.INITIATIVE_RECORD)
def recognise(council_id: int) -> ResponseReturnValue:
    council = kept_council(council_id, current_actor())
    form = forms.RecognitionForm(chosen=[])
    made: list[int] = []
    if form.validate_on_submit() and form.perform(lambda: made.append(_recognise(council_id, form))):
        flash("Đã ghi quyết định công nhận.")
        return redirect(url_for(".show_decision", decision_id=made[0]), 303)
    waiting = queries.to_recognise(council)
    return render_template("initiatives/recognise.html", form=form, council=council, waiting=waiting), form.status


def _recognise(council_id: int, form: forms.RecognitionForm) -> int:
    """The file first: what was read before it was inspected is read anew."""
    copy = stored(form.file, current_actor(), kinds=SIGNED_COPIES)
    council = kept_council(council_id, current_actor())
    return recognitions.recognise(council, form.told(), copy, actor=current_actor()).id


@bp.get("/decisions/<int:decision_id>")
@requires(Permission.INITIATIVE_READ)
def show_decision(decision_id: int) -> ResponseReturnValue:
    decision = queries.decision(decision_id, current_actor())
    keeps = is_kept(decision.council_id, current_actor())
    return render_template("initiatives/decision.html", decision=decision, keeps=keeps)


@bp.get("/decisions/<int:decision_id>/file")
@requires(Permission.INITIATIVE_READ)
def decision_file(decision_id: int) -> ResponseReturnValue:
    return handed_out(queries.decision(decision_id, current_actor()).file)


@bp.route("/decisions/<int:decision_id>/void", methods=["GET", "POST"])
@requires(Permission.INITIATIVE_RECORD)
def void_decision(decision_id: int) -> ResponseReturnValue:
    decision = _kept(decision_id)
    form = forms.VoidDecisionForm()
    if form.validate_on_submit() and form.perform(
        lambda: recognitions.void(decision, form.reason.data or "", actor=current_actor())
    ):
        flash("Đã hủy quyết định nhập nhầm.")
        return redirect(url_for(".show_decision", decision_id=decision_id), 303)
    return render_template("initiatives/void_decision.html", form=form, decision=decision), form.status


def _kept(decision_id: int) -> InitiativeDecision:
    decision = queries.decision(decision_id, current_actor())
    return or_404(decision if is_kept(decision.council_id, current_actor()) else None)

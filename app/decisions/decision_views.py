"""Decisions: signed by the Chairman, numbered and issued by văn thư, read by units and department."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app import clock, forms
from app.access import Permission, current_actor, requires
from app.addresses import number_asked
from app.casework import options
from app.decisions import honours, lists, operations, panels, queries  # noqa: F401 -- honours and panels show themselves
from app.decisions.forms import RegistrationForm
from app.papers import queries as paper_queries
from app.papers.operations import Registration
from app.papers.uploads import SIGNED_COPIES, stored
from workflows.vocabulary import Sheet

bp = Blueprint("decisions", __name__, url_prefix="/decisions")


@bp.get("/")
@requires(Permission.DECISION_READ)
def index() -> ResponseReturnValue:
    before = number_asked("before")
    decisions = lists.decisions(current_actor(), before=before)
    return render_template(
        "decisions/index.html",
        decisions=decisions,
        numbers=paper_queries.numbers(Sheet.DECISION, [sheet.id for sheet in decisions]),
        before=before,
        page=lists.PAGE,
    )


@bp.get("/<int:decision_id>")
@requires(Permission.DECISION_READ)
def show(decision_id: int) -> ResponseReturnValue:
    decision = queries.decision(decision_id, current_actor())
    return render_template(
        "decisions/show.html",
        decision=decision,
        items=queries.items_shown_to(decision, current_actor()),
        options={option.name: option for option in options(decision, current_actor())},
        papers=paper_queries.of_sheet(Sheet.DECISION, decision.id),
    )


@bp.route("/<int:decision_id>/issue", methods=["GET", "POST"])
@requires(Permission.DECISION_ISSUE)
def issue(decision_id: int) -> ResponseReturnValue:
    decision = queries.decision(decision_id, current_actor())
    form = RegistrationForm(issued_on=clock.today())
    if form.validate_on_submit() and form.perform(lambda: _issue(decision_id, form)):
        flash("Đã cấp số và phát hành Quyết định. Các đơn vị và người được khen đang được báo tin.")
        return redirect(url_for(".show", decision_id=decision_id), 303)
    at = url_for(".show", decision_id=decision_id)
    page = render_template("papers/register.html", form=form, sheet=decision, what="Quyết định", at=at)
    return page, form.status


def _issue(decision_id: int, form: forms.RegistrationForm) -> None:
    signed_copy = stored(form.signed_copy, current_actor(), kinds=SIGNED_COPIES)
    decision = queries.decision(decision_id, current_actor())
    operations.issue(decision, form.to(Registration), signed_copy, actor=current_actor())

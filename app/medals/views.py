"""The medal's part of a dossier as its unit writes it; and the step by which Sở Nội vụ begins a simplified case."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, requires
from app.addresses import to_case
from app.extensions import unit_of_work
from app.medals import (
    facts,  # noqa: F401 -- they register
    operations,
    panels,  # noqa: F401
    queries,
)
from app.medals.forms import DeclarationForm, ServiceForm, StepForm
from app.medals.models import ServicePeriod
from app.medals.operations import PART, Declaration, Service
from app.nominations import editing, steps
from app.nominations import queries as nominations
from app.nominations.models import Nomination

bp = Blueprint("medals", __name__, url_prefix="/medals")


@bp.route("/<int:nomination_id>/declaration", methods=["GET", "POST"])
@requires(Permission.NOMINATION_DRAFT)
def declaration(nomination_id: int) -> ResponseReturnValue:
    nomination = _written(nomination_id)
    file = queries.sheet_of(nomination).file
    form = DeclarationForm(obj=file)
    form.offer(queries.groups_for(nomination))
    if form.validate_on_submit() and form.perform(
        lambda: operations.declare(nomination, _said(form), actor=current_actor())
    ):
        flash("Đã lưu nhóm đối tượng và khai báo.")
        return _to_draft(nomination_id, "medal")
    return render_template("medals/declaration.html", form=form, nomination=nomination), form.status


@bp.route("/<int:nomination_id>/service/new", methods=["GET", "POST"])
@requires(Permission.NOMINATION_DRAFT)
def new_period(nomination_id: int) -> ResponseReturnValue:
    nomination = _written(nomination_id)
    form = ServiceForm()
    if form.validate_on_submit() and form.perform(
        lambda: operations.add_period(nomination, form.to(Service), actor=current_actor())
    ):
        flash("Đã thêm một dòng quá trình công tác.")
        return _to_draft(nomination_id, "service")
    return render_template("medals/service.html", form=form, nomination=nomination, period=None), form.status


@bp.route("/<int:nomination_id>/service/<int:period_id>", methods=["GET", "POST"])
@requires(Permission.NOMINATION_DRAFT)
def edit_period(nomination_id: int, period_id: int) -> ResponseReturnValue:
    nomination = _written(nomination_id)
    period = queries.period(nomination, period_id)
    form = ServiceForm(obj=period)
    if form.validate_on_submit() and form.perform(lambda: _edit(nomination, period, form)):
        flash("Đã lưu dòng quá trình công tác.")
        return _to_draft(nomination_id, "service")
    return render_template("medals/service.html", form=form, nomination=nomination, period=period), form.status


@bp.post("/<int:nomination_id>/service/<int:period_id>/remove")
@requires(Permission.NOMINATION_DRAFT)
def remove_period(nomination_id: int, period_id: int) -> ResponseReturnValue:
    nomination = _written(nomination_id)
    period = queries.period(nomination, period_id)
    with unit_of_work():
        operations.remove_period(nomination, period, actor=current_actor())
    flash("Đã bỏ một dòng quá trình công tác.")
    return _to_draft(nomination_id, "service")


@bp.route("/<int:nomination_id>/open", methods=["GET", "POST"])
@requires(Permission.APPRAISAL_CONCLUDE)
def open_simplified(nomination_id: int) -> ResponseReturnValue:
    nomination = nominations.one(nomination_id, current_actor())
    transition = steps.one(nomination, "open_simplified")
    form = StepForm()
    if form.validate_on_submit() and form.perform(
        lambda: operations.open_simplified(nomination, form.reason.data or "", actor=current_actor())
    ):
        flash("Đã lập hồ sơ theo thủ tục đơn giản. Hồ sơ chờ thẩm định.")
        return to_case(nomination_id)
    refusals = steps.refusals(nomination, "open_simplified", current_actor())
    page = render_template(
        "nominations/step.html", form=form, nomination=nomination, transition=transition, refusals=refusals
    )
    return page, form.status


def _written(nomination_id: int) -> Nomination:
    """A case whose medal part this person may change now."""
    nomination = nominations.one(nomination_id, current_actor())
    queries.insist_on_medal(nomination)
    editing.insist(nomination, may=editing.allowed(nomination, current_actor()).text(PART))
    return nomination


def _said(form: DeclarationForm) -> Declaration:
    return Declaration(
        group_id=form.group_id.data, terms=form.terms.data, version=form.version.data or 0, **form.answers()
    )


def _edit(nomination: Nomination, period: ServicePeriod, form: ServiceForm) -> None:
    operations.edit_period(nomination, period, form.to(Service), actor=current_actor())


def _to_draft(nomination_id: int, anchor: str) -> ResponseReturnValue:
    return redirect(url_for("nominations.edit", nomination_id=nomination_id, _anchor=anchor), 303)

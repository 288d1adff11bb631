"""Sở Nội vụ opens a year of registration, changes it, sees who has registered, opens one unit's sheet."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app import clock
from app.access import Permission, current_actor, requires
from app.awards import queries as awards
from app.errors import or_404
from app.extensions import db
from app.forms import choices
from app.organisations.models import Organisation
from app.registrations import forms, operations, queries, reach
from app.registrations.blueprint import bp
from app.registrations.operations import Terms
from workflows.registrations_1 import RegistrationState


@bp.route("/years/new", methods=["GET", "POST"])
@requires(Permission.REGISTRATION_OPEN)
def new_year() -> ResponseReturnValue:
    form = _form(year=clock.today().year, opens_on=clock.today(), award_codes=[])
    made: list[int] = []
    if form.validate_on_submit() and form.perform(
        lambda: made.append(operations.open_year(form.to(Terms), actor=current_actor()).id)
    ):
        flash("Đã mở đăng ký thi đua. Cán bộ thi đua các đơn vị thấy ở Việc cần xử lý.")
        return redirect(url_for(".year", year_id=made[0]), 303)
    return render_template("registrations/year_edit.html", form=form, year=None), form.status


@bp.get("/years/<int:year_id>")
@requires(Permission.REGISTRATION_READ)
def year(year_id: int) -> ResponseReturnValue:
    or_404(reach.sees_all(current_actor()) or None)
    units = queries.units(year_id, clock.today())
    return render_template(
        "registrations/year.html",
        year=queries.one_year(year_id),
        units=units,
        sent=sum(one.state == RegistrationState.SENT for one in units),
        later=queries.without_sheet(year_id, clock.today()),
        names=queries.names(),
        today=clock.today(),
    )


@bp.route("/years/<int:year_id>/edit", methods=["GET", "POST"])
@requires(Permission.REGISTRATION_OPEN)
def edit_year(year_id: int) -> ResponseReturnValue:
    year = queries.one_year(year_id)
    form = _form(obj=year, award_codes=[award.code for award in year.awards])
    if form.validate_on_submit() and form.perform(
        lambda: operations.change_year(year, form.to(Terms), actor=current_actor())
    ):
        flash("Đã lưu năm đăng ký.")
        return redirect(url_for(".year", year_id=year_id), 303)
    return render_template("registrations/year_edit.html", form=form, year=year), form.status


@bp.route("/years/<int:year_id>/units/<int:organisation_id>/open", methods=["GET", "POST"])
@requires(Permission.REGISTRATION_OPEN)
def open_for(year_id: int, organisation_id: int) -> ResponseReturnValue:
    year = queries.one_year(year_id)
    unit = or_404(db.session.get(Organisation, organisation_id))
    form = forms.OpenForUnitForm()
    if form.validate_on_submit() and form.perform(
        lambda: operations.open_for(year, unit, form.reason.data or "", actor=current_actor())
    ):
        flash(f"Đã mở đăng ký cho {unit.name}.")
        return redirect(url_for(".year", year_id=year_id), 303)
    return render_template("registrations/open_for.html", form=form, year=year, unit=unit), form.status


def _form(**values: object) -> forms.YearForm:
    form = forms.YearForm(**values)
    form.award_codes.choices = choices((one.award_code, one.name) for one in awards.versions_open(clock.today()))
    return form

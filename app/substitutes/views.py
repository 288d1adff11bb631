"""Who is away and who stands in: named by the head of the house, or by whoever manages appointments."""

from collections.abc import Iterable, Iterator

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app import clock
from app.access import Permission, current_actor, requires
from app.extensions import unit_of_work
from app.forms import choices
from app.organisations.models import Appointment
from app.organisations.offices import is_signing
from app.organisations.substitutes import customs
from app.substitutes import forms, operations, queries
from app.substitutes.operations import Absence
from workflows.vocabulary import ROLE_NAMES

bp = Blueprint("substitutes", __name__, url_prefix="/substitutes")


@bp.get("/")
@requires(Permission.SUBSTITUTE_MANAGE)
def index() -> ResponseReturnValue:
    found = queries.named_by(current_actor())
    signing = [role for role in ROLE_NAMES if is_signing(role)]
    return render_template("substitutes/index.html", found=found, today=clock.today(), signing=signing)


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.SUBSTITUTE_MANAGE)
def new() -> ResponseReturnValue:
    form = forms.AbsenceForm(valid_from=clock.today())
    own = queries.held(current_actor())
    form.absent_id.choices = choices([("", "Chọn người vắng"), *_named(queries.offices(own, current_actor()))])
    form.substitute_id.choices = choices([("", "Chọn người thay"), *queries.people(own).items()])
    if form.validate_on_submit() and form.perform(lambda: operations.stand_in(form.to(Absence), actor=current_actor())):
        flash("Đã cử người thay. Cả hai người được báo.")
        return redirect(url_for(".index"), 303)
    page = render_template("substitutes/new.html", form=form, customs=customs(), deputies=queries.deputies(own))
    return page, form.status


def _named(offices: Iterable[Appointment]) -> Iterator[tuple[int, str]]:
    for office in offices:
        yield office.id, f"{office.user.full_name}, {ROLE_NAMES[office.role]}, {office.organisation.name}"


@bp.post("/<int:appointment_id>/end")
@requires(Permission.SUBSTITUTE_MANAGE)
def end(appointment_id: int) -> ResponseReturnValue:
    with unit_of_work():
        operations.end(queries.substitute(appointment_id, current_actor()), actor=current_actor())
    flash("Đã kết thúc việc thay.")
    return redirect(url_for(".index"), 303)

"""Initiatives: entered by a unit, voted on by its council and by the province's, as their minutes tell it."""

from datetime import date

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app import clock
from app.access import Permission, current_actor, permissions_of, requires
from app.addresses import day_asked, day_in, number_asked
from app.councils.models import Body
from app.errors import or_404
from app.extensions import unit_of_work
from app.forms import SeenForm
from app.initiatives import (
    forms,
    matter,  # noqa: F401 -- tells what these councils consider
    operations,
    panels,
    queries,
    recognition_views,  # noqa: F401 -- they register
    sittings,
)
from app.initiatives.blueprint import bp
from app.initiatives.operations import Entry
from app.initiatives.reach import is_kept, kept_council, kept_councils
from app.nominations import queries as nominations
from app.papers.printing import handed_out
from app.papers.uploads import SIGNED_COPIES, stored


@bp.get("/")
@requires(Permission.INITIATIVE_READ)
def index() -> ResponseReturnValue:
    before = number_asked("before")
    return render_template(
        "initiatives/index.html",
        initiatives=queries.listed(current_actor(), before=before),
        sittings=[] if before else queries.sittings(current_actor()),
        councils=kept_councils(current_actor()),
        before=before,
        page=queries.PAGE,
        may_enter=Permission.INITIATIVE_ENTER in permissions_of(current_actor()),
    )


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.INITIATIVE_ENTER)
def new() -> ResponseReturnValue:
    form = forms.InitiativeForm()
    made: list[int] = []
    if form.validate_on_submit() and form.perform(
        lambda: made.append(operations.enter(form.to(Entry), actor=current_actor()).id)
    ):
        flash("Đã lưu sáng kiến. Thư ký Hội đồng sáng kiến ghi kết quả sau phiên họp.")
        return redirect(url_for(".show", initiative_id=made[0]), 303)
    return render_template("initiatives/new.html", form=form), form.status


@bp.get("/<int:initiative_id>")
@requires(Permission.INITIATIVE_READ)
def show(initiative_id: int) -> ResponseReturnValue:
    initiative = queries.one(initiative_id, current_actor())
    is_own = initiative.unit_id == current_actor().organisation_id
    return render_template(
        "initiatives/show.html",
        initiative=initiative,
        votes=[panels.told(vote) for vote in initiative.votes if not vote.sitting.void_reason],
        in_the_way=operations.in_the_way_of_sending(initiative),
        is_own=is_own,
        readable=queries.readable(initiative, current_actor()),
        may=permissions_of(current_actor()),
    )


@bp.get("/of-case/<int:nomination_id>")
@requires(Permission.INITIATIVE_READ)
def of_case(nomination_id: int) -> ResponseReturnValue:
    """What councils made of the initiatives of whom a case is about."""
    nomination = nominations.in_short(nomination_id, current_actor())
    found = panels.of_nominee(nomination.nominee_id)
    return render_template("initiatives/of_case.html", nomination=nomination, found=found)


@bp.route("/<int:initiative_id>/withdraw", methods=["GET", "POST"])
@requires(Permission.INITIATIVE_ENTER)
def withdraw(initiative_id: int) -> ResponseReturnValue:
    initiative = queries.own(initiative_id, current_actor())
    form = forms.WithdrawalForm(version=initiative.version)
    if form.validate_on_submit() and form.perform(
        lambda: operations.withdraw(initiative, form.reason.data or "", seen=form.seen, actor=current_actor())
    ):
        flash("Đã rút sáng kiến.")
        return redirect(url_for(".show", initiative_id=initiative_id), 303)
    return render_template("initiatives/withdraw.html", form=form, initiative=initiative), form.status


@bp.post("/<int:initiative_id>/send-up")
@requires(Permission.INITIATIVE_RECORD)
def send_up(initiative_id: int) -> ResponseReturnValue:
    initiative = queries.own(initiative_id, current_actor())
    with unit_of_work():
        operations.send_up(initiative, seen=SeenForm().seen, actor=current_actor())
    flash("Đã đề nghị Hội đồng sáng kiến tỉnh công nhận phạm vi ảnh hưởng trong tỉnh.")
    return redirect(url_for(".show", initiative_id=initiative_id), 303)


@bp.route("/councils/<int:council_id>/sittings/new", methods=["GET", "POST"])
@requires(Permission.INITIATIVE_RECORD)
def new_sitting(council_id: int) -> ResponseReturnValue:
    council, day = kept_council(council_id, current_actor()), _day_asked()
    members, waiting = council.members_on(day, Body.FULL), queries.waiting(council)
    form = forms.minutes_form(((member.id, member.name) for member in members), {one.id: one.title for one in waiting})(
        held_on=day, **{f"present_{member.id}": True for member in members}
    )
    made: list[int] = []
    if form.validate_on_submit() and form.perform(lambda: made.append(_record(council_id, form))):
        flash("Đã ghi kết quả phiên họp.")
        return redirect(url_for(".show_sitting", sitting_id=made[0]), 303)
    page = render_template(
        "initiatives/sitting_new.html", form=form, council=council, members=members, waiting=waiting, day=day
    )
    return page, form.status


def _record(council_id: int, form: forms.MinutesForm) -> int:
    """The file first: what was read before it was inspected is read anew."""
    copy = stored(form.file, current_actor(), kinds=SIGNED_COPIES)
    return sittings.record(kept_council(council_id, current_actor()), form.told(), copy, actor=current_actor()).id


@bp.get("/sittings/<int:sitting_id>")
@requires(Permission.INITIATIVE_READ)
def show_sitting(sitting_id: int) -> ResponseReturnValue:
    sitting = queries.sitting(sitting_id, current_actor())
    votes = [panels.told(vote) for vote in sitting.votes]
    may_record = is_kept(sitting.council_id, current_actor())
    return render_template(
        "initiatives/sitting.html",
        sitting=sitting,
        votes=votes,
        may_record=may_record,
        opens_meeting=queries.sees_meeting(sitting, current_actor()),
    )


@bp.get("/sittings/<int:sitting_id>/minutes")
@requires(Permission.INITIATIVE_READ)
def sitting_minutes(sitting_id: int) -> ResponseReturnValue:
    return handed_out(or_404(queries.sitting(sitting_id, current_actor()).minutes))


@bp.route("/sittings/<int:sitting_id>/void", methods=["GET", "POST"])
@requires(Permission.INITIATIVE_RECORD)
def void_sitting(sitting_id: int) -> ResponseReturnValue:
    sitting = queries.sitting(sitting_id, current_actor())
    kept_council(sitting.council_id, current_actor())
    form = forms.VoidForm()
    if form.validate_on_submit() and form.perform(
        lambda: sittings.void(sitting, form.reason.data or "", actor=current_actor())
    ):
        flash("Đã hủy kết quả phiên họp nhập nhầm.")
        return redirect(url_for(".show_sitting", sitting_id=sitting_id), 303)
    return render_template("initiatives/void.html", form=form, sitting=sitting), form.status


def _day_asked() -> date:
    """Of the meeting: as the page was opened for, or as its form says."""
    return day_in(request.form.get("held_on", "")) or day_asked("day") or clock.today()

"""Councils and their members, entered from their decisions. Minutes and votes are no business of this desk."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app import clock
from app.access import Permission, current_actor, requires
from app.administration import queries, seating
from app.administration.blueprint import bp
from app.administration.council_forms import CouncilForm, SeatForm
from app.administration.seating import CouncilTerms, Seat
from app.councils.words import PARTS
from app.extensions import unit_of_work


@bp.get("/councils/")
@requires(Permission.ADMINISTRATION)
def councils() -> ResponseReturnValue:
    return render_template("administration/councils.html", councils=queries.councils(), today=clock.today())


@bp.route("/councils/new", methods=["GET", "POST"])
@requires(Permission.ADMINISTRATION)
def new_council() -> ResponseReturnValue:
    form = CouncilForm()
    made: list[int] = []
    if form.validate_on_submit() and form.perform(
        lambda: made.append(seating.found_council(form.to(CouncilTerms), actor=current_actor()).id)
    ):
        flash("Đã lập Hội đồng. Nhập các thành viên theo quyết định.")
        return redirect(url_for(".show_council", council_id=made[0]), 303)
    page = render_template(
        "administration/edit_council.html", form=form, council=None, organisations=queries.organisations_today()
    )
    return page, form.status


@bp.route("/councils/<int:council_id>", methods=["GET", "POST"])
@requires(Permission.ADMINISTRATION)
def show_council(council_id: int) -> ResponseReturnValue:
    council = queries.council(council_id)
    form = SeatForm(valid_from=clock.today())
    if form.validate_on_submit() and form.perform(lambda: seating.seat(council, form.to(Seat), actor=current_actor())):
        flash(f"Đã thêm {form.name.data} vào Hội đồng.")
        return redirect(url_for(".show_council", council_id=council_id), 303)
    page = render_template("administration/council.html", form=form, council=council, parts=PARTS, today=clock.today())
    return page, form.status


@bp.route("/councils/<int:council_id>/edit", methods=["GET", "POST"])
@requires(Permission.ADMINISTRATION)
def edit_council(council_id: int) -> ResponseReturnValue:
    council = queries.council(council_id)
    form = CouncilForm(obj=council, organisation_code=council.organisation.code)
    if form.validate_on_submit() and form.perform(
        lambda: seating.change_council(council, form.to(CouncilTerms), actor=current_actor())
    ):
        flash("Đã lưu thông tin Hội đồng.")
        return redirect(url_for(".show_council", council_id=council_id), 303)
    return render_template("administration/edit_council.html", form=form, council=council), form.status


@bp.post("/councils/<int:council_id>/members/<int:member_id>/end")
@requires(Permission.ADMINISTRATION)
def unseat(council_id: int, member_id: int) -> ResponseReturnValue:
    member = queries.member(council_id, member_id)
    with unit_of_work():
        seating.unseat(member, actor=current_actor())
    flash(f"{member.name} thôi tham gia Hội đồng từ hôm nay.")
    return redirect(url_for(".show_council", council_id=council_id), 303)

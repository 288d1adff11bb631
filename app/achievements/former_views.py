"""Uses of initiatives for awards given on paper: listed, entered, confirmed, voided."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, requires
from app.achievements import former, forms
from app.achievements.blueprint import bp
from app.achievements.former import Entry
from app.awards.words import KINDS
from app.extensions import unit_of_work
from app.initiatives import queries as initiatives
from app.papers.printing import handed_out
from app.papers.uploads import SIGNED_COPIES, stored


@bp.get("/former-uses")
@requires(Permission.INITIATIVE_READ)
def former_uses() -> ResponseReturnValue:
    return render_template(
        "achievements/former_uses.html", found=former.listed(current_actor()), kinds=KINDS, page=former.PAGE
    )


@bp.route("/former-uses/new/<int:initiative_id>", methods=["GET", "POST"])
@requires(Permission.INITIATIVE_ENTER)
def new_former_use(initiative_id: int) -> ResponseReturnValue:
    initiative = initiatives.own(initiative_id, current_actor())
    form = forms.FormerUseForm()
    form.offer([(author.nominee_id, author.nominee.name) for author in initiative.authors])

    def enter() -> None:
        file = stored(form.scan, current_actor(), kinds=SIGNED_COPIES)
        former.enter(initiatives.own(initiative_id, current_actor()), form.to(Entry), file, actor=current_actor())

    if form.validate_on_submit() and form.perform(enter):
        flash("Đã ghi. Sở Nội vụ sẽ đối chiếu và xác nhận.")
        return redirect(url_for(".former_uses"), 303)
    return render_template("achievements/new_former_use.html", form=form, initiative=initiative), form.status


@bp.get("/former-uses/<int:use_id>/scan")
@requires(Permission.INITIATIVE_READ)
def former_use_scan(use_id: int) -> ResponseReturnValue:
    return handed_out(former.one(use_id, current_actor()).file)


@bp.post("/former-uses/<int:use_id>/confirm")
@requires(Permission.INITIATIVE_USE_CONFIRM)
def confirm_former_use(use_id: int) -> ResponseReturnValue:
    use = former.one(use_id, current_actor())
    with unit_of_work():
        former.confirm(use, actor=current_actor())
    flash("Đã xác nhận.")
    return redirect(url_for(".former_uses"), 303)


@bp.route("/former-uses/<int:use_id>/void", methods=["GET", "POST"])
@requires(Permission.INITIATIVE_USE_VOID)
def void_former_use(use_id: int) -> ResponseReturnValue:
    use = former.one(use_id, current_actor())
    former.insist_on_voiding(use, current_actor())
    form = forms.VoidForm()
    if form.validate_on_submit() and form.perform(lambda: former.void(use, form.words, actor=current_actor())):
        flash("Đã hủy. Mục này vẫn xem được, kèm lý do hủy, và không còn được tính.")
        return redirect(url_for(".former_uses"), 303)
    return render_template("achievements/void_former_use.html", form=form, use=use), form.status

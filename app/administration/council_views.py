"""Councils begin here. Members, papers and numbers are entered on the council's own page, mostly by its secretary."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app import clock
from app.access import Permission, current_actor, requires
from app.administration import queries
from app.administration.blueprint import bp
from app.administration.council_forms import CouncilForm, NameForm
from app.councils import establishing
from app.councils.establishing import CouncilTerms
from app.councils.words import COUNCILS


@bp.get("/councils/")
@requires(Permission.ADMINISTRATION)
def councils() -> ResponseReturnValue:
    return render_template(
        "administration/councils.html", councils=queries.councils(), today=clock.today(), kinds=COUNCILS
    )


@bp.route("/councils/new", methods=["GET", "POST"])
@requires(Permission.ADMINISTRATION)
def new_council() -> ResponseReturnValue:
    form = CouncilForm()
    made: list[int] = []
    if form.validate_on_submit() and form.perform(
        lambda: made.append(establishing.found(form.to(CouncilTerms), actor=current_actor()).id)
    ):
        flash("Đã lập Hội đồng. Nhập quyết định thành lập, thành viên, số liệu theo quy chế.")
        return redirect(url_for("councils.show", council_id=made[0]), 303)
    page = render_template(
        "administration/edit_council.html", form=form, council=None, organisations=queries.organisations_today()
    )
    return page, form.status


@bp.route("/councils/<int:council_id>/edit", methods=["GET", "POST"])
@requires(Permission.ADMINISTRATION)
def edit_council(council_id: int) -> ResponseReturnValue:
    council = queries.council(council_id)
    form = NameForm(name=council.name, version=council.version)
    if form.validate_on_submit() and form.perform(
        lambda: establishing.rename(council, form.name.data or "", seen=form.seen, actor=current_actor())
    ):
        flash("Đã lưu tên Hội đồng.")
        return redirect(url_for("councils.show", council_id=council_id), 303)
    return render_template("administration/edit_council.html", form=form, council=council), form.status

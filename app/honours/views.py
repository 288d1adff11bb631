"""Khen thưởng đã có: looked up, entered one by one or as a sheet, confirmed, voided."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, requires
from app.addresses import number_asked, words_asked
from app.honours import (
    authority,
    operations,
    panels,  # noqa: F401 -- shows itself on a nominee's page
    queries,
    sheet_views,
)
from app.honours.blueprint import bp
from app.honours.forms import ConfirmForm, HonourForm, VoidForm
from app.honours.models import Honour
from app.honours.operations import Entry
from app.honours.reach import sees_all
from app.honours.words import Standing
from app.papers.printing import handed_out
from app.papers.uploads import SIGNED_COPIES, stored


@bp.get("/")
@requires(Permission.HONOUR_READ)
def index() -> ResponseReturnValue:
    search, actor = sheet_views.search_asked(), current_actor()
    return render_template(
        "honours/index.html",
        search=search,
        page=queries.page(search, actor),
        units=queries.units() if sees_all(actor.role) else [],
    )


@bp.get("/people")
@requires(Permission.HONOUR_ENTER)
def people() -> ResponseReturnValue:
    """Whose award is entered."""
    asked = words_asked("words")
    found = queries.people(asked, current_actor())
    return render_template("honours/people.html", words=asked, people=found, most=queries.PAGE)


@bp.route("/new/<int:nominee_id>", methods=["GET", "POST"])
@requires(Permission.HONOUR_ENTER)
def new(nominee_id: int) -> ResponseReturnValue:
    nominee, actor = queries.nominee(nominee_id, current_actor()), current_actor()
    awards = [award for award in authority.awards_for(actor) if authority.is_for(award, nominee.kind)]
    form = HonourForm()
    form.offer(awards, authority.levels_of(actor))
    made: list[Honour] = []
    if form.validate_on_submit() and form.perform(lambda: made.append(_enter(nominee_id, form))):
        flash(f"Đã ghi {made[0].award_name} cho {nominee.full_name}.")
        return redirect(url_for(".show", honour_id=made[0].id), 303)
    return render_template("honours/new.html", form=form, nominee=nominee, awards=awards), form.status


@bp.get("/<int:honour_id>")
@requires(Permission.HONOUR_READ)
def show(honour_id: int) -> ResponseReturnValue:
    honour = queries.one(honour_id, current_actor())
    return render_template(
        "honours/show.html",
        honour=honour,
        basis=authority.basis_of(honour),
        obstacles=operations.obstacles_to_voiding(honour, current_actor()),
    )


@bp.get("/<int:honour_id>/scan")
@requires(Permission.HONOUR_READ)
def scan(honour_id: int) -> ResponseReturnValue:
    return handed_out(queries.scan(honour_id, current_actor()))


@bp.post("/confirm")
@requires(Permission.HONOUR_CONFIRM)
def confirm() -> ResponseReturnValue:
    """Those ticked on the list, or the one whose page it was."""
    form = ConfirmForm()
    done: list[int] = []
    chosen = form.honour_ids.data or []
    if form.validate_on_submit() and form.perform(
        lambda: done.append(operations.confirm(queries.several(chosen, current_actor()), actor=current_actor()))
    ):
        flash(f"Đã xác nhận {done[0]} khen thưởng.")
    else:
        flash("Chưa xác nhận mục nào: đánh dấu các mục đã đối chiếu quyết định rồi bấm lại.", "warning")
    return redirect(url_for(".index", standing=Standing.WAITING.value, unit_id=number_asked("unit_id")), 303)


@bp.route("/<int:honour_id>/void", methods=["GET", "POST"])
@requires(Permission.HONOUR_ENTER)
def void(honour_id: int) -> ResponseReturnValue:
    honour = queries.one(honour_id, current_actor())
    operations.insist_on_voiding(honour, current_actor())
    form = VoidForm()
    if form.validate_on_submit() and form.perform(lambda: operations.void(honour, form.words, actor=current_actor())):
        flash("Đã hủy. Khen thưởng này vẫn xem được, kèm lý do hủy, và không còn được tính.")
        return redirect(url_for(".show", honour_id=honour_id), 303)
    return render_template("honours/void.html", form=form, honour=honour), form.status


def _enter(nominee_id: int, form: HonourForm) -> Honour:
    upload = form.scan.data
    file = stored(form.scan, current_actor(), kinds=SIGNED_COPIES) if upload and upload.filename else None
    nominee = queries.nominee(nominee_id, current_actor())
    return operations.enter(nominee, form.to(Entry), file, actor=current_actor())

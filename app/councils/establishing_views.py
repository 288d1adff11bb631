"""A council read, on any day; its papers put in, ended, and taken along."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app import clock
from app.access import Permission, current_actor, requires
from app.addresses import day_asked
from app.councils import agenda, bodies, establishing, members, regulation
from app.councils.blueprint import bodies as bp
from app.councils.council_forms import PaperEndForm, PaperForm
from app.councils.establishing import PaperEnd, PaperEntry
from app.councils.models import Body, Council
from app.councils.reach import keeps
from app.papers.printing import handed_out
from app.papers.uploads import SIGNED_COPIES, stored


@bp.get("/")
@requires(Permission.COUNCIL_READ)
def index() -> ResponseReturnValue:
    found = bodies.of_house(current_actor())
    if len(found) == 1:
        return redirect(url_for(".show", council_id=found[0].id), 303)
    return render_template("councils/bodies.html", councils=found, today=clock.today())


@bp.get("/<int:council_id>")
@requires(Permission.COUNCIL_READ)
def show(council_id: int) -> ResponseReturnValue:
    council, day = bodies.one(council_id, current_actor()), day_asked("day") or clock.today()
    now = regulation.in_force(council, day)
    return render_template(
        "councils/body.html",
        council=council,
        day=day,
        today=clock.today(),
        there=council.members_on(day, Body.FULL),
        faults=[*members.faults_on(council, day)],
        numbers=now,
        later=bodies.later_numbers(council, now),
        thresholds=regulation.own_thresholds(council, day),
        general=agenda.general_threshold(),
        may_keep=keeps(council, current_actor()),
    )


@bp.route("/<int:council_id>/papers/new", methods=["GET", "POST"])
@requires(Permission.COUNCIL_KEEP)
def new_paper(council_id: int) -> ResponseReturnValue:
    council = bodies.kept(council_id, current_actor())
    form = PaperForm(version=council.version)
    if form.validate_on_submit() and form.perform(lambda: _put_in(council_id, form)):
        flash("Đã lưu văn bản của Hội đồng.")
        return _to(council_id, "papers")
    return render_template("councils/body_paper.html", form=form, council=council), form.status


@bp.get("/<int:council_id>/papers/<int:paper_id>/file")
@requires(Permission.COUNCIL_READ)
def paper_file(council_id: int, paper_id: int) -> ResponseReturnValue:
    return handed_out(bodies.paper(bodies.one(council_id, current_actor()), paper_id).file)


@bp.route("/<int:council_id>/papers/<int:paper_id>/end", methods=["GET", "POST"])
@requires(Permission.COUNCIL_KEEP)
def end_paper(council_id: int, paper_id: int) -> ResponseReturnValue:
    council = bodies.kept(council_id, current_actor())
    paper = bodies.paper(council, paper_id)
    form = PaperEndForm(version=council.version)
    if form.validate_on_submit() and form.perform(
        lambda: establishing.end_paper(council, paper, form.asked(PaperEnd), actor=current_actor())
    ):
        flash("Đã ghi.")
        return _to(council_id, "papers")
    return render_template("councils/body_paper_end.html", form=form, council=council, paper=paper), form.status


def _put_in(council_id: int, form: PaperForm) -> None:
    """The file first: what was read before it was inspected is read anew."""
    kept = stored(form.file, current_actor(), kinds=SIGNED_COPIES)
    council: Council = bodies.kept(council_id, current_actor())
    entry = form.asked(PaperEntry)
    establishing.add_paper(council, entry, kept, actor=current_actor())


def _to(council_id: int, anchor: str) -> ResponseReturnValue:
    return redirect(url_for(".show", council_id=council_id, _anchor=anchor), 303)

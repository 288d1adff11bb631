"""Members of a council: one more, one less, another chair."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app import clock
from app.access import Permission, current_actor, requires
from app.councils import bodies, members, people
from app.councils import chair as chairs
from app.councils.blueprint import bodies as bp
from app.councils.chair import NewChair
from app.councils.council_forms import SOMEBODY_NEW, ChairForm, LeavingForm, SeatForm, one_of, with_papers
from app.councils.members import Leaving, Seat
from app.councils.models import Council


@bp.route("/<int:council_id>/members/new", methods=["GET", "POST"])
@requires(Permission.COUNCIL_KEEP)
def new_member(council_id: int) -> ResponseReturnValue:
    council = bodies.kept(council_id, current_actor())
    form = with_papers(SeatForm, bodies.papers_to_cite(council))(version=council.version, valid_from=clock.today())
    made: list[str] = []
    if form.validate_on_submit() and form.perform(
        lambda: made.append(members.seat(council, form.asked(Seat), actor=current_actor()).name)
    ):
        flash(f"Đã thêm {made[0]} vào Hội đồng.")
        return _to(council_id)
    shown = {"form": form, "council": council, "people": people.offered(council)}
    return render_template("councils/member.html", **shown), form.status


@bp.route("/<int:council_id>/members/<int:member_id>/end", methods=["GET", "POST"])
@requires(Permission.COUNCIL_KEEP)
def end_member(council_id: int, member_id: int) -> ResponseReturnValue:
    council = bodies.kept(council_id, current_actor())
    member = bodies.member(council, member_id)
    form = with_papers(LeavingForm, bodies.papers_to_cite(council))(version=council.version, last_day=clock.today())
    if form.validate_on_submit() and form.perform(
        lambda: members.unseat(member, form.asked(Leaving), actor=current_actor())
    ):
        flash(f"Đã ghi {member.name} thôi tham gia Hội đồng.")
        return _to(council_id)
    return render_template("councils/member_end.html", form=form, council=council, member=member), form.status


@bp.route("/<int:council_id>/chair", methods=["GET", "POST"])
@requires(Permission.COUNCIL_KEEP)
def change_chair(council_id: int) -> ResponseReturnValue:
    council = bodies.kept(council_id, current_actor())
    chair = chairs.chair_on(council, clock.today())
    form = _chair_form(council)(version=council.version, valid_from=clock.today())
    made: list[str] = []
    if form.validate_on_submit() and form.perform(
        lambda: made.append(chairs.change_chair(council, form.asked(NewChair), actor=current_actor()).name)
    ):
        flash(f"Đã ghi {made[0]} làm Chủ tịch Hội đồng.")
        return _to(council_id)
    shown = {"form": form, "council": council, "chair": chair, "people": people.offered(council)}
    return render_template("councils/chair.html", **shown), form.status


def _chair_form(council: Council) -> type[ChairForm]:
    today = clock.today()
    others = [one for one in council.members if one.part != "chair" and one.belongs_on(today)]
    listed = [(one.id, f"{one.name}, {one.title}") for one in others]
    papers = bodies.papers_to_cite(council)
    form: type[ChairForm] = with_papers(ChairForm, papers, member_id=one_of("Chủ tịch mới", SOMEBODY_NEW, listed))
    return form


def _to(council_id: int) -> ResponseReturnValue:
    return redirect(url_for("councils.show", council_id=council_id, _anchor="members"), 303)

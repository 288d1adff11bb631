"""The unit's register (Cá nhân, tập thể, hộ gia đình): find, add, correct, retire."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, requires
from app.addresses import number_asked, words_asked
from app.extensions import unit_of_work
from app.nominees import openings, operations, queries
from app.nominees import vocabulary as words
from app.nominees.forms import CollectiveForm, HouseholdForm, IndividualForm, RegisterForm
from app.nominees.models import Nominee, NomineeKind
from app.nominees.operations import Entry
from app.nominees.queries import Search

FORMS: dict[NomineeKind, type[RegisterForm]] = {
    NomineeKind.INDIVIDUAL: IndividualForm,
    NomineeKind.COLLECTIVE: CollectiveForm,
    NomineeKind.HOUSEHOLD: HouseholdForm,
}

bp = Blueprint("nominees", __name__, url_prefix="/nominees")


@bp.context_processor
def _words() -> dict[str, object]:
    return {"words": words}


@bp.get("/")
@requires(Permission.NOMINEE_EDIT)
def index() -> ResponseReturnValue:
    search = Search(
        words=words_asked("words"),
        kind=request.args.get("kind", type=NomineeKind),
        with_retired="with_retired" in request.args,
        after=number_asked("after"),
    )
    return render_template("nominees/index.html", search=search, page=queries.register(search, current_actor()))


@bp.route("/new", methods=["GET", "POST"], defaults={"kind": "individual"})
@bp.route("/new/<any(individual, collective, household):kind>", methods=["GET", "POST"])
@requires(Permission.NOMINEE_EDIT)
def new(kind: str) -> ResponseReturnValue:
    chosen = NomineeKind(kind)
    form = FORMS[chosen]()
    made: list[Nominee] = []
    if form.validate_on_submit() and form.perform(
        lambda: made.append(operations.add(chosen, form.to(Entry), actor=current_actor()))
    ):
        flash(f"Đã thêm vào danh sách của đơn vị: {made[0].full_name}.")
        _warn(made[0])
        return redirect(url_for(".show", nominee_id=made[0].id), 303)
    return render_template("nominees/new.html", form=form, kind=chosen), form.status


@bp.get("/<int:nominee_id>")
@requires(Permission.NOMINEE_EDIT)
def show(nominee_id: int) -> ResponseReturnValue:
    nominee = queries.one(nominee_id, current_actor())
    return render_template(
        "nominees/show.html",
        nominee=nominee,
        parts=openings.parts(nominee, current_actor()),
        history=openings.history(nominee, current_actor()),
    )


@bp.route("/<int:nominee_id>/edit", methods=["GET", "POST"])
@requires(Permission.NOMINEE_EDIT)
def edit(nominee_id: int) -> ResponseReturnValue:
    nominee = queries.one(nominee_id, current_actor())
    form = FORMS[nominee.kind](obj=nominee)
    if form.validate_on_submit() and form.perform(
        lambda: operations.edit(nominee, form.to(Entry), actor=current_actor())
    ):
        flash(f"Đã lưu thông tin của {nominee.name}.")
        _warn(nominee)
        return redirect(url_for(".show", nominee_id=nominee.id), 303)
    return render_template("nominees/edit.html", form=form, nominee=nominee, kind=nominee.kind), form.status


@bp.post("/<int:nominee_id>/retire")
@requires(Permission.NOMINEE_EDIT)
def retire(nominee_id: int) -> ResponseReturnValue:
    nominee = queries.one(nominee_id, current_actor())
    with unit_of_work():
        operations.retire(nominee, actor=current_actor())
    flash(f"{nominee.name} không còn hiện khi lập hồ sơ mới. Hồ sơ cũ giữ nguyên.")
    return redirect(url_for(".show", nominee_id=nominee.id), 303)


@bp.post("/<int:nominee_id>/bring-back")
@requires(Permission.NOMINEE_EDIT)
def bring_back(nominee_id: int) -> ResponseReturnValue:
    nominee = queries.one(nominee_id, current_actor())
    with unit_of_work():
        operations.bring_back(nominee, actor=current_actor())
    flash(f"{nominee.name} lại hiện khi lập hồ sơ mới.")
    return redirect(url_for(".show", nominee_id=nominee.id), 303)


def _warn(nominee: Nominee) -> None:
    if doubt := operations.doubt_of(nominee):
        flash(doubt, "warning")

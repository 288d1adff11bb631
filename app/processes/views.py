"""Processes as they were published, open to everybody; the director moves cases to a newer version."""

from flask import Blueprint, Response, abort, render_template, request
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, requires
from app.forms import choices
from app.nominations.bulk import Outcome
from app.processes import forms, operations, queries
from app.processes.words import in_plain_words
from workflows import describe

bp = Blueprint("processes", __name__, url_prefix="/processes")


@bp.get("/")
@requires(Permission.AWARD_READ)
def index() -> ResponseReturnValue:
    return render_template("processes/index.html", processes=queries.published())


@bp.get("/<string:key>/<int:version>")
@requires(Permission.AWARD_READ)
def show(key: str, version: int) -> ResponseReturnValue:
    process = queries.one(key, version)
    return render_template(
        "processes/show.html",
        process=process,
        newest=queries.newest_of(process),
        steps=[in_plain_words(row) for row in describe.as_rows(process)],
        svg=describe.as_svg(process),
    )


@bp.get("/<string:key>/<int:version>.svg")
@requires(Permission.AWARD_READ)
def picture(key: str, version: int) -> ResponseReturnValue:
    return Response(describe.as_svg(queries.one(key, version)), mimetype="image/svg+xml")


@bp.route("/<string:key>/<int:version>/move", methods=["GET", "POST"])
@requires(Permission.PROCESS_MOVE)
def move(key: str, version: int) -> ResponseReturnValue:
    """First tried (which changes nothing), then done."""
    source = queries.one(key, version)
    target = queries.newest_of(source)
    if target is source:
        abort(404)
    cases = queries.cases(source, current_actor())
    form = forms.move_form(source, target)(nomination_ids=[case.id for case in cases])
    form.nomination_ids.choices = choices((case.id, f"{case.nominee_name} – {case.state_name}") for case in cases)
    outcomes: list[Outcome] = []
    steps: list[operations.Step] = []
    page = {"source": source, "target": target, "form": form, "steps": steps}
    if form.validate_on_submit():
        wanted = operations.Move(source=source, target=target, mapping=form.mapping, reason=form.reason.data or "")
        chosen = queries.chosen(form.nomination_ids.data or [], current_actor())
        if "try" in request.form:
            form.perform(lambda: steps.extend(operations.plan(wanted, chosen)))
        elif form.perform(lambda: outcomes.extend(operations.carry_out(wanted, chosen, actor=current_actor()))):
            return render_template("processes/moved.html", **page, outcomes=outcomes)
    states = queries.states_in_use(source, current_actor())
    return render_template("processes/move.html", **page, cases=cases, states=states), form.status

"""Nominations as a list and one by one: where each stands, what happened, and the plain steps."""

from flask import Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, requires
from app.awards import regimes
from app.nominations import (
    cases,
    draft_views,  # noqa: F401 -- they register
    entry_views,  # noqa: F401
    facts,  # noqa: F401 -- teaches casework what a nomination is
    history,  # noqa: F401
    lists,
    panels,  # noqa: F401
    queries,
    steps,
    usage,  # noqa: F401
)
from app.nominations.blueprint import bp
from app.nominations.forms import ReasonedStepForm, StepForm
from app.nominations.searching import GROUPS, asked


@bp.get("/")
@requires(Permission.NOMINATION_READ)
def index() -> ResponseReturnValue:
    search = asked()
    page = lists.page(search, current_actor())
    return render_template("nominations/index.html", search=search, page=page, groups=GROUPS)


@bp.get("/<int:nomination_id>")
@requires(Permission.NOMINATION_READ)
def show(nomination_id: int) -> ResponseReturnValue:
    nomination = queries.one(nomination_id, current_actor())
    overview = cases.overview(nomination, current_actor())
    unread = regimes.unread_for(nomination.received_at)
    return render_template("nominations/show.html", nomination=nomination, overview=overview, unread=unread)


@bp.get("/<int:nomination_id>/chart")
@requires(Permission.NOMINATION_READ)
def chart(nomination_id: int) -> ResponseReturnValue:
    nomination = queries.one(nomination_id, current_actor())
    return render_template("nominations/chart.html", nomination=nomination, chart=cases.chart(nomination))


@bp.get("/<int:nomination_id>/chart.svg")
@requires(Permission.NOMINATION_READ)
def picture(nomination_id: int) -> ResponseReturnValue:
    nomination = queries.one(nomination_id, current_actor())
    return Response(cases.chart(nomination).svg, mimetype="image/svg+xml")


@requires(Permission.NOMINATION_STEP)
def step(nomination_id: int, name: str) -> ResponseReturnValue:
    nomination = queries.one(nomination_id, current_actor())
    transition = steps.one(nomination, name)
    form = ReasonedStepForm() if transition.needs_reason else StepForm()
    if form.validate_on_submit() and form.perform(
        lambda: steps.take(nomination, name, form.reason.data or "", actor=current_actor())
    ):
        flash(steps.PLAIN[name])
        return redirect(url_for(".show", nomination_id=nomination_id), 303)
    refusals = steps.refusals(nomination, name, current_actor())
    page = render_template(
        "nominations/step.html", form=form, nomination=nomination, transition=transition, refusals=refusals
    )
    return page, form.status


for plain in steps.PLAIN:  # each its own endpoint, so that any page links to it by the case alone
    bp.add_url_rule(
        f"/<int:nomination_id>/steps/{plain.replace('_', '-')}",
        endpoint=plain,
        view_func=step,
        defaults={"name": plain},
        methods=["GET", "POST"],
    )

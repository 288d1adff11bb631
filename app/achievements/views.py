"""Achievements of a case: the initiatives it relies on, and whether another case tells of the same."""

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, requires
from app.achievements import (
    answering,
    combinations,
    facts,  # noqa: F401 -- they join the case
    former_views,  # noqa: F401
    forms,
    panels,
    queries,
    uses,
)
from app.achievements.answering import Answer
from app.achievements.blueprint import bp
from app.achievements.overlaps import Overlap
from app.achievements.uses import Chosen
from app.addresses import to_case
from app.errors import or_404
from app.nominations import editing
from app.nominations import queries as nominations


@bp.get("/cases/<int:nomination_id>")
@requires(Permission.NOMINATION_READ)
def of_case(nomination_id: int) -> ResponseReturnValue:
    actor, case = current_actor(), nominations.one(nomination_id, current_actor())
    if actor.role not in panels.READERS:
        abort(403)
    return render_template(
        "achievements/of_case.html",
        nomination=case,
        chosen=panels.relied_on(case),
        may_edit=False,
        used_once=panels.used_once(),
        **panels.alike(case, actor),
    )


@bp.route("/<int:nomination_id>/initiatives", methods=["GET", "POST"])
@requires(Permission.NOMINATION_DRAFT)
def initiatives(nomination_id: int) -> ResponseReturnValue:
    nomination, actor = nominations.one(nomination_id, current_actor()), current_actor()
    or_404(nomination if panels.asks_for_initiatives(nomination) else None)
    editing.insist(nomination, may=editing.allowed(nomination, actor).text(uses.PART))
    offered = queries.choices(nomination)
    form = forms.InitiativesForm(initiatives=[one.id for one in offered if one.is_chosen], seen=uses.seen(offered))
    form.offer(offered)
    if form.validate_on_submit() and form.perform(
        lambda: uses.rely_on(nomination, form.to(Chosen), actor=current_actor())
    ):
        flash("Đã lưu sáng kiến của hồ sơ.")
        return redirect(url_for("nominations.edit", nomination_id=nomination_id, _anchor="relied-on"), 303)
    taken = [(one, uses.in_the_way(one, actor)) for one in offered if not one.is_free]
    return render_template("achievements/initiatives.html", form=form, nomination=nomination, taken=taken), form.status


@bp.route("/alike/<int:case_id>/<int:other_id>", methods=["GET", "POST"])
@requires(Permission.APPRAISAL_WRITE)
def alike(case_id: int, other_id: int) -> ResponseReturnValue:
    nomination = nominations.in_short(case_id, current_actor())
    other: Overlap = answering.one(nomination, other_id)
    answering.insist_on_appraisal(nomination)
    form = forms.AnswerForm(seen=answering.seen(other))
    if form.validate_on_submit() and form.perform(
        lambda: answering.answer(nomination, other_id, _said(form), actor=current_actor())
    ):
        flash("Đã ghi câu trả lời; trang của cả hai hồ sơ đều cho thấy.")
        return to_case(case_id)
    page = render_template(
        "achievements/alike.html",
        form=form,
        nomination=nomination,
        other=panels.Warned.of(other, frozenset({other.id})),
        not_asked=combinations.said()["not_asked"],
    )
    return page, form.status


def _said(form: forms.AnswerForm) -> Answer:
    return Answer(is_same=form.is_same, reason=form.reason.data or "", seen=form.seen.data or "")

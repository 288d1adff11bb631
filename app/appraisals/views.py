"""Appraisal at Ban Thi đua - Khen thưởng: who has which case, its criteria, the agencies asked, the conclusion."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, requires
from app.addresses import number_asked, to_case, words_asked
from app.appraisals import (  # they join the case
    facts,  # noqa: F401
    forms,
    lists,
    operations,
    panels,  # noqa: F401
    queries,
    reach,  # noqa: F401
)
from app.appraisals.operations import Opinion
from app.nominations.deadlines import overdue

bp = Blueprint("appraisals", __name__, url_prefix="/appraisals")


@bp.get("/")
@requires(Permission.APPRAISAL_READ)
def index() -> ResponseReturnValue:
    whose, words = words_asked("whose"), words_asked("q")
    lines = lists.under_appraisal(current_actor(), whose=whose, words=words, after=number_asked("after"))
    return render_template(
        "appraisals/index.html",
        lines=lines,
        whose=whose,
        words=words,
        late=overdue(line.due_at for line in lines),
        is_full=len(lines) == lists.PAGE,
    )


@bp.route("/<int:nomination_id>/criteria", methods=["GET", "POST"])
@requires(Permission.APPRAISAL_WRITE)
def criteria(nomination_id: int) -> ResponseReturnValue:
    nomination = queries.one(nomination_id, current_actor())
    _, leaves = queries.criteria_of(nomination)
    answers = queries.answers(nomination_id)
    evidence = [paper for paper in nomination.evidence if paper.removed_at is None]
    form = forms.CriteriaForm(leaves, answers, evidence)
    if form.validate_on_submit() and form.perform(
        lambda: operations.answer(nomination, form.findings(), actor=current_actor())
    ):
        flash("Đã lưu kết quả thẩm định tiêu chí.")
        return redirect(url_for(".criteria", nomination_id=nomination_id, _anchor=request.form.get("only")), 303)
    page = render_template(
        "appraisals/criteria.html",
        form=form,
        nomination=nomination,
        evidence=evidence,
        answers=answers,
        unmet=queries.unmet(nomination),
    )
    return page, form.status


@bp.route("/<int:nomination_id>/opinion", methods=["GET", "POST"])
@requires(Permission.APPRAISAL_WRITE)
def opinion(nomination_id: int) -> ResponseReturnValue:
    nomination = queries.one(nomination_id, current_actor())
    draft = queries.conclusion(nomination_id)
    form = forms.OpinionForm(
        opinion=draft.opinion if draft else None,
        reason=draft.reason if draft else "",
        version=draft.version if draft else 0,
    )
    if form.validate_on_submit() and form.perform(
        lambda: operations.draft_opinion(nomination, form.to(Opinion), actor=current_actor())
    ):
        flash("Đã lưu dự thảo kết luận, trình Trưởng ban.")
        return to_case(nomination_id)
    page = render_template(
        "appraisals/opinion.html", form=form, nomination=nomination, draft=draft, unmet=queries.unmet(nomination)
    )
    return page, form.status

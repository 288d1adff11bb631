"""Appraisal at Ban Thi đua - Khen thưởng: who has which case, its criteria, the agencies asked, the conclusion."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, requires
from app.addresses import number_asked, words_asked
from app.appraisals import assigning, facts, forms, lists, operations, panels, queries  # noqa: F401 -- they join the case
from app.appraisals.operations import Opinion
from app.forms import choices
from app.nominations.bulk import Outcome
from app.nominations.deadlines import overdue
from app.organisations.queries import holders
from workflows.vocabulary import Role

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


@bp.route("/assign", methods=["GET", "POST"])
@requires(Permission.APPRAISAL_CONCLUDE)
def assign_all() -> ResponseReturnValue:
    """The cases that nobody has yet, many to one appraiser; what was refused is said case by case."""
    form = forms.AssignAllForm(nomination_ids=[])
    form.user_id.choices = _appraisers()
    outcomes: list[Outcome] = []
    if form.validate_on_submit() and form.perform(lambda: outcomes.extend(_assign_all(form))):
        if any(outcome.reasons for outcome in outcomes):
            return render_template("appraisals/assigned.html", outcomes=outcomes)
        flash(f"Đã giao {len(outcomes)} hồ sơ cho {_whom(form)}.")
        return redirect(url_for(".assign_all"), 303)
    after = number_asked("after")
    lines = lists.under_appraisal(current_actor(), whose="nobody", after=after)
    is_full = len(lines) == lists.PAGE
    late = overdue(line.due_at for line in lines)
    shown = {"form": form, "lines": lines, "late": late, "is_full": is_full, "after": after}
    return render_template("appraisals/assign_all.html", **shown), form.status


@bp.route("/<int:nomination_id>/assign", methods=["GET", "POST"])
@requires(Permission.APPRAISAL_CONCLUDE)
def assign(nomination_id: int) -> ResponseReturnValue:
    nomination = queries.one(nomination_id, current_actor())
    form = forms.AssignForm(user_id=nomination.appraiser_id)
    form.user_id.choices = _appraisers()
    if form.validate_on_submit() and form.perform(
        lambda: operations.assign(nomination, form.user_id.data, form.note.data or "", actor=current_actor())
    ):
        flash(f"Đã giao hồ sơ của {nomination.nominee_name} cho {_whom(form)}.")
        return redirect(url_for(".index"), 303)
    return render_template("appraisals/assign.html", form=form, nomination=nomination), form.status


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
        return redirect(url_for("nominations.show", nomination_id=nomination_id), 303)
    page = render_template(
        "appraisals/opinion.html", form=form, nomination=nomination, draft=draft, unmet=queries.unmet(nomination)
    )
    return page, form.status


def _appraisers() -> list[Any]:
    """Each with what they have already."""
    cases = lists.held()
    people = {office.user_id: office.user.full_name for office in holders(Role.APPRAISER)}
    return choices((user_id, f"{name} – đang giữ {cases.get(user_id, 0)} hồ sơ") for user_id, name in people.items())


def _whom(form: forms.AssignForm) -> str:
    return next(held.user.full_name for held in holders(Role.APPRAISER) if held.user_id == form.user_id.data)


def _assign_all(form: forms.AssignAllForm) -> list[Outcome]:
    cases = queries.chosen(form.chosen, current_actor())
    return assigning.assign_all(cases, form.user_id.data, form.note.data or "", actor=current_actor())

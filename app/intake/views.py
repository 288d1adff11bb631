"""The intake desk at Sở Nội vụ: what came in, taken in, checked, asked back."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, requires
from app.addresses import number_asked, to_case, words_asked
from app.casework import options
from app.forms import BaseForm
from app.intake import (
    changes,
    checklist,
    facts,
    forms,
    lists,
    nameable,
    operations,
    panels,  # noqa: F401 -- joins the case
    papers,
    queries,
    supplementing,
)
from app.intake.unit_views import bp
from app.nominations.bulk import Outcome
from app.nominations.deadlines import overdue
from app.nominations.models import Nomination
from app.nominations.openings import Look, takes_step, takes_step_of_many
from workflows.award_province_1 import State

for step in ("register", "accept", "supplement", "return_overdue"):
    takes_step(step, f"intake.{step}")
takes_step("ask_for_more", "intake.ask_for_more", settles_its_guards=True)
takes_step_of_many("register", lambda case, note, actor: operations.register_next(case, actor=actor, note=note))
takes_step_of_many("accept", lambda case, note, actor: operations.accept(case, actor=actor, note=note))
takes_step_of_many("supplement", lambda case, note, actor: supplementing.send(case, actor=actor, note=note))
takes_step_of_many("return_overdue", lambda case, why, actor: operations.return_overdue(case, why, actor=actor))


@bp.get("/")
@requires(Permission.NOMINATION_INTAKE)
def index() -> ResponseReturnValue:
    state = request.args.get("state", type=State)
    words = words_asked("q")
    submissions = lists.submissions_to_receive(current_actor())
    cases = lists.at_the_desk(current_actor(), state=state, words=words, after=number_asked("after"))
    return render_template(
        "intake/index.html",
        cases=cases,
        submissions=submissions,
        more_submissions=len(submissions) == lists.TO_RECEIVE,
        states=lists.AT_THE_DESK,
        state=state,
        words=words,
        late=overdue(case.due_at for case in cases),
        is_full=len(cases) == lists.PAGE,
    )


@bp.route("/submissions/<int:submission_id>", methods=["GET", "POST"])
@requires(Permission.NOMINATION_INTAKE)
def register_all(submission_id: int) -> ResponseReturnValue:
    """One go for all cases of a Tờ trình; what was refused is said case by case."""
    submission, cases = queries.submission(submission_id, current_actor())
    form = forms.RegisterForm(number=queries.proposed_number(submission.id, current_actor().organisation_id))
    waiting = [case for case in cases if case.state == State.SUBMITTED]
    outcomes: list[Outcome] = []
    if form.validate_on_submit() and form.perform(
        lambda: outcomes.extend(operations.register_all(waiting, form.number.data or 0, actor=current_actor()))
    ):
        return render_template("intake/registered.html", submission=submission, outcomes=outcomes)
    page = render_template("intake/register_all.html", form=form, submission=submission, cases=cases, waiting=waiting)
    return page, form.status


@bp.route("/<int:nomination_id>/register", methods=["GET", "POST"])
@requires(Permission.NOMINATION_INTAKE)
def register(nomination_id: int) -> ResponseReturnValue:
    nomination = queries.one(nomination_id, current_actor())
    house = current_actor().organisation_id
    form = forms.RegisterForm(number=queries.proposed_number(queries.letter_of(nomination), house))
    if form.validate_on_submit() and form.perform(
        lambda: operations.register(nomination, form.number.data or 0, actor=current_actor())
    ):
        flash(f"Đã tiếp nhận, số đến {nomination.received_number}. Giấy tiếp nhận đã phát hành.")
        return to_case(nomination.id)
    return _page("intake/register.html", form, nomination, "register", limit=papers.term(nomination))


@bp.route("/<int:nomination_id>/accept", methods=["GET", "POST"])
@requires(Permission.NOMINATION_INTAKE)
def accept(nomination_id: int) -> ResponseReturnValue:
    nomination = queries.one(nomination_id, current_actor())
    form = forms.PlainForm()
    if form.validate_on_submit() and form.perform(lambda: operations.accept(nomination, actor=current_actor())):
        flash("Hồ sơ hợp lệ, đã chuyển thẩm định.")
        return to_case(nomination.id)
    return _page("intake/accept.html", form, nomination, "accept")


@bp.route("/<int:nomination_id>/ask-for-more", methods=["GET", "POST"])
@requires(Permission.NOMINATION_INTAKE)
def ask_for_more(nomination_id: int) -> ResponseReturnValue:
    nomination = queries.one(nomination_id, current_actor())
    form = forms.ask_form(nameable.of(nomination), due_on=operations.proposed_due(nomination))
    if form.validate_on_submit() and form.perform(
        lambda: operations.ask_for_more(nomination, form.request(), actor=current_actor())
    ):
        flash("Đã yêu cầu đơn vị bổ sung hồ sơ.")
        return to_case(nomination.id)
    return _page("intake/ask_for_more.html", form, nomination, "ask_for_more")


@bp.route("/<int:nomination_id>/check-again", methods=["GET", "POST"])
@requires(Permission.NOMINATION_INTAKE)
def check_again(nomination_id: int) -> ResponseReturnValue:
    nomination = queries.one(nomination_id, current_actor())
    supplement = queries.open_supplement(nomination_id)
    form = forms.check_form(supplement.items if supplement else [])
    if form.validate_on_submit() and form.perform(
        lambda: operations.check_again(nomination, form.verdicts(), actor=current_actor())
    ):
        flash("Đã ghi kết quả kiểm tra các mục bổ sung.")
        is_settled = supplement is not None and supplement.closed_at is not None
        return redirect(url_for(".accept" if is_settled else ".ask_for_more", nomination_id=nomination_id), 303)
    made = changes.since(supplement, nomination) if supplement else {}
    return _page("intake/check_again.html", form, nomination, supplement=supplement, changes=made)


@bp.route("/<int:nomination_id>/return-overdue", methods=["GET", "POST"])
@requires(Permission.APPRAISAL_CONCLUDE)
def return_overdue(nomination_id: int) -> ResponseReturnValue:
    nomination = queries.one(nomination_id, current_actor())
    form = forms.ReasonForm()
    if form.validate_on_submit() and form.perform(
        lambda: operations.return_overdue(nomination, form.reason.data or "", actor=current_actor())
    ):
        flash("Đã trả hồ sơ về đơn vị do quá hạn bổ sung.")
        return to_case(nomination.id)
    return _page("intake/return_overdue.html", form, nomination, "return_overdue")


def _page(template: str, form: BaseForm, nomination: Nomination, step: str = "", **more: object) -> ResponseReturnValue:
    option = next((o for o in options(nomination, current_actor()) if o.name == step), None)
    page = render_template(
        template,
        form=form,
        nomination=nomination,
        option=option,
        checklist=checklist.lines(Look(nomination)),
        unsettled=[*facts.unsettled(queries.open_supplement(nomination.id))],
        **more,
    )
    return page, form.status

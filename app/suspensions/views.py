"""Suspensions: the head takes a case out of its road, records what was found, brings it back or ends it."""

from flask import Blueprint, flash, render_template, request
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, requires
from app.addresses import to_case
from app.casework import options
from app.documents.printable import PrintedPaper
from app.errors import Refusal
from app.forms import BaseForm
from app.nominations import queries as nominations
from app.nominations.models import Nomination
from app.nominations.openings import takes_step, takes_step_of_many
from app.papers.printing import handed_out, previewed
from app.papers.uploads import stored
from app.suspensions import (
    forms,
    grounds,
    operations,
    panels,  # noqa: F401 -- joins the case
    papers,
    queries,
)
from app.suspensions.models import Suspension
from app.suspensions.operations import Cause, Conclusion

bp = Blueprint("suspensions", __name__, url_prefix="/suspensions")
takes_step("suspend", "suspensions.suspend")
takes_step("resume", "suspensions.resume")
takes_step("end_after_suspension", "suspensions.end")
takes_step_of_many("resume", lambda case, note, actor: operations.resume_case(case, note, actor=actor))


@bp.route("/<int:nomination_id>/suspend", methods=["GET", "POST"])
@requires(Permission.NOMINATION_SUSPEND)
def suspend(nomination_id: int) -> ResponseReturnValue:
    nomination = nominations.in_short(nomination_id, current_actor())
    form = forms.SuspendForm(seen=nomination.state).offer()
    if form.validate_on_submit():
        if "preview" in request.form:
            return previewed(_letter(nomination, form), "du-thao-cong-van.pdf")
        if form.perform(lambda: _suspend(nomination_id, form)):
            flash("Đã tạm dừng xét hồ sơ và ký công văn gửi đơn vị. Văn thư Sở ghi số, phát hành công văn.")
            return to_case(nomination_id)
    return _page("suspensions/suspend.html", form, nomination, "suspend")


@bp.route("/<int:nomination_id>/conclusion", methods=["GET", "POST"])
@requires(Permission.NOMINATION_SUSPEND)
def conclusion(nomination_id: int) -> ResponseReturnValue:
    nomination, suspension = _suspended(nomination_id)
    form = forms.ConclusionForm(obj=suspension, finding=suspension.finding and suspension.finding.value)
    if form.validate_on_submit() and form.perform(lambda: _conclude(nomination_id, form)):
        flash("Đã ghi kết luận. Nay xét tiếp hoặc chấm dứt hồ sơ.")
        return to_case(nomination_id)
    return _page("suspensions/conclusion.html", form, nomination, suspension=suspension)


@bp.route("/<int:nomination_id>/resume", methods=["GET", "POST"])
@requires(Permission.NOMINATION_SUSPEND)
def resume(nomination_id: int) -> ResponseReturnValue:
    nomination, suspension = _suspended(nomination_id)
    form = forms.ResumeForm(version=suspension.version)
    if form.validate_on_submit() and form.perform(
        lambda: operations.resume(suspension, actor=current_actor(), version=form.version.data)
    ):
        flash(f"Hồ sơ được xét tiếp ở bước “{nomination.state_name}”, thời hạn còn lại giữ nguyên.")
        return to_case(nomination_id)
    return _page("suspensions/resume.html", form, nomination, "resume", suspension=suspension)


@bp.route("/<int:nomination_id>/end", methods=["GET", "POST"])
@requires(Permission.NOMINATION_SUSPEND)
def end(nomination_id: int) -> ResponseReturnValue:
    nomination, suspension = _suspended(nomination_id)
    form = forms.EndForm(version=suspension.version)
    if form.validate_on_submit():
        if "preview" in request.form:
            content = papers.result_notice(suspension, form.words, signer=current_actor())
            return previewed(content, "du-thao-thong-bao.pdf")
        if form.perform(
            lambda: operations.end(suspension, form.words, actor=current_actor(), version=form.version.data)
        ):
            flash("Đã chấm dứt hồ sơ và ký thông báo gửi đơn vị. Văn thư Sở ghi số, phát hành thông báo.")
            return to_case(nomination_id)
    return _page("suspensions/end.html", form, nomination, "end_after_suspension", suspension=suspension)


@bp.get("/<int:suspension_id>/source")
@requires(Permission.APPRAISAL_READ)
def source(suspension_id: int) -> ResponseReturnValue:
    return handed_out(queries.file(suspension_id, "source_file", current_actor()))


@bp.get("/<int:suspension_id>/finding")
@requires(Permission.APPRAISAL_READ)
def finding(suspension_id: int) -> ResponseReturnValue:
    return handed_out(queries.file(suspension_id, "finding_file", current_actor()))


def _suspended(nomination_id: int) -> tuple[Nomination, Suspension]:
    nomination = nominations.in_short(nomination_id, current_actor())
    suspension = queries.current(nomination)
    if suspension is None:
        raise Refusal("Hồ sơ không tạm dừng.", ["Hồ sơ đã chuyển sang bước khác."])
    return nomination, suspension


def _suspend(nomination_id: int, form: forms.SuspendForm) -> None:
    file = stored(form.source_file, current_actor()) if form.source_file.data else None
    operations.suspend(
        nominations.in_short(nomination_id, current_actor()), form.to(Cause), file, actor=current_actor()
    )


def _conclude(nomination_id: int, form: forms.ConclusionForm) -> None:
    file = stored(form.finding_file, current_actor()) if form.finding_file.data else None
    _, suspension = _suspended(nomination_id)
    operations.conclude(suspension, form.to(Conclusion), file, actor=current_actor())


def _letter(nomination: Nomination, form: forms.SuspendForm) -> PrintedPaper:
    ground = grounds.of(form.ground.data)
    assert ground is not None, "it is one of the choices"
    return papers.suspension_letter(
        nomination,
        in_letter=ground.in_letter,
        basis=ground.basis,
        reason=form.reason.data or "",
        signer=current_actor(),
    )


def _page(template: str, form: BaseForm, nomination: Nomination, step: str = "", **more: object) -> ResponseReturnValue:
    option = next((o for o in options(nomination, current_actor()) if o.name == step), None)
    return render_template(template, form=form, nomination=nomination, option=option, **more), form.status

"""Registration (đăng ký thi đua): a unit's sheets, and of Sở Nội vụ the years with who registered and who did not."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app import clock
from app.access import Permission, current_actor, requires
from app.addresses import words_asked
from app.casework import option, options
from app.errors import or_404
from app.forms import SeenForm
from app.nominees.subjects import who_is_meant
from app.registrations import (
    enrolling,
    forms,
    operations,
    pages,
    panels,  # noqa: F401 -- shows itself beside a case
    queries,
    reach,
    results,
    sheet_views,  # noqa: F401 -- they register
    year_views,  # noqa: F401
)
from app.registrations.blueprint import bp
from app.registrations.enrolling import Enrolment
from app.registrations.models import Registration, RegistrationLine


@bp.get("/")
@requires(Permission.REGISTRATION_READ)
def index() -> ResponseReturnValue:
    """A unit has one sheet a year, Sở Nội vụ one page a year."""
    actor = current_actor()
    if reach.sees_all(actor):
        return render_template(
            "registrations/years.html", years=queries.years(), counted=queries.counted(clock.today())
        )
    return render_template("registrations/own.html", sheets=queries.own(actor))


@bp.get("/<int:registration_id>")
@requires(Permission.REGISTRATION_READ)
def show(registration_id: int) -> ResponseReturnValue:
    actor = current_actor()
    registration = queries.one(registration_id, actor)
    sees_names = reach.sees_names(registration, actor)
    lines = queries.lines(registration_id) if sees_names else []
    came_of_it = results.of(lines, registration.year.year, actor)
    return render_template(
        "registrations/show.html",
        registration=registration,
        sees_names=sees_names,
        groups=pages.by_title(lines),
        results=came_of_it,
        counted=results.counted(came_of_it),
        options=options(registration, actor),
        closed=enrolling.why_not(registration),
        writes=reach.writes(registration, actor),
        reopened=pages.why_reopened(registration),
        titles=[award.name for award in queries.awards_of(registration.year)],
    )


@bp.route("/<int:registration_id>/names", methods=["GET", "POST"])
@requires(Permission.REGISTRATION_WRITE)
def enrol(registration_id: int) -> ResponseReturnValue:
    actor = current_actor()
    registration = queries.one(registration_id, actor)
    form = forms.EnrolForm()
    awards = queries.awards_of(registration.year)
    code, words = request.values.get("award_code", ""), words_asked("words")
    award = next((one for one in awards if one.award_code == code), awards[0] if len(awards) == 1 else None)
    done: list[int] = []
    if form.validate_on_submit() and form.perform(
        lambda: done.append(enrolling.enrol(registration, form.to(Enrolment), actor=actor))
    ):
        flash(f"Đã ghi {done[0]} tên vào bản đăng ký.")
        return redirect(url_for(".show", registration_id=registration_id), 303)
    found = queries.to_choose(registration, award, words, actor) if award else []
    page = render_template(
        "registrations/enrol.html",
        form=form,
        registration=registration,
        awards=awards,
        chosen=award,
        words=words,
        who_is_meant=who_is_meant(award.subjects) if award else "",
        people=found[: queries.MOST],
        is_cut_off=len(found) > queries.MOST,
        closed=enrolling.why_not(registration),
    )
    return page, form.status


@bp.route("/<int:registration_id>/names/<int:line_id>", methods=["GET", "POST"])
@requires(Permission.REGISTRATION_WRITE)
def pledge(registration_id: int, line_id: int) -> ResponseReturnValue:
    registration = queries.one(registration_id, current_actor())
    line = queries.line(registration, line_id)
    form = forms.PledgeForm(pledge=line.pledge, version=registration.version)
    if form.validate_on_submit() and form.perform(
        lambda: enrolling.say(registration, line, form.pledge.data or "", seen=form.seen, actor=current_actor())
    ):
        flash(f"Đã lưu cam kết của {line.name}.")
        return redirect(url_for(".show", registration_id=registration_id), 303)
    return _of_line("pledge", form, registration, line)


@bp.route("/<int:registration_id>/names/<int:line_id>/strike", methods=["GET", "POST"])
@requires(Permission.REGISTRATION_WRITE)
def strike(registration_id: int, line_id: int) -> ResponseReturnValue:
    registration = queries.one(registration_id, current_actor())
    line = queries.line(registration, line_id)
    name, form = line.name, forms.StepForm(version=registration.version)
    if form.validate_on_submit() and form.perform(
        lambda: enrolling.strike(registration, line, seen=form.seen, actor=current_actor())
    ):
        flash(f"Đã đưa {name} ra khỏi bản đăng ký.")
        return redirect(url_for(".show", registration_id=registration_id), 303)
    return _of_line("strike", form, registration, line)


@bp.route("/<int:registration_id>/steps/<string:name>", methods=["GET", "POST"])
@requires(Permission.REGISTRATION_STEP)
def take(registration_id: int, name: str) -> ResponseReturnValue:
    registration = queries.one(registration_id, current_actor())
    step = or_404(registration.workflow.transitions().get(name))
    form = (forms.ReasonedStepForm if step.needs_reason else forms.StepForm)(version=registration.version)
    reason = form["reason"].data or "" if step.needs_reason else ""
    if form.validate_on_submit() and form.perform(
        lambda: operations.take(registration, name, reason, seen=form.seen, actor=current_actor())
    ):
        flash(f"Đã thực hiện: {step.label}.")
        return redirect(url_for(".show", registration_id=registration_id), 303)
    offered = option(registration, name, current_actor())
    page = render_template(
        "registrations/step.html",
        form=form,
        registration=registration,
        step=step,
        reasons=offered.refusals if offered else ["Bước này không còn, hoặc thuộc thẩm quyền người khác."],
    )
    return page, form.status


def _of_line(page: str, form: SeenForm, registration: Registration, line: RegistrationLine) -> ResponseReturnValue:
    shown = render_template(
        f"registrations/{page}.html",
        form=form,
        registration=registration,
        line=line,
        award=queries.names()[line.award_code],
        closed=enrolling.why_not(registration),
    )
    return shown, form.status

"""Cases are given, one or many, and handed back: each with a note, and never over what a colleague did meanwhile."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, requires
from app.addresses import number_asked
from app.appraisals import assigning, forms, handing, holding, lists, queries
from app.appraisals.handing import HandBack
from app.appraisals.views import bp
from app.forms import choices
from app.nominations.bulk import Outcome
from app.nominations.deadlines import overdue
from app.nominations.models import Nomination
from app.organisations.models import Appointment
from workflows.vocabulary import Role


@bp.route("/assign", methods=["GET", "POST"])
@requires(Permission.APPRAISAL_ASSIGN)
def assign_all() -> ResponseReturnValue:
    """The cases that wait to be given, many to one person; what was refused is said case by case."""
    form = forms.AssignAllForm(nomination_ids=[])
    form.user_id.choices = _receivers()
    outcomes: list[Outcome] = []
    if form.validate_on_submit() and form.perform(lambda: outcomes.extend(_assign_all(form))):
        if any(outcome.reasons for outcome in outcomes):
            return render_template("appraisals/assigned.html", outcomes=outcomes)
        flash(f"Đã giao {len(outcomes)} hồ sơ cho {_whom(form)}.")
        return redirect(url_for(".assign_all"), 303)
    after = number_asked("after")
    lines = lists.under_appraisal(current_actor(), whose="to_give", after=after)
    is_full = len(lines) == lists.PAGE
    late = overdue(line.due_at for line in lines)
    shown = {"form": form, "lines": lines, "late": late, "is_full": is_full, "after": after}
    return render_template("appraisals/assign_all.html", **shown), form.status


@bp.route("/<int:nomination_id>/assign", methods=["GET", "POST"])
@requires(Permission.APPRAISAL_ASSIGN)
def assign(nomination_id: int) -> ResponseReturnValue:
    nomination = queries.one(nomination_id, current_actor())
    form = forms.AssignForm(user_id=nomination.holding and nomination.holding.to_id, seen=_seen(nomination))
    form.user_id.choices = _receivers()
    if form.validate_on_submit() and form.perform(lambda: _assign(nomination, form)):
        flash(f"Đã giao hồ sơ của {nomination.nominee_name} cho {_whom(form)}.")
        return redirect(url_for(".index"), 303)
    return render_template("appraisals/assign.html", form=form, nomination=nomination), form.status


@bp.route("/<int:nomination_id>/hand-back", methods=["GET", "POST"])
@requires(Permission.APPRAISAL_HAND_BACK)
def hand_back(nomination_id: int) -> ResponseReturnValue:
    nomination = queries.one(nomination_id, current_actor())
    form = forms.HandBackForm(seen=_seen(nomination))
    taken: list[str] = []
    if form.validate_on_submit() and form.perform(
        lambda: taken.append(handing.hand_back(nomination, form.to(HandBack), actor=current_actor()).full_name)
    ):
        flash(f"Đã chuyển hồ sơ của {nomination.nominee_name} cho {taken[0]}.")
        return redirect(url_for(".index"), 303)
    page = render_template(
        "appraisals/hand_back.html",
        form=form,
        nomination=nomination,
        is_mine=holding.is_with(nomination, current_actor()),
        upward=holding.giver_to(nomination, current_actor()),
    )
    return page, form.status


def _seen(nomination: Nomination) -> int:
    return nomination.holding.id if nomination.holding else 0


def _receivers() -> list[Any]:
    """Each with what they have already."""
    cases = holding.loads()
    people = handing.receivers(current_actor()).items()
    return choices(
        (user_id, f"{_called(office)} – đang giữ {cases.get(user_id, 0)} hồ sơ") for user_id, office in people
    )


def _called(office: Appointment) -> str:
    return f"{office.user.full_name} (Phó Trưởng ban)" if office.role is Role.BAN_DEPUTY else office.user.full_name


def _whom(form: forms.AssignForm) -> str:
    return handing.receiver(form.user_id.data, current_actor()).user.full_name


def _assign(nomination: Nomination, form: forms.AssignForm) -> None:
    handing.assign(nomination, form.user_id.data, form.note.data or "", actor=current_actor(), seen=form.seen.data)


def _assign_all(form: forms.AssignAllForm) -> list[Outcome]:
    cases = queries.chosen(form.chosen, current_actor())
    return assigning.assign_all(cases, form.user_id.data, form.note.data or "", actor=current_actor())

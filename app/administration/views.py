"""Accounts, appointments, and whether the machine room is in order."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app import clock
from app.access import Permission, current_actor, requires
from app.accounts import duty, second_factor, tries
from app.addresses import number_asked, words_asked
from app.administration import (
    council_views,  # noqa: F401 -- its views register
    holiday_views,  # noqa: F401 -- likewise
    holidays,
    operations,
    queries,
    second_factors,
)
from app.administration.blueprint import bp
from app.administration.forms import AccountForm, AppointmentForm, ResetForm
from app.administration.operations import NewAccount, NewAppointment
from app.audit import queries as audit
from app.extensions import unit_of_work


@bp.get("/")
@requires(Permission.ADMINISTRATION)
def index() -> ResponseReturnValue:
    words, after = words_asked("words"), number_asked("after")
    users = queries.users(words=words, after=after)
    return render_template(
        "administration/index.html",
        users=users,
        offices=queries.offices_of(users),
        words=words,
        after=after,
        page=queries.PAGE,
        waiting=tries.waiting([*users]),
        missing=holidays.missing(),
    )


@bp.get("/machine-room")
@requires(Permission.ADMINISTRATION)
def machine_room() -> ResponseReturnValue:
    """Is the log guarded and, for whoever asks, whole: that reads every row. And did every errand get done."""
    return render_template(
        "administration/machine_room.html",
        faults=audit.verify() if request.args.get("verify") == "1" else None,
        unguarded=audit.unguarded(),
        head=audit.head(),
        errands=queries.failed_errands(),
        under_way=queries.errands_under_way(),
    )


@bp.route("/users/new", methods=["GET", "POST"])
@requires(Permission.ADMINISTRATION)
def new_user() -> ResponseReturnValue:
    form = AccountForm()
    made: list[tuple[int, str]] = []

    def open_account() -> None:
        user, first = operations.open_account(form.to(NewAccount), actor=current_actor())
        made.append((user.id, first))

    if form.validate_on_submit() and form.perform(open_account):
        return _shown_once(*made[0])
    return render_template("administration/new_user.html", form=form), form.status


@bp.route("/users/<int:user_id>", methods=["GET", "POST"])
@requires(Permission.ADMINISTRATION)
def show_user(user_id: int) -> ResponseReturnValue:
    user = queries.user(user_id)
    form = AppointmentForm(valid_from=clock.today())
    if form.validate_on_submit() and form.perform(
        lambda: operations.appoint(user, form.to(NewAppointment), actor=current_actor())
    ):
        flash(f"Đã giao vai trò cho {user.full_name}.")
        return redirect(url_for(".show_user", user_id=user_id), 303)
    appointments = queries.appointments_of(user_id)
    return (
        render_template(
            "administration/user.html",
            user=user,
            form=form,
            appointments=appointments,
            signing=queries.signing_rights_of(appointments),
            organisations=queries.organisations_today(),
            today=clock.today(),
            standing=second_factor.standing(user_id),
            is_bound=duty.is_bound(user_id, [held.role for held in appointments if held.holds_on(clock.today())]),
        ),
        form.status,
    )


@bp.post("/users/<int:user_id>/appointments/<int:appointment_id>/end")
@requires(Permission.ADMINISTRATION)
def end_appointment(user_id: int, appointment_id: int) -> ResponseReturnValue:
    appointment = queries.appointment(user_id, appointment_id)
    with unit_of_work():
        operations.end_appointment(appointment, actor=current_actor())
    flash("Đã kết thúc vai trò này.")
    return redirect(url_for(".show_user", user_id=user_id), 303)


@bp.post("/users/<int:user_id>/first-password")
@requires(Permission.ADMINISTRATION)
def first_password(user_id: int) -> ResponseReturnValue:
    user = queries.user(user_id)
    with unit_of_work():
        first = operations.new_first_password(user, actor=current_actor())
    return _shown_once(user_id, first)


@bp.route("/users/<int:user_id>/reset-second-factor", methods=["GET", "POST"])
@requires(Permission.ADMINISTRATION)
def reset_second_factor(user_id: int) -> ResponseReturnValue:
    user, form = queries.user(user_id), ResetForm()
    if form.validate_on_submit() and form.perform(
        lambda: second_factors.reset(user, form.words, actor=current_actor())
    ):
        flash(f"Đã đặt lại xác thực hai lớp của {user.full_name}; các phiên đăng nhập đã kết thúc.")
        return redirect(url_for(".show_user", user_id=user_id), 303)
    reasons = second_factors.why_not(user, current_actor())
    return render_template(
        "administration/reset_second_factor.html", form=form, user=user, reasons=reasons
    ), form.status


@bp.post("/users/<int:user_id>/close")
@requires(Permission.ADMINISTRATION)
def close_user(user_id: int) -> ResponseReturnValue:
    with unit_of_work():
        operations.close_account(queries.user(user_id), actor=current_actor())
    flash("Đã đóng tài khoản, mọi phiên đăng nhập đã kết thúc.")
    return redirect(url_for(".show_user", user_id=user_id), 303)


@bp.post("/users/<int:user_id>/reopen")
@requires(Permission.ADMINISTRATION)
def reopen_user(user_id: int) -> ResponseReturnValue:
    with unit_of_work():
        operations.reopen_account(queries.user(user_id), actor=current_actor())
    flash("Đã mở lại tài khoản.")
    return redirect(url_for(".show_user", user_id=user_id), 303)


def _shown_once(user_id: int, first: str) -> ResponseReturnValue:
    """The page with a first password: it is in no session, no log and no second page."""
    return render_template("administration/first_password.html", user=queries.user(user_id), first=first)

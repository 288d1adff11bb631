"""Signing in and out, one's password and sessions, and the office one acts in."""

from dataclasses import dataclass

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import logout_user

from app import clock
from app.access import Permission, current_actor, public, requires
from app.accounts import code_views, halfway, operations, queries, second_factor
from app.accounts.answers import address, let_in, own_session, safe
from app.accounts.blueprint import bp
from app.accounts.devices import in_words
from app.accounts.forms import PasswordForm, SignInForm
from app.accounts.models import User
from app.accounts.operations import PasswordChange, SignIn
from app.errors import refuse_all
from app.extensions import unit_of_work

DEMONSTRATION_HINT = "Tên đăng nhập và mật khẩu của từng vai trò nằm trong tệp demo-accounts.csv trên máy chủ."


@bp.route("/sign-in", methods=["GET", "POST"])
@public
def sign_in() -> ResponseReturnValue:
    if g.actor is not None:
        return redirect(url_for("desk.worklist"), 303)
    form = SignInForm(next=request.args.get("next", ""))
    begun: list[Begun | None] = []
    if form.validate_on_submit() and form.perform(lambda: begun.append(_begin(form.to(SignIn)))):
        if begun[0] is not None:
            return begun[0].lead_on(form.next.data)
        form.form_errors = [operations.WRONG]
    hint = DEMONSTRATION_HINT if clock.is_demonstration() else ""
    return render_template("accounts/sign_in.html", form=form, demo_hint=hint), form.status


@dataclass(frozen=True)
class Begun:
    """What the right password has begun: a session, or half a sign-in that wants its code."""

    user: User
    token: str
    wants_code: bool

    def lead_on(self, wanted: str | None) -> ResponseReturnValue:
        return code_views.ask_code(self.token, wanted) if self.wants_code else let_in(self.user, self.token, wanted)


def _begin(wanted: SignIn) -> Begun | None:
    """In the transaction that judged the password: until it ends nobody changes that, or sets up a second factor."""
    user = operations.try_sign_in(wanted, address=address())
    if user is None:
        return None
    if second_factor.is_set_up(user):
        return Begun(user, halfway.begin(user), wants_code=True)
    agent = request.user_agent.string
    token = operations.open_session(user, address=address(), agent=agent, appointment_id=None)
    return Begun(user, token, wants_code=False)


@bp.post("/sign-out")
@requires(Permission.SELF)
def sign_out() -> ResponseReturnValue:
    with unit_of_work():
        operations.end_session(own_session())
    logout_user()
    flash("Đã đăng xuất.")
    return redirect(url_for(".sign_in"), 303)


@bp.route("/password", methods=["GET", "POST"])
@requires(Permission.SELF)
def change_password() -> ResponseReturnValue:
    form = PasswordForm()
    own = own_session()
    changed: list[bool] = []

    def change() -> None:
        typed = form.to(PasswordChange)
        changed.append(operations.change_password(own, typed, address=address(), actor=current_actor()))

    if form.validate_on_submit() and form.perform(change):
        if changed[0]:
            flash("Đã đổi mật khẩu. Các phiên đăng nhập khác đã kết thúc.")
            return redirect(url_for("desk.worklist"), 303)
        form.present.errors = [operations.WRONG_PRESENT]
        form.perform(lambda: refuse_all(**operations.faults_of(own.user, form.to(PasswordChange))))
    is_first = own.user.must_change_password
    return render_template("accounts/change_password.html", form=form, is_first=is_first), form.status


@bp.get("/sessions")
@requires(Permission.SELF)
def sessions() -> ResponseReturnValue:
    own = own_session()
    return render_template("accounts/sessions.html", sessions=queries.sessions_of(own.user), own=own, device=in_words)


@bp.post("/sessions/<int:session_id>/end")
@requires(Permission.SELF)
def end_session(session_id: int) -> ResponseReturnValue:
    chosen = queries.session_of(own_session().user_id, session_id)
    with unit_of_work():
        operations.end_session(chosen)
    flash("Đã kết thúc phiên đăng nhập đó.")
    return redirect(url_for(".sessions"), 303)


@bp.post("/act-as")
@requires(Permission.SELF)
def act_as() -> ResponseReturnValue:
    """Change the office one acts in, and go on to the page it was changed for. Only one's own offices can be taken."""
    wanted = request.form.get("appointment_id", type=int)
    if wanted is None or wanted not in {office.appointment_id for office in g.offices}:
        abort(404)
    with unit_of_work():
        operations.act_as(own_session(), wanted)
    return redirect(safe(request.form.get("next")), 303)

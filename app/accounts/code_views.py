"""The second factor: its code at the door and once more inside, and one's own app and sheet."""

from collections.abc import Sequence

from flask import flash, g, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from app.access import Permission, code_first, current_actor, public, requires
from app.accounts import codes, halfway, operations, second_factor
from app.accounts.answers import address, let_in, own_session, safe, say_what_is_left, vault
from app.accounts.blueprint import bp
from app.accounts.forms import AppForm, CodeForm
from app.accounts.models import User
from app.accounts.second_factor import Answer
from app.extensions import unit_of_work

HALFWAY = "halfway"  # in the browser's cookie: the token of a sign-in that wants its code
TOO_LATE = f"Đã quá {halfway.MINUTES} phút từ khi nhập mật khẩu. Đăng nhập lại."


def ask_code(token: str, wanted: str | None) -> ResponseReturnValue:
    """After the right password, of whoever has a second factor. Nothing is open yet. `token`: of half a sign-in."""
    session.clear()
    session[HALFWAY] = token
    return redirect(url_for(".code", next=wanted or None), 303)


@bp.route("/code", methods=["GET", "POST"])
@public
def code() -> ResponseReturnValue:
    if g.actor is not None:
        return redirect(url_for("desk.worklist"), 303)
    user = halfway.whose(session.get(HALFWAY, ""))
    if user is None:
        if session.pop(HALFWAY, None):
            flash(TOO_LATE, "warning")
        return redirect(url_for(".sign_in", next=request.args.get("next")), 303)
    form = CodeForm(next=request.args.get("next", ""))
    given: list[tuple[Answer, str]] = []
    if form.validate_on_submit() and form.perform(lambda: given.append(_enter_by_code(user, form.typed))):
        answer, token = given[0]
        if answer.is_good:
            entered = let_in(user, token, form.next.data)
            say_what_is_left(answer)
            return entered
        form.code.errors = [answer.refusal]
    return render_template("accounts/code.html", form=form), form.status


def _enter_by_code(user: User, typed: str) -> tuple[Answer, str]:
    answer = second_factor.take(user, typed, vault=vault(), address=address())
    if not answer.is_good:
        return answer, ""
    if not halfway.redeem(session[HALFWAY]):
        return Answer(TOO_LATE), ""
    where = {"address": address(), "agent": request.user_agent.string}
    return answer, operations.open_session(user, **where, appointment_id=None, is_confirmed=True)


@bp.route("/confirm", methods=["GET", "POST"])
@requires(Permission.SELF)
def confirm() -> ResponseReturnValue:
    """A code once more, and back to the page that wants it (`?next=`)."""
    form = CodeForm(next=request.args.get("next", ""))
    if not g.wants_code:
        return redirect(safe(form.next.data), 303)
    if not g.has_second_factor:
        return redirect(url_for(".set_up_second_factor"), 303)
    own = own_session()
    given: list[Answer] = []
    if form.validate_on_submit() and form.perform(
        lambda: given.append(second_factor.confirm(own, form.typed, vault=vault(), address=address()))
    ):
        if given[0].is_good:
            say_what_is_left(given[0])
            return redirect(safe(form.next.data), 303)
        form.code.errors = [given[0].refusal]
    return render_template("accounts/confirm.html", form=form), form.status


@bp.get("/second-factor")
@requires(Permission.SELF)
def show_second_factor() -> ResponseReturnValue:
    standing = second_factor.standing(own_session().user_id)
    page = {"standing": standing, "few": second_factor.FEW, "is_duty": g.must_have_second_factor}
    return render_template("accounts/show_second_factor.html", **page)


@bp.route("/second-factor/set-up", methods=["GET", "POST"])
@requires(Permission.SELF)
def set_up_second_factor() -> ResponseReturnValue:
    if g.has_second_factor and (asked := code_first()) is not None:
        return asked
    own = own_session()
    form = AppForm(offer=second_factor.offered(own.user, vault()))
    printed: list[str] = []
    if form.validate_on_submit() and form.perform(
        lambda: printed.extend(
            second_factor.set_up_app(own, form.offered, form.typed, vault=vault(), actor=current_actor())
        )
    ):
        return _sheet(printed)
    return _set_up_page(form, own.user), form.status


def _set_up_page(form: AppForm, user: User) -> str:
    """With the picture of what the form offers; where that is not of this person, with another one."""
    secret = vault().opened(form.offered, user.id)
    if secret is None:
        form.offer.data = second_factor.offered(user, vault())
        secret = vault().opened(form.offered, user.id)
    assert secret is not None, "it was sealed just now"
    link = codes.address_of(secret, user.username)
    shown = {"picture": _picture(link), "link": link, "secret": codes.grouped(secret)}
    return render_template("accounts/set_up_second_factor.html", form=form, is_duty=g.must_have_second_factor, **shown)


def _picture(link: str) -> Markup:
    import segno  # noqa: PLC0415 -- this page alone draws one

    return Markup(  # noqa: S704 -- drawn just now, of squares
        segno.make(link, error="m").svg_inline(scale=5, border=4, light="#fff", svgclass=None, lineclass=None)
    )


@bp.post("/second-factor/sheet")
@requires(Permission.SELF)
def print_sheet() -> ResponseReturnValue:
    if g.has_second_factor and (asked := code_first()) is not None:
        return asked
    with unit_of_work():
        printed = second_factor.print_sheet(own_session(), vault=vault(), actor=current_actor())
    return _sheet(printed)


def _sheet(printed: Sequence[str]) -> ResponseReturnValue:
    """The page with the codes: they are in no session, no log and on no second page."""
    return render_template("accounts/sheet.html", codes=[codes.grouped(code) for code in printed])


@bp.post("/second-factor/remove")
@requires(Permission.SELF)
def remove_second_factor() -> ResponseReturnValue:
    if (asked := code_first()) is not None:
        return asked
    with unit_of_work():
        second_factor.remove(own_session().user, is_duty=g.must_have_second_factor, actor=current_actor())
    flash("Đã bỏ xác thực hai lớp. Từ nay chỉ cần mật khẩu để đăng nhập.")
    return redirect(url_for(".show_second_factor"), 303)

"""From a cookie to an actor: the session row, its user, and the office they act in."""

from flask import Flask, current_app, flash, g, has_request_context, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user, logout_user
from sqlalchemy import event
from sqlalchemy.orm import Session

from app import clock
from app.accounts import duty
from app.accounts import operations as accounts
from app.accounts.sessions import Living
from app.accounts.visitor import Visitor
from app.errors import Forbidden
from app.extensions import db, login_manager
from app.organisations import queries as organisations

NOBODYS = frozenset({"static", "health.healthz", None})  # asked by machines, and without the database
STRANGERS = "public"  # the room whose pages are the same for everybody, and recognise nobody
MAY_BE_DONE_FIRST = frozenset({"accounts.change_password", "accounts.sign_out"})
SET_UP = "accounts.set_up_second_factor"
ENDS_SESSIONS = frozenset({"accounts.sign_out", "accounts.end_session"})  # one's own too: it is ended when they commit
MAY_BE_DONE_NEXT = MAY_BE_DONE_FIRST | {SET_UP, "accounts.print_sheet"}


def recognise_visitors(app: Flask) -> None:
    login_manager.init_app(app)
    login_manager.user_loader(Visitor)
    app.before_request(_recognise)
    app.before_request(_first_things_first)


def _recognise() -> None:
    g.actor = None
    g.offices = []
    g.must_change_password = g.must_have_second_factor = g.has_second_factor = g.wants_code = False
    if request.endpoint in NOBODYS or request.blueprint == STRANGERS:
        return
    if not current_user.is_authenticated:
        return
    found, g.offices = organisations.visitor(current_user.id)
    is_reading = request.method in {"GET", "HEAD", "OPTIONS"}
    if found is None:
        logout_user()
        session.clear()
        flash("Phiên làm việc đã hết hạn. Đăng nhập lại để tiếp tục; bản nháp của anh/chị vẫn còn.", "warning")
        return
    accounts.note_seen(found, is_reading=is_reading)
    g.session_id = found.id
    g.must_change_password = found.must_change_password
    _look_for_second_factor(found)
    g.actor = organisations.acting(found, g.offices)
    if not is_reading:
        db.session.commit()  # give the write lock back while the request body is read and examined
        g.insists_on_office = request.endpoint not in ENDS_SESSIONS


def _look_for_second_factor(found: Living) -> None:
    """Who has none is asked for no code where none is needed; elsewhere they set one up first."""
    is_needed = duty.counts_here(asked_for=current_app.config["SECOND_FACTOR_ALWAYS"])
    g.has_second_factor = found.has_second_factor
    g.must_have_second_factor = is_needed and _is_bound(found)
    is_asked = is_needed or found.has_second_factor
    g.wants_code = is_asked and not found.is_confirmed(current_app.config["CODE_GOOD_FOR"])


def _is_bound(found: Living) -> bool:
    """Rows are asked only where something hangs on it: of who has none, and on the pages where one is given up."""
    roles = [office.role for office in g.offices]
    if found.has_second_factor and request.blueprint != "accounts":
        return duty.is_bound_by_office(roles)
    return duty.is_bound(found.user_id, roles)


@event.listens_for(Session, "before_commit")
def _insist_on_office(session: Session) -> None:
    """A body is read, a file inspected, the pen waited for: whoever lost session or office meanwhile changes nothing.

    Nor their own account: whom an administrator has just thrown out would set up the second factor that was reset.
    """
    if not has_request_context() or not g.get("insists_on_office") or session.get_nested_transaction() is not None:
        return
    found, offices = organisations.visitor(current_user.id)
    held = [(office.appointment_id, office.role) for office in offices]
    if found is None or (g.actor.role is not None and (g.actor.appointment_id, g.actor.role) not in held):
        raise Forbidden("Chưa ghi được.", ["Phiên làm việc hoặc vai trò này của anh/chị vừa kết thúc."])


def _first_things_first() -> ResponseReturnValue | None:
    """A first password opens nothing but the page that changes it; a duty unmet nothing but the page that meets it."""
    if g.must_change_password and not clock.is_demonstration():
        is_first = request.endpoint in MAY_BE_DONE_FIRST
        return None if is_first else redirect(url_for("accounts.change_password"), 303)
    is_lacking = g.must_have_second_factor and not g.has_second_factor
    return redirect(url_for(SET_UP), 303) if is_lacking and request.endpoint not in MAY_BE_DONE_NEXT else None

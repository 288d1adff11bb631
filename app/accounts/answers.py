"""What the pages of one's own account have in common: from where one comes, in which session, and where one goes."""

from urllib.parse import urlsplit

from flask import current_app, flash, g, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import login_user

from app.accounts.models import User, UserSession
from app.accounts.second_factor import FEW, Answer
from app.accounts.vault import Vault
from app.accounts.visitor import Visitor
from app.extensions import db


def address() -> str:
    """The client's, as the proxy says it where one is trusted."""
    return request.remote_addr or ""


def own_session() -> UserSession:
    found = db.session.get(UserSession, g.session_id)
    assert found is not None, "the gate let somebody in without a session"
    return found


def vault() -> Vault:
    return Vault(current_app.config["SECRET_KEY"])


def safe(wanted: str | None) -> str:
    """Only ever a page of this site."""
    home = url_for("desk.worklist")
    if not wanted or not wanted.isprintable() or not wanted.startswith("/") or wanted.startswith(("//", "/\\")):
        return home
    parts = urlsplit(wanted)
    return wanted if not parts.scheme and not parts.netloc else home


def let_in(user: User, token: str, wanted: str | None) -> ResponseReturnValue:
    session.clear()  # nothing that stood in the browser before, its form token least of all, is carried over
    login_user(Visitor(token))
    if user.must_change_password:
        return redirect(url_for("accounts.change_password"), 303)
    return redirect(safe(wanted), 303)


def say_what_is_left(answer: Answer) -> None:
    if answer.left is not None and answer.left <= FEW:
        flash(
            f"Tờ mã in sẵn còn {answer.left} mã. Bấm tên mình ở góc trên, mở Xác thực hai lớp và in tờ mới.", "warning"
        )

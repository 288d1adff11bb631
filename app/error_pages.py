"""Pages for what went wrong: what happened, what to do, whom to ask. Nothing here changes a row."""

import errno
import logging

from flask import Flask, current_app, g, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException

from app.access import page_before, permissions_of
from app.actor import Actor
from app.documents.inspection.kinds import MEGABYTE, Limits
from app.documents.render import PressBusy, PrintingFailed, PrintingUnavailable
from app.documents.store import FileMissing
from app.errors import Invalid, Refusal, SomebodyWasFaster
from app.extensions import db
from app.forms import is_secret

log = logging.getLogger(__name__)
DISK_FULL = "53100"
WAITED_IN_A_RING = frozenset({"40P01", "40001"})  # deadlock detected, serialization failure
BAD_REQUEST, FORBIDDEN, INTERNAL_SERVER_ERROR = 400, 403, 500
LARGEST_FILE = f"{Limits().size // MEGABYTE} MB"
UNTYPED, WORTH_KEEPING = frozenset({"csrf_token", "seen"}), 20  # fields, signs: what is shorter is quickly typed anew
WITH_A_PAGE = frozenset({400, 403, 404, 405, 413, 429, 500, 503})


def register(app: Flask) -> None:
    app.register_error_handler(Refusal, refused)
    app.register_error_handler(SomebodyWasFaster, somebody_was_faster)
    app.register_error_handler(StaleDataError, stale)
    app.register_error_handler(OperationalError, database_gave_up)
    app.register_error_handler(OSError, file_gave_up)
    app.register_error_handler(Invalid, invalid)
    app.register_error_handler(CSRFError, form_too_old)
    for failure in (PrintingUnavailable, PrintingFailed, FileMissing):
        app.register_error_handler(failure, paper_out_of_reach)
    app.register_error_handler(PressBusy, press_is_busy)
    app.register_error_handler(HTTPException, http_error)
    app.register_error_handler(Exception, crash)


def refused(refusal: Refusal) -> ResponseReturnValue:
    page = render_template(
        "errors/409_refused.html", title=refusal.title, reasons=refusal.reasons, back_url=page_before(), **_help()
    )
    return page, refusal.status


def invalid(found: Invalid) -> ResponseReturnValue:
    """An operation found fault where no form was there to show it."""
    page = render_template(
        "errors/409_refused.html",
        title="Chưa thể thực hiện.",
        reasons=[*found.errors.values()],
        back_url=page_before(),
        **_help(),
    )
    return page, 422


def somebody_was_faster(conflict: SomebodyWasFaster) -> ResponseReturnValue:
    page = render_template(
        "errors/409_conflict.html",
        who=conflict.who,
        when=conflict.when,
        what_changed=conflict.changed,
        kept=conflict.kept,
        back_url=page_before(),
        **_help(),
    )
    return page, conflict.status


def stale(_: StaleDataError) -> ResponseReturnValue:
    """Two people saved the same row in the same moment; the second one's words are shown back."""
    db.session.rollback()
    return somebody_was_faster(SomebodyWasFaster("Một người khác", "vừa xong", [], _typed()))


def paper_out_of_reach(failure: Exception) -> ResponseReturnValue:
    """The machine cannot print, or a file is gone: its own sentence, and the log for whoever mends it."""
    log.error("a paper cannot be shown", exc_info=failure)
    db.session.rollback()
    page = render_template("errors/503_paper.html", sentence=str(failure), back_url=page_before(), **_help())
    return page, 503


def press_is_busy(busy: PressBusy) -> ResponseReturnValue:
    db.session.rollback()
    page = render_template("errors/503_paper.html", sentence=str(busy), is_busy=True, back_url=page_before(), **_help())
    return page, 503, {"Retry-After": str(busy.RETRY_AFTER)}


def database_gave_up(error: OperationalError) -> ResponseReturnValue:
    """Two transactions that wait for each other: PostgreSQL ends one of them, which changed nothing."""
    if getattr(error.orig, "sqlstate", "") in WAITED_IN_A_RING:
        return stale(StaleDataError())
    return no_room(error) if _says_full(error.orig) else crash(error)


def file_gave_up(error: OSError) -> ResponseReturnValue:
    return no_room(error) if error.errno in {errno.ENOSPC, errno.EDQUOT} else crash(error)


def no_room(error: Exception) -> ResponseReturnValue:
    """The disk is full: nothing of what was sent is kept, and whoever sent it cannot mend that."""
    db.session.rollback()
    log.error("no room on the disk", exc_info=error)
    page = render_template("errors/507.html", kept=_worth_keeping(), back_url=page_before(), **_help())
    return page, 507


def _says_full(error: BaseException | None) -> bool:
    return getattr(error, "sqlstate", "") == DISK_FULL or "disk is full" in str(error)


def form_too_old(_: CSRFError) -> ResponseReturnValue:
    """A token of another session; whose own has ended signs in, lands on the form again, and keeps what was typed."""
    view = current_app.view_functions.get(request.endpoint or "")
    has_ended = g.get("actor") is None and getattr(view, "permission", None) is not None
    if not has_ended:
        return render_template("errors/400.html", back_url=page_before(), **_help()), 400
    sign_in_url, kept = url_for("accounts.sign_in", next=page_before() or "/"), _worth_keeping()
    return render_template("errors/400_session.html", sign_in_url=sign_in_url, kept=kept, **_help()), 400


def _worth_keeping() -> dict[str, str]:
    """The longer texts that were typed, to be copied from the page; no codes of choices."""
    words = [text for text in _typed().values() if len(text) >= WORTH_KEEPING and " " in text]
    return {f"Đoạn {number}": text for number, text in enumerate(words, 1)}


def _typed() -> dict[str, str]:
    """No secret: another person may sit there now. At the door nobody types anything else."""
    if request.blueprint == "accounts":
        return {}
    typed = {name: text.strip() for name, text in request.form.items() if name not in UNTYPED and not is_secret(name)}
    return {name: text for name, text in typed.items() if text}


def http_error(error: HTTPException) -> ResponseReturnValue:
    code = error.code or 500
    if code < BAD_REQUEST:
        return error  # a redirect
    page = code if code in WITH_A_PAGE else max(c for c in (BAD_REQUEST, INTERNAL_SERVER_ERROR) if c <= code)
    shown = {"limit": LARGEST_FILE, "back_url": page_before(), "may": _who_may() if code == FORBIDDEN else ()}
    body = render_template(f"errors/{page}.html", **shown, **_help())
    kept = [(name, value) for name, value in error.get_headers() if name in {"Allow", "Retry-After"}]
    return body, code, kept


def _who_may() -> list[Actor]:
    """The person's other offices before which the door would have opened; for a page that was asked for."""
    view = current_app.view_functions.get(request.endpoint or "")
    permission = getattr(view, "permission", None)
    if request.method not in {"GET", "HEAD"} or permission in permissions_of(g.get("actor")):
        return []
    return [office for office in g.get("offices", ()) if permission in permissions_of(office)]


def crash(error: Exception) -> ResponseReturnValue:
    db.session.rollback()
    log.error("unexpected", exc_info=error)
    if current_app.testing or current_app.debug:
        raise error
    return render_template("errors/500.html", back_url=page_before(), **_help()), 500


def _help() -> dict[str, str]:
    return {"help_contact": current_app.config["HELP_CONTACT"]}

"""Pages without sign-in: the lists that are open for everybody's opinion. Whoever reads them is not recognised.

A template here is given plain values alone (`queries.Notice`, `queries.Name`, forms): no row of a table reaches it.
"""

from datetime import timedelta

from flask import Blueprint, Response, abort, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from app.access import public
from app.addresses import words_asked
from app.errors import Refusal, or_404
from app.public import forms, operations, queries
from app.public.operations import Writing
from app.public_notices.opinions import ABOUT_ALL
from app.text import nfc

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)  # no script at all

bp = Blueprint("public", __name__, url_prefix="/cong-khai")


@bp.after_request
def for_readers_alone(answer: Response) -> Response:
    answer.headers["Content-Security-Policy"] = POLICY
    answer.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return answer


@bp.errorhandler(404)
def missing(_: HTTPException) -> ResponseReturnValue:
    return render_template("public/missing.html"), 404


@bp.errorhandler(Refusal)
def refused(refusal: Refusal) -> ResponseReturnValue:
    """The list was closed while somebody wrote."""
    return render_template("public/refused.html", reasons=refusal.reasons), refusal.status


@bp.get("/")
@public
def index() -> ResponseReturnValue:
    return render_template("public/index.html", notices=queries.open_notices(), ended=queries.ended_notices())


@bp.get("/<int:notice_id>")
@public
def show(notice_id: int) -> ResponseReturnValue:
    notice = or_404(queries.one(notice_id))
    if not notice.is_open:
        return render_template("public/ended.html", notice=notice)
    words = words_asked("q")
    names = queries.names(notice_id, words)
    return render_template("public/show.html", notice=notice, names=names, words=words, by_mail=_by_mail())


@bp.route("/<int:notice_id>/gop-y", methods=["GET", "POST"])
@public
def write(notice_id: int) -> ResponseReturnValue:
    notice = or_404(queries.one(notice_id))
    if not notice.is_open:
        typed = nfc(request.form.get("content", ""))
        return render_template("public/ended.html", notice=notice, typed=typed)
    if not _by_mail():
        abort(404)
    names = [(name.id, f"{name.called}, {name.unit}") for name in queries.names(notice_id)]
    form = forms.WritingForm(about=ABOUT_ALL).offer(names)
    tokens: list[str] = []
    if form.validate_on_submit() and form.perform(
        lambda: tokens.append(operations.take(notice_id, form.to(Writing), address=request.remote_addr or ""))
    ):
        return redirect(url_for(".confirm", token=tokens[0]), 303)
    return render_template("public/write.html", form=form, notice=notice), form.status


@bp.route("/xac-nhan/<string:token>", methods=["GET", "POST"])
@public
def confirm(token: str) -> ResponseReturnValue:
    comment = or_404(operations.of_token(token))
    form = forms.ConfirmForm()
    good_for = current_app.config["COMMENT_CODE_GOOD_FOR"]
    faults: list[str] = []
    if form.validate_on_submit() and form.perform(
        lambda: faults.append(
            operations.confirm(comment, form.typed, key=current_app.config["SECRET_KEY"], good_for=good_for)
        )
    ):
        if not faults[0]:
            return redirect(url_for(".confirm", token=token), 303)
        form.code.errors = [faults[0]]
    reference = comment.opinion.reference if comment.opinion else ""
    page = render_template(
        "public/confirm.html",
        form=form,
        notice_id=comment.notice_id,
        reference=reference,
        awaits_code=operations.awaits_code(comment, good_for),
        minutes=good_for // timedelta(minutes=1),
    )
    return page, form.status


def _by_mail() -> bool:
    """Without a mail server nobody's address can be verified: the page then says how to write on paper."""
    return bool(current_app.config["MAIL_SERVER"])

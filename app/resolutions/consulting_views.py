"""The consultation on a draft: when it was posted, who was asked and answered, and the table of opinions."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from app import clock
from app.access import Permission, current_actor, requires
from app.extensions import unit_of_work
from app.forms import BaseForm
from app.papers.printing import handed_out
from app.papers.uploads import stored
from app.resolutions import consulting, facts, forms, queries
from app.resolutions.blueprint import WRITINGS, bp
from app.resolutions.consulting import Opinion, Posting, Question, Reply, Response
from app.resolutions.customs import ANSWER


@bp.get("/<int:resolution_id>/consultation")
@requires(Permission.RESOLUTION_READ)
def consultation(resolution_id: int) -> ResponseReturnValue:
    resolution = queries.one(resolution_id, current_actor())
    return render_template(
        "resolutions/consultation.html",
        resolution=resolution,
        posted_until=facts.posted_until(resolution),
        may_ask=consulting.may_ask(resolution),
        may_comment=consulting.may_comment(resolution),
        today=clock.today(),
    )


@bp.route("/<int:resolution_id>/posting", methods=["GET", "POST"])
@requires(Permission.RESOLUTION_CONSULT)
def posting(resolution_id: int) -> ResponseReturnValue:
    resolution = queries.one(resolution_id, current_actor())
    form = forms.PostingForm(posted_on=resolution.posted_on or clock.today(), posted_at=resolution.posted_at)
    if form.validate_on_submit() and form.perform(
        lambda: consulting.record_posting(resolution, form.to(Posting), actor=current_actor())
    ):
        flash("Đã ghi ngày đăng Cổng.")
        return _to_consultation(resolution_id)
    return _page(resolution_id, form, "Ghi ngày đăng Cổng", "Ghi ngày đăng")


@bp.route("/<int:resolution_id>/agencies/new", methods=["GET", "POST"])
@requires(Permission.RESOLUTION_CONSULT)
def ask(resolution_id: int) -> ResponseReturnValue:
    resolution = queries.one(resolution_id, current_actor())
    form = forms.QuestionForm(asked_on=clock.today(), due_on=consulting.proposed_due(clock.today()))
    if form.validate_on_submit() and form.perform(
        lambda: consulting.ask(resolution, form.to(Question), actor=current_actor())
    ):
        flash("Đã ghi các cơ quan được hỏi ý kiến.")
        return _to_consultation(resolution_id)
    return _page(resolution_id, form, "Hỏi ý kiến cơ quan", "Ghi cơ quan được hỏi", hint=ANSWER.hint)


@bp.route("/<int:resolution_id>/agencies/<int:inquiry_id>/answer", methods=["GET", "POST"])
@requires(Permission.RESOLUTION_CONSULT)
def answer(resolution_id: int, inquiry_id: int) -> ResponseReturnValue:
    inquiry = queries.inquiry(queries.one(resolution_id, current_actor()), inquiry_id)
    form = forms.ReplyForm(answered_on=clock.today())
    if form.validate_on_submit() and form.perform(lambda: _answer(form, resolution_id, inquiry_id)):
        flash("Đã ghi văn bản trả lời. Có góp ý thì ghi từng ý kiến vào Bảng tổng hợp.")
        return _to_consultation(resolution_id)
    return _page(resolution_id, form, f"Ghi trả lời: {inquiry.agency}", "Ghi trả lời")


def _answer(form: forms.ReplyForm, resolution_id: int, inquiry_id: int) -> None:
    letter = stored(form.file, current_actor(), kinds=WRITINGS)
    inquiry = queries.inquiry(queries.one(resolution_id, current_actor()), inquiry_id)
    consulting.reply(inquiry, form.to(Reply), letter, actor=current_actor())


@bp.post("/<int:resolution_id>/agencies/<int:inquiry_id>/record-silence")
@requires(Permission.RESOLUTION_CONSULT)
def record_silence(resolution_id: int, inquiry_id: int) -> ResponseReturnValue:
    inquiry = queries.inquiry(queries.one(resolution_id, current_actor()), inquiry_id)
    with unit_of_work():
        consulting.record_silence(inquiry, actor=current_actor())
    flash("Đã ghi nhận hết hạn không trả lời.")
    return _to_consultation(resolution_id)


@bp.get("/<int:resolution_id>/agencies/<int:inquiry_id>/letter")
@requires(Permission.RESOLUTION_READ)
def letter(resolution_id: int, inquiry_id: int) -> ResponseReturnValue:
    inquiry = queries.inquiry(queries.one(resolution_id, current_actor()), inquiry_id)
    if inquiry.file is None:
        raise NotFound
    return handed_out(inquiry.file)


@bp.route("/<int:resolution_id>/comments/new", methods=["GET", "POST"])
@requires(Permission.RESOLUTION_CONSULT)
def add_comment(resolution_id: int) -> ResponseReturnValue:
    resolution = queries.one(resolution_id, current_actor())
    form = forms.OpinionForm()
    if form.validate_on_submit() and form.perform(
        lambda: consulting.add_comment(resolution, form.to(Opinion), actor=current_actor())
    ):
        flash("Đã ghi ý kiến vào Bảng tổng hợp.")
        return _to_consultation(resolution_id)
    return _page(resolution_id, form, "Ghi ý kiến góp ý", "Ghi ý kiến")


@bp.route("/<int:resolution_id>/comments/<int:comment_id>/respond", methods=["GET", "POST"])
@requires(Permission.RESOLUTION_CONSULT)
def respond(resolution_id: int, comment_id: int) -> ResponseReturnValue:
    comment = queries.comment(queries.one(resolution_id, current_actor()), comment_id)
    form = forms.ResponseForm(answered=comment.answered, answer=comment.answer)
    if form.validate_on_submit() and form.perform(
        lambda: consulting.respond(comment, form.to(Response), actor=current_actor())
    ):
        flash("Đã ghi kết quả tiếp thu, giải trình.")
        return _to_consultation(resolution_id)
    return _page(resolution_id, form, f"Tiếp thu, giải trình: {comment.said_by}", "Ghi kết quả", said=comment.text)


def _page(
    resolution_id: int, form: BaseForm, heading: str, button: str, *, hint: str = "", said: str = ""
) -> ResponseReturnValue:
    resolution = queries.one(resolution_id, current_actor())
    page = render_template(
        "resolutions/consulting.html",
        form=form,
        resolution=resolution,
        heading=heading,
        button=button,
        hint=hint,
        said=said,
    )
    return page, form.status


def _to_consultation(resolution_id: int) -> ResponseReturnValue:
    return redirect(url_for(".consultation", resolution_id=resolution_id), 303)

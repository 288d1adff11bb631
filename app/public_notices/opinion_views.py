"""What people say of a notice's names: entered as it comes in, looked into, its scan handed out."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app import clock
from app.access import Permission, current_actor, requires
from app.audit import operations as audit
from app.extensions import reading_written_down
from app.papers.printing import handed_out
from app.papers.uploads import stored
from app.public_notices import forms, opinions, queries
from app.public_notices.opinions import Said
from app.public_notices.views import bp


@bp.route("/<int:notice_id>/opinions/new", methods=["GET", "POST"])
@requires(Permission.APPRAISAL_WRITE)
def new_opinion(notice_id: int) -> ResponseReturnValue:
    notice = queries.one(notice_id)
    names = [(item.nomination_id, item.nomination.nominee_name) for item in notice.items]
    form = forms.OpinionForm(received_on=clock.today(), nomination_id=opinions.ABOUT_ALL).offer(names)
    if form.validate_on_submit() and form.perform(lambda: _enter(notice_id, form)):
        flash("Đã ghi ý kiến.")
        return redirect(url_for(".show", notice_id=notice_id, _anchor="opinions"), 303)
    return render_template("public_notices/opinion.html", form=form, notice=notice), form.status


@bp.route("/<int:notice_id>/opinions/<int:opinion_id>/handle", methods=["GET", "POST"])
@requires(Permission.APPRAISAL_WRITE)
def handle(notice_id: int, opinion_id: int) -> ResponseReturnValue:
    opinion = queries.opinion(queries.one(notice_id), opinion_id)
    form = forms.HandlingForm(handling=opinion.handling, version=opinion.version)
    if form.validate_on_submit() and form.perform(
        lambda: opinions.handle(opinion, form.handling.data or "", version=form.seen, actor=current_actor())
    ):
        flash("Đã ghi kết quả xem xét.")
        return redirect(url_for(".show", notice_id=notice_id, _anchor="opinions"), 303)
    page = render_template(
        "public_notices/handle.html", form=form, notice=opinion.notice, opinion=opinion, stances=queries.STANCE_NAMES
    )
    return page, form.status


@bp.get("/<int:notice_id>/opinions/<int:opinion_id>/file")
@requires(Permission.APPRAISAL_WRITE)
def opinion_file(notice_id: int, opinion_id: int) -> ResponseReturnValue:
    """A letter and who sent it: whoever takes it along stands in the log before it leaves."""
    subject = queries.opinion(queries.one(notice_id), opinion_id).notice.ref
    with reading_written_down():
        audit.record_reading(actor=current_actor(), what=subject, action="take_opinion", opinion=opinion_id)
    return handed_out(queries.opinion(queries.one(notice_id), opinion_id).file)


def _enter(notice_id: int, form: forms.OpinionForm) -> None:
    file = stored(form.file, current_actor()) if form.file.data else None
    opinions.enter(queries.one(notice_id), form.to(Said), file, actor=current_actor())

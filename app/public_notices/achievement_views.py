"""What the public page says of each name: written by whoever keeps the list."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, requires
from app.public_notices import (
    achievements,
    forms,
    opinion_views,  # noqa: F401 -- they register
    queries,
)
from app.public_notices.views import bp


@bp.route("/<int:notice_id>/achievements", methods=["GET", "POST"])
@requires(Permission.APPRAISAL_WRITE)
def write_achievements(notice_id: int) -> ResponseReturnValue:
    notice = queries.one(notice_id)
    names = {item.id: (item.nomination.nominee_name, item.achievement) for item in notice.items}
    form = forms.achievements_form(names)(version=notice.version)
    if form.validate_on_submit() and form.perform(
        lambda: achievements.write(notice, form.written, version=form.seen, actor=current_actor())
    ):
        flash("Đã ghi thành tích trên trang công khai.")
        return redirect(url_for(".show", notice_id=notice_id), 303)
    return render_template("public_notices/write_achievements.html", form=form, notice=notice), form.status

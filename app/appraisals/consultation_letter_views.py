"""The head of the Ban signs what goes out to agencies: a page for each letter, the oldest question first."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, requires
from app.appraisals import consultation_letters as letters
from app.appraisals import forms
from app.appraisals.views import bp
from app.papers.printing import previewed


@bp.route("/consultation-letters/<int:consultation_id>", methods=["GET", "POST"])
@requires(Permission.APPRAISAL_CONCLUDE)
def consultation_letter(consultation_id: int) -> ResponseReturnValue:
    inquiry = letters.one(consultation_id)
    form = forms.LetterForm(seen=inquiry.as_shown)
    if form.validate_on_submit():
        if "preview" in request.form:
            return previewed(letters.request(inquiry, signer=current_actor()), "du-thao-cong-van.pdf")
        if form.perform(lambda: letters.sign(consultation_id, seen=form.seen.data or "", actor=current_actor())):
            flash("Đã ký công văn xin ý kiến hiệp y. Văn thư Sở ghi số, phát hành.")
            return _to_next()
    return render_template("appraisals/consultation_letter.html", form=form, inquiry=inquiry), form.status


def _to_next() -> ResponseReturnValue:
    left = letters.waiting()
    if left:
        return redirect(url_for("appraisals.consultation_letter", consultation_id=left[0].first.id), 303)
    return redirect(url_for("appraisals.index"), 303)

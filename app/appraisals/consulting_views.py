"""Sở Nội vụ's side of hiệp y: ask agencies, record silence, stop asking, read the letters that came."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app import clock
from app.access import Permission, current_actor, permissions_of, requires
from app.appraisals import agencies, consulting, forms, panels, queries
from app.appraisals.consulting import Inquiry
from app.appraisals.models import Consultation
from app.appraisals.views import bp
from app.extensions import unit_of_work
from app.forms import choices
from app.papers.printing import handed_out

QUESTION = (
    "Đề nghị quý cơ quan cho ý kiến về việc chấp hành chủ trương của Đảng, chính sách, pháp luật của Nhà nước "
    "của cá nhân (tập thể) được đề nghị khen thưởng nêu trên."
)


@bp.get("/<int:nomination_id>/consultations")
@requires(Permission.APPRAISAL_READ)
def consultations(nomination_id: int) -> ResponseReturnValue:
    nomination = queries.one(nomination_id, current_actor())
    return render_template(
        "appraisals/consultations.html",
        nomination=nomination,
        consultations=queries.consultations(nomination_id),
        today=clock.today(),
        may_write=current_actor().role in panels.APPRAISERS,
        may_sign=Permission.APPRAISAL_CONCLUDE in permissions_of(current_actor()),
    )


@bp.route("/<int:nomination_id>/consult", methods=["GET", "POST"])
@requires(Permission.APPRAISAL_WRITE)
def consult(nomination_id: int) -> ResponseReturnValue:
    nomination = queries.one(nomination_id, current_actor())
    askable = agencies.askable(nomination)
    asked = agencies.usual(nomination)
    usual = [agency.id for agency in askable if agency.code in asked.codes]
    form = forms.InquiryForm(agency_ids=usual, question=QUESTION, due_on=agencies.proposed_due())
    form.agency_ids.choices = choices((agency.id, agency.name) for agency in askable)
    if form.validate_on_submit() and form.perform(
        lambda: consulting.ask(nomination, form.to(Inquiry), actor=current_actor())
    ):
        flash("Đã gửi nội dung xin ý kiến hiệp y. Trưởng Ban ký công văn; văn thư Sở ghi số, phát hành.")
        return _to_list(nomination_id)
    hints = {"due_on": agencies.ANSWER.hint, "agency_ids": asked.hint}
    page = render_template("appraisals/consult.html", form=form, nomination=nomination, hints=hints, usual=usual)
    return page, form.status


@bp.post("/consultations/<int:consultation_id>/record-silence")
@requires(Permission.APPRAISAL_WRITE)
def record_silence(consultation_id: int) -> ResponseReturnValue:
    consultation = queries.consultation(consultation_id, current_actor())
    with unit_of_work():
        consulting.record_silence(consultation, actor=current_actor())
    flash("Đã ghi nhận hết hạn không trả lời.")
    return _to_list(consultation.nomination_id)


@bp.route("/consultations/<int:consultation_id>/cancel", methods=["GET", "POST"])
@requires(Permission.APPRAISAL_WRITE)
def cancel_consultation(consultation_id: int) -> ResponseReturnValue:
    consultation = queries.consultation(consultation_id, current_actor())
    form = forms.CancelForm()
    if form.validate_on_submit() and form.perform(
        lambda: consulting.cancel(consultation, form.reason.data or "", actor=current_actor())
    ):
        flash("Đã thôi hỏi ý kiến cơ quan này.")
        return _to_list(consultation.nomination_id)
    return render_template("appraisals/cancel_consultation.html", form=form, consultation=consultation), form.status


@bp.get("/consultations/<int:consultation_id>/letter")
@requires(Permission.APPRAISAL_READ)
def letter(consultation_id: int) -> ResponseReturnValue:
    return letter_of(queries.consultation(consultation_id, current_actor()))


def letter_of(consultation: Consultation) -> ResponseReturnValue:
    """The scan an agency put with its answer."""
    return handed_out(consultation.file)


def _to_list(nomination_id: int) -> ResponseReturnValue:
    return redirect(url_for("appraisals.consultations", nomination_id=nomination_id), 303)

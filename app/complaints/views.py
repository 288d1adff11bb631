"""Petitions: entered where letters come in, settled by their officer; the Chairman has a case examined again."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from app import clock
from app.access import Permission, current_actor, requires
from app.addresses import number_asked, to_case
from app.audit import operations as audit
from app.casework import options
from app.complaints import (
    facts,  # noqa: F401 -- tells the guards of a case what petitions there are
    forms,
    operations,
    panels,  # noqa: F401 -- the petitions' part of the case page
    queries,
    rules,
)
from app.complaints.models import Complaint
from app.complaints.operations import Petition, Settlement
from app.extensions import reading_written_down
from app.forms import BaseForm
from app.nominations.deadlines import overdue
from app.papers.printing import handed_out
from app.papers.uploads import SIGNED_COPIES, stored

bp = Blueprint("complaints", __name__, url_prefix="/complaints")
REAPPRAISE = "reappraise_after_complaint"


@bp.get("/")
@requires(Permission.COMPLAINT_READ)
def index() -> ResponseReturnValue:
    before = number_asked("before")
    found = queries.petitions(current_actor(), before=before)
    return render_template(
        "complaints/index.html",
        petitions=found,
        late=overdue(petition.due_at for petition in found),
        is_full=len(found) == queries.PAGE,
        before=before,
    )


@bp.get("/<int:complaint_id>")
@requires(Permission.COMPLAINT_READ)
def show(complaint_id: int) -> ResponseReturnValue:
    petition = _opened(complaint_id)
    return render_template("complaints/show.html", petition=petition, late=overdue([petition.due_at]))


@bp.route("/new/<int:nomination_id>", methods=["GET", "POST"])
@requires(Permission.COMPLAINT_ENTER)
def enter(nomination_id: int) -> ResponseReturnValue:
    nomination = queries.case_of(nomination_id, current_actor())
    form = forms.PetitionForm()
    kept: list[Complaint] = []
    if form.validate_on_submit() and form.perform(lambda: kept.append(_enter(nomination_id, form))):
        late = kept[0].is_out_of_time
        told = "Đơn đã quá thời hiệu khiếu nại nên được giữ là phản ánh." if late else "Đã ghi nhận đơn."
        flash(told, "warning" if late else "success")
        return to_case(nomination_id)
    return render_template("complaints/enter.html", form=form, nomination=nomination), form.status


@bp.route("/<int:complaint_id>/accept", methods=["GET", "POST"])
@requires(Permission.COMPLAINT_SETTLE)
def accept(complaint_id: int) -> ResponseReturnValue:
    complaint = queries.row(complaint_id, current_actor())
    form = forms.AcceptForm(version=complaint.version)
    if form.validate_on_submit() and form.perform(
        lambda: operations.accept(complaint, is_complex=form.is_complex.data, version=form.seen, actor=current_actor())
    ):
        flash("Đã thụ lý đơn.")
        return _to_petition(complaint_id)
    return _page("complaints/accept.html", complaint_id, form)


@bp.route("/<int:complaint_id>/decline", methods=["GET", "POST"])
@requires(Permission.COMPLAINT_SETTLE)
def decline(complaint_id: int) -> ResponseReturnValue:
    complaint = queries.row(complaint_id, current_actor())
    form = forms.ClosingForm(version=complaint.version)
    if form.validate_on_submit() and form.perform(
        lambda: operations.decline(complaint, form.reason.data or "", version=form.seen, actor=current_actor())
    ):
        flash("Đã ghi nhận không thụ lý đơn.")
        return _to_petition(complaint_id)
    return _page("complaints/decline.html", complaint_id, form)


@bp.route("/<int:complaint_id>/withdraw", methods=["GET", "POST"])
@requires(Permission.COMPLAINT_SETTLE)
def withdraw(complaint_id: int) -> ResponseReturnValue:
    complaint = queries.row(complaint_id, current_actor())
    form = forms.ClosingForm(version=complaint.version)
    if form.validate_on_submit() and form.perform(
        lambda: operations.withdraw(complaint, form.reason.data or "", version=form.seen, actor=current_actor())
    ):
        flash("Đã ghi nhận rút đơn.")
        return _to_petition(complaint_id)
    return _page("complaints/withdraw.html", complaint_id, form)


@bp.route("/<int:complaint_id>/settle", methods=["GET", "POST"])
@requires(Permission.COMPLAINT_SETTLE)
def settle(complaint_id: int) -> ResponseReturnValue:
    complaint = queries.row(complaint_id, current_actor())
    form = forms.SettlementForm(version=complaint.version)
    if form.validate_on_submit() and form.perform(lambda: _settle(complaint_id, form)):
        flash("Đã ghi kết quả giải quyết đơn.")
        return _to_petition(complaint_id)
    return _page("complaints/settle.html", complaint_id, form)


@bp.route("/reappraise/<int:nomination_id>", methods=["GET", "POST"])
@requires(Permission.COMPLAINT_FOLLOW)
def reappraise(nomination_id: int) -> ResponseReturnValue:
    nomination = queries.case_of(nomination_id, current_actor())
    form = BaseForm()
    if form.validate_on_submit() and form.perform(lambda: operations.reappraise(nomination, actor=current_actor())):
        flash("Đã cho thẩm định lại hồ sơ.")
        return redirect(url_for(".index"), 303)
    page = render_template(
        "complaints/reappraise.html",
        form=form,
        nomination=nomination,
        petitions=queries.about(nomination, current_actor()),
        option=next((o for o in options(nomination, current_actor()) if o.name == REAPPRAISE), None),
    )
    return page, form.status


@bp.get("/<int:complaint_id>/file")
@requires(Permission.COMPLAINT_READ)
def petition_file(complaint_id: int) -> ResponseReturnValue:
    """The letter as it came; of a denunciation only for its officer."""
    if queries.one(complaint_id, current_actor()).file_id is None:
        raise NotFound
    _write_down(complaint_id, "read_petition_file")
    return handed_out(queries.row(complaint_id, current_actor()).file)


@bp.get("/<int:complaint_id>/letter")
@requires(Permission.COMPLAINT_READ)
def letter(complaint_id: int) -> ResponseReturnValue:
    """The decision that settled it."""
    return handed_out(queries.row(complaint_id, current_actor()).letter)


def _opened(complaint_id: int) -> queries.Line:
    petition = queries.one(complaint_id, current_actor())
    if petition.tells_denouncer:
        _write_down(complaint_id, "read_denouncer")
    return petition


def _write_down(complaint_id: int, action: str) -> None:
    with reading_written_down():
        audit.record_reading(actor=current_actor(), what=f"complaint:{complaint_id}", action=action)


def _enter(nomination_id: int, form: forms.PetitionForm) -> Complaint:
    file = stored(form.file, current_actor()) if form.file.data else None
    petition = form.to(Petition)
    return operations.enter(queries.case_of(nomination_id, current_actor()), petition, file, actor=current_actor())


def _settle(complaint_id: int, form: forms.SettlementForm) -> None:
    letter = stored(form.letter, current_actor(), kinds=SIGNED_COPIES)
    found = Settlement(
        is_upheld=form.is_upheld,
        answer=form.answer.data or "",
        letter_number=form.letter_number.data or "",
        letter_on=form.letter_on.data or clock.today(),
        version=form.seen,
    )
    operations.settle(queries.row(complaint_id, current_actor()), found, letter, actor=current_actor())


def _page(template: str, complaint_id: int, form: BaseForm) -> ResponseReturnValue:
    petition = _opened(complaint_id)
    return render_template(template, form=form, petition=petition, rules=rules), form.status


def _to_petition(complaint_id: int) -> ResponseReturnValue:
    return redirect(url_for(".show", complaint_id=complaint_id), 303)

"""Certificates made anew: a unit or Sở Nội vụ asks, the head checks, the appraiser prints and hands over."""

from flask import Blueprint, flash, render_template
from flask.typing import ResponseReturnValue

from app import clock
from app.access import Permission, current_actor, requires
from app.addresses import to_case
from app.casework import insist
from app.deliveries import queries as deliveries
from app.deliveries.certificates import bound
from app.documents.certificates import Certificate
from app.errors import or_404
from app.nominations import queries as nominations
from app.nominations.states import AWARDED
from app.papers.printing import handed_out, previewed
from app.papers.uploads import SIGNED_COPIES, stored
from app.reissues import (
    certificates,
    forms,
    kinds,
    operations,
    panels,  # noqa: F401 -- the room's part of the case page
    queries,
)
from app.reissues.models import Standing
from app.reissues.operations import Receipt, Request, Verdict

bp = Blueprint("reissues", __name__, url_prefix="/reissues")


@bp.route("/ask/<int:nomination_id>", methods=["GET", "POST"])
@requires(Permission.REISSUE_ASK)
def ask(nomination_id: int) -> ResponseReturnValue:
    actor = current_actor()
    nomination = nominations.in_short(nomination_id, actor)
    by = nomination.unit.name if actor.is_of_unit else nomination.nominee_name
    form = forms.RequestForm(asked_by=by, asked_on=clock.today())
    if form.validate_on_submit() and form.perform(lambda: _ask(nomination_id, form)):
        flash("Đã ghi đề nghị cấp đổi, cấp lại. Trưởng Ban Thi đua - Khen thưởng kiểm tra.")
        return to_case(nomination_id)
    operations.askable(nomination)
    return render_template("reissues/ask.html", form=form, nomination=nomination, hint=kinds.HINT), form.status


@bp.route("/<int:reissue_id>/check", methods=["GET", "POST"])
@requires(Permission.APPRAISAL_CONCLUDE)
def check(reissue_id: int) -> ResponseReturnValue:
    reissue = queries.one(reissue_id, current_actor())
    form = forms.CheckForm(version=reissue.version)
    if form.validate_on_submit() and form.perform(lambda: _check(reissue_id, form)):
        flash("Đã ghi kết quả kiểm tra.")
        return to_case(reissue.nomination_id)
    operations.checkable(reissue, actor=current_actor())
    page = render_template(
        "reissues/check.html", form=form, reissue=reissue, words=kinds.WORDS[reissue.kind], **_read_of(reissue_id)
    )
    return page, form.status


@bp.route("/<int:reissue_id>/hand-over", methods=["GET", "POST"])
@requires(Permission.DELIVERY_PREPARE)
def hand_over(reissue_id: int) -> ResponseReturnValue:
    reissue = queries.one(reissue_id, current_actor())
    form = forms.receipt_form(reissue.kind, version=reissue.version, handed_on=clock.today())
    if form.validate_on_submit() and form.perform(lambda: _hand_over(reissue_id, form)):
        flash("Đã ghi bàn giao Bằng mới.")
        return to_case(reissue.nomination_id)
    operations.ready_to_hand(reissue, actor=current_actor())
    page = render_template(
        "reissues/hand_over.html", form=form, reissue=reissue, words=kinds.WORDS[reissue.kind], **_read_of(reissue_id)
    )
    return page, form.status


@bp.route("/pass-on/<int:nomination_id>", methods=["GET", "POST"])
@requires(Permission.DELIVERY_PREPARE)
def pass_on(nomination_id: int) -> ResponseReturnValue:
    nomination = nominations.in_short(nomination_id, current_actor())
    form = forms.PassingForm()
    if form.validate_on_submit() and form.perform(lambda: operations.pass_on(nomination, actor=current_actor())):
        flash("Đã chuyển tiếp. Lưu trữ kết thúc hồ sơ.")
        return to_case(nomination_id)
    insist(nomination, "hand_over", actor=current_actor())
    return render_template("reissues/pass_on.html", form=form, nomination=nomination), form.status


@bp.get("/<int:reissue_id>/certificate.pdf")
@requires(Permission.DELIVERY_PREPARE)
def certificate(reissue_id: int) -> ResponseReturnValue:
    """To be printed once it is agreed to; before that, to be looked at."""
    reissue = queries.one(reissue_id, current_actor())
    delivery = or_404(deliveries.of_case(reissue.nomination_id))
    is_proof = reissue.standing in {Standing.ASKED, Standing.REFUSED} or reissue.nomination.state not in AWARDED
    return previewed(bound([certificates.new_of(reissue, delivery)], is_proof=is_proof), f"bang-cap-{reissue.id}.pdf")


@bp.get("/<int:reissue_id>/request")
@requires(Permission.DELIVERY_READ)
def request_file(reissue_id: int) -> ResponseReturnValue:
    return handed_out(queries.one(reissue_id, current_actor()).file)


@bp.get("/<int:reissue_id>/receipt")
@requires(Permission.DELIVERY_READ)
def receipt(reissue_id: int) -> ResponseReturnValue:
    return handed_out(queries.one(reissue_id, current_actor()).receipt)


def _read_of(reissue_id: int) -> dict[str, object]:
    """The old certificate as it reads, and the new one."""
    reissue = queries.one(reissue_id, current_actor())
    delivery = or_404(deliveries.of_case(reissue.nomination_id))
    old = Certificate.from_json(reissue.old_certificate)
    return {"old": old, "new": certificates.new_of(reissue, delivery)}


def _ask(nomination_id: int, form: forms.RequestForm) -> None:
    file = stored(form.file, current_actor())
    nomination = nominations.in_short(nomination_id, current_actor())
    operations.ask(nomination, form.to(Request), file, actor=current_actor())


def _check(reissue_id: int, form: forms.CheckForm) -> None:
    reissue = queries.one(reissue_id, current_actor())
    found = Verdict(is_approved=form.verdict.data == forms.YES, reason=form.reason.data or "", version=form.seen)
    operations.check(reissue, found, actor=current_actor())


def _hand_over(reissue_id: int, form: forms.ReceiptForm) -> None:
    file = stored(form.file, current_actor(), kinds=SIGNED_COPIES)
    operations.hand_over(queries.one(reissue_id, current_actor()), form.to(Receipt), file, actor=current_actor())

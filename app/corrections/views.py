"""Decisions put right: Sở Nội vụ proposes, the Chairman signs, văn thư numbers and issues."""

from flask import Blueprint, flash, render_template, request
from flask.typing import ResponseReturnValue

from app import clock
from app.access import Permission, current_actor, requires
from app.addresses import to_case
from app.casework import insist, option
from app.corrections import (
    facts,  # noqa: F401 -- tells the guards of a case whether its correction is signed
    forms,
    kinds,
    operations,
    panels,  # noqa: F401 -- the corrections' part of the case page
    papers,
    queries,
)
from app.corrections.models import Correction
from app.corrections.operations import Wanted
from app.decisions.queries import deciding_paper
from app.forms import RegistrationForm, SeenForm
from app.nominations import queries as nominations
from app.nominations.models import Nomination
from app.papers.operations import Registration
from app.papers.printing import handed_out, previewed
from app.papers.uploads import SIGNED_COPIES, stored

bp = Blueprint("corrections", __name__, url_prefix="/corrections")


@bp.route("/propose/<int:nomination_id>", methods=["GET", "POST"])
@requires(Permission.PROPOSAL_SIGN)
def propose(nomination_id: int) -> ResponseReturnValue:
    nomination = nominations.in_short(nomination_id, current_actor())
    form = forms.ProposalForm(obj=nomination)
    if form.validate_on_submit() and form.perform(lambda: _propose(nomination_id, form)):
        flash("Đã trình đính chính, thay thế quyết định. Hồ sơ chờ Chủ tịch UBND tỉnh ký.")
        return to_case(nomination_id)
    page = render_template(
        "corrections/propose.html",
        form=form,
        nomination=nomination,
        option=option(nomination, "propose_correction", current_actor()),
        basis=kinds.BASIS,
        decided=deciding_paper(nomination_id),
    )
    return page, form.status


@bp.route("/sign/<int:nomination_id>", methods=["GET", "POST"])
@requires(Permission.DECISION_SIGN)
def sign(nomination_id: int) -> ResponseReturnValue:
    nomination = nominations.in_short(nomination_id, current_actor())
    correction = _proposed(nomination, "sign_correction")
    form = forms.SigningForm(version=correction.version)
    if form.validate_on_submit() and form.perform(
        lambda: operations.sign(correction, version=form.seen, actor=current_actor())
    ):
        flash(f"Đã ký {kinds.PAPERS[correction.kind]}, chuyển văn thư cấp số.")
        return to_case(nomination_id)
    return _decision_page("corrections/sign.html", form, correction)


@bp.route("/abandon/<int:nomination_id>", methods=["GET", "POST"])
@requires(Permission.PROPOSAL_SIGN)
def abandon(nomination_id: int) -> ResponseReturnValue:
    nomination = nominations.in_short(nomination_id, current_actor())
    correction = _proposed(nomination, "abandon_correction")
    form = forms.AbandoningForm(version=correction.version)
    if form.validate_on_submit() and form.perform(
        lambda: operations.abandon(correction, form.reason.data or "", version=form.seen, actor=current_actor())
    ):
        flash("Đã thôi đính chính, thay thế. Hồ sơ trở lại bước trước đó.")
        return to_case(nomination_id)
    return _decision_page("corrections/abandon.html", form, correction)


@bp.get("/draft/<int:nomination_id>.pdf")
@requires(Permission.PROPOSAL_READ)
def draft(nomination_id: int) -> ResponseReturnValue:
    """What the Chairman is about to sign."""
    correction = queries.proposed(nominations.in_short(nomination_id, current_actor()))
    return previewed(papers.of(correction), "du-thao-dinh-chinh.pdf")


@bp.route("/<int:correction_id>/register", methods=["GET", "POST"])
@requires(Permission.DECISION_ISSUE)
def register(correction_id: int) -> ResponseReturnValue:
    correction = queries.one(correction_id, current_actor())
    form = forms.REGISTRATION(issued_on=clock.today())
    if form.validate_on_submit() and form.perform(lambda: _issue(correction_id, form)):
        flash(f"Đã cấp số và phát hành {kinds.PAPERS[correction.kind]}. Hồ sơ ghi theo nội dung đã sửa.")
        return to_case(correction.nomination_id)
    said = {"case": correction.nomination, "what": kinds.PAPERS[correction.kind], "paper_id": correction.paper_id}
    page = render_template("papers/register.html", form=form, **said)
    return page, form.status


@bp.get("/<int:correction_id>/source")
@requires(Permission.PROPOSAL_READ)
def source(correction_id: int) -> ResponseReturnValue:
    """The document a correction rests on: for those who propose and decide."""
    return handed_out(queries.one(correction_id, current_actor()).file)


def _proposed(nomination: Nomination, step: str) -> Correction:
    """What waits for a signature; who is late, or has no part in it, hears why the step cannot be taken."""
    if request.method == "POST":
        insist(nomination, step, actor=current_actor())
    return queries.proposed(nomination)


def _decision_page(template: str, form: SeenForm, correction: Correction) -> ResponseReturnValue:
    page = render_template(
        template,
        form=form,
        nomination=correction.nomination,
        correction=correction,
        changes=correction.changes,
        what=kinds.PAPERS[correction.kind],
        decided=deciding_paper(correction.nomination_id),
    )
    return page, form.status


def _propose(nomination_id: int, form: forms.ProposalForm) -> None:
    file = stored(form.file, current_actor())
    nomination = nominations.in_short(nomination_id, current_actor())
    operations.propose(nomination, form.to(Wanted), file, actor=current_actor(), seen=form.seen)


def _issue(correction_id: int, form: RegistrationForm) -> None:
    signed_copy = stored(form.signed_copy, current_actor(), kinds=SIGNED_COPIES)
    correction = queries.one(correction_id, current_actor())
    operations.issue(correction, form.to(Registration), signed_copy, actor=current_actor())

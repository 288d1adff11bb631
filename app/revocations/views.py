"""Awards reviewed and taken back: Sở Nội vụ proposes, the Chairman decides, văn thư numbers, what was given returns."""

from flask import Blueprint, flash, render_template, request
from flask.typing import ResponseReturnValue

from app import clock
from app.access import Permission, current_actor, requires
from app.addresses import to_case
from app.casework import insist, option
from app.complaints import queries as complaints
from app.forms import RegistrationForm, choices
from app.nominations import queries as nominations
from app.nominations.models import Nomination
from app.papers.operations import Registration
from app.papers.printing import handed_out, previewed
from app.papers.uploads import SIGNED_COPIES, stored
from app.revocations import (
    facts,  # noqa: F401 -- tells the guards of a case whether a ground is recorded
    forms,
    grounds,
    operations,
    panels,  # noqa: F401 -- the review's part of the case page
    papers,
    queries,
)
from app.revocations.models import Revocation
from app.revocations.operations import Recovery, Review

bp = Blueprint("revocations", __name__, url_prefix="/revocations")


@bp.route("/open/<int:nomination_id>", methods=["GET", "POST"])
@requires(Permission.APPRAISAL_CONCLUDE)
def open_review(nomination_id: int) -> ResponseReturnValue:
    nomination = nominations.in_short(nomination_id, current_actor())
    form = forms.ReviewForm()
    is_upheld = bool(complaints.upheld_and_waiting(nomination.id))
    form.ground.choices = choices(pair for pair in grounds.NAMES.items() if is_upheld or pair[0] != grounds.COMPLAINT)
    if form.validate_on_submit() and form.perform(lambda: _open(nomination_id, form)):
        flash("Đã mở xem xét hủy, chuyển Chủ tịch UBND tỉnh.")
        return to_case(nomination_id)
    page = render_template(
        "revocations/open.html",
        form=form,
        nomination=nomination,
        option=option(nomination, "open_revocation_review", current_actor()),
        basis=grounds.BASIS,
    )
    return page, form.status


@bp.route("/revoke/<int:nomination_id>", methods=["GET", "POST"])
@requires(Permission.DECISION_SIGN)
def revoke(nomination_id: int) -> ResponseReturnValue:
    nomination = nominations.in_short(nomination_id, current_actor())
    revocation = _under_review(nomination, "revoke")
    form = forms.DecidingForm(version=revocation.version)
    if form.validate_on_submit() and form.perform(
        lambda: operations.revoke(revocation, form.reason.data or "", version=form.seen, actor=current_actor())
    ):
        flash("Đã ký Quyết định hủy, chuyển văn thư cấp số.")
        return to_case(nomination_id)
    page = render_template(
        "revocations/revoke.html",
        form=form,
        nomination=nomination,
        revocation=revocation,
        ground=grounds.NAMES[revocation.ground],
        bonus=queries.bonus_of(nomination_id),
    )
    return page, form.status


@bp.get("/draft/<int:nomination_id>.pdf")
@requires(Permission.DECISION_SIGN)
def draft(nomination_id: int) -> ResponseReturnValue:
    """What the Chairman is about to sign."""
    revocation = queries.under_review(nominations.in_short(nomination_id, current_actor()))
    return previewed(papers.revoking_decision(revocation), "du-thao-quyet-dinh-huy.pdf")


@bp.route("/keep/<int:nomination_id>", methods=["GET", "POST"])
@requires(Permission.DECISION_SIGN)
def keep(nomination_id: int) -> ResponseReturnValue:
    nomination = nominations.in_short(nomination_id, current_actor())
    revocation = _under_review(nomination, "keep_award")
    form = forms.DecidingForm(version=revocation.version)
    if form.validate_on_submit() and form.perform(
        lambda: operations.keep(revocation, form.reason.data or "", version=form.seen, actor=current_actor())
    ):
        flash("Không hủy. Hồ sơ trở lại bước trước khi xem xét.")
        return to_case(nomination_id)
    page = render_template(
        "revocations/keep.html",
        form=form,
        nomination=nomination,
        revocation=revocation,
        ground=grounds.NAMES[revocation.ground],
    )
    return page, form.status


@bp.route("/<int:revocation_id>/register", methods=["GET", "POST"])
@requires(Permission.DECISION_ISSUE)
def register(revocation_id: int) -> ResponseReturnValue:
    revocation = queries.one(revocation_id, current_actor())
    form = forms.REGISTRATION(issued_on=clock.today())
    if form.validate_on_submit() and form.perform(lambda: _register(revocation_id, form)):
        flash("Đã cấp số và phát hành Quyết định hủy.")
        return to_case(revocation.nomination_id)
    said = {"case": revocation.nomination, "what": "Quyết định hủy", "paper_id": revocation.paper_id}
    page = render_template("papers/register.html", form=form, **said)
    return page, form.status


@bp.route("/<int:revocation_id>/recover", methods=["GET", "POST"])
@requires(Permission.REVOCATION_RECOVER)
def recover(revocation_id: int) -> ResponseReturnValue:
    revocation = queries.one(revocation_id, current_actor())
    form = forms.RecoveryForm(version=revocation.version)
    if form.validate_on_submit() and form.perform(lambda: _recover(revocation_id, form)):
        flash("Đã ghi nhận thu hồi.")
        return to_case(revocation.nomination_id)
    bonus = queries.bonus_of(revocation.nomination_id)
    return render_template("revocations/recover.html", form=form, revocation=revocation, bonus=bonus), form.status


@bp.get("/<int:revocation_id>/source")
@requires(Permission.PROPOSAL_READ)
def source(revocation_id: int) -> ResponseReturnValue:
    """The document the review rests on: for those who propose and decide, not for the unit, nor for who only votes."""
    return handed_out(queries.one(revocation_id, current_actor()).file)


@bp.get("/<int:revocation_id>/recovery")
@requires(Permission.NOMINATION_READ)
def recovery(revocation_id: int) -> ResponseReturnValue:
    return handed_out(queries.one(revocation_id, current_actor()).recovery_file)


def _under_review(nomination: Nomination, step: str) -> Revocation:
    """What waits for the Chairman; who is late or no Chairman hears why the step cannot be taken."""
    if request.method == "POST":
        insist(nomination, step, actor=current_actor())
    return queries.under_review(nomination)


def _open(nomination_id: int, form: forms.ReviewForm) -> None:
    file = stored(form.file, current_actor())
    operations.open_review(
        nominations.in_short(nomination_id, current_actor()), form.to(Review), file, actor=current_actor()
    )


def _register(revocation_id: int, form: RegistrationForm) -> None:
    signed_copy = stored(form.signed_copy, current_actor(), kinds=SIGNED_COPIES)
    revocation = queries.one(revocation_id, current_actor())
    operations.register(revocation, form.to(Registration), signed_copy, actor=current_actor())


def _recover(revocation_id: int, form: forms.RecoveryForm) -> None:
    file = stored(form.file, current_actor(), kinds=SIGNED_COPIES)
    operations.recover(queries.one(revocation_id, current_actor()), form.to(Recovery), file, actor=current_actor())

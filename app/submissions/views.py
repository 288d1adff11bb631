"""The unit's Tờ trình: drafted by its clerk, signed by its head, numbered by its văn thư, read by Sở Nội vụ."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app import clock, forms
from app.access import Permission, current_actor, permissions_of, requires
from app.addresses import number_asked
from app.casework import option, options
from app.documents import grounds
from app.extensions import db, unit_of_work
from app.forms import ReasonForm, signing_form
from app.gatherings import proposing
from app.nominations.reach import open_to
from app.organisations.models import Organisation
from app.papers import queries as paper_queries
from app.papers.operations import Registration
from app.papers.printing import previewed
from app.papers.uploads import SIGNED_COPIES, stored
from app.rounds import queries as rounds
from app.submissions import (
    operations,
    panels,  # noqa: F401 -- shows itself
    papers,
    queries,
    withdrawing,  # noqa: F401 -- follows a step
)
from app.submissions import unit_notice as posting
from app.submissions.facts import as_shown, latest_item, living
from app.submissions.forms import RegistrationForm, SubmissionForm
from app.submissions.openings import results
from app.submissions.operations import SubmissionDraft
from workflows.sheets_1 import SubmissionState
from workflows.vocabulary import Sheet

bp = Blueprint("submissions", __name__, url_prefix="/submissions")


@bp.get("/")
@requires(Permission.SUBMISSION_READ)
def index() -> ResponseReturnValue:
    before, unit = number_asked("before"), current_actor().organisation_id
    submissions = queries.submissions(current_actor(), before=before)
    return render_template(
        "submissions/index.html",
        submissions=submissions,
        numbers=paper_queries.numbers(Sheet.SUBMISSION, [sheet.id for sheet in submissions]),
        rounds=queries.rounds_waiting(unit) if current_actor().is_of_unit and unit else [],
        may_prepare=_may_prepare(),
        before=before,
        page=queries.PAGE,
    )


@bp.get("/of-case/<int:nomination_id>")
@requires(Permission.SUBMISSION_READ)
def of_case(nomination_id: int) -> ResponseReturnValue:
    """Where the steps of a case at its signature are taken: its Tờ trình, or the list of them."""
    item = latest_item(nomination_id)
    found = item and queries.seen(item.submission_id, current_actor())
    return redirect(url_for(".show", submission_id=found.id) if found else url_for(".index"), 303)


@bp.get("/unit-notice/<int:nomination_id>.pdf")
@requires(Permission.SUBMISSION_PREPARE)
def unit_notice(nomination_id: int) -> ResponseReturnValue:
    """To be signed on paper and posted."""
    content = posting.notice(posting.of_own(nomination_id, current_actor()))
    return previewed(content, "thong-bao-cong-khai.pdf")


@bp.get("/unit-report/<int:nomination_id>.pdf")
@requires(Permission.SUBMISSION_PREPARE)
def unit_report(nomination_id: int) -> ResponseReturnValue:
    content = posting.report(posting.of_own(nomination_id, current_actor()))
    return previewed(content, "bao-cao-cong-khai.pdf")


@bp.route("/new/<int:round_id>", methods=["GET", "POST"])
@requires(Permission.SUBMISSION_PREPARE)
def new(round_id: int) -> ResponseReturnValue:
    unit, award_round = db.session.get_one(Organisation, current_actor().organisation_id), rounds.one(round_id)
    if request.method == "GET" and (draft := queries.draft_of(unit.id, round_id)):
        return redirect(url_for(".edit", submission_id=draft.id, add=1), 303)
    waiting = db.session.scalars(queries.waiting(unit.id, round_id)).all()
    form = SubmissionForm(title=proposing.default_title(award_round), nomination_ids=[case.id for case in waiting])
    made: list[int] = []
    if form.validate_on_submit() and form.perform(
        lambda: made.append(operations.draft(unit, award_round, form.to(SubmissionDraft), actor=current_actor()).id)
    ):
        flash("Đã lập Tờ trình. Xếp lại thứ tự, xem bản dự thảo rồi trình thủ trưởng đơn vị ký.")
        return redirect(url_for(".show", submission_id=made[0]), 303)
    return (
        render_template(
            "submissions/edit.html",
            form=form,
            award_round=award_round,
            last_day=award_round.last_day_for(unit.id),
            waiting=waiting,
            submission=None,
            added=(),
        ),
        form.status,
    )


@bp.route("/<int:submission_id>/edit", methods=["GET", "POST"])
@requires(Permission.SUBMISSION_PREPARE)
def edit(submission_id: int) -> ResponseReturnValue:
    submission = queries.one(submission_id, current_actor())
    listed = [item.nomination for item in living(submission)]
    free, adds = queries.left_out(submission), number_asked("add") is not None
    offered = [*listed, *free] if adds else listed
    form = SubmissionForm(obj=submission, nomination_ids=[case.id for case in offered])
    if form.validate_on_submit() and form.perform(
        lambda: operations.redraft(submission, form.to(SubmissionDraft), actor=current_actor())
    ):
        flash("Đã lưu Tờ trình.")
        return redirect(url_for(".show", submission_id=submission_id), 303)
    return (
        render_template(
            "submissions/edit.html",
            form=form,
            award_round=submission.award_round,
            last_day=submission.award_round.last_day_for(submission.unit_id),
            waiting=[*listed, *free],
            submission=submission,
            added=free if adds else (),
        ),
        form.status,
    )


@bp.get("/<int:submission_id>")
@requires(Permission.SUBMISSION_READ)
def show(submission_id: int) -> ResponseReturnValue:
    submission = queries.one(submission_id, current_actor())
    items = living(submission)
    return render_template(
        "submissions/show.html",
        submission=submission,
        items=items,
        open_to=open_to(current_actor(), [item.nomination for item in items]),
        struck=queries.struck_shown_to(submission, current_actor()),
        results=results(item.nomination_id for item in items),
        options={one.name: one for one in options(submission, current_actor())},
        papers=paper_queries.of_sheet(Sheet.SUBMISSION, submission.id),
        left_out=queries.left_out(submission),
        unread=grounds.unread(clock.today()) if submission.state == SubmissionState.DRAFT else (),
        may_prepare=_may_prepare(),
    )


@bp.post("/<int:submission_id>/items/<int:item_id>/move")
@requires(Permission.SUBMISSION_PREPARE)
def move(submission_id: int, item_id: int) -> ResponseReturnValue:
    item = queries.item(queries.one(submission_id, current_actor()), item_id)
    with unit_of_work():
        operations.move(item, -1 if request.form.get("way") == "up" else 1, actor=current_actor())
    return redirect(url_for(".show", submission_id=submission_id, _anchor=f"item-{item_id}"), 303)


@bp.get("/<int:submission_id>/letter.pdf")
@requires(Permission.SUBMISSION_READ)
def letter(submission_id: int) -> ResponseReturnValue:
    """The Tờ trình with its list as it would read now."""
    content = papers.submission_letter(queries.one(submission_id, current_actor()))
    return previewed(content, "du-thao-to-trinh.pdf")


@bp.route("/<int:submission_id>/sign", methods=["GET", "POST"])
@requires(Permission.SUBMISSION_SIGN)
def sign(submission_id: int) -> ResponseReturnValue:
    submission = queries.one(submission_id, current_actor())
    items = living(submission)
    form = signing_form({item.id: item.nomination.nominee_name for item in items})(seen=as_shown(submission))
    if form.validate_on_submit() and form.perform(
        lambda: operations.sign(submission, form.strikes, actor=current_actor(), seen=form.seen.data or "")
    ):
        flash("Đã ký Tờ trình. Văn thư đơn vị cấp số và đính bản đã ký để gửi Sở Nội vụ.")
        return redirect(url_for(".show", submission_id=submission_id), 303)
    return (
        render_template(
            "submissions/sign.html",
            form=form,
            submission=submission,
            items=items,
            open_to=open_to(current_actor(), [item.nomination for item in items]),
            results=results(item.nomination_id for item in items),
            option=option(submission, "sign", current_actor()),
            left_out=queries.left_out(submission),
            may_prepare=_may_prepare(),
            unread=grounds.unread(clock.today()),
        ),
        form.status,
    )


@bp.route("/<int:submission_id>/register", methods=["GET", "POST"])
@requires(Permission.SUBMISSION_ISSUE)
def register(submission_id: int) -> ResponseReturnValue:
    submission = queries.one(submission_id, current_actor())
    form = RegistrationForm(issued_on=clock.today())
    if form.validate_on_submit() and form.perform(lambda: _issue(submission_id, form)):
        flash("Đã cấp số, phát hành Tờ trình. Sở Nội vụ đã thấy hồ sơ.")
        return redirect(url_for(".show", submission_id=submission_id), 303)
    return render_template("submissions/register.html", form=form, submission=submission), form.status


@bp.route("/<int:submission_id>/discard", methods=["GET", "POST"])
@requires(Permission.SUBMISSION_DISCARD)
def discard(submission_id: int) -> ResponseReturnValue:
    submission = queries.one(submission_id, current_actor())
    form = ReasonForm()
    if form.validate_on_submit() and form.perform(
        lambda: operations.discard(submission, form.words, actor=current_actor())
    ):
        flash("Đã hủy Tờ trình. Các hồ sơ có thể đưa vào Tờ trình khác.")
        return redirect(url_for(".index"), 303)
    return render_template("submissions/discard.html", form=form, submission=submission), form.status


def _may_prepare() -> bool:
    return Permission.SUBMISSION_PREPARE in permissions_of(current_actor())


def _issue(submission_id: int, form: forms.RegistrationForm) -> None:
    signed_copy = stored(form.signed_copy, current_actor(), kinds=SIGNED_COPIES)
    submission = queries.one(submission_id, current_actor())
    operations.issue(submission, form.to(Registration), signed_copy, actor=current_actor())

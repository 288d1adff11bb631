"""Decisions of a unit's head: drafted by its clerk, signed, numbered, made known and reported; then Sở Nội vụ reads."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app import clock, forms
from app.access import Permission, current_actor, permissions_of, requires
from app.addresses import number_asked
from app.casework import option, options
from app.documents import grounds
from app.extensions import db, unit_of_work
from app.forms import ReasonForm, signing_form
from app.nominations.reach import open_to
from app.organisations.models import Organisation
from app.papers import queries as paper_queries
from app.papers.operations import Registration
from app.papers.printing import previewed
from app.papers.uploads import SIGNED_COPIES, stored
from app.submissions.openings import results
from app.unit_decisions import (
    honours,  # noqa: F401 -- tells what was decided
    operations,
    panels,  # noqa: F401 -- shows itself
    papers,
    queries,
)
from app.unit_decisions.facts import as_shown, latest_item, living
from app.unit_decisions.forms import PostingForm, RegistrationForm, UnitDecisionForm
from app.unit_decisions.operations import Posting, UnitDecisionDraft
from workflows.unit_decisions_1 import UnitDecisionState
from workflows.vocabulary import Sheet

bp = Blueprint("unit_decisions", __name__, url_prefix="/unit-decisions")


@bp.get("/")
@requires(Permission.UNIT_DECISION_READ)
def index() -> ResponseReturnValue:
    actor, before = current_actor(), number_asked("before")
    found = queries.decisions(actor, before=before)
    return render_template(
        "unit_decisions/index.html",
        decisions=found,
        numbers=paper_queries.numbers(Sheet.UNIT_DECISION, [one.id for one in found]),
        awards=queries.awards_waiting(actor.organisation_id) if actor.is_of_unit and actor.organisation_id else [],
        reported=[] if actor.is_of_unit else queries.reported(),
        is_of_unit=actor.is_of_unit,
        may_prepare=_may_prepare(),
        before=before,
        page=queries.PAGE,
    )


@bp.get("/of-case/<int:nomination_id>")
@requires(Permission.UNIT_DECISION_READ)
def of_case(nomination_id: int) -> ResponseReturnValue:
    """Where the steps of a case from the head's signature on are taken: its decision, or the list of them."""
    item = latest_item(nomination_id)
    found = item and queries.seen(item.unit_decision_id, current_actor())
    return redirect(url_for(".show", decision_id=found.id) if found else url_for(".index"), 303)


@bp.route("/new/<int:award_version_id>", methods=["GET", "POST"])
@requires(Permission.SUBMISSION_PREPARE)
def new(award_version_id: int) -> ResponseReturnValue:
    unit, award = db.session.get_one(Organisation, current_actor().organisation_id), queries.award(award_version_id)
    if request.method == "GET" and (draft := queries.draft_of(unit.id, award.id)):
        return redirect(url_for(".edit", decision_id=draft.id, add=1), 303)
    waiting = db.session.scalars(queries.waiting(unit.id, award.id)).all()
    form = UnitDecisionForm(
        title=papers.default_title(award),
        merit=papers.default_merit(waiting),
        nomination_ids=[case.id for case in waiting],
    )
    made: list[int] = []
    if form.validate_on_submit() and form.perform(
        lambda: made.append(operations.draft(unit, award, form.to(UnitDecisionDraft), actor=current_actor()).id)
    ):
        flash("Đã lập Quyết định. Xếp lại thứ tự, xem bản dự thảo rồi trình thủ trưởng đơn vị ký.")
        return redirect(url_for(".show", decision_id=made[0]), 303)
    return (
        render_template("unit_decisions/edit.html", form=form, award=award, waiting=waiting, decision=None, added=()),
        form.status,
    )


@bp.route("/<int:decision_id>/edit", methods=["GET", "POST"])
@requires(Permission.SUBMISSION_PREPARE)
def edit(decision_id: int) -> ResponseReturnValue:
    decision = queries.one(decision_id, current_actor())
    listed = [item.nomination for item in living(decision)]
    free, adds = queries.left_out(decision), number_asked("add") is not None
    form = UnitDecisionForm(obj=decision, nomination_ids=[case.id for case in ([*listed, *free] if adds else listed)])
    if form.validate_on_submit() and form.perform(
        lambda: operations.redraft(decision, form.to(UnitDecisionDraft), actor=current_actor())
    ):
        flash("Đã lưu Quyết định.")
        return redirect(url_for(".show", decision_id=decision_id), 303)
    return (
        render_template(
            "unit_decisions/edit.html",
            form=form,
            award=decision.award_version,
            waiting=[*listed, *free],
            decision=decision,
            added=free if adds else (),
        ),
        form.status,
    )


@bp.get("/<int:decision_id>")
@requires(Permission.UNIT_DECISION_READ)
def show(decision_id: int) -> ResponseReturnValue:
    decision = queries.one(decision_id, current_actor())
    items = living(decision)
    return render_template(
        "unit_decisions/show.html",
        decision=decision,
        items=items,
        open_to=open_to(current_actor(), [item.nomination for item in items]),
        struck=queries.struck_shown_to(decision, current_actor()),
        results=results(item.nomination_id for item in items),
        options={one.name: one for one in options(decision, current_actor())},
        papers=paper_queries.of_sheet(Sheet.UNIT_DECISION, decision.id),
        left_out=queries.left_out(decision) if current_actor().is_of_unit else (),
        unread=grounds.unread(clock.today()) if decision.state == UnitDecisionState.DRAFT else (),
        may_prepare=_may_prepare(),
    )


@bp.post("/<int:decision_id>/items/<int:item_id>/move")
@requires(Permission.SUBMISSION_PREPARE)
def move(decision_id: int, item_id: int) -> ResponseReturnValue:
    item = queries.item(queries.one(decision_id, current_actor()), item_id)
    with unit_of_work():
        operations.move(item, -1 if request.form.get("way") == "up" else 1, actor=current_actor())
    return redirect(url_for(".show", decision_id=decision_id, _anchor=f"item-{item_id}"), 303)


@bp.get("/<int:decision_id>/draft.pdf")
@requires(Permission.UNIT_DECISION_READ)
def draft_paper(decision_id: int) -> ResponseReturnValue:
    """The decision with its list as it would read now."""
    content = papers.unit_decision(queries.one(decision_id, current_actor()))
    return previewed(content, "du-thao-quyet-dinh.pdf")


@bp.route("/<int:decision_id>/sign", methods=["GET", "POST"])
@requires(Permission.SUBMISSION_SIGN)
def sign(decision_id: int) -> ResponseReturnValue:
    decision = queries.one(decision_id, current_actor())
    items = living(decision)
    form = signing_form({item.id: item.nomination.nominee_name for item in items})(seen=as_shown(decision))
    if form.validate_on_submit() and form.perform(
        lambda: operations.sign(decision, form.strikes, actor=current_actor(), seen=form.seen.data or "")
    ):
        flash("Đã ký Quyết định. Văn thư đơn vị cấp số và đính bản đã ký.")
        return redirect(url_for(".show", decision_id=decision_id), 303)
    return (
        render_template(
            "unit_decisions/sign.html",
            form=form,
            decision=decision,
            items=items,
            open_to=open_to(current_actor(), [item.nomination for item in items]),
            results=results(item.nomination_id for item in items),
            option=option(decision, "sign", current_actor()),
            left_out=queries.left_out(decision),
            unread=grounds.unread(clock.today()),
        ),
        form.status,
    )


@bp.route("/<int:decision_id>/register", methods=["GET", "POST"])
@requires(Permission.SUBMISSION_ISSUE)
def register(decision_id: int) -> ResponseReturnValue:
    decision = queries.one(decision_id, current_actor())
    form = RegistrationForm(issued_on=clock.today())
    if form.validate_on_submit() and form.perform(lambda: _issue(decision_id, form)):
        flash("Đã cấp số, phát hành Quyết định. Tiếp theo: công bố tại đơn vị.")
        return redirect(url_for(".show", decision_id=decision_id), 303)
    at = url_for(".show", decision_id=decision_id)
    page = render_template("papers/register.html", form=form, sheet=decision, what="Quyết định", at=at)
    return page, form.status


@bp.route("/<int:decision_id>/post", methods=["GET", "POST"])
@requires(Permission.SUBMISSION_ISSUE)
def post(decision_id: int) -> ResponseReturnValue:
    decision = queries.one(decision_id, current_actor())
    form = PostingForm(posted_on=clock.today())
    if form.validate_on_submit() and form.perform(
        lambda: operations.post(decision, form.to(Posting), actor=current_actor())
    ):
        flash("Đã ghi công bố. Tiếp theo: báo cáo Sở Nội vụ.")
        return redirect(url_for(".show", decision_id=decision_id), 303)
    return render_template("unit_decisions/post.html", form=form, decision=decision), form.status


@bp.post("/<int:decision_id>/report")
@requires(Permission.UNIT_DECISION_REPORT)
def report(decision_id: int) -> ResponseReturnValue:
    with unit_of_work():
        operations.report(queries.one(decision_id, current_actor()), actor=current_actor())
    flash("Đã báo cáo Sở Nội vụ: danh sách và bản đã ký của Quyết định.")
    return redirect(url_for(".show", decision_id=decision_id), 303)


@bp.route("/<int:decision_id>/discard", methods=["GET", "POST"])
@requires(Permission.SUBMISSION_DISCARD)
def discard(decision_id: int) -> ResponseReturnValue:
    decision = queries.one(decision_id, current_actor())
    form = ReasonForm()
    if form.validate_on_submit() and form.perform(
        lambda: operations.discard(decision, form.words, actor=current_actor())
    ):
        flash("Đã hủy Quyết định đang soạn. Các hồ sơ có thể đưa vào Quyết định khác.")
        return redirect(url_for(".index"), 303)
    return render_template("unit_decisions/discard.html", form=form, decision=decision), form.status


def _may_prepare() -> bool:
    return Permission.SUBMISSION_PREPARE in permissions_of(current_actor())


def _issue(decision_id: int, form: forms.RegistrationForm) -> None:
    signed_copy = stored(form.signed_copy, current_actor(), kinds=SIGNED_COPIES)
    decision = queries.one(decision_id, current_actor())
    operations.issue(decision, form.to(Registration), signed_copy, actor=current_actor())

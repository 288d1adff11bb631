"""Tờ trình to a superior: drafted, signed and numbered by the subordinate unit, answered by its superior."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app import clock, forms
from app.access import Permission, current_actor, permissions_of, requires
from app.addresses import number_asked
from app.casework import option, options
from app.documents import grounds
from app.extensions import db
from app.forms import ReasonForm
from app.gatherings import operations, panels, papers, proposing, queries  # noqa: F401 -- panels shows itself
from app.gatherings.facts import as_shown, living_item
from app.gatherings.forms import GatheringForm, RegistrationForm, SignForm, answer_form
from app.gatherings.operations import GatheringDraft
from app.nominations import whereabouts
from app.nominations.reach import open_to
from app.organisations.models import Organisation
from app.papers import queries as paper_queries
from app.papers.operations import Registration
from app.papers.printing import previewed
from app.papers.uploads import SIGNED_COPIES, stored
from app.rounds import queries as rounds
from workflows.gatherings_1 import GatheringState
from workflows.vocabulary import Sheet

bp = Blueprint("gatherings", __name__, url_prefix="/gatherings")


@bp.get("/")
@requires(Permission.GATHERING_READ)
def index() -> ResponseReturnValue:
    before, unit = number_asked("before"), current_actor().organisation_id
    gatherings = queries.gatherings(current_actor(), before=before)
    return render_template(
        "gatherings/index.html",
        gatherings=gatherings,
        numbers=paper_queries.numbers(Sheet.GATHERING, [sheet.id for sheet in gatherings]),
        rounds=queries.rounds_waiting(unit) if unit else [],
        may_prepare=_may_prepare(),
        before=before,
        page=queries.PAGE,
    )


@bp.get("/of-case/<int:nomination_id>")
@requires(Permission.GATHERING_READ)
def of_case(nomination_id: int) -> ResponseReturnValue:
    """Where a case goes up, or is answered: its Tờ trình, or the list of them."""
    item = living_item(nomination_id)
    found = item and queries.seen(item.gathering_id, current_actor())
    return redirect(url_for(".show", gathering_id=found.id) if found else url_for(".index"), 303)


@bp.route("/new/<int:round_id>", methods=["GET", "POST"])
@requires(Permission.SUBMISSION_PREPARE)
def new(round_id: int) -> ResponseReturnValue:
    unit, award_round = db.session.get_one(Organisation, current_actor().organisation_id), rounds.one(round_id)
    if request.method == "GET" and (draft := queries.draft_of(unit.id, round_id)):
        return redirect(url_for(".edit", gathering_id=draft.id, add=1), 303)
    waiting = db.session.scalars(queries.waiting(unit.id, round_id)).all()
    form = GatheringForm(title=proposing.default_title(award_round), nomination_ids=[case.id for case in waiting])
    made: list[int] = []
    if form.validate_on_submit() and form.perform(
        lambda: made.append(operations.draft(unit, award_round, form.to(GatheringDraft), actor=current_actor()).id)
    ):
        flash("Đã lập Tờ trình gửi cấp trên. Xem bản dự thảo rồi trình thủ trưởng đơn vị ký.")
        return redirect(url_for(".show", gathering_id=made[0]), 303)
    return (
        render_template(
            "gatherings/edit.html",
            form=form,
            award_round=award_round,
            last_day=award_round.last_day_for(unit.parent_id),
            waiting=waiting,
            gathering=None,
            added=(),
        ),
        form.status,
    )


@bp.route("/<int:gathering_id>/edit", methods=["GET", "POST"])
@requires(Permission.SUBMISSION_PREPARE)
def edit(gathering_id: int) -> ResponseReturnValue:
    gathering = queries.one(gathering_id, current_actor())
    listed = [item.nomination for item in gathering.items]
    free, adds = queries.left_out(gathering), number_asked("add") is not None
    offered = [*listed, *free] if adds else listed
    form = GatheringForm(obj=gathering, nomination_ids=[case.id for case in offered])
    if form.validate_on_submit() and form.perform(
        lambda: operations.redraft(gathering, form.to(GatheringDraft), actor=current_actor())
    ):
        flash("Đã lưu Tờ trình.")
        return redirect(url_for(".show", gathering_id=gathering_id), 303)
    return (
        render_template(
            "gatherings/edit.html",
            form=form,
            award_round=gathering.award_round,
            last_day=gathering.award_round.last_day_for(gathering.superior_id),
            waiting=[*listed, *free],
            gathering=gathering,
            added=free if adds else (),
        ),
        form.status,
    )


@bp.get("/<int:gathering_id>")
@requires(Permission.GATHERING_READ)
def show(gathering_id: int) -> ResponseReturnValue:
    gathering = queries.one(gathering_id, current_actor())
    cases = [item.nomination for item in gathering.items]
    return render_template(
        "gatherings/show.html",
        gathering=gathering,
        open_to=open_to(current_actor(), cases),
        finer=whereabouts.finer(cases),
        options={one.name: one for one in options(gathering, current_actor())},
        papers=paper_queries.of_sheet(Sheet.GATHERING, gathering.id),
        left_out=queries.left_out(gathering),
        unread=grounds.unread(clock.today()) if gathering.state == GatheringState.DRAFT else (),
        may_prepare=_may_prepare() and gathering.unit_id == current_actor().organisation_id,
    )


@bp.get("/<int:gathering_id>/letter.pdf")
@requires(Permission.GATHERING_READ)
def letter(gathering_id: int) -> ResponseReturnValue:
    """The Tờ trình with its list as it would read now."""
    content = papers.gathering_letter(queries.one(gathering_id, current_actor()))
    return previewed(content, "du-thao-to-trinh-gui-cap-tren.pdf")


@bp.route("/<int:gathering_id>/sign", methods=["GET", "POST"])
@requires(Permission.SUBMISSION_SIGN)
def sign(gathering_id: int) -> ResponseReturnValue:
    gathering = queries.one(gathering_id, current_actor())
    form = SignForm(seen=as_shown(gathering))
    if form.validate_on_submit() and form.perform(
        lambda: operations.sign(gathering, actor=current_actor(), seen=form.seen.data or "")
    ):
        flash("Đã ký Tờ trình. Văn thư đơn vị cấp số và đính bản đã ký để gửi đơn vị cấp trên.")
        return redirect(url_for(".show", gathering_id=gathering_id), 303)
    return (
        render_template(
            "gatherings/sign.html",
            form=form,
            gathering=gathering,
            open_to=open_to(current_actor(), [item.nomination for item in gathering.items]),
            option=option(gathering, "sign", current_actor()),
            left_out=queries.left_out(gathering),
            may_prepare=_may_prepare(),
            unread=grounds.unread(clock.today()),
        ),
        form.status,
    )


@bp.route("/<int:gathering_id>/register", methods=["GET", "POST"])
@requires(Permission.SUBMISSION_ISSUE)
def register(gathering_id: int) -> ResponseReturnValue:
    gathering = queries.one(gathering_id, current_actor())
    form = RegistrationForm(issued_on=clock.today())
    if form.validate_on_submit() and form.perform(lambda: _issue(gathering_id, form)):
        flash(f"Đã cấp số, gửi Tờ trình. {gathering.superior.name} đã thấy hồ sơ.")
        return redirect(url_for(".show", gathering_id=gathering_id), 303)
    return render_template("gatherings/register.html", form=form, gathering=gathering), form.status


@bp.route("/<int:gathering_id>/answer", methods=["GET", "POST"])
@requires(Permission.SUBMISSION_PREPARE)
def answer(gathering_id: int) -> ResponseReturnValue:
    gathering = queries.one(gathering_id, current_actor())
    waiting = [item for item in gathering.items if not item.is_answered]
    form = answer_form({item.id: item.nomination.nominee_name for item in waiting})(seen=as_shown(gathering))
    if form.validate_on_submit() and form.perform(
        lambda: operations.answer(gathering, form.answers, actor=current_actor(), seen=form.seen.data or "")
    ):
        flash("Đã trả lời. Hồ sơ đã tiếp nhận chờ trình Hội đồng của đơn vị anh/chị.")
        return redirect(url_for(".show", gathering_id=gathering_id), 303)
    return (
        render_template(
            "gatherings/answer.html",
            form=form,
            gathering=gathering,
            waiting=waiting,
            open_to=open_to(current_actor(), [item.nomination for item in waiting]),
            is_open=option(gathering, "answer", current_actor()) is not None,
        ),
        form.status,
    )


@bp.route("/<int:gathering_id>/discard", methods=["GET", "POST"])
@requires(Permission.SUBMISSION_DISCARD)
def discard(gathering_id: int) -> ResponseReturnValue:
    gathering = queries.one(gathering_id, current_actor())
    form = ReasonForm()
    if form.validate_on_submit() and form.perform(
        lambda: operations.discard(gathering, form.words, actor=current_actor())
    ):
        flash("Đã hủy Tờ trình. Các hồ sơ có thể đưa vào Tờ trình khác.")
        return redirect(url_for(".index"), 303)
    return render_template("gatherings/discard.html", form=form, gathering=gathering), form.status


def _may_prepare() -> bool:
    return Permission.SUBMISSION_PREPARE in permissions_of(current_actor())


def _issue(gathering_id: int, form: forms.RegistrationForm) -> None:
    signed_copy = stored(form.signed_copy, current_actor(), kinds=SIGNED_COPIES)
    gathering = queries.one(gathering_id, current_actor())
    operations.issue(gathering, form.to(Registration), signed_copy, actor=current_actor())

"""Proposals: drafted and signed at Sở Nội vụ, checked at Văn phòng, signed or sent back by the Chairman."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app import clock, forms
from app.access import Permission, current_actor, requires
from app.addresses import number_asked
from app.casework import options
from app.decisions import aside, lists, operations, papers, queries, record
from app.decisions.forms import ProposalForm, ReasonForm, RegistrationForm, return_form
from app.decisions.models import ProposalItem
from app.decisions.operations import ProposalDraft, Return
from app.documents import grounds
from app.errors import or_404
from app.extensions import db, unit_of_work
from app.nominations import queries as nominations
from app.papers import queries as paper_queries
from app.papers.operations import Registration
from app.papers.uploads import SIGNED_COPIES, stored
from workflows.vocabulary import Paper as PaperCode
from workflows.vocabulary import Sheet

bp = Blueprint("proposals", __name__, url_prefix="/proposals")


@bp.get("/")
@requires(Permission.PROPOSAL_READ)
def index() -> ResponseReturnValue:
    before = number_asked("before")
    proposals = lists.proposals(current_actor(), before=before)
    return render_template(
        "decisions/proposals.html",
        proposals=proposals,
        numbers=paper_queries.numbers(Sheet.PROPOSAL, [sheet.id for sheet in proposals]),
        waiting=lists.waiting_by_award(),
        before=before,
        most=lists.MOST,
        page=lists.PAGE,
    )


@bp.route("/new/<int:award_version_id>", methods=["GET", "POST"])
@requires(Permission.PROPOSAL_PREPARE)
def new(award_version_id: int) -> ResponseReturnValue:
    award = queries.award(award_version_id)
    waiting = db.session.scalars(queries.awaiting_proposal(award.id)).all()
    form = ProposalForm(title=papers.default_title(award), nomination_ids=[case.id for case in waiting])
    made: list[int] = []
    if form.validate_on_submit() and form.perform(
        lambda: made.append(operations.draft(award, form.to(ProposalDraft), actor=current_actor()).id)
    ):
        flash("Đã lập Tờ trình. Xem lại danh sách rồi trình Giám đốc ký.")
        return redirect(url_for(".show", proposal_id=made[0]), 303)
    return render_template("decisions/edit_proposal.html", form=form, award=award, waiting=waiting), form.status


@bp.route("/<int:proposal_id>/edit", methods=["GET", "POST"])
@requires(Permission.PROPOSAL_PREPARE)
def edit(proposal_id: int) -> ResponseReturnValue:
    proposal = queries.proposal(proposal_id, current_actor())
    listed = [item.nomination for item in queries.living_items(proposal)]
    waiting = [*listed, *db.session.scalars(queries.awaiting_proposal(proposal.award_version_id))]
    form = ProposalForm(obj=proposal, nomination_ids=[case.id for case in listed])
    if form.validate_on_submit() and form.perform(
        lambda: operations.redraft(proposal, form.to(ProposalDraft), actor=current_actor())
    ):
        flash("Đã lưu Tờ trình.")
        return redirect(url_for(".show", proposal_id=proposal_id), 303)
    return (
        render_template(
            "decisions/edit_proposal.html",
            form=form,
            award=proposal.award_version,
            waiting=waiting,
            proposal=proposal,
        ),
        form.status,
    )


@bp.get("/<int:proposal_id>")
@requires(Permission.PROPOSAL_READ)
def show(proposal_id: int) -> ResponseReturnValue:
    proposal = queries.proposal(proposal_id, current_actor())
    entries, listed = record.entries(proposal), paper_queries.of_sheet(Sheet.PROPOSAL, proposal.id)
    is_living = proposal.state in queries.LIVING
    return render_template(
        "decisions/proposal.html",
        proposal=proposal,
        entries=entries,
        total=record.total(entries),
        seen=queries.as_shown(proposal),
        excluded=queries.excluded_items(proposal),
        suspended=queries.suspended_items(proposal),
        set_aside=queries.set_aside_items(proposal),
        options={option.name: option for option in options(proposal, current_actor())},
        papers=listed,
        letter=next((paper for paper in reversed(listed) if paper.code is PaperCode.PROPOSAL_LETTER), None),
        is_living=is_living,
        unread=grounds.unread(clock.today(), with_money=True) if is_living else (),
    )


@bp.post("/<int:proposal_id>/items/<int:item_id>/move")
@requires(Permission.PROPOSAL_PREPARE)
def move(proposal_id: int, item_id: int) -> ResponseReturnValue:
    item = _item(proposal_id, item_id)
    with unit_of_work():
        operations.move(item, -1 if request.form.get("way") == "up" else 1, actor=current_actor())
    return redirect(url_for(".show", proposal_id=proposal_id, _anchor=f"item-{item_id}"), 303)


@bp.post("/<int:proposal_id>/sign")
@requires(Permission.PROPOSAL_SIGN)
def sign(proposal_id: int) -> ResponseReturnValue:
    proposal = queries.proposal(proposal_id, current_actor())
    with unit_of_work():
        operations.sign(proposal, actor=current_actor(), seen=request.form.get("seen", ""))
    flash("Đã ký Tờ trình. Hồ sơ đã chuyển Văn phòng UBND tỉnh.")
    return redirect(url_for(".show", proposal_id=proposal_id), 303)


@bp.route("/<int:proposal_id>/register", methods=["GET", "POST"])
@requires(Permission.PROPOSAL_ISSUE)
def register(proposal_id: int) -> ResponseReturnValue:
    proposal = queries.proposal(proposal_id, current_actor())
    form = RegistrationForm(issued_on=clock.today())
    if form.validate_on_submit() and form.perform(lambda: _register(proposal_id, form)):
        flash("Đã ghi số, ngày và bản đã ký của Tờ trình.")
        return redirect(url_for(".show", proposal_id=proposal_id), 303)
    at = url_for(".show", proposal_id=proposal_id)
    page = render_template("papers/register.html", form=form, sheet=proposal, what="Tờ trình", at=at)
    return page, form.status


@bp.post("/<int:proposal_id>/forward")
@requires(Permission.PROPOSAL_CHECK)
def forward(proposal_id: int) -> ResponseReturnValue:
    proposal = queries.proposal(proposal_id, current_actor())
    with unit_of_work():
        operations.forward(proposal, actor=current_actor(), seen=request.form.get("seen", ""))
    flash("Đã trình Chủ tịch UBND tỉnh.")
    return redirect(url_for(".show", proposal_id=proposal_id), 303)


@bp.route("/<int:proposal_id>/send-back", methods=["GET", "POST"])
@requires(Permission.PROPOSAL_CHECK)
def send_back(proposal_id: int) -> ResponseReturnValue:
    proposal = queries.proposal(proposal_id, current_actor())
    form = ReasonForm()
    if form.validate_on_submit() and form.perform(
        lambda: operations.send_back(proposal, form.words, actor=current_actor())
    ):
        flash("Đã trả danh sách về Sở Nội vụ.")
        return redirect(url_for(".show", proposal_id=proposal_id), 303)
    return render_template("decisions/send_back.html", form=form, proposal=proposal), form.status


@bp.route("/<int:proposal_id>/send-back-from-chairman", methods=["GET", "POST"])
@requires(Permission.DECISION_SIGN)
def send_back_from_chairman(proposal_id: int) -> ResponseReturnValue:
    proposal = queries.proposal(proposal_id, current_actor())
    cases = {item.id: item.nomination for item in queries.living_items(proposal)}
    form = return_form(
        {line: f"{case.honorific} {case.nominee_name} – {case.unit.name}" for line, case in cases.items()}
    )()
    if form.validate_on_submit() and form.perform(
        lambda: operations.send_back_from_chairman(
            proposal, Return(reason=form.words, exclusions=form.exclusions), actor=current_actor()
        )
    ):
        flash("Đã trả danh sách về Sở Nội vụ kèm tên và lý do.")
        return redirect(url_for(".show", proposal_id=proposal_id), 303)
    return render_template("decisions/send_back.html", form=form, proposal=proposal, lines=cases), form.status


@bp.post("/<int:proposal_id>/decide")
@requires(Permission.DECISION_SIGN)
def decide(proposal_id: int) -> ResponseReturnValue:
    proposal = queries.proposal(proposal_id, current_actor())
    with unit_of_work():
        decision = operations.decide(proposal, actor=current_actor(), seen=request.form.get("seen", ""))
    flash("Đã ký Quyết định. Văn thư sẽ cấp số và phát hành.")
    return redirect(url_for("decisions.show", decision_id=decision.id), 303)


@bp.route("/<int:proposal_id>/discard", methods=["GET", "POST"])
@requires(Permission.PROPOSAL_SIGN)
def discard(proposal_id: int) -> ResponseReturnValue:
    proposal = queries.proposal(proposal_id, current_actor())
    form = ReasonForm()
    if form.validate_on_submit() and form.perform(
        lambda: operations.discard(proposal, form.words, actor=current_actor())
    ):
        flash("Đã hủy Tờ trình. Các hồ sơ có thể đưa vào danh sách khác.")
        return redirect(url_for(".index"), 303)
    return render_template("decisions/send_back.html", form=form, proposal=proposal, discarding=True), form.status


@bp.route("/<int:proposal_id>/items/<int:item_id>/refuse", methods=["GET", "POST"])
@requires(Permission.PROPOSAL_SIGN)
def refuse(proposal_id: int, item_id: int) -> ResponseReturnValue:
    item = _item(proposal_id, item_id)
    form = ReasonForm(reason=item.excluded_reason or "")
    if form.validate_on_submit() and form.perform(
        lambda: operations.refuse(item.nomination, form.words, actor=current_actor())
    ):
        flash(f"Đã thông báo không khen thưởng: {item.nomination.nominee_name}.")
        return redirect(url_for(".show", proposal_id=proposal_id), 303)
    return render_template("decisions/refuse.html", form=form, item=item), form.status


@bp.route("/left-behind/<int:nomination_id>", methods=["GET", "POST"])
@requires(Permission.PROPOSAL_READ)
def left_behind(nomination_id: int) -> ResponseReturnValue:
    """A case that was suspended when its list went on, and has come back since."""
    nomination = nominations.in_short(nomination_id, current_actor())
    aside.insist_on(nomination, current_actor())
    form = ReasonForm(reason=aside.WHY)
    if form.validate_on_submit() and form.perform(
        lambda: aside.send_back(nomination, form.words, actor=current_actor())
    ):
        flash("Đã trả hồ sơ về Sở Nội vụ để đưa vào Tờ trình khác.")
        return redirect(url_for("desk.worklist"), 303)
    return render_template("decisions/left_behind.html", form=form, nomination=nomination), form.status


def _item(proposal_id: int, item_id: int) -> ProposalItem:
    proposal = queries.proposal(proposal_id, current_actor())
    return or_404(next((item for item in proposal.items if item.id == item_id), None))


def _register(proposal_id: int, form: forms.RegistrationForm) -> None:
    signed_copy = stored(form.signed_copy, current_actor(), kinds=SIGNED_COPIES)
    proposal = queries.proposal(proposal_id, current_actor())
    operations.register(proposal, form.to(Registration), signed_copy, actor=current_actor())

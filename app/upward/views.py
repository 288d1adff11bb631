"""What goes up to the state: signed by the Chairman, numbered by văn thư, sent by Sở Nội vụ with its package."""

from flask import Blueprint, current_app, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from app import clock, forms
from app.access import Permission, current_actor, requires
from app.addresses import number_asked
from app.audit import operations as audit
from app.casework import options
from app.decisions import queries as proposals
from app.documents.store import Store
from app.errors import or_404
from app.extensions import reading_written_down, unit_of_work
from app.papers import queries as paper_queries
from app.papers.operations import Registration
from app.papers.printing import previewed
from app.papers.uploads import SIGNED_COPIES, stored
from app.upward import facts, operations, panels, papers, queries  # noqa: F401 -- panels show themselves
from app.upward.forms import ReasonForm, RegistrationForm, SendingForm
from app.upward.operations import Sending
from workflows.upward_1 import UpwardState
from workflows.vocabulary import Sheet

bp = Blueprint("upward", __name__, url_prefix="/upward")


@bp.get("/")
@requires(Permission.UPWARD_READ)
def index() -> ResponseReturnValue:
    before = number_asked("before")
    sheets = queries.sheets(current_actor(), before=before)
    numbers = paper_queries.numbers(Sheet.UPWARD, [sheet.id for sheet in sheets])
    return render_template("upward/index.html", sheets=sheets, numbers=numbers, before=before, page=queries.PAGE)


@bp.get("/drafts/<int:proposal_id>/letter.pdf")
@requires(Permission.PROPOSAL_READ)
def draft(proposal_id: int) -> ResponseReturnValue:
    """Under Sở Nội vụ's Tờ trình, as it would read if the Chairman signed now."""
    proposal = proposals.proposal(proposal_id, current_actor())
    if not proposal.goes_up:
        raise NotFound
    if proposal.state not in proposals.LIVING:
        flash(proposals.NO_DRAFT, "warning")
        return redirect(url_for("proposals.show", proposal_id=proposal.id), 303)
    return previewed(papers.draft(proposal), "du-thao-to-trinh-cap-nha-nuoc.pdf")


@bp.post("/sign/<int:proposal_id>")
@requires(Permission.DECISION_SIGN)
def sign(proposal_id: int) -> ResponseReturnValue:
    proposal = proposals.proposal(proposal_id, current_actor())
    with unit_of_work():
        sheet = operations.sign(proposal, actor=current_actor(), seen=request.form.get("seen", ""))
    flash("Đã ký Tờ trình cấp Nhà nước. Văn thư sẽ cấp số; Sở Nội vụ gửi hồ sơ đi.")
    return redirect(url_for(".show", sheet_id=sheet.id), 303)


@bp.get("/of-proposal/<int:proposal_id>")
@requires(Permission.UPWARD_READ)
def of_proposal(proposal_id: int) -> ResponseReturnValue:
    """What the Chairman signed under Sở Nội vụ's Tờ trình."""
    proposal = proposals.proposal(proposal_id, current_actor())
    sheet = or_404(queries.of_proposal(proposal.id))
    return redirect(url_for(".show", sheet_id=sheet.id), 303)


@bp.get("/<int:sheet_id>")
@requires(Permission.UPWARD_READ)
def show(sheet_id: int) -> ResponseReturnValue:
    sheet = queries.one(sheet_id, current_actor())
    known, decisions = facts.of_sheet(sheet), queries.decisions(sheet)
    return render_template(
        "upward/show.html",
        sheet=sheet,
        gaps=known.gaps if sheet.state == UpwardState.SIGNED else (),
        papers=paper_queries.of_sheet(Sheet.UPWARD, sheet.id),
        options={option.name: option for option in options(sheet, current_actor())},
        waiting=queries.waiting(sheet),
        asked=queries.asked_for_more(sheet),
        waited=queries.days_waited(sheet),
        times=queries.times_above(sheet) if sheet.state == UpwardState.SENT else (),
        decisions=decisions,
        numbers=paper_queries.numbers(Sheet.DECISION, [decision.id for decision in decisions]),
    )


@bp.route("/<int:sheet_id>/register", methods=["GET", "POST"])
@requires(Permission.DECISION_ISSUE)
def register(sheet_id: int) -> ResponseReturnValue:
    sheet = queries.one(sheet_id, current_actor())
    form = RegistrationForm(issued_on=clock.today())
    if form.validate_on_submit() and form.perform(lambda: _issue(sheet_id, form)):
        flash("Đã cấp số Tờ trình. Gói hồ sơ đang được lập.")
        return redirect(url_for(".show", sheet_id=sheet_id), 303)
    gaps = facts.of_sheet(sheet).gaps
    return render_template("upward/register.html", form=form, sheet=sheet, reasons=gaps), form.status


@bp.get("/<int:sheet_id>/package.zip")
@requires(Permission.UPWARD_READ)
def package(sheet_id: int) -> ResponseReturnValue:
    """As it was made once; who takes it stands in the log."""
    sheet = queries.one(sheet_id, current_actor())
    if sheet.package is None:
        raise NotFound
    kept = sheet.package
    with reading_written_down():
        audit.record_reading(actor=current_actor(), what=sheet.ref, action="take_package", package=kept.sha256)
    stream = Store(current_app.config["PAPERS_FOLDER"]).open_file(kept)
    return send_file(stream, mimetype="application/zip", as_attachment=True, download_name=kept.original_name)


@bp.route("/<int:sheet_id>/send", methods=["GET", "POST"])
@requires(Permission.UPWARD_RECORD)
def send(sheet_id: int) -> ResponseReturnValue:
    sheet = queries.one(sheet_id, current_actor())
    form = SendingForm(sent_on=clock.today(), sent_to=papers.MINISTRY)
    if form.validate_on_submit() and form.perform(
        lambda: operations.send(sheet, form.to(Sending), actor=current_actor())
    ):
        flash("Đã ghi ngày gửi. Hồ sơ chờ kết quả của cấp Nhà nước.")
        return redirect(url_for(".show", sheet_id=sheet_id), 303)
    return render_template("upward/send.html", form=form, sheet=sheet), form.status


@bp.route("/<int:sheet_id>/recall", methods=["GET", "POST"])
@requires(Permission.DECISION_SIGN)
def recall(sheet_id: int) -> ResponseReturnValue:
    sheet = queries.one(sheet_id, current_actor())
    form = ReasonForm()
    if form.validate_on_submit() and form.perform(lambda: operations.recall(sheet, form.words, actor=current_actor())):
        flash("Đã thu hồi Tờ trình. Hồ sơ về Sở Nội vụ, chờ Tờ trình khác.")
        return redirect(url_for(".show", sheet_id=sheet_id), 303)
    return render_template("upward/recall.html", form=form, sheet=sheet), form.status


def _issue(sheet_id: int, form: forms.RegistrationForm) -> None:
    signed_copy = stored(form.signed_copy, current_actor(), kinds=SIGNED_COPIES)
    sheet = queries.one(sheet_id, current_actor())
    operations.issue(sheet, form.to(Registration), signed_copy, actor=current_actor())

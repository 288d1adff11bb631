"""After a decision: its recipients, what stands on their certificates, what lies ready, and the printing."""

from collections.abc import Sequence

from flask import current_app, flash, redirect, render_template, send_file, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from app.access import Permission, current_actor, requires
from app.addresses import number_asked
from app.decisions.facts import decision_of
from app.deliveries import (
    certificates,
    forms,
    handover_views,  # noqa: F401 -- they register
    lists,
    panels,  # noqa: F401 -- shows itself on the case
    payment_views,  # noqa: F401
    preparing,
    queries,
)
from app.deliveries.blueprint import bp
from app.deliveries.papers import decision_words
from app.deliveries.preparing import Inscription
from app.deliveries.queries import Line
from app.deliveries.settings import CERTIFICATE_PAPER, articles_of
from app.documents.store import Store
from app.extensions import unit_of_work
from app.nominations import queries as cases
from app.nominations.states import AWARDED
from app.papers.printing import previewed
from app.runs.models import BulkRun
from workflows.award_province_1 import State


@bp.get("/")
@requires(Permission.DELIVERY_READ)
def index() -> ResponseReturnValue:
    before = number_asked("before")
    decisions = lists.decisions(current_actor(), before=before)
    return render_template("deliveries/index.html", decisions=decisions, before=before, page=lists.PAGE)


@bp.get("/of-case/<int:nomination_id>")
@requires(Permission.DELIVERY_READ)
def of_case(nomination_id: int) -> ResponseReturnValue:
    """Where a case is handed over: with the others of its unit and decision."""
    case = cases.one(nomination_id, current_actor())
    decision = decision_of(case)
    if decision is None:
        return redirect(url_for(".index"), 303)
    if case.state == State.PRODUCTION:
        return redirect(url_for(".hand_over", decision_id=decision.id, unit_id=case.unit_id), 303)
    return redirect(url_for(".show", decision_id=decision.id), 303)


@bp.get("/<int:decision_id>")
@requires(Permission.DELIVERY_READ)
def show(decision_id: int) -> ResponseReturnValue:
    decision = queries.decision(decision_id, current_actor())
    lines = queries.lines(decision, current_actor())
    return render_template(
        "deliveries/show.html",
        decision=decision,
        lines=lines,
        given=articles_of(decision.award_version.award_code),
        paper=CERTIFICATE_PAPER,
        units=queries.units_of(lines),
        handovers=queries.handovers(decision, current_actor()),
        runs=queries.print_runs(decision),
        deposits=queries.deposits(decision, current_actor()),
        decided_by=decision_words(queries.paper_of(decision)),
        may_close=any(line.case.state == State.HANDED_OVER for line in lines),
        unannounced=[line for line in lines if line.case.state == State.PUBLISHED],
        unentered=[line for line in lines if line.given.has_certificate and not line.register],
    )


@bp.route("/announce", methods=["GET", "POST"])
@requires(Permission.DELIVERY_PREPARE)
def announce() -> ResponseReturnValue:
    """Several decisions together; the next page shows whom it tells what, and there it is released."""
    decisions = lists.unannounced(current_actor())
    form = forms.AnnounceForm(decision_ids=[one.id for one in decisions])
    made: list[BulkRun] = []
    if form.validate_on_submit() and form.perform(
        lambda: made.append(preparing.announce(form.decision_ids.data or [], actor=current_actor()))
    ):
        return redirect(url_for("runs.show", run_id=made[0].id), 303)
    return render_template("deliveries/announce.html", form=form, decisions=decisions), form.status


@bp.route("/<int:decision_id>/register", methods=["GET", "POST"])
@requires(Permission.DELIVERY_PREPARE)
def register(decision_id: int) -> ResponseReturnValue:
    decision = queries.decision(decision_id, current_actor())
    year = preparing.year_of(decision)
    form = forms.RegisterForm(first=queries.next_number(year))
    entered: list[int] = []
    if form.validate_on_submit() and form.perform(
        lambda: entered.append(preparing.enter(decision, form.first.data or 0, actor=current_actor()))
    ):
        flash(f"Đã vào sổ {entered[0]} trường hợp.")
        return redirect(url_for(".show", decision_id=decision_id), 303)
    lines = [line for line in queries.lines(decision, current_actor()) if not line.register]
    page = render_template("deliveries/register.html", form=form, decision=decision, lines=lines, year=year)
    return page, form.status


@bp.route("/<int:decision_id>/ready", methods=["GET", "POST"])
@requires(Permission.DELIVERY_PREPARE)
def ready(decision_id: int) -> ResponseReturnValue:
    decision = queries.decision(decision_id, current_actor())
    lines = queries.lines(decision, current_actor())
    form = forms.ReadyForm(seen=queries.as_shown(lines), ready=_ticked(lines))
    if form.validate_on_submit() and form.perform(
        lambda: preparing.mark_ready(decision, form.ticks, form.seen.data or "", actor=current_actor())
    ):
        flash("Đã lưu tình trạng chuẩn bị hiện vật.")
        return redirect(url_for(".show", decision_id=decision_id), 303)
    return render_template("deliveries/ready.html", form=form, decision=decision, lines=lines), form.status


@bp.route("/<int:decision_id>/items/<int:item_id>", methods=["GET", "POST"])
@requires(Permission.DELIVERY_PREPARE)
def inscribe(decision_id: int, item_id: int) -> ResponseReturnValue:
    decision = queries.decision(decision_id, current_actor())
    line = queries.line(decision, item_id, current_actor())
    form = forms.InscriptionForm(
        printed_name=line.printed_name,
        printed_detail=line.printed_detail,
        name_reason=line.delivery.name_reason if line.delivery else "",
        register_number=line.delivery.register_number if line.delivery else None,
        seen=queries.as_shown([line]),
    )
    if form.validate_on_submit() and form.perform(
        lambda: preparing.inscribe(decision, line.item, form.to(Inscription), actor=current_actor())
    ):
        flash("Đã lưu tên in trên Bằng.")
        return redirect(url_for(".show", decision_id=decision_id, _anchor=f"item-{item_id}"), 303)
    return render_template("deliveries/inscribe.html", form=form, decision=decision, line=line), form.status


@bp.get("/<int:decision_id>/items/<int:item_id>/certificate.pdf")
@requires(Permission.DELIVERY_PREPARE)
def certificate(decision_id: int, item_id: int) -> ResponseReturnValue:
    decision = queries.decision(decision_id, current_actor())
    line = queries.line(decision, item_id, current_actor())
    paper = queries.paper_of(decision)
    is_proof = (line.given.has_certificate and not line.register) or line.case.state not in AWARDED
    page = certificates.certificate(line, paper)
    return previewed(certificates.bound([page], is_proof=is_proof), f"bang-{item_id}.pdf")


@bp.post("/<int:decision_id>/print")
@requires(Permission.DELIVERY_PREPARE)
def print_all(decision_id: int) -> ResponseReturnValue:
    decision = queries.decision(decision_id, current_actor())
    with unit_of_work():
        preparing.order_print(decision, actor=current_actor())
    flash("Đang in Bằng ở nền. In xong sẽ có thông báo; tiến độ ghi ở mục In Bằng.")
    return redirect(url_for(".show", decision_id=decision_id, _anchor="runs"), 303)


@bp.get("/runs/<int:run_id>.pdf")
@requires(Permission.DELIVERY_PREPARE)
def printed(run_id: int) -> ResponseReturnValue:
    run = queries.print_run(run_id, current_actor())
    if run.file is None:
        raise NotFound
    stream = Store(current_app.config["PAPERS_FOLDER"]).open_file(run.file)
    return send_file(stream, mimetype=run.file.media_type, download_name=f"bang-quyet-dinh-{run.decision_id}.pdf")


def _ticked(lines: Sequence[Line]) -> list[str]:
    return [f"{line.item.id}:{code}" for line in lines if line.delivery for code in line.delivery.ready]

"""The archivist's desk: cases of a decision closed together, and a case's dossier as one file."""

from flask import Blueprint, Response, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, requires
from app.audit import operations as audit
from app.decisions.facts import decision_of
from app.deliveries import archiving, bundle, dossier, forms, papers, queries
from app.deliveries.archiving import Closing
from app.deliveries.settings import RETENTIONS, USUAL_RETENTION
from app.documents.store import Store
from app.extensions import reading_written_down
from app.forms import choices
from app.nominations import queries as cases
from workflows.award_province_1 import State

bp = Blueprint("archive", __name__, url_prefix="/archive")


@bp.get("/of-case/<int:nomination_id>")
@requires(Permission.DELIVERY_READ)
def of_case(nomination_id: int) -> ResponseReturnValue:
    """Where a case is closed: with the others of its decision."""
    decision = decision_of(cases.one(nomination_id, current_actor()))
    if decision is None:
        return redirect(url_for("deliveries.index"), 303)
    return redirect(url_for(".close", decision_id=decision.id), 303)


@bp.route("/decisions/<int:decision_id>", methods=["GET", "POST"])
@requires(Permission.DELIVERY_ARCHIVE)
def close(decision_id: int) -> ResponseReturnValue:
    decision = queries.decision(decision_id, current_actor())
    lines = queries.lines(decision, current_actor())
    waiting = [line for line in lines if line.case.state == State.HANDED_OVER]
    gaps = dossier.missing_of([line.case for line in waiting])
    title = f"Hồ sơ khen thưởng theo {papers.decision_words(queries.paper_of(decision))}"
    form = forms.ClosingForm(
        title=title,
        retention=USUAL_RETENTION,
        item_ids=[line.item.id for line in waiting if not gaps[line.case.id]],
    )
    form.retention.choices = choices((code, one.name) for code, one in RETENTIONS.items())
    if form.validate_on_submit() and form.perform(
        lambda: archiving.close(decision, form.to(Closing), actor=current_actor())
    ):
        flash("Đã kết thúc hồ sơ, nộp lưu. Mục lục hồ sơ đã lập.")
        return redirect(url_for("deliveries.show", decision_id=decision_id, _anchor="deposits"), 303)
    page = render_template(
        "deliveries/close.html",
        form=form,
        decision=decision,
        waiting=waiting,
        gaps=gaps,
        others=len(lines) - len(waiting),
        retentions=RETENTIONS.values(),
    )
    return page, form.status


@bp.get("/cases/<int:nomination_id>/dossier.zip")
@requires(Permission.DELIVERY_READ)
def dossier_zip(nomination_id: int) -> ResponseReturnValue:
    case = cases.one(nomination_id, current_actor())
    with reading_written_down():
        audit.record_reading(actor=current_actor(), what=case.ref, action="take_dossier", code=case.code)
    contents = bundle.parts(case, Store(current_app.config["PAPERS_FOLDER"]), current_actor())
    headers = {"Content-Disposition": f'attachment; filename="{case.code}.zip"'}
    return Response(bundle.zipped(contents), mimetype="application/zip", headers=headers)

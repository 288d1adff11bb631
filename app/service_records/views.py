"""Kết quả công tác: facts of the years entered one by one, given their evidence, confirmed, voided."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, requires
from app.actor import Actor
from app.addresses import number_asked
from app.documents.models import StoredFile
from app.errors import or_404
from app.forms import BaseForm
from app.honours import queries as honours
from app.honours.words import Standing
from app.papers.printing import handed_out
from app.papers.uploads import SIGNED_COPIES, stored
from app.service_records import (
    operations,
    panels,  # noqa: F401 -- shows itself on a nominee's page
    queries,
)
from app.service_records.forms import FORMS, ConfirmForm, EvidenceForm, VoidForm
from app.service_records.models import ServiceRecord
from app.service_records.queries import Search
from app.service_records.reach import sees_all
from app.service_records.words import BUTTONS, NAMES, STANDINGS, RecordKind

bp = Blueprint("service_records", __name__, url_prefix="/service-records")


@bp.context_processor
def words() -> dict[str, Any]:
    return {"names": NAMES, "buttons": BUTTONS}


@bp.get("/")
@requires(Permission.SERVICE_RECORD_READ)
def index() -> ResponseReturnValue:
    search, actor = _asked(), current_actor()
    return render_template(
        "service_records/index.html",
        search=search,
        page=queries.page(search, actor),
        standings=STANDINGS,
        units=honours.units() if sees_all(actor.role) else [],
    )


@bp.route("/new/<int:nominee_id>/<string:kind>", methods=["GET", "POST"])
@requires(Permission.SERVICE_RECORD_ENTER)
def new(nominee_id: int, kind: str) -> ResponseReturnValue:
    nominee, wanted = queries.nominee(nominee_id, current_actor()), _kind(kind)
    operations.insist_on_kind(nominee, wanted)
    shape, command = FORMS[wanted]
    form, made = shape(), list[ServiceRecord]()

    def enter() -> None:
        file = _evidence(form, current_actor())
        whose = queries.nominee(nominee_id, current_actor())
        made.append(operations.enter(whose, form.to(command), file, actor=current_actor()))

    if form.validate_on_submit() and form.perform(enter):
        flash(f"Đã ghi {made[0].summary} cho {nominee.full_name}.")
        return redirect(url_for(".show", record_id=made[0].id), 303)
    return render_template("service_records/new.html", form=form, nominee=nominee, kind=wanted), form.status


@bp.get("/<int:record_id>")
@requires(Permission.SERVICE_RECORD_READ)
def show(record_id: int) -> ResponseReturnValue:
    record = queries.one(record_id, current_actor())
    return render_template(
        "service_records/show.html",
        record=record,
        is_own=record.unit_id == current_actor().organisation_id,
        around=queries.around(record),
        obstacles=operations.obstacles_to_voiding(record, current_actor()),
    )


@bp.get("/<int:record_id>/scan")
@requires(Permission.SERVICE_RECORD_READ)
def scan(record_id: int) -> ResponseReturnValue:
    return handed_out(queries.scan(queries.one(record_id, current_actor())))


@bp.route("/<int:record_id>/evidence", methods=["GET", "POST"])
@requires(Permission.SERVICE_RECORD_ENTER)
def evidence(record_id: int) -> ResponseReturnValue:
    record = queries.own(record_id, current_actor())
    operations.insist_on_attaching(record)
    form = EvidenceForm()

    def attach() -> None:
        file = stored(form.scan, current_actor(), kinds=SIGNED_COPIES)
        operations.attach(queries.own(record_id, current_actor()), file, actor=current_actor())

    if form.validate_on_submit() and form.perform(attach):
        flash("Đã thêm minh chứng. Sở Nội vụ sẽ đối chiếu và xác nhận.")
        return redirect(url_for(".show", record_id=record_id), 303)
    return render_template("service_records/evidence.html", form=form, record=record), form.status


@bp.post("/confirm")
@requires(Permission.SERVICE_RECORD_CONFIRM)
def confirm() -> ResponseReturnValue:
    """Those ticked on the list, or the one whose page it was."""
    form, done = ConfirmForm(), list[int]()
    chosen = form.record_ids.data or []
    if form.validate_on_submit() and form.perform(
        lambda: done.append(operations.confirm(queries.several(chosen, current_actor()), actor=current_actor()))
    ):
        flash(f"Đã xác nhận {done[0]} mục.")
    else:
        flash("Chưa xác nhận mục nào: đánh dấu các mục đã đối chiếu minh chứng rồi bấm lại.", "warning")
    return redirect(url_for(".index", standing=Standing.WAITING.value, unit_id=number_asked("unit_id")), 303)


@bp.route("/<int:record_id>/void", methods=["GET", "POST"])
@requires(Permission.SERVICE_RECORD_VOID)
def void(record_id: int) -> ResponseReturnValue:
    record = queries.one(record_id, current_actor())
    operations.insist_on_voiding(record, current_actor())
    form = VoidForm()
    if form.validate_on_submit() and form.perform(lambda: operations.void(record, form.words, actor=current_actor())):
        flash("Đã hủy. Mục này vẫn xem được, kèm lý do hủy, và không còn được tính.")
        return redirect(url_for(".show", record_id=record_id), 303)
    return render_template("service_records/void.html", form=form, record=record), form.status


def _asked() -> Search:
    return Search(
        kind=request.args.get("kind", type=RecordKind),
        standing=request.args.get("standing", type=Standing),
        unit_id=number_asked("unit_id"),
        after=number_asked("after"),
    )


def _kind(text: str) -> RecordKind:
    return or_404(next((kind for kind in RecordKind if kind.value == text), None))


def _evidence(form: BaseForm, actor: Actor) -> StoredFile | None:
    upload = form["scan"].data
    return stored(form["scan"], actor, kinds=SIGNED_COPIES) if upload and upload.filename else None

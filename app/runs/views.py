"""Many cases, one step: chosen, looked at, done in the background while the page tells how far it is, and reported."""

import re
from collections.abc import Sequence
from io import BytesIO
from typing import Any

from flask import Blueprint, current_app, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import Row

from app import clock
from app.access import Permission, current_actor, requires
from app.addresses import words_asked
from app.audit import operations as audit
from app.extensions import reading_written_down, unit_of_work
from app.forms import choices
from app.nominations import telling
from app.nominations.searching import asked
from app.numbers import LARGEST
from app.runs import forms, operations, queries, selecting
from app.runs.models import BulkRun, Outcome, Stage
from app.runs.operations import NOBODY, TOO_MANY, Wanted
from app.runs.selecting import MOST, Chosen, Offer
from app.spreadsheets import MEDIA_TYPE, XLSX, Cell, as_xlsx, written
from workflows.vocabulary import ROLE_NAMES, Tell, TellNominee

bp = Blueprint("runs", __name__, url_prefix="/runs")
TICK = re.compile(r"([0-9]{1,10})-([0-9]{1,9})")
SHOWN = 100  # names on the page; the sheet has all of them
HEADER = ("STT", "Mã hồ sơ", "Người, tập thể", "Danh hiệu, hình thức", "Đơn vị", "Kết quả", "Lý do", "Lúc")


@bp.get("/")
@requires(Permission.NOMINATION_STEP)
def index() -> ResponseReturnValue:
    return render_template("runs/index.html", runs=queries.latest(current_actor()), stages=queries.STAGE_NAMES)


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.NOMINATION_STEP)
def new() -> ResponseReturnValue:
    """The address says which cases: those ticked, or all that the list found."""
    chosen = _chosen()
    offered = selecting.offers(chosen, current_actor().role)
    form = forms.RunForm(step=offered[0].name if len(offered) == 1 else None)
    form.step.choices = choices((one.name, _words(one, len(chosen))) for one in offered)
    made: list[BulkRun] = []
    if form.validate_on_submit() and form.perform(
        lambda: made.append(operations.prepare(chosen, form.to(Wanted), actor=current_actor()))
    ):
        return redirect(url_for(".show", run_id=made[0].id), 303)
    wrong = NOBODY if not chosen else TOO_MANY if len(chosen) > MOST else ""
    page = render_template("runs/new.html", form=form, chosen=chosen, offered=offered, wrong=wrong, is_all=_is_all())
    return page, form.status


@bp.get("/<int:run_id>")
@requires(Permission.NOMINATION_STEP)
def show(run_id: int) -> ResponseReturnValue:
    run = queries.one(run_id, current_actor())
    is_ready = run.stage is Stage.READY
    return render_template(
        "runs/show.html",
        run=run,
        stage=queries.STAGE_NAMES[run.stage],
        is_under_way=run.stage in queries.OPEN,
        counted=queries.counted(run),
        refused=queries.lines(run, Outcome.REFUSED) if run.stage not in queries.OPEN else [],
        waiting=queries.lines(run, Outcome.WAITING, most=SHOWN) if is_ready else [],
        told=_told(run) if is_ready else None,
    )


@bp.post("/<int:run_id>/start")
@requires(Permission.NOMINATION_STEP)
def start(run_id: int) -> ResponseReturnValue:
    run = queries.one(run_id, current_actor())
    with unit_of_work():
        operations.start(run, actor=current_actor())
    return redirect(url_for(".show", run_id=run_id), 303)


@bp.post("/<int:run_id>/discard")
@requires(Permission.NOMINATION_STEP)
def discard(run_id: int) -> ResponseReturnValue:
    run = queries.one(run_id, current_actor())
    with unit_of_work():
        operations.discard(run)
    flash("Đã bỏ, không thực hiện gì với các hồ sơ.")
    return redirect(url_for("nominations.index"), 303)


@bp.get("/<int:run_id>.csv")
@requires(Permission.NOMINATION_STEP)
def report(run_id: int) -> ResponseReturnValue:
    return _sent(written(HEADER, _taken_away(run_id)), MEDIA_TYPE, f"xu-ly-nhieu-ho-so-{run_id}.csv")


@bp.get("/<int:run_id>.xlsx")
@requires(Permission.NOMINATION_STEP)
def workbook(run_id: int) -> ResponseReturnValue:
    return _sent(as_xlsx([HEADER, *_taken_away(run_id)], "Kết quả"), XLSX, f"xu-ly-nhieu-ho-so-{run_id}.xlsx")


def _taken_away(run_id: int) -> list[Sequence[Cell]]:
    """Every case of the run and what became of it; who takes the list along stands in the log."""
    run = queries.one(run_id, current_actor())
    rows, subject = [_row(place, line) for place, line in enumerate(queries.lines(run), start=1)], run.ref
    with reading_written_down():
        audit.record_reading(actor=current_actor(), what=subject, action="take_run", lines=len(rows))
    return rows


def _row(place: int, line: Row[Any]) -> Sequence[Cell]:
    return place, line.code, line.name, line.award, line.unit, queries.OUTCOME_NAMES[line.outcome], *_why_and_when(line)


def _sent(data: bytes, media_type: str, name: str) -> ResponseReturnValue:
    return send_file(BytesIO(data), mimetype=media_type, as_attachment=True, download_name=name)


def _why_and_when(line: Row[Any]) -> tuple[str, str]:
    when = clock.local(line.settled_at).strftime("%H:%M %d/%m/%Y") if line.settled_at else ""
    return " ".join(line.reasons), when


def _is_all() -> bool:
    return bool(words_asked("all"))


def _chosen() -> list[Chosen]:
    """`case=12-3`: case 12, of which its version 3 was seen. What says nothing of the kind nobody has ticked."""
    if _is_all():
        return selecting.found(asked(), current_actor())
    pairs = [TICK.fullmatch(one) for one in request.args.getlist("case")[: MOST + 1]]
    seen = {int(pair[1]): int(pair[2]) for pair in pairs if pair}
    return selecting.ticked({case: version for case, version in seen.items() if case <= LARGEST}, current_actor())


def _words(offer: Offer, chosen: int) -> str:
    some = f"{offer.cases} hồ sơ" if offer.cases == chosen else f"{offer.cases} trong {chosen} hồ sơ"
    return f"{offer.label} – {some} đang ở bước này" + (", phải nêu lý do" if offer.needs_reason else "")


def _told(run: BulkRun) -> dict[str, Any] | None:
    """Who would hear of it: offices, and the nominees where the step writes to them, with the first of the letters."""
    addressed = queries.addressed(run)
    first = _first_with_address(addressed)
    case = queries.case(first.id, current_actor()) if first else None
    if case is None:
        return None
    step = case.workflow.transition(run.step)
    writes = TellNominee() in step.then
    return {
        "offices": [ROLE_NAMES[errand.role] for errand in step.then if isinstance(errand, Tell)],
        "writes": writes,
        "addressed": addressed if writes else [],
        "without": sum(not one.email for one in addressed) if writes else 0,
        "letter": telling.to_nominee(case, step, run.reason) if writes else None,
        "is_sent": bool(current_app.config["MAIL_SERVER"]),
        "most": SHOWN,
    }


def _first_with_address(addressed: Sequence[Row[Any]]) -> Row[Any] | None:
    return next((one for one in addressed if one.email), addressed[0] if addressed else None)

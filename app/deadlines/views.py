"""Gia hạn, and how long each step takes (Thời gian giải quyết)."""

from datetime import date
from io import BytesIO

from flask import Blueprint, flash, render_template, send_file
from flask.typing import ResponseReturnValue

from app import clock
from app.access import Permission, current_actor, requires
from app.addresses import day_asked, number_asked, to_case, words_asked
from app.deadlines import (
    limits,
    measuring,
    operations,
    panels,  # noqa: F401 -- joins the case
    queries,
    summing,
)
from app.deadlines.forms import ExtensionForm
from app.deadlines.measuring import Measured, Period
from app.deadlines.operations import Extension
from app.nominations import queries as nominations
from app.spreadsheets import XLSX, as_xlsx

bp = Blueprint("deadlines", __name__, url_prefix="/deadlines")


@bp.get("/")
@requires(Permission.TIME_READ)
def times() -> ResponseReturnValue:
    period = _asked()
    found, all_found, names = _found(period)
    return render_template(
        "deadlines/times.html",
        period=period,
        step=words_asked("step"),
        steps=summing.steps_in(all_found),
        units=names,
        by_step=summing.by_step(found),
        by_unit=[] if current_actor().is_of_unit else summing.by_unit(found, names),
    )


@bp.get("/times.xlsx")
@requires(Permission.TIME_READ)
def times_sheet() -> ResponseReturnValue:
    period = _asked()
    found, _, names = _found(period)
    book = as_xlsx([summing.HEADINGS, *summing.as_cells(found, names)], "Thời gian giải quyết")
    name = f"thoi-gian-giai-quyet-{period.first:%Y%m%d}-{period.last:%Y%m%d}.xlsx"
    return send_file(BytesIO(book), mimetype=XLSX, as_attachment=True, download_name=name)


def _asked() -> Period:
    """From the first day of the year until today, where nothing else is asked."""
    today = clock.today()
    last = day_asked("to") or today
    first = day_asked("from") or date(min(today, last).year, 1, 1)
    unit_id = None if current_actor().is_of_unit else number_asked("unit")
    return Period(first=min(first, last), last=last, unit_id=unit_id)


def _found(period: Period) -> tuple[list[Measured], list[Measured], dict[int, str]]:
    """What is asked, all of the period, and what its units are called."""
    found = measuring.measured(period, current_actor())
    step = words_asked("step")
    names = queries.unit_names({one.unit_id for one in found} | ({period.unit_id} if period.unit_id else set()))
    return [one for one in found if not step or one.state == step], found, names


@bp.route("/<int:nomination_id>/extend", methods=["GET", "POST"])
@requires(Permission.LIMIT_EXTEND)
def extend(nomination_id: int) -> ResponseReturnValue:
    nomination = nominations.in_short(nomination_id, current_actor())
    form = ExtensionForm(seen=operations.as_shown(nomination))
    if form.validate_on_submit() and form.perform(
        lambda: operations.extend(
            nominations.in_short(nomination_id, current_actor()), form.to(Extension), actor=current_actor()
        )
    ):
        flash(f"Đã gia hạn đến hết ngày {form.until.data:%d/%m/%Y}.")
        return to_case(nomination_id)
    refused = limits.why_not(nomination)
    page = render_template(
        "deadlines/extend.html",
        form=form,
        nomination=nomination,
        limit=limits.of(nomination),
        is_over=limits.is_over(nomination),
        earlier=queries.of_case(nomination_id),
        reasons=[refused] if refused else [],
    )
    return page, form.status

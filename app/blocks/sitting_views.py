"""The block's meeting, entered from its signed minutes; the ranking to print and to take along."""

from io import BytesIO

from flask import Response, flash, redirect, render_template, send_file, url_for
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, requires
from app.blocks import forms, pages, points, queries, ranking, reach, sittings
from app.blocks.blueprint import bp
from app.blocks.models import BlockSitting, BlockYear
from app.errors import or_404
from app.papers.printing import handed_out
from app.papers.uploads import SIGNED_COPIES, stored
from app.spreadsheets import XLSX, as_xlsx
from workflows.blocks_1 import BlockState


@bp.route("/<int:year_id>/sittings/new", methods=["GET", "POST"])
@requires(Permission.BLOCK_WRITE)
def new_sitting(year_id: int) -> ResponseReturnValue:
    block_year = _led(year_id)
    totals = queries.totals(block_year)
    ranks, tied = ranking.ranked(totals), ranking.tied(totals)
    known = sorted((one for one in block_year.ranked if one.id in ranks), key=lambda one: ranks[one.id])
    proposed = {f"rank_{one.id}": ranks[one.id] for one in known if one.id not in tied}
    form = forms.minutes_form({one.id: one.name for one in known})(version=block_year.version, **proposed)
    if form.validate_on_submit() and form.perform(lambda: _record(year_id, form)):
        flash("Đã ghi kết quả họp khối.")
        return redirect(url_for(".show", year_id=year_id), 303)
    page = render_template(
        "blocks/sitting_new.html",
        form=form,
        block_year=block_year,
        members=known,
        points={key: points.written(total) for key, total in totals.items()},
        tied=tied,
        is_open=block_year.state == BlockState.MEETING and queries.standing_sitting(year_id) is None,
    )
    return page, form.status


def _record(year_id: int, form: forms.MinutesForm) -> None:
    """The file first: what was read before it was inspected is read anew."""
    copy = stored(form.file, current_actor(), kinds=SIGNED_COPIES)
    sittings.record(_led(year_id), form.told(), copy, actor=current_actor())


@bp.route("/<int:year_id>/sittings/<int:sitting_id>/void", methods=["GET", "POST"])
@requires(Permission.BLOCK_WRITE)
def void_sitting(year_id: int, sitting_id: int) -> ResponseReturnValue:
    block_year = _led(year_id)
    sitting = _sitting(block_year, sitting_id)
    form = forms.VoidForm()
    if form.validate_on_submit() and form.perform(
        lambda: sittings.void(block_year, sitting, form.reason.data or "", actor=current_actor())
    ):
        flash("Đã hủy kết quả họp nhập nhầm.")
        return redirect(url_for(".show", year_id=year_id), 303)
    return render_template("blocks/void.html", form=form, block_year=block_year, sitting=sitting), form.status


@bp.get("/<int:year_id>/sittings/<int:sitting_id>")
@requires(Permission.BLOCK_READ)
def show_sitting(year_id: int, sitting_id: int) -> ResponseReturnValue:
    block_year = queries.one(year_id, current_actor())
    sitting = _sitting(block_year, sitting_id)
    rows = [(row.rank, row.name, points.written(row.points)) for row in queries.ranks_of(sitting)]
    may_void = reach.may_lead(block_year, current_actor()) and block_year.state == BlockState.MEETING
    return render_template("blocks/sitting.html", block_year=block_year, sitting=sitting, rows=rows, may_void=may_void)


@bp.get("/<int:year_id>/sittings/<int:sitting_id>/minutes")
@requires(Permission.BLOCK_READ)
def minutes(year_id: int, sitting_id: int) -> ResponseReturnValue:
    return handed_out(queries.minutes_of(_sitting(queries.one(year_id, current_actor()), sitting_id)))


@bp.get("/<int:year_id>/ranking")
@requires(Permission.BLOCK_READ)
def ranking_table(year_id: int) -> ResponseReturnValue:
    block_year = _ranked(year_id)
    sitting = queries.standing_sitting(year_id)
    return render_template(
        "blocks/ranking.html", block_year=block_year, places=pages.places(block_year), sitting=sitting
    )


@bp.get("/<int:year_id>/ranking.xlsx")
@requires(Permission.BLOCK_READ)
def ranking_xlsx(year_id: int) -> Response:
    block_year = _ranked(year_id)
    book = as_xlsx(pages.as_cells(pages.places(block_year)), "Xếp hạng")
    name = f"xep-hang-{block_year.block_code.lower()}-{block_year.year}.xlsx"
    return send_file(BytesIO(book), XLSX, as_attachment=True, download_name=name)


def _ranked(year_id: int) -> BlockYear:
    """One whose scores are closed, for whoever sees them all, or 404."""
    found = queries.one(year_id, current_actor())
    return or_404(found if found.state in reach.OPEN_TO_ALL or reach.sees_all(current_actor()) else None)


def _sitting(block_year: BlockYear, sitting_id: int) -> BlockSitting:
    return or_404(next((one for one in queries.sittings(block_year.id) if one.id == sitting_id), None))


def _led(year_id: int) -> BlockYear:
    found = queries.one(year_id, current_actor())
    return or_404(found if reach.may_lead(found, current_actor()) else None)

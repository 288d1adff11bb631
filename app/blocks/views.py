"""Blocks of a year and where each stands; one block's year: its members, its table, its steps."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app import clock
from app.access import Permission, current_actor, permissions_of, requires
from app.addresses import number_asked
from app.blocks import (
    forms,
    operations,
    pages,
    queries,
    reach,
    scoring_views,  # noqa: F401 -- they register
    sitting_views,  # noqa: F401
)
from app.blocks.blueprint import bp
from app.blocks.models import BlockYear
from app.blocks.operations import Opening
from app.casework import option, options
from app.errors import or_404
from app.forms import choices
from workflows.blocks_1 import BlockState
from workflows.engine import Workflow


@bp.get("/")
@requires(Permission.BLOCK_READ)
def index() -> ResponseReturnValue:
    known = queries.years(current_actor())
    year = number_asked("year") or (known[0] if known else clock.today().year)
    return render_template(
        "blocks/index.html",
        blocks=queries.listed(current_actor(), year),
        year=year,
        years=sorted({*known, year}, reverse=True),
        may_open=Permission.BLOCK_OPEN in permissions_of(current_actor()),
    )


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.BLOCK_OPEN)
def new() -> ResponseReturnValue:
    year = number_asked("year") or clock.today().year
    form = forms.OpeningForm(year=year)
    form.block_code.choices = choices((block.code, block.name) for block in queries.all_blocks())
    made: list[int] = []
    if form.validate_on_submit() and form.perform(
        lambda: made.append(operations.open_year(form.to(Opening), actor=current_actor()).id)
    ):
        flash("Đã mở năm thi đua của khối. Xem lại thành viên, ghi trưởng khối, phó khối.")
        return redirect(url_for(".members", year_id=made[0]), 303)
    return render_template("blocks/new.html", form=form), form.status


@bp.get("/<int:year_id>")
@requires(Permission.BLOCK_READ)
def show(year_id: int) -> ResponseReturnValue:
    actor = current_actor()
    block_year = queries.one(year_id, actor)
    return render_template(
        "blocks/show.html",
        block_year=block_year,
        lines=pages.lines(block_year, actor),
        table=queries.table(year_id),
        sittings=queries.sittings(year_id),
        milestones=_milestones(block_year, block_year.workflow),
        options=options(block_year, actor),
        leads=Permission.BLOCK_WRITE in permissions_of(actor) and reach.may_lead(block_year, actor),
        is_draft=block_year.state == BlockState.PREPARING,
        may_assign=block_year.state in (BlockState.SCORING, BlockState.CROSS_CHECKING),
        meets=block_year.state == BlockState.MEETING,
        shows_ranking=block_year.state in reach.OPEN_TO_ALL,
        difference=operations.difference(block_year) if block_year.state == BlockState.PREPARING else None,
    )


def _milestones(block_year: BlockYear, workflow: type[Workflow]) -> list[tuple[str, str]]:
    places = [title for title, states in workflow.milestones.items() if block_year.state in states]
    now = [*workflow.milestones].index(places[0])
    is_over = block_year.state == BlockState.CONFIRMED
    return [
        (title, "done" if place < now or is_over else "now" if place == now else "todo")
        for place, title in enumerate(workflow.milestones)
    ]


@bp.route("/<int:year_id>/members", methods=["GET", "POST"])
@requires(Permission.BLOCK_WRITE)
def members(year_id: int) -> ResponseReturnValue:
    block_year = _led(year_id)
    form = forms.members_form({one.id: one.name for one in block_year.members})(
        obj=block_year, **{f"part_{one.id}": one.part.value for one in block_year.members}
    )
    if form.validate_on_submit() and form.perform(
        lambda: operations.set_members(block_year, form.told(), actor=current_actor())
    ):
        flash("Đã lưu thành viên của khối.")
        return redirect(url_for(".show", year_id=year_id), 303)
    page = render_template(
        "blocks/members.html", form=form, block_year=block_year, difference=operations.difference(block_year)
    )
    return page, form.status


@bp.route("/<int:year_id>/table", methods=["GET", "POST"])
@requires(Permission.BLOCK_WRITE)
def table(year_id: int) -> ResponseReturnValue:
    block_year = _led(year_id)
    written = operations.table_as_written(queries.table(year_id) or queries.table_before(block_year))
    form = forms.TableForm(table=written, version=block_year.version)
    if form.validate_on_submit() and form.perform(
        lambda: operations.set_table(block_year, form.table.data or "", seen=form.seen, actor=current_actor())
    ):
        flash("Đã lưu bảng chấm điểm.")
        return redirect(url_for(".show", year_id=year_id), 303)
    return render_template("blocks/table.html", form=form, block_year=block_year), form.status


@bp.route("/<int:year_id>/steps/<string:name>", methods=["GET", "POST"])
@requires(Permission.BLOCK_STEP)
def take(year_id: int, name: str) -> ResponseReturnValue:
    block_year = queries.one(year_id, current_actor())
    step = or_404(block_year.workflow.transitions().get(name))
    made = forms.ReasonedStepForm if step.needs_reason else forms.StepForm
    form = made(version=block_year.version)
    reason = form["reason"].data or "" if step.needs_reason else ""
    if form.validate_on_submit() and form.perform(
        lambda: operations.take(block_year, name, reason, seen=form.seen, actor=current_actor())
    ):
        flash(f"Đã thực hiện: {step.label}.")
        return redirect(url_for(".show", year_id=year_id), 303)
    offered = option(block_year, name, current_actor())
    page = render_template(
        "blocks/step.html",
        form=form,
        block_year=block_year,
        step=step,
        reasons=offered.refusals if offered else ["Khối không ở bước này, hoặc bước này thuộc thẩm quyền người khác."],
    )
    return page, form.status


def _led(year_id: int) -> BlockYear:
    """One that this person leads, or 404."""
    found = queries.one(year_id, current_actor())
    return or_404(found if reach.may_lead(found, current_actor()) else None)

"""Pages of scores: a unit's own, its check of another, what differs and how it is settled."""

from collections.abc import Iterable

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, permissions_of, requires
from app.blocks import forms, pages, queries, reach, scoring
from app.blocks.blueprint import bp
from app.blocks.models import BlockMember, BlockScore, BlockYear
from app.errors import or_404
from workflows.blocks_1 import BlockState


@bp.route("/<int:year_id>/members/<int:member_id>/score", methods=["GET", "POST"])
@requires(Permission.BLOCK_WRITE)
def score(year_id: int, member_id: int) -> ResponseReturnValue:
    block_year, member = _member(year_id, member_id)
    or_404(member if reach.may_score(member, current_actor()) else None)
    form = _sheet(block_year, member, "own", "diễn giải, minh chứng")
    if form.validate_on_submit() and form.perform(
        lambda: scoring.score_itself(block_year, member, form.told(), actor=current_actor())
    ):
        return _saved(form, year_id, member_id, "score", "Đã gửi điểm tự chấm cho trưởng khối.")
    page = render_template(
        "blocks/score.html",
        form=form,
        block_year=block_year,
        member=member,
        table=queries.table(year_id),
        is_open=block_year.state == BlockState.SCORING and not member.set_aside_reason,
    )
    return page, form.status


@bp.route("/<int:year_id>/members/<int:member_id>/check", methods=["GET", "POST"])
@requires(Permission.BLOCK_WRITE)
def check(year_id: int, member_id: int) -> ResponseReturnValue:
    block_year, member = _member(year_id, member_id)
    or_404(member if reach.may_check(block_year, member, current_actor()) else None)
    form = _sheet(block_year, member, "checked", "lý do chấm khác")
    if form.validate_on_submit() and form.perform(
        lambda: scoring.check(block_year, member, form.told(), actor=current_actor())
    ):
        return _saved(form, year_id, member_id, "check", "Đã gửi điểm chấm chéo.")
    is_open = block_year.state == BlockState.CROSS_CHECKING and not member.set_aside_reason
    page = render_template(
        "blocks/check.html",
        form=form,
        block_year=block_year,
        member=member,
        table=queries.table(year_id),
        scores=queries.scores_of(member) if is_open or reach.sees_scores(block_year, member, current_actor()) else {},
        is_open=is_open,
    )
    return page, form.status


@bp.route("/<int:year_id>/members/<int:member_id>", methods=["GET", "POST"])
@requires(Permission.BLOCK_READ)
def member(year_id: int, member_id: int) -> ResponseReturnValue:
    """What one member has; whoever may settle it does so here."""
    block_year, one = _member(year_id, member_id)
    or_404(one if reach.sees_scores(block_year, one, current_actor()) else None)
    table, scores = queries.table(year_id), queries.scores_of(one)
    differing = [line for line in table if line.id in scores and scores[line.id].differs]
    settles = (
        block_year.state == BlockState.CROSS_CHECKING
        and one.checked_at is not None
        and Permission.BLOCK_WRITE in permissions_of(current_actor())
        and reach.may_settle(block_year, one, current_actor())
    )
    form = forms.sheet_form([(line.id, line.name, line.most) for line in differing], "căn cứ chốt")(
        version=one.version, **_kept(scores.values(), "settled", "settle_note")
    )
    if (
        form.validate_on_submit()
        and or_404(settles or None)
        and form.perform(lambda: scoring.settle(block_year, one, form.told(), actor=current_actor()))
    ):
        flash("Đã chốt điểm.")
        return redirect(url_for(".show", year_id=year_id), 303)
    page = render_template(
        "blocks/member.html",
        form=form,
        block_year=block_year,
        member=one,
        criteria=pages.criteria([*table], scores),
        differing=differing if settles else [],
    )
    return page, form.status


@bp.route("/<int:year_id>/checkers", methods=["GET", "POST"])
@requires(Permission.BLOCK_WRITE)
def checkers(year_id: int) -> ResponseReturnValue:
    block_year = queries.one(year_id, current_actor())
    or_404(block_year if reach.may_lead(block_year, current_actor()) else None)
    waiting, proposed = scoring.unchecked(block_year), scoring.in_a_ring(block_year)
    form = forms.checkers_form([one.id for one in waiting], {one.id: one.name for one in block_year.ranked})(
        version=block_year.version, **{f"checker_{one.id}": proposed[one.id] for one in waiting}
    )
    if form.validate_on_submit() and form.perform(
        lambda: scoring.assign(block_year, form.of_lines("checker"), seen=form.seen, actor=current_actor())
    ):
        flash("Đã phân công chấm chéo.")
        return redirect(url_for(".show", year_id=year_id), 303)
    is_open = block_year.state in scoring.BEFORE_CHECKS and bool(waiting)
    page = render_template("blocks/checkers.html", form=form, block_year=block_year, waiting=waiting, is_open=is_open)
    return page, form.status


@bp.route("/<int:year_id>/members/<int:member_id>/aside", methods=["GET", "POST"])
@requires(Permission.BLOCK_WRITE)
def aside(year_id: int, member_id: int) -> ResponseReturnValue:
    block_year, one = _member(year_id, member_id)
    or_404(one if reach.may_lead(block_year, current_actor()) else None)
    form = forms.AsideForm(version=one.version)
    if form.validate_on_submit() and form.perform(
        lambda: scoring.set_aside(block_year, one, form.reason.data or "", seen=form.seen, actor=current_actor())
    ):
        flash(f"Đã lưu: {one.name}.")
        return redirect(url_for(".show", year_id=year_id), 303)
    is_open = block_year.state in scoring.BEFORE_CHECKS
    page = render_template("blocks/aside.html", form=form, block_year=block_year, member=one, is_open=is_open)
    return page, form.status


def _member(year_id: int, member_id: int) -> tuple[BlockYear, BlockMember]:
    block_year = queries.one(year_id, current_actor())
    return block_year, queries.member_of(block_year, member_id)


def _sheet(block_year: BlockYear, member: BlockMember, whose: str, note: str) -> forms.SheetForm:
    lines = [(one.id, one.name, one.most) for one in queries.table(block_year.id)]
    notes = {"own": "own_note", "checked": "check_note"}
    kept = _kept(queries.scores_of(member).values(), whose, notes[whose])
    return forms.sheet_form(lines, note)(version=member.version, **kept)


def _kept(scores: Iterable[BlockScore], points: str, note: str) -> dict[str, object]:
    found: dict[str, object] = {}
    for score in scores:
        found |= {f"points_{score.criterion_id}": getattr(score, points)}
        found |= {f"note_{score.criterion_id}": getattr(score, note)}
    return found


def _saved(form: forms.SheetForm, year_id: int, member_id: int, page: str, sent: str) -> ResponseReturnValue:
    if form.sends.data:
        flash(sent)
        return redirect(url_for(".show", year_id=year_id), 303)
    flash("Đã lưu nháp, chưa gửi.")
    return redirect(url_for(f".{page}", year_id=year_id, member_id=member_id), 303)

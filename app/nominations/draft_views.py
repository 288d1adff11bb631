"""The draft as its unit writes it: opened, its purpose, its texts that save themselves."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app import clock
from app.access import Permission, current_actor, requires
from app.addresses import words_asked
from app.extensions import unit_of_work
from app.forms import NEVER_SEEN
from app.nominations import answers, choosing, drafting, editing, queries, sections, writing
from app.nominations.blueprint import bp
from app.nominations.drafting import General, NewCase
from app.nominations.forms import GeneralForm, NewCaseForm, text_form
from app.nominations.models import Nomination
from app.nominations.writing import TextEdit
from app.numbers import whole
from app.rounds import queries as rounds


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.NOMINATION_DRAFT)
def new() -> ResponseReturnValue:
    desk = choosing.desk(words_asked("what"), words_asked("words"), current_actor())
    form = NewCaseForm()
    award = desk.chosen.award if desk.chosen else None
    form.offer(award, desk.movements)
    form.offer_procedures(award, ordinary=current_actor().is_of_unit)
    made: list[Nomination] = []
    if form.validate_on_submit() and form.perform(
        lambda: made.append(drafting.open_draft(desk.chosen, form.to(NewCase), actor=current_actor()))
    ):
        flash(f"Đã lập hồ sơ {made[0].code}. Viết tiếp từng phần; phần mềm tự lưu khi anh/chị gõ.")
        return redirect(url_for(".edit", nomination_id=made[0].id), 303)
    return render_template("nominations/new.html", desk=desk, form=form), form.status


@bp.get("/<int:nomination_id>/edit")
@requires(Permission.NOMINATION_DRAFT)
def edit(nomination_id: int) -> ResponseReturnValue:
    nomination = queries.one(nomination_id, current_actor())
    editing.insist(nomination, may=bool(editing.allowed(nomination, current_actor())))
    return answers.edit_page(nomination, current_actor())


@bp.route("/<int:nomination_id>/general", methods=["GET", "POST"])
@requires(Permission.NOMINATION_DRAFT)
def general(nomination_id: int) -> ResponseReturnValue:
    nomination = queries.one(nomination_id, current_actor())
    editing.insist(nomination, may=editing.allowed(nomination, current_actor()).general)
    form = GeneralForm(obj=nomination)
    form.offer(nomination.award_version, rounds.movements_on(clock.today(), nomination.movement_id))
    if form.validate_on_submit() and form.perform(
        lambda: drafting.save_general(nomination, form.to(General), actor=current_actor())
    ):
        flash("Đã lưu thông tin chung.")
        return redirect(url_for(".edit", nomination_id=nomination_id), 303)
    return render_template("nominations/general.html", form=form, nomination=nomination), form.status


@bp.post("/<int:nomination_id>/fields/<string:key>")
@requires(Permission.NOMINATION_DRAFT)
def save_text(nomination_id: int, key: str) -> ResponseReturnValue:
    """JSON for the script, a page for a plain form."""
    nomination = queries.one(nomination_id, current_actor())
    form = text_form(sections.one(nomination, key))
    if not form.validate_on_submit():
        return answers.invalid(nomination, key, form, current_actor())
    with unit_of_work():
        outcome = writing.save_text(nomination, key, form.to(TextEdit), actor=current_actor())
    return answers.of(outcome, nomination)


@bp.post("/<int:nomination_id>/late-texts/<int:revision_id>/use")
@requires(Permission.NOMINATION_DRAFT)
def use_late_text(nomination_id: int, revision_id: int) -> ResponseReturnValue:
    nomination = queries.one(nomination_id, current_actor())
    late = queries.late_text(nomination, revision_id, current_actor())
    version = request.form.get("version", NEVER_SEEN, type=whole)
    with unit_of_work():
        outcome = writing.use(nomination, late, version, actor=current_actor())
    return answers.of(outcome, nomination)


@bp.post("/<int:nomination_id>/late-texts/<int:revision_id>/give-up")
@requires(Permission.NOMINATION_DRAFT)
def give_up_late_text(nomination_id: int, revision_id: int) -> ResponseReturnValue:
    nomination = queries.one(nomination_id, current_actor())
    late = queries.late_text(nomination, revision_id, current_actor())
    with unit_of_work():
        writing.give_up(late)
    flash("Đã bỏ bản chưa lưu được.")
    return redirect(url_for(".edit", nomination_id=nomination_id), 303)

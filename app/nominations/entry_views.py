"""What a draft gathers line by line: the years, and the papers attached."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, requires
from app.addresses import number_asked, words_asked
from app.extensions import unit_of_work
from app.nominations import editing, evidence, queries, taking_over, yearly
from app.nominations.blueprint import bp
from app.nominations.evidence import NewEvidence
from app.nominations.forms import EvidenceForm, HouseholdYearForm, TakeOverForm, YearForm
from app.nominations.models import Nomination
from app.nominations.yearly import Year
from app.nominees.models import NomineeKind
from app.papers.printing import handed_out
from app.papers.uploads import stored


@bp.route("/<int:nomination_id>/years/new", methods=["GET", "POST"])
@requires(Permission.NOMINATION_DRAFT)
def new_year(nomination_id: int) -> ResponseReturnValue:
    nomination = queries.one(nomination_id, current_actor())
    editing.insist(nomination, may=editing.allowed(nomination, current_actor()).years)
    form = _year_form(nomination)(year=number_asked("year"))
    if form.validate_on_submit() and form.perform(lambda: yearly.add(nomination, form.to(Year), actor=current_actor())):
        flash(f"Đã ghi thành tích năm {form.year.data}.")
        return redirect(url_for(".edit", nomination_id=nomination_id, _anchor="years"), 303)
    return render_template("nominations/year.html", form=form, nomination=nomination, entry=None), form.status


@bp.route("/<int:nomination_id>/years/<int:entry_id>", methods=["GET", "POST"])
@requires(Permission.NOMINATION_DRAFT)
def edit_year(nomination_id: int, entry_id: int) -> ResponseReturnValue:
    nomination = queries.one(nomination_id, current_actor())
    entry = queries.year(nomination, entry_id)
    editing.insist(nomination, may=editing.allowed(nomination, current_actor()).years)
    form = _year_form(nomination)(obj=entry)
    if form.validate_on_submit() and form.perform(lambda: yearly.edit(entry, form.to(Year), actor=current_actor())):
        flash(f"Đã lưu thành tích năm {form.year.data}.")
        return redirect(url_for(".edit", nomination_id=nomination_id, _anchor="years"), 303)
    return render_template("nominations/year.html", form=form, nomination=nomination, entry=entry), form.status


@bp.post("/<int:nomination_id>/years/<int:entry_id>/remove")
@requires(Permission.NOMINATION_DRAFT)
def remove_year(nomination_id: int, entry_id: int) -> ResponseReturnValue:
    nomination = queries.one(nomination_id, current_actor())
    entry = queries.year(nomination, entry_id)
    with unit_of_work():
        yearly.remove(entry, actor=current_actor())
    flash(f"Đã bỏ một dòng của năm {entry.year}.")
    return redirect(url_for(".edit", nomination_id=nomination_id, _anchor="years"), 303)


@bp.route("/<int:nomination_id>/years/take-over", methods=["GET", "POST"])
@requires(Permission.NOMINATION_DRAFT)
def take_over_years(nomination_id: int) -> ResponseReturnValue:
    """Titles the nominee holds already, ticked instead of typed."""
    nomination = queries.one(nomination_id, current_actor())
    editing.insist(nomination, may=editing.allowed(nomination, current_actor()).years)
    held = taking_over.offered(nomination)
    form = TakeOverForm(honours=[one.key for one in taking_over.of_the_period(nomination, held)])
    form.offer(held)
    chosen = form.honours.data or []
    if form.validate_on_submit() and form.perform(
        lambda: taking_over.take_over(nomination, chosen, actor=current_actor())
    ):
        flash(f"Đã đưa {len(chosen)} khen thưởng đã có vào thành tích từng năm.")
        return redirect(url_for(".edit", nomination_id=nomination_id, _anchor="years"), 303)
    return render_template("nominations/take_over.html", form=form, nomination=nomination, held=held), form.status


@bp.route("/<int:nomination_id>/evidence/new", methods=["GET", "POST"])
@requires(Permission.NOMINATION_DRAFT)
def new_evidence(nomination_id: int) -> ResponseReturnValue:
    nomination = queries.one(nomination_id, current_actor())
    editing.insist(nomination, may=bool(editing.allowed(nomination, current_actor())))
    form = EvidenceForm(doc_code=words_asked("doc_code"))
    form.offer(queries.doc_types(nomination))
    if form.validate_on_submit() and form.perform(lambda: _attach(nomination_id, form)):
        flash("Đã đính kèm tệp.")
        return redirect(url_for(".edit", nomination_id=nomination_id, _anchor="evidence"), 303)
    return render_template("nominations/new_evidence.html", form=form, nomination=nomination), form.status


@bp.get("/<int:nomination_id>/evidence/<int:evidence_id>")
@requires(Permission.NOMINATION_READ)
def download(nomination_id: int, evidence_id: int) -> ResponseReturnValue:
    return handed_out(queries.evidence(queries.one(nomination_id, current_actor()), evidence_id).file)


@bp.post("/<int:nomination_id>/evidence/<int:evidence_id>/remove")
@requires(Permission.NOMINATION_DRAFT)
def remove_evidence(nomination_id: int, evidence_id: int) -> ResponseReturnValue:
    nomination = queries.one(nomination_id, current_actor())
    paper = queries.evidence(nomination, evidence_id)
    with unit_of_work():
        evidence.remove(paper, actor=current_actor())
    flash("Đã bỏ tệp khỏi hồ sơ.")
    return redirect(url_for(".edit", nomination_id=nomination_id, _anchor="evidence"), 303)


def _year_form(nomination: Nomination) -> type[YearForm]:
    return HouseholdYearForm if nomination.nominee_kind is NomineeKind.HOUSEHOLD else YearForm


def _attach(nomination_id: int, form: EvidenceForm) -> None:
    file = stored(form.file, current_actor())
    nomination = queries.one(nomination_id, current_actor())
    evidence.add(nomination, form.to(NewEvidence), file, actor=current_actor())

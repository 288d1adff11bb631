"""The numbers of a council's regulation: quorum and ways of voting, and where it asks for more votes than the law."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app import clock
from app.access import Permission, current_actor, requires
from app.councils import bodies, regulating, regulation
from app.councils.blueprint import bodies as bp
from app.councils.constitution import CouncilRules
from app.councils.council_forms import NumbersForm, ThresholdEndForm, ThresholdForm, targets_field, with_papers
from app.councils.models import Council
from app.councils.regulating import Numbers, OwnThreshold, ThresholdEnd
from app.councils.rules import threshold


@bp.route("/<int:council_id>/rules", methods=["GET", "POST"])
@requires(Permission.COUNCIL_KEEP)
def set_numbers(council_id: int) -> ResponseReturnValue:
    council = bodies.kept(council_id, current_actor())
    now = regulation.in_force(council, clock.today())
    form = with_papers(NumbersForm, bodies.papers_to_cite(council))(
        version=council.version, valid_from=clock.today(), **_known(now)
    )
    if form.validate_on_submit() and form.perform(
        lambda: regulating.set_numbers(council, form.asked(Numbers), actor=current_actor())
    ):
        flash("Đã lưu số liệu theo quy chế.")
        return _to(council_id)
    return render_template("councils/numbers.html", form=form, council=council), form.status


@bp.route("/<int:council_id>/thresholds/new", methods=["GET", "POST"])
@requires(Permission.COUNCIL_KEEP)
def new_threshold(council_id: int) -> ResponseReturnValue:
    council = bodies.kept(council_id, current_actor())
    form = _threshold_form(council)(version=council.version, valid_from=clock.today())
    if form.validate_on_submit() and form.perform(
        lambda: regulating.set_threshold(council, form.asked(OwnThreshold), actor=current_actor())
    ):
        flash("Đã lưu tỷ lệ phiếu theo quy chế.")
        return _to(council_id)
    return render_template("councils/threshold.html", form=form, council=council), form.status


@bp.route("/<int:council_id>/thresholds/<int:threshold_id>/end", methods=["GET", "POST"])
@requires(Permission.COUNCIL_KEEP)
def end_threshold(council_id: int, threshold_id: int) -> ResponseReturnValue:
    council = bodies.kept(council_id, current_actor())
    own = bodies.threshold(council, threshold_id)
    form = ThresholdEndForm(version=council.version, last_day=clock.today())
    if form.validate_on_submit() and form.perform(
        lambda: regulating.end_threshold(council, own, form.asked(ThresholdEnd), actor=current_actor())
    ):
        flash("Đã ghi. Sau ngày đó tính theo mức chung.")
        return _to(council_id)
    told = regulation.told(own, council)
    return render_template("councils/threshold_end.html", form=form, council=council, own=told), form.status


def _known(now: CouncilRules) -> dict[str, object]:
    """As it holds today. A basis that is only the custom's is not offered as if the regulation said it."""
    return {
        "quorum_numerator": now.quorum_numerator,
        "quorum_denominator": now.quorum_denominator,
        "quorum_basis": now.quorum_basis if regulation.is_settled(now.quorum_confidence) else "",
        "is_secret": now.is_secret,
        "secrecy_basis": now.secrecy_basis if regulation.is_settled(now.secrecy_confidence) else "",
        "keeps_recused": now.keeps_recused,
        "recused_basis": now.recused_basis if regulation.is_settled(now.recused_confidence) else "",
        "paper_id": now.paper_id,
    }


def _threshold_form(council: Council) -> type[ThresholdForm]:
    offered = {
        what: f"{name} (mức chung: {threshold(law.pct, strict=law.strict)})"
        for what, name, law in regulating.targets(council, clock.today())
    }
    form: type[ThresholdForm] = with_papers(ThresholdForm, bodies.papers_to_cite(council), what=targets_field(offered))
    return form


def _to(council_id: int) -> ResponseReturnValue:
    return redirect(url_for("councils.show", council_id=council_id, _anchor="numbers"), 303)

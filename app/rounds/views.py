"""Rounds (đợt xét): everybody reads which there are; Sở Nội vụ opens and changes them."""

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app import clock
from app.access import Permission, current_actor, requires
from app.forms import choices
from app.rounds import copying, extending, inviting, operations, queries
from app.rounds.extending import Extension
from app.rounds.forms import ExtensionForm, RoundForm
from app.rounds.inviting import invites
from app.rounds.models import AwardRound
from app.rounds.operations import Terms

bp = Blueprint("rounds", __name__, url_prefix="/rounds")


@bp.get("/")
@requires(Permission.AWARD_READ)
def index() -> ResponseReturnValue:
    actor = current_actor()
    unit_id = actor.organisation_id if actor.is_of_unit else None
    rounds = queries.newest(unit_id)
    days_of = extending.whose_days(actor)
    given = {one.id: extending.told_to(one, actor, days_of) for one in rounds}
    return render_template("rounds/index.html", rounds=rounds, given=given, days_of=days_of, today=clock.today())


@bp.get("/<int:round_id>/letter")
@requires(Permission.AWARD_READ)
def letter(round_id: int) -> ResponseReturnValue:
    """What a round is and asks for, as units read it."""
    award_round, actor = queries.one(round_id), current_actor()
    if actor.is_of_unit and actor.organisation_id is not None and not invites(award_round, actor.organisation_id):
        abort(404)
    return render_template(
        "rounds/letter.html",
        award_round=award_round,
        steps=copying.steps_of(award_round),
        days_of=extending.whose_days(actor),
        today=clock.today(),
    )


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.ROUND_OPEN)
def new() -> ResponseReturnValue:
    form = _form(
        year=clock.today().year,
        opens_on=clock.today(),
        **dict.fromkeys(("people_notice", "asks_agencies"), True),
    )
    made: list[AwardRound] = []
    if form.validate_on_submit() and form.perform(
        lambda: made.append(operations.open_round(form.to(Terms), actor=current_actor()))
    ):
        flash(f"Đã mở {made[0].name}.")
        return redirect(url_for(".index"), 303)
    return render_template("rounds/edit.html", form=form, award_round=None), form.status


@bp.route("/<int:round_id>", methods=["GET", "POST"])
@requires(Permission.ROUND_OPEN)
def edit(round_id: int) -> ResponseReturnValue:
    award_round = queries.one(round_id)
    form = _form(
        obj=award_round,
        award_ids=queries.current_ids(award_round, clock.today()),
        unit_names="\n".join(unit.name for unit in award_round.units),
    )
    if form.validate_on_submit() and form.perform(
        lambda: operations.change(award_round, form.to(Terms), actor=current_actor())
    ):
        flash(f"Đã lưu {award_round.name}.")
        return redirect(url_for(".index"), 303)
    return render_template("rounds/edit.html", form=form, award_round=award_round), form.status


@bp.route("/<int:round_id>/next", methods=["GET", "POST"])
@requires(Permission.ROUND_OPEN)
def following(round_id: int) -> ResponseReturnValue:
    """Mở đợt năm sau: the old round beside what the new one would be; all of it may be changed before it is opened."""
    award_round = queries.one(round_id)
    copy = copying.following(award_round)
    form = _form(**vars(copy.terms))
    made: list[AwardRound] = []
    if form.validate_on_submit() and form.perform(
        lambda: made.append(operations.open_round(form.to(Terms), actor=current_actor(), after=award_round))
    ):
        flash(f"Đã mở {made[0].name}.")
        return redirect(url_for(".letter", round_id=made[0].id), 303)
    return render_template("rounds/next.html", form=form, award_round=award_round, copy=copy), form.status


@bp.route("/<int:round_id>/extend", methods=["GET", "POST"])
@requires(Permission.ROUND_OPEN)
def extend(round_id: int) -> ResponseReturnValue:
    award_round = queries.one(round_id)
    form = ExtensionForm(version=award_round.version)
    form.unit_id.choices = choices([("", "Mọi đơn vị"), *extending.units()])
    if form.validate_on_submit() and form.perform(
        lambda: extending.extend(award_round, form.to(Extension), actor=current_actor())
    ):
        flash(f"Đã gia hạn {award_round.in_a_sentence} đến hết ngày {form.closes_on.data:%d/%m/%Y}, đã báo đơn vị.")
        return redirect(url_for(".index"), 303)
    return render_template("rounds/extend.html", form=form, award_round=award_round), form.status


def _form(**values: object) -> RoundForm:
    form = RoundForm(**values)
    form.award_ids.choices = choices((award.id, award.name) for award in queries.awards_offered(clock.today()))
    form.groups.choices = choices(inviting.groups())
    return form

"""Handing over to a unit, the record of it, and what the unit says afterwards."""

from dataclasses import replace

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from app import clock
from app.access import Permission, current_actor, requires
from app.deliveries import forms, operations, queries
from app.deliveries.blueprint import bp
from app.deliveries.models import Handover, HandoverLine
from app.deliveries.operations import HandoverRecord, Presented
from app.deliveries.settings import KINDS
from app.deliveries.vocabulary import MONEY_WAYS, PRESENTED

USUAL_PLACE = "Ban Thi đua - Khen thưởng, Sở Nội vụ"


@bp.route("/<int:decision_id>/hand-over/<int:unit_id>", methods=["GET", "POST"])
@requires(Permission.DELIVERY_PREPARE)
def hand_over(decision_id: int, unit_id: int) -> ResponseReturnValue:
    decision = queries.decision(decision_id, current_actor())
    own = [line for line in queries.lines(decision, current_actor()) if line.case.unit_id == unit_id]
    if not own:
        raise NotFound
    waiting = [line for line in own if line.is_in_production]
    form = forms.handover_form(
        {line.item.id: line.printed_name for line in waiting},
        handed_on=clock.today(),
        place=USUAL_PLACE,
        item_ids=[line.item.id for line in waiting if not line.faults],
        seen=queries.as_shown(own),
    )
    unit, made = own[0].case.unit, []
    if form.validate_on_submit() and form.perform(
        lambda: made.append(operations.hand_over(decision, unit, _record(form), actor=current_actor()).id)
    ):
        flash("Đã ghi bàn giao. Biên bản và danh sách chi thưởng đã lập; đơn vị được báo tin.")
        return redirect(url_for(".handover", handover_id=made[0]), 303)
    page = render_template("deliveries/hand_over.html", form=form, decision=decision, unit=unit, waiting=waiting)
    return page, form.status


def _record(form: forms.HandoverForm) -> HandoverRecord:
    return replace(form.to(HandoverRecord), refused=form.refused)


@bp.get("/handovers/<int:handover_id>")
@requires(Permission.DELIVERY_READ)
def handover(handover_id: int) -> ResponseReturnValue:
    found = queries.handover(handover_id, current_actor())
    return render_template(
        "deliveries/handover.html",
        handover=found,
        kinds=KINDS,
        money_ways=MONEY_WAYS,
        presented=PRESENTED,
        waiting=_parted(found)[0],
    )


@bp.route("/handovers/<int:handover_id>/present", methods=["GET", "POST"])
@requires(Permission.DELIVERY_CONFIRM)
def present(handover_id: int) -> ResponseReturnValue:
    found = queries.handover(handover_id, current_actor())
    waiting, aside = _parted(found)
    form = forms.PresentForm(presented_on=clock.today(), item_ids=[line.delivery.decision_item_id for line in waiting])
    if form.validate_on_submit() and form.perform(
        lambda: operations.present(found, form.to(Presented), actor=current_actor())
    ):
        flash("Đã ghi ngày và hình thức trao tặng.")
        return redirect(url_for(".handover", handover_id=handover_id), 303)
    page = render_template("deliveries/present.html", form=form, handover=found, waiting=waiting, aside=aside)
    return page, form.status


def _parted(found: Handover) -> tuple[list[HandoverLine], list[str]]:
    """Lines that may be presented now, and why the others that were not presented may not."""
    lines = operations.unpresented(found)
    aside = [operations.why_not_presented(line) for line in lines if not operations.is_presentable(line)]
    return [line for line in lines if operations.is_presentable(line)], aside

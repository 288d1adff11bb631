"""The accountant's desk: what is to be paid, what is paid, and the list to take along."""

from collections.abc import Sequence
from io import BytesIO

from flask import flash, redirect, render_template, send_file, url_for
from flask.typing import ResponseReturnValue

from app import clock
from app.access import Permission, current_actor, requires
from app.audit import operations as audit
from app.deliveries import export, forms, operations, queries
from app.deliveries.blueprint import bp
from app.deliveries.operations import Payment
from app.documents import amounts
from app.extensions import reading_written_down
from app.nominations.states import AWARDED
from app.spreadsheets import MEDIA_TYPE, XLSX, Cell, as_xlsx, written


@bp.route("/<int:decision_id>/payments", methods=["GET", "POST"])
@requires(Permission.DELIVERY_PAY)
def payments(decision_id: int) -> ResponseReturnValue:
    decision = queries.decision(decision_id, current_actor())
    lines = [line for line in queries.lines(decision, current_actor()) if line.item.bonus]
    unpaid = [line for line in lines if not line.is_paid and line.case.state in AWARDED]
    form = forms.PaymentForm(paid_on=clock.today(), item_ids=[line.item.id for line in unpaid])
    if form.validate_on_submit() and form.perform(
        lambda: operations.pay(decision, form.to(Payment), actor=current_actor())
    ):
        flash("Đã ghi chi tiền thưởng.")
        return redirect(url_for(".payments", decision_id=decision_id), 303)
    to_pay = sum(line.item.bonus or 0 for line in unpaid)
    total = sum(line.item.bonus or 0 for line in lines)
    page = render_template(
        "deliveries/payments.html",
        form=form,
        decision=decision,
        lines=lines,
        unpaid=unpaid,
        to_pay=to_pay,
        total=total,
        in_words=amounts.in_words(total),
        handovers=queries.handovers(decision, current_actor()),
    )
    return page, form.status


@bp.get("/<int:decision_id>/payments.csv")
@requires(Permission.DELIVERY_READ)
def payments_csv(decision_id: int) -> ResponseReturnValue:
    rows = _taken_away(decision_id)
    return _sent(written(export.HEADINGS, rows), MEDIA_TYPE, f"chi-thuong-{decision_id}.csv")


@bp.get("/<int:decision_id>/payments.xlsx")
@requires(Permission.DELIVERY_READ)
def payments_xlsx(decision_id: int) -> ResponseReturnValue:
    rows = _taken_away(decision_id)
    return _sent(as_xlsx([export.HEADINGS, *rows], "Chi thưởng"), XLSX, f"chi-thuong-{decision_id}.xlsx")


def _taken_away(decision_id: int) -> list[Sequence[Cell]]:
    """Whom money goes to; who takes the list stands in the log."""
    decision = queries.decision(decision_id, current_actor())
    rows, subject = export.payments(queries.lines(decision, current_actor())), decision.ref
    with reading_written_down():
        audit.record_reading(actor=current_actor(), what=subject, action="take_payments", lines=len(rows) - 1)
    return rows


def _sent(data: bytes, media_type: str, name: str) -> ResponseReturnValue:
    return send_file(BytesIO(data), mimetype=media_type, as_attachment=True, download_name=name)

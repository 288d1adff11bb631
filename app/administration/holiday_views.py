"""The calendar of days off and of days worked instead: one page a year."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app import clock
from app import holidays as shipped
from app.access import Permission, current_actor, requires
from app.addresses import day_in, number_asked
from app.administration import holidays
from app.administration.blueprint import bp
from app.administration.holiday_forms import DayForm, DaysForm, TakeOutForm
from app.administration.holidays import Days
from app.errors import or_404
from app.extensions import db
from app.workdays import Holiday


@bp.get("/holidays/")
@requires(Permission.HOLIDAY_KEEP)
def holiday_calendar() -> ResponseReturnValue:
    this, known = clock.today().year, holidays.years()
    asked = number_asked("year")
    year = holidays.year(asked if asked in known else this)
    return render_template(
        "administration/holidays.html",
        year=year,
        years=known,
        missing=holidays.missing(),
        unsettled=_unsettled(year),
        weekday=holidays.weekday,
    )


@bp.route("/holidays/new", methods=["GET", "POST"])
@requires(Permission.HOLIDAY_KEEP)
def new_holidays() -> ResponseReturnValue:
    form = DaysForm(first=day_in(request.args.get("day", "")))
    entered: list[int] = []
    if form.validate_on_submit() and form.perform(
        lambda: entered.extend(day.year for day in holidays.enter(form.to(Days), actor=current_actor()))
    ):
        flash(f"Đã thêm {len(entered)} ngày.")
        return redirect(url_for(".holiday_calendar", year=entered[0]), 303)
    return render_template("administration/new_holidays.html", form=form), form.status


@bp.route("/holidays/<string:day>/edit", methods=["GET", "POST"])
@requires(Permission.HOLIDAY_KEEP)
def edit_holiday(day: str) -> ResponseReturnValue:
    row = _one(day)
    form = DayForm(obj=row)
    if form.validate_on_submit() and form.perform(lambda: holidays.change(row, form.said, actor=current_actor())):
        flash("Đã lưu.")
        return redirect(url_for(".holiday_calendar", year=row.day.year), 303)
    page = render_template("administration/edit_holiday.html", form=form, row=row, weekday=holidays.weekday)
    return page, form.status


@bp.route("/holidays/<string:day>/take-out", methods=["GET", "POST"])
@requires(Permission.HOLIDAY_KEEP)
def take_out_holiday(day: str) -> ResponseReturnValue:
    row = _one(day)
    form = TakeOutForm(version=row.version)
    if form.validate_on_submit() and form.perform(
        lambda: holidays.take_out(row, form.reason.data or "", seen=form.seen, actor=current_actor())
    ):
        flash("Đã bỏ ngày này khỏi bảng.")
        return redirect(url_for(".holiday_calendar", year=row.day.year), 303)
    page = render_template("administration/take_out_holiday.html", form=form, row=row, weekday=holidays.weekday)
    return page, form.status


def _one(day: str) -> Holiday:
    asked = day_in(day)
    return or_404(db.session.get(Holiday, asked) if asked else None)


def _unsettled(year: holidays.Year) -> list[object]:
    known = {row.day for row in (*year.days, *year.taken_out)}
    return [row for day, row in shipped.unsettled().items() if day.year == year.number and day not in known]

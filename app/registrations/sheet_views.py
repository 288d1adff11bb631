"""A unit's registration to Excel and back."""

from io import BytesIO

from flask import Response, flash, redirect, render_template, send_file, url_for
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, requires
from app.errors import Invalid, or_404
from app.registrations import enrolling, forms, importing, pages, queries, reach, results
from app.registrations.blueprint import bp
from app.registrations.importing import Report
from app.registrations.models import Registration
from app.spreadsheets import MEDIA_TYPE, XLSX, Unreadable, as_xlsx, text_of, written
from app.text import nfc

LARGEST = 1024 * 1024  # bytes of a file
TOO_LARGE = "Tệp quá lớn: tối đa 1 MB."


@bp.get("/<int:registration_id>/names.xlsx")
@requires(Permission.REGISTRATION_READ)
def workbook(registration_id: int) -> Response:
    actor = current_actor()
    registration = queries.one(registration_id, actor)
    or_404(reach.sees_names(registration, actor) or None)
    lines = queries.lines(registration_id)
    rows = pages.as_cells(lines, results.of(lines, registration.year.year, actor))
    name = f"dang-ky-thi-dua-{registration.year.year}.xlsx"
    return send_file(BytesIO(as_xlsx(rows, "Đăng ký thi đua")), XLSX, as_attachment=True, download_name=name)


@bp.get("/<int:registration_id>/template.csv")
@requires(Permission.REGISTRATION_WRITE)
def template(registration_id: int) -> Response:
    registration = queries.one(registration_id, current_actor())
    data = written(importing.HEADER, importing.template(registration, current_actor()))
    name = f"mau-dang-ky-thi-dua-{registration.year.year}.csv"
    return Response(data, mimetype=MEDIA_TYPE, headers={"Content-Disposition": f"attachment; filename={name}"})


@bp.route("/<int:registration_id>/import", methods=["GET", "POST"])
@requires(Permission.REGISTRATION_WRITE)
def bring_in(registration_id: int) -> ResponseReturnValue:
    registration = queries.one(registration_id, current_actor())
    form, reports = forms.FileForm(), list[Report]()
    is_read = form.validate_on_submit() and form.perform(lambda: reports.append(_brought_in(registration, form)))
    if is_read and not reports[0].faults:
        flash(f"Đã ghi {reports[0].kept} tên từ tệp.")
        return redirect(url_for(".show", registration_id=registration_id), 303)
    page = render_template(
        "registrations/import.html",
        form=form,
        registration=registration,
        faults=reports[0].faults if reports else [],
        columns=importing.HEADER,
        closed=enrolling.why_not(registration),
    )
    return page, 422 if reports else form.status


def _brought_in(registration: Registration, form: forms.FileForm) -> Report:
    data = form.sheet.data.stream.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise Invalid(sheet=TOO_LARGE)
    try:
        return importing.bring_in(registration, nfc(text_of(data)), actor=current_actor())
    except Unreadable as why:
        raise Invalid(sheet=str(why)) from why

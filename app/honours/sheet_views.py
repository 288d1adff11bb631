"""Awards as sheets: those found taken away; those brought in, with the template and the report of what is wrong."""

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, requires
from app.addresses import number_asked, words_asked
from app.audit import operations as audit
from app.errors import Invalid
from app.extensions import reading_written_down
from app.honours import columns, importing, queries
from app.honours.blueprint import bp
from app.honours.forms import LONGEST, SheetForm
from app.honours.history import Past
from app.honours.importing import Report
from app.honours.queries import Search
from app.honours.words import LEVELS, Standing
from app.spreadsheets import MEDIA_TYPE, Unreadable, text_of, written
from app.text import nfc

NO_SHEET = "Chọn tệp CSV trên máy rồi tải lên."
TOO_LARGE = "Tệp quá lớn. Chia thành nhiều tệp, mỗi tệp không quá 2.000 dòng."


HEADER = (
    "Tên",
    "Đơn vị",
    "Danh hiệu, hình thức",
    "Cấp khen thưởng",
    "Năm đạt",
    "Số quyết định",
    "Ngày quyết định",
    "Người, cơ quan quyết định",
    "Tình trạng",
)


def search_asked() -> Search:
    """What the address asks for, of the list and of the sheet alike."""
    return Search(
        words=words_asked("words"),
        year=number_asked("year"),
        level=request.args.get("level", "", type=_level),
        standing=request.args.get("standing", type=Standing),
        unit_id=number_asked("unit_id"),
        after=request.args.get("after", ""),
    )


@bp.get("/export.csv")
@requires(Permission.HONOUR_READ)
def export() -> ResponseReturnValue:
    """All that was found; the page has a part of it."""
    lines = [_row(one) for one in queries.sheet(search_asked(), current_actor())]
    with reading_written_down():
        audit.record_reading(actor=current_actor(), what="honours", action="take_honours", lines=len(lines))
    return attached(written(HEADER, lines), "khen-thuong-da-co.csv")


@bp.route("/import", methods=["GET", "POST"])
@requires(Permission.HONOUR_ENTER)
def bring_in() -> ResponseReturnValue:
    """A sheet without a fault is kept at once; of another one the faults are shown, and then the good lines may be."""
    form, reports = SheetForm(), list[Report]()
    if form.validate_on_submit() and form.perform(lambda: reports.append(_brought_in(form))) and reports[0].kept:
        flash(f"Đã ghi {reports[0].kept} khen thưởng từ tệp.")
        return redirect(url_for(".index"), 303)
    report = reports[0] if reports else None
    page = render_template("honours/import.html", form=form, report=report, columns=columns.of(current_actor()))
    return page, 422 if report else form.status


@bp.get("/import/template.csv")
@requires(Permission.HONOUR_ENTER)
def template() -> ResponseReturnValue:
    actor = current_actor()
    return attached(written(columns.of(actor), [columns.example(actor)]), "mau-khen-thuong-da-co.csv")


def attached(data: bytes, name: str) -> Response:
    return Response(data, mimetype=MEDIA_TYPE, headers={"Content-Disposition": f"attachment; filename={name}"})


def _row(one: Past) -> tuple[object, ...]:
    return (
        *(one.name, one.unit, one.award, one.level_name, one.year),
        *(one.number, f"{one.decided_on:%d/%m/%Y}", one.decided_by, one.standing_name),
    )


def _level(text: str) -> str:
    if text not in LEVELS:
        raise ValueError(text)
    return text


def _brought_in(form: SheetForm) -> Report:
    upload = form.sheet.data
    if upload and upload.filename:
        form.text.data, form.seen.data = _text(upload.stream.read(4 * LONGEST)), ""
    if not form.text.data:
        raise Invalid(sheet=NO_SHEET)
    return importing.bring_in(form.text.data, actor=current_actor(), seen=form.seen.data or "")


def _text(data: bytes) -> str:
    try:
        text = nfc(text_of(data))
    except Unreadable as why:
        raise Invalid(sheet=str(why)) from why
    if len(text) > LONGEST:
        raise Invalid(sheet=TOO_LARGE)
    return text

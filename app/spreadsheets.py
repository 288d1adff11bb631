"""Sheets that go to Excel and come back: text in UTF-8, fields divided by semicolons; workbooks that only go out.

A cell that a spreadsheet would run as a formula goes out behind an apostrophe, and loses it again on the way in.
In a workbook texts stand as such.
"""

import csv
import zipfile
from collections.abc import Iterable, Sequence
from html import escape
from io import BytesIO, StringIO

from app.text import one_line

BOM = "\ufeff"  # by which Excel knows UTF-8
DIVIDERS = (";", ",", "\t")
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
PLAIN = "'"
MEDIA_TYPE = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Cell = str | int


class Unreadable(Exception):
    """Why a file is no such sheet, in a sentence for a person."""


def written(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    out = StringIO(newline="")
    lines = csv.writer(out, delimiter=";", lineterminator="\r\n")
    lines.writerow([harmless(name) for name in header])
    lines.writerows([harmless(cell) for cell in row] for row in rows)
    return (BOM + out.getvalue()).encode("utf-8")


def harmless(cell: object) -> str:
    text = "" if cell is None else str(cell)
    return PLAIN + text if text.startswith(STARTS_A_FORMULA) else text


def text_of(data: bytes) -> str:
    """The text of a file somebody saved; what is no text in UTF-8 is told how to become it."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as not_text:
        raise Unreadable(
            "Không đọc được tệp. Trong Excel chọn “Lưu thành”, loại “CSV UTF-8 (Comma delimited)”, rồi tải tệp đó lên."
        ) from not_text
    if "\0" in text:
        raise Unreadable("Đây không phải tệp CSV. Tải mẫu về, điền vào mẫu rồi tải lên.")
    return text


def read(text: str) -> list[list[str]]:
    """Rows of cells, each on one line; the first row is the header. Empty lines stay: rows are told by their number."""
    first = text.split("\n", 1)[0]
    divider = max(DIVIDERS, key=first.count)
    try:
        rows = [*csv.reader(StringIO(text, newline=""), delimiter=divider, strict=True)]
    except csv.Error as broken:
        raise Unreadable("Tệp hỏng: có dấu nháy kép không khép lại. Mở bằng Excel, kiểm tra rồi lưu lại.") from broken
    return [[_as_typed(one_line(cell)) for cell in row] for row in rows]


def _as_typed(cell: str) -> str:
    return cell[1:] if cell.startswith(tuple(PLAIN + sign for sign in STARTS_A_FORMULA)) else cell


def as_xlsx(rows: Iterable[Sequence[Cell]], name: str) -> bytes:
    """One sheet; texts stand in it as such, so that nothing reckons with them."""
    body = "".join(f"<row>{''.join(_cell(cell) for cell in row)}</row>" for row in rows)
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as book:
        for path, content in _BOOK.items():
            book.writestr(path, content.format(name=escape(name[:31])))
        book.writestr("xl/worksheets/sheet1.xml", f"{_XML}<worksheet {_MAIN}><sheetData>{body}</sheetData></worksheet>")
    return made.getvalue()


def _cell(cell: Cell) -> str:
    if isinstance(cell, int):
        return f"<c><v>{cell}</v></c>"
    return f'<c t="inlineStr"><is><t xml:space="preserve">{escape(cell, quote=False)}</t></is></c>'


_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_BOOK = {
    "[Content_Types].xml": f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/></Types>',
    "_rels/.rels": f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'{_XML}<workbook {_MAIN} xmlns:r="{_OFFICE}"><sheets>'
    '<sheet name="{name}" sheetId="1" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="r1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
}

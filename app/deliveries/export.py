"""The list for payment as a table, and as a workbook in which no cell is ever a formula."""

import zipfile
from collections.abc import Iterable, Sequence
from io import BytesIO
from xml.sax.saxutils import escape

from app.deliveries.queries import Line

Cell = str | int
HEADINGS = (
    *("STT", "Họ tên, tên tập thể", "Chức vụ, đơn vị", "Đơn vị trình", "Danh hiệu, hình thức"),
    *("Số tiền (đồng)", "Ngày chi", "Số chứng từ"),
)


def payments(lines: Iterable[Line]) -> list[Sequence[Cell]]:
    """Whom money goes to, and a line with the sum; below `HEADINGS`."""
    paid = [line for line in lines if line.item.bonus]
    total = sum(line.item.bonus or 0 for line in paid)
    return [
        *(_row(number, line) for number, line in enumerate(paid, start=1)),
        ("", "Tổng cộng", "", "", "", total, "", ""),
    ]


def _row(number: int, line: Line) -> Sequence[Cell]:
    case, delivery = line.case, line.delivery
    return (
        number,
        line.printed_name,
        line.printed_detail,
        case.unit.name,
        case.award_version.name,
        line.item.bonus or 0,
        f"{delivery.paid_on:%d/%m/%Y}" if delivery and delivery.paid_on else "",
        delivery.voucher if delivery else "",
    )


def as_xlsx(rows: Iterable[Sequence[Cell]], name: str) -> bytes:
    """One sheet; texts stand in it as such, so that nothing reckons with them."""
    body = "".join(f"<row>{''.join(_cell(cell) for cell in row)}</row>" for row in rows)
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as book:
        for path, content in _BOOK.items():
            book.writestr(path, content.format(name=escape(name[:31], {'"': "&quot;"})))
        book.writestr("xl/worksheets/sheet1.xml", f"{_XML}<worksheet {_MAIN}><sheetData>{body}</sheetData></worksheet>")
    return made.getvalue()


def _cell(cell: Cell) -> str:
    if isinstance(cell, int):
        return f"<c><v>{cell}</v></c>"
    return f'<c t="inlineStr"><is><t xml:space="preserve">{escape(cell)}</t></is></c>'


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

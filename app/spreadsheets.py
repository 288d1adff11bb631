"""Sheets that go to Excel and come back: text in UTF-8, fields divided by semicolons.

A cell that a spreadsheet would run as a formula goes out behind an apostrophe, and loses it again on the way in.
"""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from app.text import one_line

BOM = "\ufeff"  # by which Excel knows UTF-8
DIVIDERS = (";", ",", "\t")
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
PLAIN = "'"
MEDIA_TYPE = "text/csv; charset=utf-8"


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

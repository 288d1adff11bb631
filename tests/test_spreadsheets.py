"""Sheets go to Excel and come back as they were, and no cell runs as a formula there."""

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.spreadsheets import BOM, STARTS_A_FORMULA, Unreadable, read, text_of, written
from app.text import one_line

CELLS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=12)


def as_excel_reads(data):
    return [*csv.reader(StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";")]


@pytest.mark.parametrize("cell", ['=HYPERLINK("http://x")', "+84 90", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"])
def test_what_begins_a_formula_goes_out_as_text(cell):
    assert as_excel_reads(written(["Tên"], [[cell]])) == [["Tên"], [f"'{cell}"]]


@given(st.lists(st.lists(CELLS, min_size=2, max_size=2), min_size=1, max_size=4))
def test_no_cell_of_a_sheet_begins_a_formula(rows):
    found = as_excel_reads(written(["a", "b"], rows))

    assert [cell for row in found for cell in row if cell.startswith(STARTS_A_FORMULA)] == []
    assert len(found) == len(rows) + 1


@given(st.lists(CELLS.map(one_line).filter(lambda cell: not cell.startswith("'")), min_size=2, max_size=4))
def test_what_went_out_comes_back_as_it_was(row):
    header = ["STT", "Tên"]
    assert read(text_of(written(header, [row]))) == [header, row]


def test_excel_is_told_that_it_is_unicode_and_empty_cells_stay_empty():
    data = written(["Họ và tên", "Ngày sinh"], [["Katơr Thị Sính", None], [7, "a;b"]])

    assert data.decode("utf-8") == f'{BOM}Họ và tên;Ngày sinh\r\nKatơr Thị Sính;\r\n7;"a;b"\r\n'


@pytest.mark.parametrize("divider", [";", ",", "\t"])
def test_whatever_divides_the_cells_is_understood(divider):
    assert read(divider.join(["Tên", "Năm"]) + "\n" + divider.join(["Lê  An", "2023"])) == [
        ["Tên", "Năm"],
        ["Lê An", "2023"],
    ]


@pytest.mark.parametrize("data", ["Họ tên".encode("cp1258", "replace") + b"\xff", "Họ tên".encode("utf-16"), b"a\0b"])
def test_what_is_no_text_is_refused_in_words(data):
    with pytest.raises(Unreadable, match=r"CSV"):
        text_of(data)


def test_a_quotation_that_never_ends_is_refused_in_words():
    with pytest.raises(Unreadable, match="nháy kép"):
        read('Tên;Năm\n"Lê An;2023\n')

"""Fields of forms that the plain data wants: lines of text, a multiple of the salary, a day of every year."""

import re
from typing import Any

from wtforms import SelectMultipleField, StringField, TextAreaField
from wtforms.widgets import CheckboxInput, ListWidget

from app.text import one_line

_MULTIPLE = re.compile(r"\d{1,4}([.,]\d{1,4})?", re.ASCII)
_DAY = re.compile(r"(\d{1,2})/(\d{1,2})", re.ASCII)


class LinesField(TextAreaField):
    """A list of texts, a line each."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        typed = str(valuelist[0]) if valuelist else ""
        self.data = [line for text in typed.splitlines() if (line := one_line(text))]  # type: ignore[assignment]

    def _value(self) -> str:
        return "\n".join(self.data or [])


class TimesField(StringField):
    """2,25 as people write it, '2.25' as a catalogue has it; empty: not given to such."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        typed = str(valuelist[0]).strip() if valuelist else ""
        if typed and not _MULTIPLE.fullmatch(typed):
            raise ValueError("Ghi số lần mức lương cơ sở, ví dụ 1,5.")
        self.data = typed.replace(",", ".")

    def _value(self) -> str:
        return str(self.raw_data[0]) if self.raw_data else (self.data or "").replace(".", ",")


class DayOfYearField(StringField):
    """10/12 as people write it, '12-10' as a catalogue has it."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        typed = str(valuelist[0]).strip() if valuelist else ""
        found = _DAY.fullmatch(typed)
        if typed and found is None:
            raise ValueError("Ghi ngày/tháng, ví dụ 10/12.")
        self.data = f"{int(found[2]):02}-{int(found[1]):02}" if found else ""

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        month, _, day = (self.data or "").partition("-")
        return f"{day}/{month}" if day else ""


class BoxesField(SelectMultipleField):
    """Several of a few, a box each."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

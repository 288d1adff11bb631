"""Fields that the plain data wants (lines, a multiple of the salary, a day of every year), and those of every part."""

import re
from typing import Any, ClassVar

from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from app.awards import words
from app.forms import SeenForm, choices
from app.text import one_line

CONFIDENCE = {
    **words.CONFIDENCE,
    "from-memory": "chưa đối chiếu văn bản",
    "setting": words.UNSETTLED,
}
NOT_CHOSEN = ("", "Chọn")
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


def confidence(label: str = "Độ tin cậy") -> SelectField:
    """Chosen by whoever writes it: nothing is verified because nobody looked at the field."""
    pairs = [(code, said[:1].upper() + said[1:]) for code, said in CONFIDENCE.items()]
    return SelectField(label, choices=choices([NOT_CHOSEN, *pairs]), validators=[InputRequired("Chọn độ tin cậy.")])


def basis(longest: int, label: str = "Căn cứ") -> StringField:
    return StringField(
        label,
        description="Điều, khoản, văn bản. Ví dụ: Luật 06/2022/QH15 Điều 24 khoản 1.",
        validators=[InputRequired("Ghi căn cứ."), Length(max=longest)],
    )


def lines(label: str, asked: str, description: str) -> LinesField:
    return LinesField(label, description=description, validators=[InputRequired(asked), Length(max=8000)])


def change_basis() -> StringField:
    return StringField(
        "Căn cứ của thay đổi",
        description="Văn bản làm thay đổi quy định. Người phê duyệt đọc mục này trước.",
        validators=[InputRequired("Ghi văn bản làm căn cứ của thay đổi."), Length(max=500)],
    )


class PartForm(SeenForm):
    command: ClassVar[type[Any]]

    def told(self) -> Any:  # noqa: ANN401 -- the command of its part
        return self.to(self.command)

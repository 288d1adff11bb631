"""Words and shapes: who is in a block, its scoring table, scores, what its meeting agreed on."""

from collections.abc import Iterable, Mapping
from typing import Any

from wtforms import (
    BooleanField,
    Field,
    FileField,
    HiddenField,
    IntegerField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from app.blocks import points
from app.blocks.models import Part
from app.blocks.operations import Membership
from app.blocks.scoring import Sheet
from app.blocks.sittings import HELD_LATER, NOBODY_THERE, Minutes
from app.forms import SCAN, BaseForm, SeenForm, VietnameseDateField, choices, reason_field
from app.text import one_line
from app.validators import NotAfterToday

FIRST_YEAR, LAST_YEAR = 2000, 2100
NUMERIC = {"inputmode": "numeric"}
LEAVES = "leaves"
PARTS = {
    Part.MEMBER.value: "Thành viên",
    Part.LEADER.value: "Trưởng khối",
    Part.DEPUTY.value: "Phó khối",
    LEAVES: "Đưa ra khỏi khối",
}


class PointsField(StringField):
    """9 or 9,5; its data is whole tenths, or None where nothing is typed."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        typed = str(valuelist[0]).strip() if valuelist else ""
        self.data = points.tenths(typed) if typed else None  # type: ignore[assignment]

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return points.written(self.data)  # type: ignore[arg-type]


class OpeningForm(BaseForm):
    block_code = SelectField("Khối thi đua", validators=[InputRequired("Chọn khối.")])
    year = IntegerField(
        "Năm",
        validators=[InputRequired("Nhập năm."), NumberRange(min=FIRST_YEAR, max=LAST_YEAR)],
        render_kw=NUMERIC,
    )


class MembersForm(SeenForm):
    """Made for the members there are by `members_form`."""

    added = TextAreaField(
        "Đơn vị vào khối",
        description="Mỗi dòng một đơn vị: ghi đủ tên, hoặc mã của đơn vị. Không thêm thì để trống.",
        validators=[Length(max=4000)],
    )
    number = StringField(
        "Số văn bản phân công trưởng khối, phó khối",
        description="Cả số và ký hiệu, ví dụ: 15/QĐ-UBND.",
        validators=[Length(max=100)],
    )
    decided_on = VietnameseDateField("Ngày văn bản", validators=[Optional(), NotAfterToday()])

    def told(self) -> Membership:
        return Membership(
            parts={key: None if word == LEAVES else Part(word) for key, word in self.of_lines("part").items()},
            added=self.added.data or "",
            number=self.number.data or "",
            decided_on=self.decided_on.data,
            version=self.seen,
        )


def members_form(names: Mapping[int, str]) -> type[MembersForm]:
    fields = {f"part_{key}": SelectField(name, choices=choices(PARTS.items())) for key, name in names.items()}
    return type("MembersForm", (MembersForm,), fields)


class TableForm(SeenForm):
    table = TextAreaField(
        "Bảng chấm điểm",
        description="Mỗi dòng một tiêu chí, dấu hai chấm, điểm tối đa. Ví dụ: Thực hiện nhiệm vụ chính trị: 40",
        validators=[InputRequired("Ghi ít nhất một tiêu chí."), Length(max=20000)],
    )


class StepForm(SeenForm):
    """A step that asks for nothing but to be taken by whoever has read the page."""


class ReasonedStepForm(StepForm):
    reason = reason_field("Trưởng khối và Sở Nội vụ đọc được lý do trong nhật ký.")


class AsideForm(SeenForm):
    reason = reason_field("Hiện ở trang của khối, các đơn vị trong khối đọc được.")


class VoidForm(BaseForm):
    reason = reason_field("Kết quả cũ vẫn xem được, ghi rõ đã hủy.")


class SheetForm(SeenForm):
    """Made for the criteria of a table by `sheet_form`; its buttons save a draft or send."""

    sends = BooleanField()

    def told(self) -> Sheet:
        return Sheet(
            points=self.of_lines("points"),
            notes={key: text or "" for key, text in self.of_lines("note").items()},
            version=self.seen,
            sends=bool(self.sends.data),
            typed=typed_in(self),
        )


def sheet_form(lines: Iterable[tuple[int, str, int]], note: str) -> type[SheetForm]:
    """`lines`: criterion, its name, its most points in tenths."""
    fields: dict[str, Any] = {}
    for key, name, most in lines:
        said = f"{name} (tối đa {points.written(most)})"
        fields[f"points_{key}"] = PointsField(said, render_kw={"inputmode": "decimal"})
        fields[f"note_{key}"] = TextAreaField(f"{name} – {note}", validators=[Length(max=2000)])
    return type("SheetForm", (SheetForm,), fields)


class CheckersForm(SeenForm):
    """Made by `checkers_form`."""


def checkers_form(waiting: Iterable[int], names: Mapping[int, str]) -> type[CheckersForm]:
    """`waiting`: members to be checked; `names`: of all who may check."""
    fields = {
        f"checker_{key}": SelectField(
            f"Chấm chéo {names[key]}",
            coerce=int,
            choices=choices((other, called) for other, called in names.items() if other != key),
            validators=[InputRequired("Chọn đơn vị chấm chéo.")],
        )
        for key in waiting
    }
    return type("CheckersForm", (CheckersForm,), fields)


class MinutesForm(SeenForm):
    """Made by `minutes_form` for the members that are ranked."""

    held_on = VietnameseDateField("Ngày họp", validators=[InputRequired("Nhập ngày họp."), NotAfterToday(HELD_LATER)])
    place = StringField("Địa điểm", validators=[InputRequired("Nhập địa điểm họp."), Length(max=300)])
    present = TextAreaField(
        "Thành phần dự họp",
        description="Mỗi dòng một người: họ tên, chức vụ, đơn vị.",
        validators=[InputRequired(NOBODY_THERE), Length(max=8000)],
    )
    settlement = TextAreaField(
        "Căn cứ xếp hạng theo biên bản",
        description="Bắt buộc khi có đơn vị bằng điểm, hoặc khi xếp hạng khác thứ tự điểm.",
        validators=[Length(max=4000)],
    )
    file = FileField(
        "Biên bản họp đã ký",
        description=SCAN,
        validators=[InputRequired("Chọn tệp biên bản đã ký.")],
    )

    def told(self) -> Minutes:
        return Minutes(
            held_on=self.held_on.data,  # type: ignore[arg-type]  # a form that was judged
            place=self.place.data or "",
            present=[one_line(line) for line in (self.present.data or "").splitlines() if line.strip()],
            ranks=self.of_lines("rank"),
            settlement=self.settlement.data or "",
            version=self.seen,
            typed=typed_in(self),
        )


def minutes_form(names: Mapping[int, str]) -> type[MinutesForm]:
    fields = {
        f"rank_{key}": IntegerField(
            f"Thứ hạng của {name}", validators=[Optional(), NumberRange(min=1, max=len(names))], render_kw=NUMERIC
        )
        for key, name in names.items()
    }
    return type("MinutesForm", (MinutesForm,), fields)


def typed_in(form: BaseForm) -> dict[str, str]:
    """What is given back to whoever was slower."""
    return {field.label.text: str((field.raw_data or [""])[0]) for field in form if _is_typed(field)}


def _is_typed(field: Field) -> bool:
    if isinstance(field, HiddenField | FileField | BooleanField) or field.name == "version":
        return False
    return bool(field.raw_data and str(field.raw_data[0]).strip())

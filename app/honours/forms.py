from collections.abc import Iterable, Sequence
from typing import Any

from wtforms import FileField, IntegerField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from app.awards.models import AwardVersion
from app.forms import SCAN, BaseForm, SeenField, VietnameseDateField, choices, reason_field
from app.forms import ReasonForm as AnyReasonForm
from app.honours.operations import NO_AWARD, NO_GIVER, NO_LEVEL, NO_NUMBER, NOT_YET
from app.honours.words import LEVELS
from app.validators import NotAfterToday, OneOf, RequiredWith

LONGEST = 500_000  # letters of a sheet: some three thousand lines
NOBODY_CHOSEN = "Chọn ít nhất một mục để xác nhận."


class HonourForm(BaseForm):
    award_code = SelectField(
        "Danh hiệu, hình thức trong danh mục", validators=[OneOf(["award_name"], NO_AWARD), Optional()], default=""
    )
    award_name = StringField(
        "Tên danh hiệu, hình thức ngoài danh mục",
        description="Chỉ ghi khi danh mục không có, ví dụ: Giấy khen của Ban Chấp hành Công đoàn ngành.",
        validators=[Optional(), Length(max=300)],
    )
    level = SelectField(
        "Cấp khen thưởng (của danh hiệu, hình thức ngoài danh mục)",
        validators=[RequiredWith("award_name", NO_LEVEL)],
        default="",
    )
    year = IntegerField(
        "Năm đạt",
        description="Năm của thành tích, ví dụ 2023.",
        validators=[InputRequired("Nhập năm đạt.")],
        render_kw={"inputmode": "numeric"},
    )
    decision_number = StringField(
        "Số quyết định", description="Ví dụ: 125/QĐ-SGDĐT.", validators=[InputRequired(NO_NUMBER), Length(max=100)]
    )
    decided_on = VietnameseDateField(
        "Ngày quyết định",
        validators=[InputRequired("Nhập ngày quyết định."), NotAfterToday(NOT_YET)],
    )
    decided_by = StringField(
        "Người, cơ quan quyết định",
        description="Ví dụ: Giám đốc Sở Giáo dục và Đào tạo.",
        validators=[InputRequired(NO_GIVER), Length(max=300)],
    )
    scan = FileField("Bản quét quyết định (không bắt buộc)", description=SCAN, validators=[Optional()])

    def offer(self, awards: Iterable[AwardVersion], levels: Sequence[str]) -> None:
        by_level: dict[str, list[Any]] = {}
        for award in awards:
            by_level.setdefault(LEVELS[award.level], []).append((award.award_code, award.name))
        groups = [one for name, pairs in by_level.items() for one in choices(pairs, group=name)]
        self.award_code.choices = [*choices([("", "Chưa chọn")]), *groups]
        first = [] if len(levels) == 1 else [("", "Chưa chọn")]
        self.level.choices = choices([*first, *((level, LEVELS[level]) for level in levels)])


class VoidForm(AnyReasonForm):
    reason = reason_field("Ghi sai chỗ nào, hoặc quyết định nào đã thu hồi. Ai xem khen thưởng này cũng đọc được.")


class ConfirmForm(BaseForm):
    honour_ids = SelectMultipleField(
        "Khen thưởng đã đối chiếu quyết định",
        coerce=int,
        validate_choice=False,
        validators=[InputRequired(NOBODY_CHOSEN)],
    )


class SheetForm(BaseForm):
    """A sheet sent up; once it was reported on, its text comes back with what of it was seen to be good."""

    sheet = FileField("Tệp CSV", description="Lưu từ Excel theo mẫu, tối đa 1 MB.", validators=[Optional()])
    text = TextAreaField("Nội dung tệp", validators=[Optional(), Length(max=LONGEST)])
    seen = SeenField()

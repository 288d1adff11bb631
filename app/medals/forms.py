from collections.abc import Iterable
from datetime import date
from typing import Any

from wtforms import Field, IntegerField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional
from wtforms.widgets import TextInput

from app.awards.models import RuleGroup
from app.awards.words import conditions
from app.forms import BaseForm, VersionField, choices
from app.medals.counting import KINDS
from app.medals.operations import NO_GROUP, NO_KIND
from app.text import nfc

NOT_READ = "Nhập tháng theo dạng tháng/năm, ví dụ 09/2005."
ANSWERS = {"": None, "no": False, "yes": True}
MOST_TERMS = 20


class MonthField(Field):
    """mm/yyyy as people write it; kept as the first day of the month."""

    widget = TextInput()

    def __init__(self, label: str, **options: Any) -> None:  # noqa: ANN401 -- whatever a Field takes
        render = {"inputmode": "numeric", "placeholder": "tháng/năm", "autocomplete": "off"}
        super().__init__(label, render_kw=render, **options)

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return f"{self.data:%m/%Y}" if self.data else ""

    def process_formdata(self, valuelist: list[Any]) -> None:
        typed = nfc(str(valuelist[0])) if valuelist else ""
        self.data = None
        if not typed:
            return
        month, sign, year = typed.replace("-", "/").replace(".", "/").partition("/")
        if not (sign and month.isascii() and month.isdigit() and year.isascii() and year.isdigit() and len(year) == 4):  # noqa: PLR2004 -- a year as people write it
            raise ValueError(NOT_READ)
        try:
            self.data = date(int(year), int(month), 1)
        except ValueError as unread:
            raise ValueError(NOT_READ) from unread


class YesNoField(SelectField):
    """Có, Không, or not said yet."""

    def __init__(self, label: str, **options: Any) -> None:  # noqa: ANN401 -- whatever a SelectField takes
        offered = choices([("", "Chưa khai"), ("no", "Không"), ("yes", "Có")])
        super().__init__(label, choices=offered, coerce=str, validators=[Optional()], **options)

    def process_data(self, value: object) -> None:
        self.data = {None: "", False: "no", True: "yes"}[value if isinstance(value, bool) else None]


class DeclarationForm(BaseForm):
    group_id = RadioField("Nhóm đối tượng", coerce=int, validators=[InputRequired(NO_GROUP)])
    terms = IntegerField(
        "Số nhiệm kỳ trọn vẹn",
        description="Chỉ cần cho nhóm có tính nhiệm kỳ.",
        validators=[Optional(), NumberRange(min=0, max=MOST_TERMS)],
        render_kw={"inputmode": "numeric"},
    )
    held_before = YesNoField("Đã được tặng Kỷ niệm chương này")
    is_under_review = YesNoField(
        "Đang bị xem xét kỷ luật, thanh tra, kiểm tra, điều tra, truy tố, xét xử, hoặc có đơn thư đang xác minh"
    )
    is_dismissed = YesNoField("Bị buộc thôi việc, khai trừ, hoặc có bản án đã có hiệu lực pháp luật")
    version = VersionField(default=0)

    def offer(self, groups: Iterable[RuleGroup]) -> None:
        self.group_id.choices = choices((group.id, _in_words(group)) for group in groups)

    def answers(self) -> dict[str, bool | None]:
        return {name: ANSWERS[self[name].data or ""] for name in ("held_before", "is_under_review", "is_dismissed")}


def _in_words(group: RuleGroup) -> str:
    return f"{group.code}. {group.name} – {'; '.join(conditions(group)).lower()}"


class ServiceForm(BaseForm):
    from_month = MonthField("Từ tháng", description="Ví dụ 09/2005.", validators=[InputRequired(NOT_READ)])
    to_month = MonthField("Đến tháng", description="Để trống: đến nay.", validators=[Optional()])
    organisation = StringField(
        "Cơ quan, đơn vị", validators=[InputRequired("Nhập cơ quan, đơn vị công tác."), Length(max=300)]
    )
    position = StringField(
        "Chức vụ, công việc", validators=[InputRequired("Nhập chức vụ hoặc công việc."), Length(max=200)]
    )
    kind = SelectField(
        "Loại thời gian",
        choices=choices([("", "Chưa chọn"), *KINDS.items()]),
        validators=[InputRequired(NO_KIND)],
    )
    version = VersionField(default=0)


class StepForm(BaseForm):
    reason = TextAreaField(
        "Ghi chú (không bắt buộc)", description="Ghi vào lịch sử hồ sơ.", validators=[Optional(), Length(max=2000)]
    )

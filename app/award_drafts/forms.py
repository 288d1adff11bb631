"""Words and shapes of a draft's parts; each form makes the command of its part."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from wtforms import BooleanField, FileField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from app.award_drafts import parts, rows
from app.award_drafts.field_forms import BoxesField, DayOfYearField, LinesField, TimesField
from app.awards import words
from app.forms import BaseForm, SeenForm, VietnameseDateField, choices, reason_field

CONFIDENCE = {
    **words.CONFIDENCE,
    "from-memory": "chưa đối chiếu văn bản",
    "setting": words.UNSETTLED,
}
OPERATORS = {
    "gte": "Từ mức này trở lên",
    "lte": "Không quá mức này",
    "eq": "Bằng",
    "ne": "Khác",
    "in": "Là một trong các giá trị này",
    "not_in": "Không thuộc các giá trị này",
    "rating_gte": "Xếp loại từ mức này trở lên",
    "is_true": "Phải có (không cần ghi mức)",
    "is_false": "Không được có (không cần ghi mức)",
    "exists": "Phải có ghi (không cần ghi mức)",
}


def confidence(label: str = "Độ tin cậy") -> SelectField:
    return SelectField(label, choices=choices(CONFIDENCE.items()), validators=[InputRequired("Chọn độ tin cậy.")])


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


class StartForm(BaseForm):
    valid_from = VietnameseDateField("Áp dụng từ ngày", validators=[InputRequired("Nhập ngày bắt đầu áp dụng.")])
    basis = change_basis()


class PartForm(SeenForm):
    command: ClassVar[type[Any]]

    def told(self) -> Any:  # noqa: ANN401 -- the command of its part
        return self.to(self.command)


class NamesForm(PartForm):
    command = parts.Names
    name = StringField("Tên", validators=[InputRequired("Ghi tên."), Length(max=300)])
    name_en = StringField("Tên tiếng Anh", validators=[InputRequired("Ghi tên tiếng Anh."), Length(max=300)])
    subjects = BoxesField(
        "Tặng cho", choices=choices(words.SUBJECTS.items()), validators=[InputRequired("Chọn đối tượng.")]
    )
    routes = BoxesField(
        "Loại hình khen thưởng", choices=choices(words.ROUTES.items()), validators=[InputRequired("Chọn loại hình.")]
    )
    cycle = SelectField("Thời điểm xét", choices=choices(words.CYCLES.items()))
    proposed_by = lines("Nơi đề nghị", "Ghi nơi đề nghị.", "Mỗi dòng một nơi.")
    legal_basis = lines("Căn cứ pháp lý", "Ghi căn cứ pháp lý.", "Mỗi dòng một điều, khoản.")
    note = TextAreaField("Ghi chú", validators=[Length(max=5000)])
    confidence = confidence("Độ tin cậy chung")


class ValidityForm(PartForm):
    command = parts.Validity
    valid_from = VietnameseDateField("Áp dụng từ ngày", validators=[InputRequired("Nhập ngày bắt đầu áp dụng.")])
    valid_to = VietnameseDateField(
        "Đến hết ngày", description="Chưa có ngày kết thúc thì để trống.", validators=[Optional()]
    )
    basis = change_basis()


class ConsiderationForm(PartForm):
    command = parts.Consideration
    considered_by = SelectField("Nơi xét ở tỉnh", choices=choices(words.CONSIDERED_BY.items()))
    considered_basis = basis(300, "Căn cứ về nơi xét")
    considered_confidence = confidence("Độ tin cậy về nơi xét")
    council = SelectField("Hội đồng", choices=choices((code or "", name) for code, name in words.COUNCILS.items()))
    rule = SelectField("Tỷ lệ phiếu", validators=[InputRequired("Chọn tỷ lệ phiếu.")])
    statutory = BooleanField("Tỷ lệ phiếu do luật định")


class CriterionForm(PartForm):
    command = rows.Criterion
    label = TextAreaField(
        "Nội dung tiêu chí",
        description="Câu mà đơn vị và người thẩm định đọc.",
        validators=[InputRequired("Ghi nội dung tiêu chí."), Length(max=500)],
    )
    branch = SelectField("Đặt vào nhóm")
    field = SelectField("Xét theo", description="Điều phần mềm biết về người, tập thể được đề nghị.")
    op = SelectField("So sánh", choices=choices(OPERATORS.items()))
    value = TextAreaField("Mức", validators=[Length(max=2000)])
    check = SelectField("Cách kiểm tra", choices=choices((c, w[:1].upper() + w[1:]) for c, w in words.CHECKS.items()))
    basis = basis(500)
    confidence = confidence()


class PaperForm(PartForm):
    command = rows.Paper
    doc = SelectField("Giấy tờ")
    copies = IntegerField(
        "Số bản",
        validators=[InputRequired("Ghi số bản."), NumberRange(min=1)],
        render_kw={"inputmode": "numeric"},
    )
    kinds = BoxesField(
        "Chỉ cần với", description="Không chọn: cần với mọi đối tượng.", choices=choices(words.SUBJECTS.items())
    )
    routes = BoxesField(
        "Chỉ cần khi khen theo", description="Không chọn: mọi loại hình.", choices=choices(words.ROUTES.items())
    )
    condition = StringField(
        "Chỉ cần trong trường hợp", description="Ghi khi giấy tờ này không bắt buộc.", validators=[Length(max=300)]
    )
    note = StringField("Ghi chú", validators=[Length(max=500)])


class StepForm(PartForm):
    command = rows.Step
    what = StringField("Việc", validators=[InputRequired("Ghi việc phải làm."), Length(max=1000)])
    working_days = IntegerField("Số ngày làm việc", validators=[Optional(), NumberRange(min=1)])
    days = IntegerField("Số ngày", description="Tính cả ngày nghỉ.", validators=[Optional(), NumberRange(min=1)])
    due = DayOfYearField("Hạn trong năm", description="Ngày/tháng, ví dụ 10/12.")
    basis = basis(1000)
    confidence = confidence()


class MoneyForm(PartForm):
    """Made for the kinds of nominees there are by `money_form`."""

    basis = basis(300)
    confidence = confidence()

    def told(self) -> parts.Money:
        said = {prefix: self._of(prefix) for prefix in ("times", "limit")}
        return parts.Money(
            multiples=said["times"], limits=said["limit"], basis=self.basis.data or "", confidence=self.confidence.data
        )

    def _of(self, prefix: str) -> dict[str, str]:
        start = f"{prefix}_"
        named = {name.removeprefix(start): field.data for name, field in self._fields.items() if name.startswith(start)}
        return {kind: times for kind, times in named.items() if times}


def money_form(money: parts.Money, kinds: Iterable[str]) -> type[MoneyForm]:
    fields: dict[str, Any] = {}
    told = [*dict.fromkeys([*kinds, *money.multiples, *money.limits])]
    for kind in told:
        name, unit = words.SUBJECTS[kind], "số lần mức lương cơ sở"
        fields[f"times_{kind}"] = TimesField(f"{name}: {unit}", default=money.multiples.get(kind, ""))
        fields[f"limit_{kind}"] = TimesField(f"{name}: không quá {unit}", default=money.limits.get(kind, ""))
    return type("MoneyForm", (MoneyForm,), fields)


class FileForm(SeenForm):
    file = FileField(
        "Tệp của danh hiệu, hình thức",
        description="Tệp YAML như tệp tải về từ bản soạn này.",
        validators=[InputRequired("Chọn tệp.")],
    )


class ReturnForm(SeenForm):
    reason = reason_field("Người soạn đọc được lý do.")


class ActForm(SeenForm):
    """A step taken by whoever has read the page."""


FORMS: Mapping[str, type[PartForm]] = {
    "names": NamesForm,
    "validity": ValidityForm,
    "vote": ConsiderationForm,
    "criteria": CriterionForm,
    "papers": PaperForm,
    "steps": StepForm,
}


def typed_in(form: BaseForm) -> dict[str, str]:
    """What is given back to whoever was slower."""
    texts = (field for field in form if isinstance(field, StringField))
    return {field.label.text: str((field.raw_data or [""])[0]) for field in texts}

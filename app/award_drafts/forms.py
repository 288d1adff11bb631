"""Words and shapes of a draft's parts; each form makes the command of its part."""

from collections.abc import Iterable, Mapping
from typing import Any

from wtforms import BooleanField, FileField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from app.award_drafts import parts
from app.award_drafts.field_forms import PartForm, TimesField, basis, change_basis, confidence, lines
from app.award_drafts.row_forms import CriterionForm, PaperForm, StepForm
from app.awards import words
from app.forms import BaseForm, BoxesField, SeenForm, VietnameseDateField, choices, reason_field


class StartForm(BaseForm):
    valid_from = VietnameseDateField("Áp dụng từ ngày", validators=[InputRequired("Nhập ngày bắt đầu áp dụng.")])
    basis = change_basis()


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


class MoneyForm(PartForm):
    """Made for the kinds of nominees there are by `money_form`."""

    basis: StringField
    confidence: SelectField

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
    fields |= {"basis": basis(300), "confidence": confidence()}
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

"""Words and shapes of the forms of a Tờ trình."""

from collections.abc import Mapping
from typing import Any

from wtforms import BooleanField, IntegerField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields import FileField
from wtforms.validators import InputRequired, Length, NumberRange

from app.forms import BaseForm, SeenField, VersionField, VietnameseDateField


class SubmissionForm(BaseForm):
    title = StringField(
        "Trích yếu của Tờ trình",
        description="In dưới chữ TỜ TRÌNH.",
        validators=[InputRequired("Nhập trích yếu của Tờ trình."), Length(max=300)],
    )
    summary = TextAreaField(
        "Tóm tắt thành tích",
        description="Mỗi đoạn một dòng; in trong Tờ trình. Có thể để trống.",
        validators=[Length(max=6000)],
    )
    nomination_ids = SelectMultipleField("Hồ sơ đưa vào danh sách", coerce=int, validate_choice=False)
    version = VersionField(default=0)


class SigningForm(BaseForm):
    """Which names the head strikes, and why; and the list as the page showed it."""

    seen = SeenField(default="")

    @property
    def strikes(self) -> dict[int, str]:
        struck = (name for name, field in self._fields.items() if name.startswith("strike_") and field.data)
        ids = [int(name.removeprefix("strike_")) for name in struck]
        return {item_id: self._fields[f"reason_{item_id}"].data or "" for item_id in ids}


def signing_form(names: Mapping[int, str]) -> type[SigningForm]:
    fields: dict[str, Any] = {}
    for item_id, name in names.items():
        fields[f"strike_{item_id}"] = BooleanField(f"Gạch tên {name}")
        fields[f"reason_{item_id}"] = TextAreaField(f"{name} – lý do gạch tên", validators=[Length(max=2000)])
    return type("SigningForm", (SigningForm,), fields)


class ReasonForm(BaseForm):
    reason = TextAreaField("Lý do", validators=[InputRequired("Nêu rõ lý do."), Length(max=2000)])

    @property
    def words(self) -> str:
        return self.reason.data or ""


class RegistrationForm(BaseForm):
    number = IntegerField(
        "Số Tờ trình",
        description="Theo sổ đăng ký văn bản đi của đơn vị, chỉ ghi phần số.",
        validators=[InputRequired("Nhập số Tờ trình."), NumberRange(min=1, max=999_999)],
        render_kw={"inputmode": "numeric"},
    )
    issued_on = VietnameseDateField("Ngày Tờ trình", validators=[InputRequired("Nhập ngày Tờ trình.")])
    signed_copy = FileField(
        "Bản đã ký",
        description="Bản quét có chữ ký và dấu, hoặc tệp PDF đã ký số. PDF, JPEG hoặc PNG, tối đa 20 MB.",
        validators=[InputRequired("Chọn tệp bản đã ký.")],
    )

from collections.abc import Mapping
from typing import Any

from wtforms import IntegerField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields import FileField
from wtforms.validators import InputRequired, Length, NumberRange

from app.forms import BaseForm, VersionField, VietnameseDateField

EXCLUDE = "exclude-"


class ProposalForm(BaseForm):
    title = StringField(
        "Trích yếu của Tờ trình",
        description="In dưới chữ TỜ TRÌNH, ví dụ: Về việc đề nghị tặng Bằng khen của Chủ tịch UBND tỉnh.",
        validators=[InputRequired("Nhập trích yếu của Tờ trình."), Length(max=300)],
    )
    summary = TextAreaField(
        "Kết quả thẩm định (tóm tắt)",
        description="In trong Tờ trình, sau phần tiếp nhận hồ sơ. Có thể để trống.",
        validators=[Length(max=4000)],
    )
    nomination_ids = SelectMultipleField("Hồ sơ đưa vào danh sách", coerce=int, validate_choice=False)
    version = VersionField(default=0)


class ReasonForm(BaseForm):
    reason = TextAreaField(
        "Lý do",
        description="Người nhận sẽ đọc đúng những gì anh/chị viết ở đây.",
        validators=[InputRequired("Nêu rõ lý do."), Length(max=2000)],
    )

    @property
    def words(self) -> str:
        return self.reason.data or ""


class ReturnForm(ReasonForm):
    """Why the Chairman sends a list back, and which names he takes off it."""

    @property
    def exclusions(self) -> dict[int, str]:
        """Reasons by the id of their line; those left empty stay on the list."""
        return {
            int(name.removeprefix(EXCLUDE)): field.data
            for name, field in self._fields.items()
            if name.startswith(EXCLUDE) and field.data
        }


def return_form(names: Mapping[int, str]) -> type[ReturnForm]:
    fields: dict[str, Any] = {
        f"{EXCLUDE}{item_id}": StringField(name, validators=[Length(max=2000)]) for item_id, name in names.items()
    }
    return type("ReturnForm", (ReturnForm,), fields)


class RegistrationForm(BaseForm):
    number = IntegerField(
        "Số văn bản",
        description="Theo sổ đăng ký văn bản đi của cơ quan, chỉ ghi phần số.",
        validators=[InputRequired("Nhập số văn bản."), NumberRange(min=1, max=999_999)],
        render_kw={"inputmode": "numeric"},
    )
    issued_on = VietnameseDateField("Ngày văn bản", validators=[InputRequired("Nhập ngày văn bản.")])
    signed_copy = FileField(
        "Bản đã ký",
        description="Bản quét có chữ ký và dấu, hoặc tệp PDF đã ký số. PDF, JPEG hoặc PNG, tối đa 20 MB.",
        validators=[InputRequired("Chọn tệp bản đã ký.")],
    )

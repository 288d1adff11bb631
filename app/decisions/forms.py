from collections.abc import Mapping
from typing import Any

from wtforms import SelectMultipleField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from app import forms
from app.forms import BaseForm, VersionField, reason_field, registration_form
from app.nominations.listing import NOBODY_CHOSEN


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
    nomination_ids = SelectMultipleField(
        "Hồ sơ đưa vào danh sách", coerce=int, validate_choice=False, validators=[InputRequired(NOBODY_CHOSEN)]
    )
    version = VersionField(default=0)


class ReasonForm(forms.ReasonForm):
    reason = reason_field("Người nhận sẽ đọc đúng những gì anh/chị viết ở đây.")


class ReturnForm(ReasonForm):
    """Why the Chairman sends a list back, and which names he takes off it."""

    @property
    def exclusions(self) -> dict[int, str]:
        """Reasons by the id of their line; those left empty stay on the list."""
        return {item_id: reason for item_id, reason in self.of_lines("exclude").items() if reason}


def return_form(names: Mapping[int, str]) -> type[ReturnForm]:
    fields: dict[str, Any] = {
        f"exclude_{item_id}": StringField(name, validators=[Length(max=2000)]) for item_id, name in names.items()
    }
    return type("ReturnForm", (ReturnForm,), fields)


RegistrationForm = registration_form("văn bản", of="cơ quan")

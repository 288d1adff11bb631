"""Words and shapes of the forms of a Tờ trình."""

from collections.abc import Mapping
from typing import Any

from wtforms import BooleanField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from app.forms import BaseForm, SeenField, VersionField, registration_form
from app.nominations.listing import NOBODY_CHOSEN
from app.validators import OnlyWith


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
    nomination_ids = SelectMultipleField(
        "Hồ sơ đưa vào danh sách", coerce=int, validate_choice=False, validators=[InputRequired(NOBODY_CHOSEN)]
    )
    version = VersionField(default=0)


NOT_TICKED = "Đã ghi lý do nhưng chưa đánh dấu “Gạch tên”: đánh dấu, hoặc xóa lý do để giữ tên này."


class SigningForm(BaseForm):
    """Which names the head strikes, and why; and the list as the page showed it."""

    seen = SeenField(default="")

    @property
    def strikes(self) -> dict[int, str]:
        reasons = self.of_lines("reason")
        return {item_id: reasons[item_id] or "" for item_id, is_struck in self.of_lines("strike").items() if is_struck}


def signing_form(names: Mapping[int, str]) -> type[SigningForm]:
    fields: dict[str, Any] = {}
    for item_id, name in names.items():
        fields[f"strike_{item_id}"] = BooleanField(f"Gạch tên {name}")
        fields[f"reason_{item_id}"] = TextAreaField(
            f"{name} – lý do gạch tên", validators=[OnlyWith(f"strike_{item_id}", NOT_TICKED), Length(max=2000)]
        )
    return type("SigningForm", (SigningForm,), fields)


RegistrationForm = registration_form("Tờ trình", of="đơn vị")

"""Words and shapes of the forms of a Tờ trình."""

from wtforms import SelectMultipleField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from app.forms import BaseForm, VersionField, registration_form
from app.nominations.listing import NOBODY_CHOSEN


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


RegistrationForm = registration_form("Tờ trình", of="đơn vị")

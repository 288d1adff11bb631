"""The words and shapes of an extension."""

from wtforms import StringField
from wtforms.validators import InputRequired, Length, Optional

from app.forms import BaseForm, SeenField, VietnameseDateField, reason_field
from app.validators import NotAfterToday


class ExtensionForm(BaseForm):
    seen = SeenField(default="")
    until = VietnameseDateField("Hạn mới: đến hết ngày", validators=[InputRequired("Nhập ngày cuối sau khi gia hạn.")])
    reason = reason_field("Gia hạn bổ sung thì đơn vị đọc được lý do này.")
    document = StringField(
        "Văn bản gia hạn",
        description="Số, cơ quan ban hành. Không có văn bản thì để trống.",
        validators=[Length(max=300)],
    )
    document_on = VietnameseDateField("Ngày văn bản", validators=[Optional(), NotAfterToday()])

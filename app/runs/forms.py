"""Which step, and why: the same for all the cases that were chosen."""

from wtforms import RadioField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from app.forms import BaseForm


class RunForm(BaseForm):
    step = RadioField(
        "Bước cần thực hiện", validate_choice=False, validators=[InputRequired("Chọn bước cần thực hiện.")]
    )
    reason = TextAreaField(
        "Lý do, ghi chú chung",
        description="Ghi vào lịch sử của từng hồ sơ; người nhận đọc đúng những gì anh/chị viết. "
        "Bước nào phải nêu lý do được ghi rõ ở trên.",
        validators=[Optional(), Length(max=2000)],
    )

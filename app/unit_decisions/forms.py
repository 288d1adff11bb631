"""Words and shapes of the forms of a unit's decision."""

from wtforms import SelectMultipleField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from app.forms import BaseForm, VersionField, VietnameseDateField, registration_form
from app.nominations.listing import NOBODY_CHOSEN
from app.validators import NotAfterToday


class UnitDecisionForm(BaseForm):
    title = StringField(
        "Trích yếu của Quyết định",
        description="In dưới chữ QUYẾT ĐỊNH.",
        validators=[InputRequired("Nhập trích yếu của Quyết định."), Length(max=300)],
    )
    merit = TextAreaField(
        "Thành tích ghi ở Điều 1",
        description="Theo sau “Tặng … cho … (có danh sách kèm theo)”: đã có thành tích trong công tác năm 2024.",
        validators=[InputRequired("Nhập thành tích ghi ở Điều 1."), Length(max=500)],
    )
    nomination_ids = SelectMultipleField(
        "Hồ sơ đưa vào danh sách", coerce=int, validate_choice=False, validators=[InputRequired(NOBODY_CHOSEN)]
    )
    version = VersionField(default=0)


class PostingForm(BaseForm):
    posted_on = VietnameseDateField("Ngày công bố", validators=[InputRequired("Nhập ngày công bố."), NotAfterToday()])
    posted_where = StringField(
        "Công bố ở đâu, bằng cách nào",
        description="Ví dụ: niêm yết tại trụ sở và trang thông tin nội bộ; đọc tại hội nghị tổng kết.",
        validators=[InputRequired("Ghi nơi, cách công bố."), Length(max=300)],
    )


RegistrationForm = registration_form("Quyết định", of="đơn vị")

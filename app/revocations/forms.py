"""The words and shapes of a review: its ground, what the Chairman says, what came back."""

from wtforms import FileField, RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from app.forms import BaseForm, SeenForm, VietnameseDateField, reason_field, registration_form
from app.validators import NotAfterToday


class ReviewForm(BaseForm):
    ground = RadioField("Căn cứ", validators=[InputRequired("Chọn căn cứ xem xét hủy.")])
    source = StringField(
        "Văn bản làm căn cứ",
        description="Loại văn bản, số, cơ quan, ví dụ: Kết luận số 15/KL-TTr của Thanh tra tỉnh.",
        validators=[InputRequired("Ghi văn bản làm căn cứ."), Length(max=300)],
    )
    source_on = VietnameseDateField(
        "Ngày văn bản",
        validators=[InputRequired("Nhập ngày văn bản làm căn cứ."), NotAfterToday()],
    )
    file = FileField("Bản quét văn bản", validators=[InputRequired("Chọn tệp bản quét văn bản làm căn cứ.")])
    reason = TextAreaField(
        "Nội dung đề nghị",
        description="Đơn vị trình đọc được căn cứ, văn bản và nội dung này. Không nêu ai gửi đơn, ai tố cáo.",
        validators=[InputRequired("Nêu nội dung đề nghị xem xét hủy."), Length(max=2000)],
    )


class DecidingForm(SeenForm):
    reason = reason_field("Đơn vị và người được khen sẽ đọc đúng những gì ghi ở đây.")


class RecoveryForm(SeenForm):
    recovered = TextAreaField(
        "Đã thu hồi", validators=[InputRequired("Ghi bằng, hiện vật, tiền thưởng đã thu hồi."), Length(max=2000)]
    )
    recovered_on = VietnameseDateField(
        "Ngày thu hồi",
        validators=[InputRequired("Nhập ngày thu hồi."), NotAfterToday("Ngày thu hồi không thể sau hôm nay.")],
    )
    file = FileField("Bản quét biên bản thu hồi", validators=[InputRequired("Chọn tệp bản quét biên bản thu hồi.")])


REGISTRATION = registration_form("Quyết định", of="Ủy ban nhân dân tỉnh")

"""The words and shapes of what văn thư writes into the books."""

from wtforms import FileField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from app.books.operations import ARRIVED_LATER
from app.books.outgoing import REGISTERS
from app.forms import BaseForm, VietnameseDateField, choices
from app.numbers import LARGEST_OF_A_REGISTER
from app.validators import NotAfterToday


class ArrivalForm(BaseForm):
    number = IntegerField(
        "Số đến",
        description="Số tiếp theo còn trống trong sổ năm nay đã điền sẵn; sửa được.",
        validators=[InputRequired("Nhập số đến."), NumberRange(min=1, max=LARGEST_OF_A_REGISTER)],
    )
    arrived_on = VietnameseDateField(
        "Ngày đến",
        validators=[InputRequired("Nhập ngày đến."), NotAfterToday(ARRIVED_LATER)],
    )
    sender = StringField("Nơi gửi", validators=[InputRequired("Nhập cơ quan, người gửi."), Length(max=300)])
    symbol = StringField("Số, ký hiệu", description="Ví dụ 123/CAT-PX03, nếu có.", validators=[Length(max=100)])
    dated_on = VietnameseDateField("Ngày văn bản", validators=[Optional()])
    title = TextAreaField("Trích yếu", validators=[InputRequired("Nhập trích yếu."), Length(max=1000)])
    case = StringField(
        "Mã hồ sơ khen thưởng",
        description="Nếu văn bản thuộc một hồ sơ, ví dụ HS-2025-00012.",
        validators=[Length(max=40)],
    )
    file = FileField("Bản quét")


class LeftOutForm(BaseForm):
    register = SelectField("Sổ", choices=choices(REGISTERS.items()), validators=[InputRequired("Chọn sổ.")])
    number = IntegerField(
        "Số",
        description="Số trong sổ năm nay không cấp cho văn bản nào; phần mềm không cấp lại.",
        validators=[InputRequired("Nhập số."), NumberRange(min=1, max=LARGEST_OF_A_REGISTER)],
    )
    reason = StringField("Lý do", validators=[InputRequired("Nêu rõ lý do."), Length(max=500)])

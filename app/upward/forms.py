"""Words and shapes of what is typed about a Tờ trình to the state and its answers."""

from wtforms import FileField, IntegerField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange

from app import forms
from app.forms import BaseForm, BoxesField, VersionField, VietnameseDateField, reason_field, registration_form
from app.numbers import LARGEST_OF_A_REGISTER
from app.upward.outcomes import NOBODY
from app.validators import NotAfterToday

SCAN = "Bản quét có chữ ký và dấu, hoặc tệp PDF đã ký số. Tệp PDF, tối đa 20 MB."
RegistrationForm = registration_form("Tờ trình", of="UBND tỉnh")


class SendingForm(BaseForm):
    sent_on = VietnameseDateField("Ngày gửi", validators=[InputRequired("Nhập ngày gửi."), NotAfterToday()])
    sent_to = StringField("Nơi nhận", validators=[InputRequired("Nhập nơi nhận."), Length(max=300)])
    sent_how = StringField(
        "Gửi bằng cách nào",
        description="Ví dụ: Qua trục liên thông văn bản; bản giấy gửi bưu điện.",
        validators=[InputRequired("Ghi cách gửi."), Length(max=300)],
    )


class _OfNames(BaseForm):
    item_ids = BoxesField(
        "Những tên văn bản nói đến",
        coerce=int,
        validate_choice=False,
        validators=[InputRequired(NOBODY)],
    )
    version = VersionField(default=0)


class GivenForm(_OfNames):
    number = IntegerField(
        "Số quyết định",
        description="Chỉ ghi phần số, như trên văn bản.",
        validators=[InputRequired("Nhập số quyết định."), NumberRange(min=1, max=LARGEST_OF_A_REGISTER)],
        render_kw={"inputmode": "numeric"},
    )
    symbol = StringField(
        "Ký hiệu",
        description="Ví dụ: QĐ-TTg, QĐ-CTN.",
        validators=[InputRequired("Nhập ký hiệu của quyết định."), Length(max=60)],
    )
    issued_on = VietnameseDateField(
        "Ngày quyết định", validators=[InputRequired("Nhập ngày quyết định."), NotAfterToday()]
    )
    authority = StringField(
        "Người có thẩm quyền quyết định", validators=[InputRequired("Nhập ai quyết định."), Length(max=200)]
    )
    signer = StringField("Người ký", validators=[InputRequired("Nhập họ tên người ký."), Length(max=200)])
    title = StringField(
        "Trích yếu của quyết định", validators=[InputRequired("Nhập trích yếu của quyết định."), Length(max=300)]
    )
    scan = FileField("Bản quét quyết định", description=SCAN, validators=[InputRequired("Chọn tệp bản quét.")])


class RefusedForm(_OfNames):
    number = StringField(
        "Số, ký hiệu văn bản trả lời", validators=[InputRequired("Nhập số, ký hiệu văn bản."), Length(max=100)]
    )
    issued_on = VietnameseDateField("Ngày văn bản", validators=[InputRequired("Nhập ngày văn bản."), NotAfterToday()])
    agency = StringField("Cơ quan trả lời", validators=[InputRequired("Nhập cơ quan trả lời."), Length(max=300)])
    reason = TextAreaField(
        "Lý do không khen thưởng",
        description="Đơn vị và người được đề nghị sẽ đọc đúng những gì anh/chị viết ở đây.",
        validators=[InputRequired("Nêu lý do."), Length(max=2000)],
    )
    scan = FileField("Bản quét văn bản", description=SCAN, validators=[InputRequired("Chọn tệp bản quét.")])


class MoreAskedForm(_OfNames):
    number = StringField(
        "Số, ký hiệu văn bản yêu cầu", description="Để trống nếu yêu cầu qua điện thoại.", validators=[Length(max=100)]
    )
    asked_on = VietnameseDateField(
        "Ngày được yêu cầu", validators=[InputRequired("Nhập ngày được yêu cầu."), NotAfterToday()]
    )
    wanted = TextAreaField(
        "Yêu cầu bổ sung gì",
        description="Đơn vị sẽ đọc đúng những gì anh/chị viết ở đây.",
        validators=[InputRequired("Ghi cấp trên yêu cầu bổ sung gì."), Length(max=2000)],
    )


class SentAgainForm(_OfNames):
    sent_again_on = VietnameseDateField(
        "Ngày gửi bổ sung", validators=[InputRequired("Nhập ngày gửi bổ sung."), NotAfterToday()]
    )
    note = TextAreaField("Đã gửi những gì", validators=[Length(max=2000)])


class ReasonForm(forms.ReasonForm):
    reason = reason_field("Lý do được ghi vào nhật ký; đơn vị đọc được.")

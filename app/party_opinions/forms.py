"""The words and shapes of asking Ban Thường vụ Tỉnh ủy."""

from wtforms import FileField, RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from app.forms import BaseForm, SeenForm, VersionField, VietnameseDateField, choices
from app.party_opinions.models import PartyAnswer
from app.validators import NotAfterToday

YES = "yes"
OUTCOMES = choices(
    [
        (PartyAnswer.AGREES.value, "Đồng ý việc khen thưởng"),
        (PartyAnswer.OBJECTS.value, "Không đồng ý việc khen thưởng"),
        (PartyAnswer.OTHER.value, "Ý kiến khác"),
    ]
)


class MarkForm(BaseForm):
    managed = RadioField(
        "Thuộc diện Ban Thường vụ Tỉnh ủy quản lý",
        choices=choices([(YES, "Thuộc diện quản lý"), ("no", "Không thuộc diện quản lý")]),
        validators=[InputRequired("Chọn có thuộc diện quản lý hay không.")],
    )
    basis = StringField(
        "Căn cứ",
        description="Chức vụ, quy định phân cấp. Ví dụ: Phó Giám đốc Sở, theo quy định phân cấp của Tỉnh ủy.",
        validators=[InputRequired("Ghi căn cứ."), Length(max=500)],
    )
    version = VersionField(default=0)

    @property
    def is_managed(self) -> bool:
        return bool(self.managed.data == YES)


class RequestForm(SeenForm):
    question = TextAreaField(
        "Nội dung xin ý kiến",
        description="In trong công văn, sau phần giới thiệu cán bộ và hồ sơ.",
        validators=[InputRequired("Nhập nội dung xin ý kiến."), Length(max=4000)],
    )


class AnswerForm(BaseForm):
    outcome = RadioField(
        "Ý kiến của Ban Thường vụ Tỉnh ủy",
        choices=OUTCOMES,
        coerce=PartyAnswer,
        validators=[InputRequired("Chọn ý kiến.")],
    )
    answer = TextAreaField(
        "Nội dung trả lời",
        description="Bắt buộc khi không đồng ý hoặc có ý kiến khác.",
        validators=[Length(max=8000)],
    )
    answer_number = StringField(
        "Số, ký hiệu văn bản trả lời",
        description="Ví dụ 1234-CV/TU.",
        validators=[InputRequired("Nhập số, ký hiệu văn bản trả lời."), Length(max=100)],
    )
    answered_on = VietnameseDateField(
        "Ngày văn bản trả lời",
        validators=[InputRequired("Nhập ngày văn bản trả lời."), NotAfterToday()],
    )
    file = FileField("Bản quét văn bản trả lời", validators=[InputRequired("Chọn tệp bản quét văn bản trả lời.")])
    version = VersionField(default=0)

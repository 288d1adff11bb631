"""What the public page asks: an opinion and whose it is; then the code that was sent to them."""

from wtforms import Field, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, ValidationError

from app.forms import BaseForm, SecretField, choices
from app.public_notices.models import Stance
from app.public_notices.opinions import ABOUT_ALL, OFFERED
from app.validators import MAIL_ADDRESS

STANCES = choices(OFFERED.items())
UNSEEN = {"tabindex": "-1", "autocomplete": "off"}


def stays_empty(_: BaseForm, field: Field) -> None:
    """No person sees it; what fills in whatever it finds does."""
    if field.data:
        raise ValidationError("Ô này phải để trống.")


class WritingForm(BaseForm):
    about = SelectField("Về ai", coerce=int, validate_choice=False, validators=[InputRequired("Chọn ý kiến về ai.")])
    stance = RadioField("Ý kiến", choices=STANCES, coerce=Stance, validators=[InputRequired("Chọn loại ý kiến.")])
    content = TextAreaField(
        "Nội dung",
        description="Nêu rõ việc gì, khi nào, ở đâu. Không gửi bí mật nhà nước qua trang này.",
        validators=[InputRequired("Ghi nội dung ý kiến."), Length(max=4000)],
    )
    said_by = StringField(
        "Họ và tên, hoặc tên tổ chức",
        description="Chỉ người xem xét ý kiến biết; báo cáo không nêu tên người gửi.",
        validators=[InputRequired("Ghi họ và tên."), Length(max=300)],
        render_kw={"autocomplete": "name"},
    )
    email = StringField(
        "Thư điện tử",
        description="Mã xác nhận và kết quả xem xét được gửi đến địa chỉ này.",
        validators=[InputRequired("Ghi địa chỉ thư điện tử."), Length(max=200), MAIL_ADDRESS],
        render_kw={"type": "email", "autocomplete": "email", "autocapitalize": "none", "spellcheck": "false"},
    )
    contact = StringField("Địa chỉ, điện thoại", description="Không bắt buộc.", validators=[Length(max=300)])
    website = StringField("Để trống ô này", validators=[stays_empty], render_kw=UNSEEN)

    def offer(self, names: list[tuple[int, str]]) -> "WritingForm":
        self.about.choices = choices([(ABOUT_ALL, "Cả danh sách"), *names])
        return self


class ConfirmForm(BaseForm):
    code = SecretField(
        "Mã xác nhận",
        description="Sáu chữ số trong thư vừa gửi. Chưa thấy thư thì xem cả hộp thư rác.",
        validators=[InputRequired("Nhập mã trong thư.")],
        render_kw={
            "inputmode": "numeric",
            "autocomplete": "one-time-code",
            "autocapitalize": "none",
            "spellcheck": "false",
        },
    )

    @property
    def typed(self) -> str:
        return "".join(sign for sign in self.code.data or "" if sign.isdecimal())

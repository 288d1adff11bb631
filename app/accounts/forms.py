"""Words and shapes of the door's forms: name, password, a code."""

from wtforms import Field, HiddenField, PasswordField, StringField
from wtforms.validators import InputRequired, Length, ValidationError

from app.accounts.codes import APP_DIGITS, SHEET_DIGITS, STEP, digits_of
from app.accounts.passwords import LEAST_LENGTH, MOST_LENGTH
from app.forms import BaseForm, SecretField

AS_TYPED = {"inputmode": "numeric", "autocomplete": "one-time-code", "autocapitalize": "none", "spellcheck": "false"}


class OfDigits:
    """So many of them, as a code has; blanks between groups do not matter."""

    def __init__(self, lengths: tuple[int, ...], sentence: str) -> None:
        self.lengths = lengths
        self.sentence = sentence

    def __call__(self, form: BaseForm, field: Field) -> None:  # noqa: ARG002 -- WTForms' signature
        if len(digits_of(field.data or "")) not in self.lengths:
            raise ValidationError(self.sentence)


class SignInForm(BaseForm):
    username = StringField(
        "Tên đăng nhập",
        validators=[InputRequired("Nhập tên đăng nhập."), Length(max=60)],
        render_kw={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"},
    )
    password = PasswordField(
        "Mật khẩu",
        validators=[InputRequired("Nhập mật khẩu."), Length(max=MOST_LENGTH)],
        render_kw={"autocomplete": "current-password"},
    )
    next = HiddenField()


class PasswordForm(BaseForm):
    present = PasswordField(
        "Mật khẩu hiện tại",
        validators=[InputRequired("Nhập mật khẩu hiện tại.")],
        render_kw={"autocomplete": "current-password"},
    )
    new = PasswordField(
        "Mật khẩu mới",
        description=f"Ít nhất {LEAST_LENGTH} ký tự. Gợi ý: ghép ba, bốn từ dễ nhớ với nhau.",
        validators=[InputRequired("Nhập mật khẩu mới.")],
        render_kw={"autocomplete": "new-password"},
    )
    again = PasswordField(
        "Nhập lại mật khẩu mới",
        validators=[InputRequired("Nhập lại mật khẩu mới.")],
        render_kw={"autocomplete": "new-password"},
    )


class _GivesCode(BaseForm):
    code: SecretField

    @property
    def typed(self) -> str:
        return self.code.data or ""


class CodeForm(_GivesCode):
    code = SecretField(
        "Mã xác thực",
        description="6 chữ số ứng dụng đang hiện, hoặc 8 chữ số của một mã chưa gạch trên tờ mã in sẵn.",
        validators=[
            InputRequired("Nhập mã."),
            OfDigits((APP_DIGITS, SHEET_DIGITS), "Mã của ứng dụng có 6 chữ số, mã trên tờ in sẵn có 8 chữ số."),
        ],
        render_kw=AS_TYPED,
    )
    next = HiddenField()


class AppForm(_GivesCode):
    """`offer`: the secret in the picture, sealed."""

    code = SecretField(
        "Mã ứng dụng đang hiện",
        description=f"{APP_DIGITS} chữ số, đổi sau mỗi {STEP} giây.",
        validators=[
            InputRequired("Nhập mã ứng dụng đang hiện."),
            OfDigits((APP_DIGITS,), "Mã của ứng dụng có 6 chữ số."),
        ],
        render_kw=AS_TYPED,
    )
    offer = HiddenField()

    @property
    def offered(self) -> str:
        return self.offer.data or ""

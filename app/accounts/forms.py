from wtforms import HiddenField, PasswordField, StringField
from wtforms.validators import InputRequired, Length

from app.forms import BaseForm


class SignInForm(BaseForm):
    username = StringField(
        "Tên đăng nhập",
        validators=[InputRequired("Nhập tên đăng nhập."), Length(max=60)],
        render_kw={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"},
    )
    password = PasswordField(
        "Mật khẩu",
        validators=[InputRequired("Nhập mật khẩu."), Length(max=200)],
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
        description="Ít nhất 12 ký tự. Gợi ý: ghép ba, bốn từ dễ nhớ với nhau.",
        validators=[InputRequired("Nhập mật khẩu mới.")],
        render_kw={"autocomplete": "new-password"},
    )
    again = PasswordField(
        "Nhập lại mật khẩu mới",
        validators=[InputRequired("Nhập lại mật khẩu mới.")],
        render_kw={"autocomplete": "new-password"},
    )

from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional, Regexp

from app.administration.operations import ENDS_EARLY, NO_BASIS
from app.administration.roles import BY_HOUSE
from app.forms import BaseForm, ReasonForm, VietnameseDateField, choices, reason_field
from app.validators import MAIL_ADDRESS, NotBefore, RequiredWith
from workflows.vocabulary import ROLE_NAMES, Role


class AccountForm(BaseForm):
    username = StringField(
        "Tên đăng nhập",
        description="Chữ thường không dấu, số, dấu chấm, gạch nối; ví dụ anh.ntn",
        validators=[
            InputRequired("Nhập tên đăng nhập."),
            Length(max=60),
            Regexp(r"^[a-zA-Z0-9._-]+$", message="Chỉ dùng chữ không dấu, số, dấu chấm, gạch nối, gạch dưới."),
        ],
        render_kw={"autocapitalize": "none", "autocomplete": "off"},
    )
    full_name = StringField("Họ và tên", validators=[InputRequired("Nhập họ và tên."), Length(max=200)])
    email = StringField(
        "Thư điện tử",
        validators=[Optional(), Length(max=200), MAIL_ADDRESS],
    )


class AppointmentForm(BaseForm):
    role = SelectField(
        "Vai trò",
        choices=[
            *choices([("", "Chọn vai trò")]),
            *(
                choice
                for house, roles in BY_HOUSE.items()
                for choice in choices(((role, ROLE_NAMES[role]) for role in roles), group=house)
            ),
        ],
        coerce=lambda value: Role(value) if value else None,
        validators=[InputRequired("Chọn vai trò.")],
    )
    organisation_code = StringField(
        "Đơn vị",
        description="Gõ vài chữ rồi chọn trong danh sách gợi ý; ghi mã hoặc tên đầy đủ của đơn vị đều được.",
        validators=[InputRequired("Chọn đơn vị."), Length(max=300)],
        render_kw={"list": "organisations", "autocomplete": "off"},
    )
    title = StringField(
        "Chức vụ",
        description="In dưới chữ ký, ví dụ: Giám đốc, Chuyên viên.",
        validators=[InputRequired("Nhập chức vụ."), Length(max=200)],
    )
    signs = TextAreaField(
        "Dòng ghi trên chữ ký",
        description="Chỉ cho người ký văn bản, mỗi dòng một hàng. Ví dụ: KT. GIÁM ĐỐC, xuống dòng, PHÓ GIÁM ĐỐC. "
        "Dòng cuối là chức vụ của người này. Để trống thì in chức vụ.",
        validators=[Optional(), Length(max=400)],
    )
    signs_basis = StringField(
        "Căn cứ phân công ký",
        description="Số, ngày văn bản phân công hoặc ủy quyền.",
        validators=[RequiredWith("signs", NO_BASIS), Length(max=300)],
    )
    valid_from = VietnameseDateField("Từ ngày", validators=[InputRequired("Nhập ngày bắt đầu.")])
    valid_to = VietnameseDateField("Đến hết ngày", validators=[Optional(), NotBefore("valid_from", ENDS_EARLY)])


class ResetForm(ReasonForm):
    reason = reason_field("Ghi ai báo mất, lúc nào, nhận đúng người bằng cách nào. Nhật ký giữ nguyên những dòng này.")

from wtforms import BooleanField, IntegerField, SelectField, StringField
from wtforms.validators import InputRequired, Length, NumberRange, Optional, ValidationError

from app.administration.operations import ENDS_EARLY
from app.administration.seating import MORE_THAN_ALL
from app.councils.words import PARTS
from app.forms import BaseForm, VietnameseDateField, choices
from app.validators import NotBefore

LARGEST = 100


class CouncilForm(BaseForm):
    organisation_code = StringField(
        "Hội đồng của đơn vị",
        description="Gõ vài chữ rồi chọn trong danh sách gợi ý; ghi mã hoặc tên đầy đủ của đơn vị đều được.",
        validators=[InputRequired("Chọn đơn vị."), Length(max=300)],
        render_kw={"list": "organisations", "autocomplete": "off"},
    )
    is_provincial = BooleanField("Đây là Hội đồng Thi đua - Khen thưởng tỉnh")
    name = StringField(
        "Tên Hội đồng",
        description="In trong biên bản, ví dụ: Hội đồng Thi đua - Khen thưởng Sở Y tế.",
        validators=[InputRequired("Nhập tên Hội đồng."), Length(max=300)],
    )
    established_by = StringField(
        "Quyết định thành lập",
        description="Số, ngày, cơ quan ban hành; lần kiện toàn gần nhất.",
        validators=[InputRequired("Nhập quyết định thành lập hoặc kiện toàn."), Length(max=300)],
    )
    quorum_numerator = IntegerField(
        "Số thành viên phải có mặt: tử số",
        description="Ví dụ họp khi có 2/3 thành viên: tử số 2, mẫu số 3.",
        validators=[InputRequired("Nhập tử số."), NumberRange(min=1, max=LARGEST)],
        render_kw={"inputmode": "numeric"},
    )
    quorum_denominator = IntegerField(
        "Mẫu số",
        validators=[InputRequired("Nhập mẫu số."), NumberRange(min=1, max=LARGEST)],
        render_kw={"inputmode": "numeric"},
    )
    quorum_basis = StringField(
        "Căn cứ của túc số",
        description="Điều, khoản của Quy chế hoạt động Hội đồng; số, ngày ban hành.",
        validators=[InputRequired("Nhập quy chế quy định số thành viên phải có mặt."), Length(max=300)],
    )

    def validate_quorum_numerator(self, field: IntegerField) -> None:
        all_of_them = self.quorum_denominator.data
        if field.data is not None and all_of_them is not None and field.data > all_of_them:
            raise ValidationError(MORE_THAN_ALL)


class SeatForm(BaseForm):
    name = StringField("Họ và tên", validators=[InputRequired("Nhập họ và tên."), Length(max=200)])
    title = StringField("Chức vụ", validators=[InputRequired("Nhập chức vụ."), Length(max=300)])
    part = SelectField("Trong Hội đồng", choices=choices(PARTS.items()), default="member")
    is_standing = BooleanField("Thuộc Thường trực Hội đồng")
    valid_from = VietnameseDateField("Từ ngày", validators=[InputRequired("Nhập ngày bắt đầu.")])
    valid_to = VietnameseDateField("Đến hết ngày", validators=[Optional(), NotBefore("valid_from", ENDS_EARLY)])
    username = StringField(
        "Tên đăng nhập",
        description="Nếu người này có tài khoản; không có thì để trống.",
        validators=[Optional(), Length(max=60)],
        render_kw={"autocapitalize": "none", "autocomplete": "off"},
    )

from wtforms import BooleanField, IntegerField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange
from wtforms.widgets import CheckboxInput, ListWidget

from app.awards.words import UNSETTLED
from app.forms import BaseForm, VersionField, VietnameseDateField
from app.rounds.operations import CLOSES_EARLY, NO_AWARDS
from app.validators import NotBefore

FIRST_YEAR, LAST_YEAR = 2000, 2100


class RoundForm(BaseForm):
    name = StringField(
        "Tên đợt xét",
        description="Ví dụ: Đợt khen thưởng tổng kết năm 2025.",
        validators=[InputRequired("Nhập tên đợt xét."), Length(max=300)],
    )
    year = IntegerField(
        "Năm",
        validators=[InputRequired("Nhập năm."), NumberRange(min=FIRST_YEAR, max=LAST_YEAR)],
        render_kw={"inputmode": "numeric"},
    )
    opens_on = VietnameseDateField("Nhận hồ sơ từ ngày", validators=[InputRequired("Nhập ngày bắt đầu nhận hồ sơ.")])
    closes_on = VietnameseDateField(
        "Đến hết ngày",
        validators=[InputRequired("Nhập ngày cuối nhận hồ sơ."), NotBefore("opens_on", CLOSES_EARLY)],
    )
    award_ids = SelectMultipleField(
        "Danh hiệu, hình thức của đợt",
        coerce=int,
        validate_choice=False,
        validators=[InputRequired(NO_AWARDS)],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    unit_notice = BooleanField("Đơn vị phải công khai danh sách trước khi Hội đồng đơn vị họp")
    people_notice = BooleanField(
        "Sở Nội vụ lấy ý kiến công khai trước khi kết luận thẩm định",
        description=f"Khen thưởng cấp Nhà nước thì luật bắt buộc; cấp tỉnh theo thông lệ. {UNSETTLED}.",
    )
    basis = StringField(
        "Căn cứ",
        description="Kế hoạch, hướng dẫn mở đợt: số, ngày, cơ quan ban hành.",
        validators=[InputRequired("Nhập căn cứ mở đợt xét."), Length(max=300)],
    )
    note = TextAreaField("Hướng dẫn cho các đơn vị", validators=[Length(max=4000)])
    version = VersionField(default=1)

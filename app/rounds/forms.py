from wtforms import BooleanField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from app.awards.words import UNSETTLED
from app.forms import BaseForm, BoxesField, SeenForm, VersionField, VietnameseDateField, reason_field
from app.rounds.movements import ENDS_EARLY
from app.rounds.operations import CLOSES_EARLY, NO_AWARDS
from app.validators import NotAfterToday, NotBefore

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
    award_ids = BoxesField(
        "Danh hiệu, hình thức của đợt",
        coerce=int,
        validate_choice=False,
        validators=[InputRequired(NO_AWARDS)],
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
    asks_agencies = BooleanField(
        "Chọn sẵn các cơ quan thường hiệp y khi thẩm định",
        description="Bỏ dấu thì người thẩm định tự chọn cơ quan của từng hồ sơ.",
    )
    only_some = BooleanField("Chỉ nhận hồ sơ của một số đơn vị")
    groups = BoxesField(
        "Thêm cả nhóm đơn vị",
        validators=[Optional()],
    )
    unit_names = TextAreaField(
        "Các đơn vị được gửi hồ sơ",
        description="Mỗi dòng một đơn vị: ghi đủ tên, hoặc mã.",
        validators=[Length(max=20000)],
    )
    opening_text = TextAreaField(
        "Thư mở đợt", description="Các đơn vị đọc ở trang của đợt.", validators=[Length(max=8000)]
    )
    note = TextAreaField(
        "Hướng dẫn cho các đơn vị",
        description="Hiện khi đơn vị lập và soạn hồ sơ của đợt.",
        validators=[Length(max=4000)],
    )
    closing_text = TextAreaField(
        "Lời kết của Thông báo lấy ý kiến",
        description="In ở cuối Thông báo; để trống thì dùng câu thường dùng.",
        validators=[Length(max=2000)],
    )
    version = VersionField(default=1)


class MovementPlanForm(BaseForm):
    launched_by = StringField("Cơ quan phát động", validators=[Length(max=300)])
    problem = TextAreaField("Vấn đề cần giải quyết", validators=[Length(max=4000)])
    plan = TextAreaField("Kế hoạch, nội dung thi đua", validators=[Length(max=20000)])
    version = VersionField(default=1)


class MovementForm(MovementPlanForm):
    name = StringField("Tên phong trào", validators=[InputRequired("Nhập tên phong trào thi đua."), Length(max=500)])
    source = StringField(
        "Nguồn",
        description="Văn bản phát động: số, ngày, cơ quan ban hành, mục.",
        validators=[InputRequired("Nhập văn bản phát động."), Length(max=300)],
    )
    valid_from = VietnameseDateField("Từ ngày", validators=[Optional()])
    valid_to = VietnameseDateField("Đến hết ngày", validators=[Optional(), NotBefore("valid_from", ENDS_EARLY)])


class ClosingForm(SeenForm):
    reason = reason_field("Ghi ở trang của phong trào, mọi người đọc được.")


class ExtensionForm(BaseForm):
    """Gia hạn: for whom, until when, why, and on which paper."""

    unit_id = SelectField("Gia hạn cho", coerce=lambda value: int(value) if value else None, validate_choice=False)
    closes_on = VietnameseDateField(
        "Nhận hồ sơ đến hết ngày", validators=[InputRequired("Nhập ngày cuối nhận hồ sơ sau khi gia hạn.")]
    )
    reason = reason_field("Các đơn vị đọc được lý do này ở trang Đợt xét.")
    document = StringField(
        "Văn bản gia hạn",
        description="Số, cơ quan ban hành. Không có văn bản thì để trống.",
        validators=[Length(max=300)],
    )
    document_on = VietnameseDateField("Ngày văn bản", validators=[Optional(), NotAfterToday()])
    version = VersionField(default=1)

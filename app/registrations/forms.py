"""The words and shapes of registration: a year, names on a unit's sheet, a step."""

from wtforms import FileField, IntegerField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange

from app.forms import BaseForm, BoxesField, SeenForm, VersionField, VietnameseDateField, reason_field
from app.registrations.enrolling import LONGEST_PLEDGE, NOBODY
from app.registrations.operations import CLOSES_EARLY, NO_AWARDS
from app.validators import NotBefore

FIRST_YEAR, LAST_YEAR = 2000, 2100


class YearForm(BaseForm):
    year = IntegerField(
        "Năm thi đua",
        validators=[InputRequired("Nhập năm."), NumberRange(min=FIRST_YEAR, max=LAST_YEAR)],
        render_kw={"inputmode": "numeric"},
    )
    opens_on = VietnameseDateField("Đăng ký từ ngày", validators=[InputRequired("Nhập ngày đầu.")])
    closes_on = VietnameseDateField(
        "Đến hết ngày", validators=[InputRequired("Nhập ngày cuối."), NotBefore("opens_on", CLOSES_EARLY)]
    )
    award_codes = BoxesField(
        "Danh hiệu, hình thức phải đăng ký",
        validate_choice=False,
        validators=[InputRequired(NO_AWARDS)],
    )
    basis = StringField(
        "Căn cứ",
        description="Văn bản hướng dẫn đăng ký thi đua: số, ngày, cơ quan ban hành.",
        validators=[InputRequired("Nhập căn cứ."), Length(max=300)],
    )
    note = TextAreaField("Hướng dẫn cho các đơn vị", validators=[Length(max=4000)])
    version = VersionField(default=1)


def _pledge() -> TextAreaField:
    return TextAreaField(
        "Cam kết",
        description="Nội dung phấn đấu trong năm; in ở bản đăng ký.",
        validators=[InputRequired("Ghi nội dung cam kết."), Length(max=LONGEST_PLEDGE)],
    )


class EnrolForm(BaseForm):
    award_code = StringField("Danh hiệu, hình thức")
    nominee_ids = SelectMultipleField("Tên", coerce=int, validate_choice=False, validators=[InputRequired(NOBODY)])
    pledge = _pledge()


class PledgeForm(SeenForm):
    pledge = _pledge()


class StepForm(SeenForm):
    """A step that asks for nothing but to be taken by whoever has read the page."""


class ReasonedStepForm(StepForm):
    reason = reason_field("Đơn vị đọc được lý do ở trang của bản đăng ký.")


class OpenForUnitForm(BaseForm):
    reason = reason_field("Đơn vị đọc được lý do ở trang của bản đăng ký.")


class FileForm(BaseForm):
    sheet = FileField(
        "Tệp CSV", description="Lưu từ Excel theo mẫu, tối đa 1 MB.", validators=[InputRequired("Chọn tệp CSV.")]
    )

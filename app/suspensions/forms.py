"""The words and shapes of a suspension: why, what was found, and how it ends."""

from wtforms import FileField, RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from app import forms
from app.forms import BaseForm, SeenField, VersionField, VietnameseDateField, choices, reason_field
from app.suspensions import grounds
from app.suspensions.models import Finding
from app.suspensions.operations import NO_FINDING, NO_GROUND
from app.validators import DayThat, NotAfterToday

NO_INFORMERS = "Đơn vị trình đọc đúng những gì anh/chị viết ở đây. Không nêu ai gửi đơn, ai tố cáo."
FINDINGS = choices([(Finding.CLEAR, "Không vi phạm: hồ sơ được xét tiếp"), (Finding.VIOLATION, "Có vi phạm: chấm dứt")])
SCAN = "Chỉ Trưởng ban, Phó Trưởng ban, Giám đốc Sở và thanh tra mở được tệp này. Tối đa 20 MB."


def _not_after_today() -> DayThat:
    return NotAfterToday()


class SuspendForm(BaseForm):
    seen = SeenField(default="")
    ground = RadioField("Căn cứ tạm dừng", validators=[InputRequired(NO_GROUND)])
    source_agency = StringField(
        "Cơ quan ban hành văn bản hoặc chuyển đơn",
        description="Ví dụ: Thanh tra tỉnh. Đơn gửi thẳng đến Sở thì ghi Sở Nội vụ.",
        validators=[InputRequired("Nhập cơ quan ban hành văn bản hoặc chuyển đơn."), Length(max=300)],
    )
    source_number = StringField(
        "Số văn bản", description="Đơn thư không có số thì để trống.", validators=[Length(max=100)]
    )
    source_on = VietnameseDateField(
        "Ngày văn bản, ngày nhận đơn",
        validators=[InputRequired("Nhập ngày văn bản hoặc ngày nhận đơn."), _not_after_today()],
    )
    source_file = FileField("Bản quét văn bản, đơn thư", description=SCAN)
    reason = reason_field(NO_INFORMERS)

    def offer(self) -> "SuspendForm":
        self.ground.choices = choices([(ground.code, ground.label) for ground in grounds.citable()])
        return self


class ConclusionForm(BaseForm):
    version = VersionField(default=0)
    finding = RadioField("Kết luận", choices=FINDINGS, validators=[InputRequired(NO_FINDING)])
    finding_agency = StringField(
        "Cơ quan kết luận", validators=[InputRequired("Nhập cơ quan kết luận."), Length(max=300)]
    )
    finding_number = StringField(
        "Số văn bản kết luận",
        description="Ví dụ 15/KL-TTT.",
        validators=[InputRequired("Nhập số văn bản kết luận."), Length(max=100)],
    )
    finding_on = VietnameseDateField(
        "Ngày văn bản kết luận", validators=[InputRequired("Nhập ngày văn bản kết luận."), _not_after_today()]
    )
    finding_summary = TextAreaField(
        "Tóm tắt kết luận",
        description="Lưu tại Sở Nội vụ; đơn vị trình không đọc mục này.",
        validators=[Length(max=2000)],
    )
    finding_file = FileField("Bản quét văn bản kết luận", description=SCAN)


class ResumeForm(BaseForm):
    """A step that asks for nothing but a yes, given to the conclusion that was shown."""

    version = VersionField(default=0)


class EndForm(forms.ReasonForm):
    version = VersionField(default=0)
    reason = reason_field(NO_INFORMERS)

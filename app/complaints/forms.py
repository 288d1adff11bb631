"""The words and shapes of petitions: what stands in one, and what is found about it."""

from wtforms import BooleanField, FileField, RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from app.complaints import rules
from app.complaints.models import ComplaintKind, Petitioner
from app.forms import BaseForm, SeenForm, VietnameseDateField, choices, reason_field
from app.validators import NotAfterToday

KINDS = choices(
    [
        (ComplaintKind.COMPLAINT.value, "Khiếu nại: người bị tác động đề nghị xem lại quyết định, kết quả"),
        (ComplaintKind.REFLECTION.value, "Phản ánh, kiến nghị"),
        (ComplaintKind.DENUNCIATION.value, "Tố cáo: báo hành vi vi phạm; tên người tố cáo được giữ bí mật"),
    ]
)
PETITIONERS = choices(
    [
        (Petitioner.NOMINEE.value, "Người được đề nghị khen thưởng"),
        (Petitioner.UNIT.value, "Đơn vị trình"),
        (Petitioner.OTHER.value, "Tổ chức, cá nhân khác"),
    ]
)


UPHELD = "upheld"
OUTCOMES = choices(
    [
        ("dismissed", "Không đúng: giữ nguyên quyết định, kết quả; trạng thái hồ sơ không đổi"),
        (UPHELD, "Đúng: mở đường xét lại, hoặc xem xét hủy quyết định khen thưởng"),
    ]
)


class PetitionForm(BaseForm):
    kind = RadioField("Loại đơn", choices=KINDS, coerce=ComplaintKind, validators=[InputRequired("Chọn loại đơn.")])
    petitioner = RadioField(
        "Người có đơn", choices=PETITIONERS, coerce=Petitioner, validators=[InputRequired("Chọn người có đơn.")]
    )
    name = StringField(
        "Họ và tên, hoặc tên tổ chức", validators=[InputRequired("Ghi tên người có đơn."), Length(max=300)]
    )
    contact = StringField("Địa chỉ, điện thoại", validators=[Length(max=300)])
    received_on = VietnameseDateField(
        "Ngày nhận đơn",
        validators=[InputRequired("Nhập ngày nhận đơn."), NotAfterToday("Ngày nhận đơn không thể sau hôm nay.")],
    )
    known_on = VietnameseDateField(
        "Ngày biết quyết định, kết quả",
        description=f"Bắt buộc với khiếu nại. Thời hiệu: {rules.WINDOW.words} Quá thời hiệu thì giữ là phản ánh.",
    )
    obstacle = TextAreaField(
        "Trở ngại khách quan",
        description="Ốm đau, thiên tai, đi công tác xa … làm người có đơn không gửi kịp, kèm thời gian.",
        validators=[Length(max=1000)],
    )
    content = TextAreaField("Nội dung", validators=[InputRequired("Ghi nội dung đơn."), Length(max=8000)])
    file = FileField("Bản quét đơn")


class AcceptForm(SeenForm):
    is_complex = BooleanField(
        "Vụ việc phức tạp",
        description=f"Bình thường: {rules.SETTLE.words} Phức tạp: {rules.SETTLE_COMPLEX.words}",
    )


class ClosingForm(SeenForm):
    reason = reason_field("Người có đơn được trả lời theo nội dung này.")


class SettlementForm(SeenForm):
    outcome = RadioField(
        "Kết quả",
        choices=OUTCOMES,
        validators=[InputRequired("Chọn kết quả giải quyết.")],
    )
    answer = TextAreaField(
        "Nội dung giải quyết", validators=[InputRequired("Ghi nội dung giải quyết."), Length(max=8000)]
    )
    letter_number = StringField(
        "Số quyết định, văn bản",
        description="Ví dụ 12/QĐ-SNV.",
        validators=[InputRequired("Ghi số quyết định, văn bản giải quyết."), Length(max=100)],
    )
    letter_on = VietnameseDateField(
        "Ngày quyết định, văn bản",
        validators=[InputRequired("Nhập ngày quyết định, văn bản giải quyết."), NotAfterToday()],
    )
    letter = FileField("Bản đã ký", validators=[InputRequired("Chọn tệp bản đã ký của quyết định, văn bản.")])

    @property
    def is_upheld(self) -> bool:
        return bool(self.outcome.data == UPHELD)

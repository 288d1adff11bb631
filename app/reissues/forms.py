"""The words and shapes of a request for a new certificate, its check, its handing over."""

from wtforms import BooleanField, FileField, RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from app.forms import BaseForm, SeenForm, VietnameseDateField, choices
from app.reissues.kinds import ASKED_FOR, ReissueKind
from app.reissues.operations import NOT_WITHOUT

YES, NO = "yes", "no"


def receipt_form(kind: ReissueKind, **shown: object) -> "ReceiptForm":
    """What was lost cannot come back: nobody is asked for it."""
    form = ReceiptForm(**shown)
    if kind is ReissueKind.LOST:
        del form.is_old_back
    return form


class RequestForm(BaseForm):
    kind = RadioField(
        "Vì sao", choices=choices(ASKED_FOR.items()), validators=[InputRequired("Chọn lý do cấp đổi, cấp lại.")]
    )
    asked_by = StringField(
        "Người, đơn vị đề nghị", validators=[InputRequired("Nhập người, đơn vị đề nghị."), Length(max=300)]
    )
    asked_on = VietnameseDateField("Ngày đề nghị", validators=[InputRequired("Nhập ngày đề nghị.")])
    reason = TextAreaField(
        "Nội dung đề nghị",
        description="Bằng mất, hỏng khi nào, thế nào.",
        validators=[InputRequired("Nêu nội dung đề nghị."), Length(max=2000)],
    )
    file = FileField(
        "Bản quét đơn, văn bản đề nghị", validators=[InputRequired("Chọn tệp bản quét đơn, văn bản đề nghị.")]
    )


class CheckForm(SeenForm):
    verdict = RadioField(
        "Kết quả kiểm tra",
        choices=choices([(YES, "Đồng ý cấp"), (NO, "Không cấp")]),
        validators=[InputRequired("Chọn kết quả kiểm tra.")],
    )
    reason = TextAreaField(
        "Ý kiến",
        description="Bắt buộc khi không cấp. Đơn vị sẽ đọc đúng những gì ghi ở đây.",
        validators=[Length(max=2000)],
    )


class ReceiptForm(SeenForm):
    handed_on = VietnameseDateField("Ngày bàn giao", validators=[InputRequired("Nhập ngày bàn giao.")])
    receiver_name = StringField(
        "Người nhận", description="Họ tên, chức vụ.", validators=[InputRequired("Nhập người nhận."), Length(max=200)]
    )
    is_old_back = BooleanField("Đã thu lại bản cũ", validators=[InputRequired(NOT_WITHOUT)])
    file = FileField("Bản quét phiếu ký nhận", validators=[InputRequired("Chọn tệp bản quét phiếu ký nhận.")])


class PassingForm(BaseForm):
    """A button."""

"""The words and shapes of a correction: what is to be right, and on what that rests."""

from wtforms import FileField, RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from app.corrections import kinds
from app.corrections.operations import BOTH
from app.forms import SeenForm, choices, reason_field, registration_form
from app.validators import RequiredWith


class ProposalForm(SeenForm):
    kind = RadioField(
        "Loại sai sót", choices=choices(kinds.NAMES.items()), validators=[InputRequired("Chọn loại sai sót.")]
    )
    honorific = StringField("Danh xưng", description="Ông, Bà, cấp bậc. Có thể để trống.", validators=[Length(max=60)])
    nominee_name = StringField(
        "Họ tên, tên tập thể",
        description="Ghi lại cho đúng; không sai thì giữ nguyên.",
        validators=[InputRequired("Nhập họ tên, tên tập thể."), Length(max=300)],
    )
    nominee_title = StringField(
        "Chức vụ, đơn vị", description="Ghi lại cho đúng; không sai thì giữ nguyên.", validators=[Length(max=500)]
    )
    wrong_text = TextAreaField(
        "Nội dung khác: đã ghi",
        description="Chỗ sai khác trong Quyết định, chép đúng như đã ghi. Không có thì để trống cả hai ô.",
        validators=[RequiredWith("right_text", BOTH), Length(max=1000)],
    )
    right_text = TextAreaField(
        "Nội dung khác: sửa lại", validators=[RequiredWith("wrong_text", BOTH), Length(max=1000)]
    )
    source = StringField(
        "Giấy tờ làm căn cứ",
        description="Loại giấy tờ, số, cơ quan, ngày, ví dụ: Giấy khai sinh số 15, UBND xã Phước Hữu cấp 12/03/1985.",
        validators=[InputRequired("Ghi giấy tờ làm căn cứ."), Length(max=300)],
    )
    file = FileField("Bản quét giấy tờ", validators=[InputRequired("Chọn tệp bản quét giấy tờ làm căn cứ.")])
    reason = TextAreaField(
        "Lý do",
        description="Sai ở đâu, vì sao. Đơn vị và người được khen đọc được.",
        validators=[InputRequired("Nêu lý do đính chính, thay thế."), Length(max=2000)],
    )


class SigningForm(SeenForm):
    """A button."""


class AbandoningForm(SeenForm):
    reason = reason_field("Chủ tịch và văn thư sẽ đọc đúng những gì ghi ở đây.")


REGISTRATION = registration_form("văn bản", of="Ủy ban nhân dân tỉnh")

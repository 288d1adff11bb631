"""Words and shapes of what is typed after a decision."""

from collections.abc import Mapping
from typing import Any

from wtforms import IntegerField, RadioField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from app.deliveries.archiving import NOBODY as NO_CASE
from app.deliveries.operations import NOBODY
from app.deliveries.vocabulary import MONEY_WAYS, PRESENTED
from app.forms import BaseForm, SeenField, VietnameseDateField, choices
from app.numbers import LARGEST_OF_A_REGISTER, is_whole, whole

NUMERIC = {"inputmode": "numeric"}


def _chosen(label: str, nobody: str = NOBODY) -> SelectMultipleField:
    return SelectMultipleField(label, coerce=int, validate_choice=False, validators=[InputRequired(nobody)])


class AnnounceForm(BaseForm):
    decision_ids = _chosen("Quyết định", "Chọn ít nhất một Quyết định.")


class InscriptionForm(BaseForm):
    printed_name = StringField(
        "Tên in trên Bằng",
        description="Cả danh xưng, ví dụ: Ông Nguyễn Văn An, Đại tá Bá Văn Trịnh, Tập thể Trường THPT An Phước.",
        validators=[InputRequired("Nhập tên in trên Bằng."), Length(max=300)],
    )
    printed_detail = StringField(
        "Dòng dưới tên", description="Chức vụ, đơn vị. Có thể để trống.", validators=[Length(max=800)]
    )
    name_reason = StringField(
        "Lý do ghi khác Quyết định",
        description="Bắt buộc khi tên hoặc dòng dưới tên khác danh sách kèm Quyết định.",
        validators=[Length(max=500)],
    )
    register_number = IntegerField(
        "Số vào sổ",
        description="Để trống nếu chưa vào sổ. Trong một năm không trùng nhau.",
        validators=[Optional(), NumberRange(min=1, max=LARGEST_OF_A_REGISTER)],
        render_kw=NUMERIC,
    )
    seen = SeenField()


class RegisterForm(BaseForm):
    first = IntegerField(
        "Số vào sổ đầu tiên",
        description="Những người chưa có số được đánh tiếp theo thứ tự danh sách.",
        validators=[InputRequired("Nhập số vào sổ đầu tiên."), NumberRange(min=1, max=LARGEST_OF_A_REGISTER)],
        render_kw=NUMERIC,
    )


class ReadyForm(BaseForm):
    ready = SelectMultipleField("Đã sẵn sàng", validate_choice=False)
    seen = SeenField()

    @property
    def ticks(self) -> frozenset[tuple[int, str]]:
        """Line of the decision and code of the article; what is neither is no tick."""
        pairs = (str(value).partition(":") for value in self.ready.data or ())
        return frozenset((whole(item), code) for item, _, code in pairs if is_whole(item))


class HandoverForm(BaseForm):
    handed_on = VietnameseDateField("Ngày bàn giao", validators=[InputRequired("Nhập ngày bàn giao.")])
    place = StringField("Nơi bàn giao", validators=[InputRequired("Nhập nơi bàn giao."), Length(max=300)])
    receiver_name = StringField(
        "Người nhận",
        description="Họ tên người đến nhận.",
        validators=[InputRequired("Nhập họ tên người nhận."), Length(max=200)],
    )
    receiver_title = StringField(
        "Chức vụ người nhận", validators=[InputRequired("Nhập chức vụ người nhận."), Length(max=200)]
    )
    receiver_paper = StringField(
        "Giấy giới thiệu, giấy tờ của người nhận",
        description="Ví dụ: Giấy giới thiệu số 15/GGT-SGDĐT ngày 20/02/2025. Có thể để trống.",
        validators=[Length(max=200)],
    )
    money_way = RadioField("Tiền thưởng", choices=choices(MONEY_WAYS.items()), default="transfer")
    note = TextAreaField("Ghi chú", validators=[Length(max=2000)])
    item_ids = _chosen("Bàn giao cho")
    seen = SeenField()

    @property
    def refused(self) -> dict[int, str]:
        """Reasons by the decision's line; those left empty were not refused."""
        return {item_id: reason for item_id, reason in self.of_lines("refused").items() if reason}


def handover_form(names: Mapping[int, str], **values: Any) -> HandoverForm:  # noqa: ANN401 -- initial values by field name
    fields: dict[str, Any] = {
        f"refused_{item_id}": StringField(f"Không nhận: {name}", validators=[Length(max=500)])
        for item_id, name in names.items()
    }
    made: HandoverForm = type("HandoverForm", (HandoverForm,), fields)(**values)
    return made


class PresentForm(BaseForm):
    presented_on = VietnameseDateField("Ngày trao tặng", validators=[InputRequired("Nhập ngày trao tặng.")])
    presented_how = RadioField(
        "Hình thức trao tặng",
        choices=choices(PRESENTED.items()),
        validators=[InputRequired("Chọn hình thức trao tặng.")],
    )
    item_ids = _chosen("Đã trao cho")


class PaymentForm(BaseForm):
    paid_on = VietnameseDateField("Ngày chi", validators=[InputRequired("Nhập ngày chi.")])
    voucher = StringField(
        "Số chứng từ",
        description="Số phiếu chi hoặc ủy nhiệm chi.",
        validators=[InputRequired("Nhập số chứng từ."), Length(max=60)],
    )
    item_ids = _chosen("Đã chi cho")


class ClosingForm(BaseForm):
    code = StringField(
        "Hồ sơ số",
        description="Số, ký hiệu hồ sơ theo danh mục hồ sơ của cơ quan.",
        validators=[InputRequired("Nhập số hồ sơ."), Length(max=60)],
    )
    title = StringField("Tiêu đề hồ sơ", validators=[InputRequired("Nhập tiêu đề hồ sơ."), Length(max=500)])
    retention = SelectField("Thời hạn bảo quản")
    place = StringField("Kho, giá, hộp", description="Có thể để trống.", validators=[Length(max=200)])
    sheets = IntegerField(
        "Số tờ",
        description="Tổng số tờ giấy của hồ sơ. Có thể để trống.",
        validators=[Optional(), NumberRange(min=1, max=LARGEST_OF_A_REGISTER)],
        render_kw=NUMERIC,
    )
    item_ids = _chosen("Hồ sơ nộp lưu", NO_CASE)

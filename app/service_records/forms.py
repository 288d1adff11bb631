from collections.abc import Mapping

from wtforms import FileField, IntegerField, SelectField, SelectMultipleField, StringField
from wtforms.validators import InputRequired, Length, Optional

from app.awards.words import RATINGS
from app.forms import SCAN, BaseForm, VietnameseDateField, choices, reason_field
from app.forms import ReasonForm as AnyReasonForm
from app.honours.operations import NO_GIVER, NO_NUMBER, NOT_YET
from app.service_records.faults import ENDS_FIRST, NOT_CHOSEN, NOT_YET_BEGUN
from app.service_records.operations import Discipline, Leave, MakeUp, Rating, Wanted
from app.service_records.words import DISCIPLINES, LEAVES, RecordKind
from app.validators import NotAfterToday, NotBefore

MAY_COME_LATER = f"{SCAN} Chưa có thì thêm sau; chưa có thì chưa được xác nhận."
NOBODY_CHOSEN = "Chọn ít nhất một mục để xác nhận."


def _choice(label: str, options: Mapping[str, str]) -> SelectField:
    pairs = choices([("", "Chưa chọn"), *options.items()])
    return SelectField(label, choices=pairs, validators=[InputRequired(NOT_CHOSEN)], default="")


def _year() -> IntegerField:
    return IntegerField(
        "Năm",
        description="Ví dụ 2023.",
        validators=[InputRequired("Nhập năm.")],
        render_kw={"inputmode": "numeric"},
    )


def _people(label: str, description: str = "") -> IntegerField:
    return IntegerField(
        label,
        description=description,
        validators=[InputRequired("Nhập số người; không có ai thì nhập 0.")],
        render_kw={"inputmode": "numeric"},
    )


def _number() -> StringField:
    return StringField(
        "Số quyết định", description="Ví dụ: 125/QĐ-SGDĐT.", validators=[InputRequired(NO_NUMBER), Length(max=100)]
    )


def _decided_on() -> VietnameseDateField:
    required = InputRequired("Nhập ngày quyết định.")
    return VietnameseDateField("Ngày quyết định", validators=[required, NotAfterToday(NOT_YET)])


def _decided_by() -> StringField:
    return StringField(
        "Người, cơ quan quyết định",
        description="Ví dụ: Giám đốc Sở Giáo dục và Đào tạo.",
        validators=[InputRequired(NO_GIVER), Length(max=300)],
    )


def _from(label: str) -> VietnameseDateField:
    required = InputRequired("Nhập ngày bắt đầu.")
    return VietnameseDateField(label, validators=[required, NotAfterToday(NOT_YET_BEGUN)])


class RatingForm(BaseForm):
    year = _year()
    value = _choice("Kết quả xếp loại chất lượng", RATINGS)
    decision_number = _number()
    decided_on = _decided_on()
    decided_by = _decided_by()
    scan = FileField("Minh chứng: bản quét quyết định", description=MAY_COME_LATER, validators=[Optional()])


class DisciplineForm(BaseForm):
    value = _choice("Hình thức kỷ luật", DISCIPLINES)
    starts_on = _from("Có hiệu lực từ ngày")
    ends_on = VietnameseDateField(
        "Kết thúc ngày",
        description="Ngày hết thời hạn kỷ luật. Để trống nếu chưa biết: coi như còn kỷ luật.",
        validators=[Optional(), NotBefore("starts_on", ENDS_FIRST)],
    )
    decision_number = _number()
    decided_on = _decided_on()
    decided_by = _decided_by()
    scan = FileField("Minh chứng: bản quét quyết định", description=MAY_COME_LATER, validators=[Optional()])


class LeaveForm(BaseForm):
    value = _choice("Loại nghỉ", LEAVES)
    starts_on = _from("Từ ngày")
    ends_on = VietnameseDateField(
        "Đến ngày",
        validators=[InputRequired("Nhập ngày cuối của thời gian nghỉ."), NotBefore("starts_on", ENDS_FIRST)],
    )
    scan = FileField(
        "Minh chứng: bản quét quyết định hoặc giấy tờ", description=MAY_COME_LATER, validators=[Optional()]
    )


class MakeUpForm(BaseForm):
    year = _year()
    members = _people("Số thành viên", "Tổng số người của tập thể trong năm.")
    advanced = _people("Số Lao động tiên tiến")
    completing = _people("Số người hoàn thành nhiệm vụ trở lên")
    fighters = _people("Số Chiến sĩ thi đua cơ sở")
    disciplined = _people("Số người bị kỷ luật từ cảnh cáo trở lên")
    value = SelectField(
        "Xếp loại tổ chức đảng",
        choices=choices([("", "Chưa xếp loại hoặc không có tổ chức đảng"), *RATINGS.items()]),
        validators=[Optional()],
        default="",
    )
    scan = FileField("Minh chứng: báo cáo, danh sách của năm", description=MAY_COME_LATER, validators=[Optional()])


class EvidenceForm(BaseForm):
    scan = FileField(
        "Minh chứng",
        description=SCAN,
        validators=[InputRequired("Chọn tệp minh chứng.")],
    )


class VoidForm(AnyReasonForm):
    reason = reason_field("Ghi sai chỗ nào, hoặc quyết định nào đã thu hồi. Ai xem mục này cũng đọc được.")


class ConfirmForm(BaseForm):
    record_ids = SelectMultipleField(
        "Mục đã đối chiếu minh chứng",
        coerce=int,
        validate_choice=False,
        validators=[InputRequired(NOBODY_CHOSEN)],
    )


FORMS: Mapping[RecordKind, tuple[type[BaseForm], type[Wanted]]] = {
    RecordKind.RATING: (RatingForm, Rating),
    RecordKind.DISCIPLINE: (DisciplineForm, Discipline),
    RecordKind.LEAVE: (LeaveForm, Leave),
    RecordKind.MAKE_UP: (MakeUpForm, MakeUp),
}

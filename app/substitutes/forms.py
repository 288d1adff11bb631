from wtforms import BooleanField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from app.forms import BaseForm, VietnameseDateField, choices
from app.numbers import whole
from app.substitutes.operations import ENDS_EARLY, FROM_TODAY
from app.validators import DayThat, NotAfterToday, NotBefore

KINDS = choices((kind, kind) for kind in ("Giấy ủy quyền", "Quyết định", "Văn bản phân công"))


def _chosen(value: object) -> int | None:
    """None as long as nobody is."""
    return whole(str(value)) if value else None


class AbsenceForm(BaseForm):
    absent_id = SelectField("Ai vắng, ở vai trò nào", coerce=_chosen, validators=[InputRequired("Chọn người vắng.")])
    substitute_id = SelectField("Người thay", coerce=_chosen, validators=[InputRequired("Chọn người thay.")])
    valid_from = VietnameseDateField(
        "Từ ngày",
        validators=[InputRequired("Nhập ngày bắt đầu."), DayThat(lambda day, today: day >= today, FROM_TODAY)],
    )
    valid_to = VietnameseDateField(
        "Đến hết ngày",
        description="Hết ngày này việc thay tự kết thúc.",
        validators=[InputRequired("Nhập ngày kết thúc."), NotBefore("valid_from", ENDS_EARLY)],
    )
    basis_kind = SelectField("Căn cứ", choices=KINDS, validators=[InputRequired("Chọn loại văn bản.")])
    basis_number = StringField(
        "Số, ký hiệu văn bản",
        description="Ví dụ 12/GUQ-SNV.",
        validators=[InputRequired("Nhập số, ký hiệu văn bản."), Length(max=100)],
    )
    basis_on = VietnameseDateField(
        "Ngày văn bản",
        validators=[InputRequired("Nhập ngày văn bản."), NotAfterToday()],
    )
    is_unsigned = BooleanField(
        "Người thay chỉ xử lý hồ sơ, không ký văn bản",
        description="Đánh dấu khi người vắng có ký văn bản mà người thay không phải cấp phó.",
    )
    signs = TextAreaField(
        "Dòng ghi trên chữ ký",
        description="Chỉ khi cấp phó ký thay, mỗi dòng một hàng, dòng cuối là chức vụ của người thay. "
        "Để trống thì ghi “KT.” trước chức vụ của người vắng, dưới là chức vụ của người thay.",
        validators=[Optional(), Length(max=400)],
    )

from wtforms import BooleanField, RadioField, StringField
from wtforms.validators import InputRequired, Length

from app.councils.constitution import CouncilKind
from app.councils.words import COUNCILS
from app.forms import BaseForm, SeenForm, choices


def _name() -> StringField:
    return StringField(
        "Tên Hội đồng",
        description="In trong biên bản, ví dụ: Hội đồng Thi đua - Khen thưởng Sở Y tế.",
        validators=[InputRequired("Nhập tên Hội đồng."), Length(max=300)],
    )


class CouncilForm(BaseForm):
    organisation_code = StringField(
        "Hội đồng của đơn vị",
        description="Gõ vài chữ rồi chọn trong danh sách gợi ý; ghi mã hoặc tên đầy đủ của đơn vị đều được."
        " Hội đồng sáng kiến tỉnh: chọn cơ quan thường trực của Hội đồng.",
        validators=[InputRequired("Chọn đơn vị."), Length(max=300)],
        render_kw={"list": "organisations", "autocomplete": "off"},
    )
    kind = RadioField(
        "Loại Hội đồng",
        choices=choices([(kind.value, words) for kind, words in COUNCILS.items()]),
        coerce=CouncilKind,
        default=CouncilKind.EMULATION,
    )
    is_provincial = BooleanField("Đây là Hội đồng cấp tỉnh")
    name = _name()


class NameForm(SeenForm):
    name = _name()
